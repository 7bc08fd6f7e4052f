// Formats and how they are written, from the flags that `export` and `gallery` share.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/failure.h"
#include "export/export.h"

namespace convoscope {

/// The format of that name; the failure lists those there are.
Attempt<const Format*> read_format_name(const std::string& name);
/// "png, svg, ...".
std::string format_names();

/// --scale, --transparent, --text and --fps. An --fps beside a single picture is refused: it would do nothing.
Attempt<ExportOptions> read_options(const DrawingArguments& arguments, const Format& format, bool is_animation);

}  // namespace convoscope
