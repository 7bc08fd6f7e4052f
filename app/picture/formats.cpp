#include "picture/formats.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "vector/html.h"
#include "vector/svg.h"
#include "vector/tikz.h"
#ifdef CONVOSCOPE_RASTER
#include "raster/apng.h"
#include "raster/gif.h"
#include "raster/pdf.h"
#include "raster/png.h"
#endif
#ifdef CONVOSCOPE_FILMS
#include "raster/video.h"
#endif

namespace convoscope {

namespace {

Result<std::string> write_layer(const Figure&, const ExportOptions& options, const FontBook&) {
  return options.spreadsheet();
}

constexpr std::array all_formats{
#ifdef CONVOSCOPE_RASTER
    Format{.extension = "png",
           .name = "PNG",
           .can_be_clear = true,
           .has_pixels = true,
           .still = write_png,
           .begin_still = begin_png},
#endif
    Format{.extension = "svg",
           .name = "SVG",
           .is_text = true,
           .can_be_clear = true,
           .has_text = true,
           .embeds_fonts = true,
           .names_fonts = true,
           .still = write_svg},
#ifdef CONVOSCOPE_RASTER
    Format{.extension = "pdf",
           .name = "PDF",
           .can_be_clear = true,
           .has_text = true,
           .embeds_fonts = true,
           .has_pages = true,
           .still = write_pdf,
           .animation = begin_pdf},
#endif
    Format{.extension = "tex",
           .name = "TeX",
           .is_text = true,
           .can_be_clear = true,
           .has_text = true,
           .names_fonts = true,
           .still = write_tikz},
    Format{.extension = "xlsx", .name = "XLSX", .is_layer = true, .still = write_layer},
#ifdef CONVOSCOPE_RASTER
    Format{.extension = "gif",
           .name = "GIF",
           .has_speed = true,
           .most_per_s = 50,  // browsers take a shorter delay than 1/50 s for 1/10 s
           .is_film = true,
           .has_loops = true,
           .can_be_clear = true,
           .has_pixels = true,
           .animation = begin_gif},
    Format{.extension = "apng",
           .name = "APNG",
           .has_speed = true,
           .is_film = true,
           .has_loops = true,
           .can_be_clear = true,
           .has_pixels = true,
           .animation = begin_apng},
#endif
#ifdef CONVOSCOPE_FILMS
    Format{.extension = "webp",
           .name = "WebP",
           .has_speed = true,
           .is_film = true,
           .has_loops = true,
           .can_be_clear = true,
           .has_pixels = true,
           .program = "ffmpeg",
           .animation = begin_webp},
    Format{.extension = "mp4",
           .name = "MP4",
           .has_speed = true,
           .is_film = true,
           .has_pixels = true,
           .program = "ffmpeg",
           .animation = begin_mp4},
    Format{.extension = "webm",
           .name = "WebM",
           .has_speed = true,
           .is_film = true,
           .can_be_clear = true,
           .has_pixels = true,
           .program = "ffmpeg",
           .animation = begin_webm},
#endif
    Format{.extension = "html",
           .name = "HTML",
           .is_text = true,
           .has_speed = true,
           .has_text = true,
           .embeds_fonts = true,
           .names_fonts = true,
           .animation = begin_html},
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
