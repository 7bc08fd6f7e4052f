#include "export/export.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "export/apng.h"
#include "export/gif.h"
#include "export/html.h"
#include "export/pdf.h"
#include "export/png.h"
#include "export/svg.h"
#include "export/tikz.h"
#include "export/video.h"

namespace convoscope {

namespace {

constexpr std::array all_formats{
    Format{"png", false, write_png, nullptr},         Format{"svg", true, write_svg, nullptr},
    Format{"pdf", false, write_pdf, write_pdf_pages}, Format{"tex", true, write_tikz, nullptr},
    Format{"gif", false, nullptr, write_gif},         Format{"apng", false, nullptr, write_apng},
    Format{"webp", false, nullptr, write_webp},       Format{"mp4", false, nullptr, write_mp4},
    Format{"webm", false, nullptr, write_webm},       Format{"html", true, nullptr, write_html},
};

}  // namespace

std::span<const Format> formats() { return all_formats; }

const Format* format_of(std::string_view path) {
  const std::size_t name = path.find_last_of("/\\");
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || (name != std::string_view::npos && dot < name)) return nullptr;
  std::string extension(path.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto found = std::find_if(all_formats.begin(), all_formats.end(),
                                  [&](const Format& format) { return format.extension == extension; });
  return found == all_formats.end() ? nullptr : &*found;
}

}  // namespace convoscope
