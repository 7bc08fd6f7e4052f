// A layer out of framework code, or out of a model's file, as what flags stand over.
#pragma once

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/failure.h"
#include "document/platform.h"
#include "document/scene.h"
#include "interop/code/read_code.h"
#include "interop/model/model_files.h"
#include "interop/model/model_scene.h"

namespace convoscope {

/// The framework that --from names; nothing for "auto". Fails for other names.
Attempt<std::optional<Framework>> read_framework(const std::string& flag, const std::string& name);

/// What is wrong with code, told at "NAME:LINE:COLUMN".
Failure failure_in_code(const CodeError& error, std::string_view code, const std::string& name);

/// The same of a model's file: of code in it at its line and column, else of the file as a whole.
Failure failure_in_model(const ReadModel& read, std::string_view bytes, const std::string& path);

/// A layer and what its scene is made with. Without weights they are 1, 2, 3, …
struct CodeBase {
  LayerCode layer;
  Scene scene;
  std::optional<Message> note{};  ///< of how it was read: an error message's reason, the layout of a weight
};

/// The first layer of the code, or the one that `layer_name` names, on its input, else on the smallest that is legal; a bias is
/// one of zeros.
Attempt<CodeBase> read_code_base(const CodeArguments& code, const Value& layer_name);

/// A layer of a model's file with its own weights, or those of the file `weights` beside it, on the input that the model gives it.
Attempt<CodeBase> read_model_base(const std::string& path, const std::string& layer_name, const Value& weights,
                                  const Platform& platform);

/// --input of a model: channels, height and width; two numbers are channels and length. Nothing where it is not given.
Attempt<std::optional<MapSize>> read_model_input(const Value& text);

/// A model's file as a scene that shows its page, on `input` where that is given.
Attempt<SavedScene> read_model_page(const std::string& path, const Value& input, const Platform& platform);

}  // namespace convoscope
