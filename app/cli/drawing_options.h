// Formats and how they are written, from the flags that `export` and `gallery` share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/failure.h"
#include "figure/writing/page.h"
#include "picture/formats.h"

namespace convoscope {

/// How files are written.
struct Drawing {
  ExportOptions options;
  std::optional<Page> page;           ///< from --size or --paper
  double width_pt = 0;                ///< from --width; 0: as wide as the picture likes
  std::string size_flag = "--scale";  ///< what to blame for a picture that is too large
  std::optional<Message> note;        ///< what the format cannot do as asked, and does otherwise
};

/// The format of that name; the failure lists those there are.
Attempt<const Format*> read_format_name(const std::string& name);
/// "png", "svg", ...
std::vector<std::string_view> format_names();

/// A flag that the format, or a single picture in it, has no place for is refused: it would do nothing.
Attempt<Drawing> read_drawing(const DrawingArguments& arguments, const Format& format, bool is_animation);

}  // namespace convoscope
