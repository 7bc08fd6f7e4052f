// Where a lesson comes from: a file, or those that come with the program. Reads it with what lies beside it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "document/platform.h"
#include "lesson/read_lesson.h"

namespace convoscope {

/// assets/lessons/<language>/<name>.md, in the order in which they are taught.
inline constexpr std::array<std::string_view, 7> built_in_lessons{
    "article", "padding_stride_dilation", "output_sizes", "checkerboards", "channels", "frameworks", "encoder_decoder"};

class LessonSource {
 public:
  LessonSource() = default;
  /// A path, or the name of a built-in lesson ("article") where there is no such file.
  LessonSource(std::string name, const Platform& platform);

  const std::string& name() const { return name_; }
  bool is_built_in() const { return is_built_in_; }
  /// Built-in lessons are there in each language; a file is what it is.
  Result<std::string> read_text(const Platform& platform, std::string_view language) const;
  /// A picture beside it.
  Result<std::string> read_picture(const Platform& platform, std::string_view language, const std::string& name) const;
  /// `views`: the names that views have. Fails where the text cannot be read.
  Result<LessonReading> read(const Platform& platform, std::string_view language,
                             std::span<const std::string_view> views) const;
  bool operator==(const LessonSource&) const = default;

 private:
  std::string folder(std::string_view language) const;
  Result<std::string> read_beside(const Platform& platform, std::string_view language, const std::string& file) const;

  std::string name_;
  bool is_built_in_ = false;
};

}  // namespace convoscope
