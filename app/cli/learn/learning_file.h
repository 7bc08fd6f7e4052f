// What `learn -o` writes: one state as a picture, or all of them as an animation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/drawing_options.h"
#include "cli/failure.h"
#include "core/learning.h"

namespace convoscope {

struct LearningFile {
  std::string path;
  const Format* format = nullptr;
  std::optional<std::int64_t> step{};  ///< nothing: the last, or all where the format holds no single picture
  std::string theme = "light";
  Drawing drawing;
};

/// The flags of the picture, judged before anything is learned; those of the table have no place beside it, nor those of the picture
/// without it. --step is also that of --select.
Attempt<LearningFile> read_learning_file(const LearnArguments& arguments);

/// `wanted`: the kernel, where it is known; else null. The file's step is one of the states' (`run_learn` sees to it).
Outcome write_learning_picture(const LearningFile& file, const std::vector<LearningState>& states, double rate,
                               const Tensor* wanted, const Context& context);

}  // namespace convoscope
