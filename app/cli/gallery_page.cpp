// One figure an entry, in as many columns as fit.
#include "cli/gallery_page.h"

#include <fmt/format.h>

namespace convoscope {
namespace {

constexpr std::string_view style =
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 Inter,system-ui,sans-serif;margin:2rem}"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:2rem}"
    "figure{margin:0}img,video{max-width:100%;height:auto}";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

/// How a browser shows a file of this format: a film, a picture, or by a link.
std::string element(const GalleryEntry& entry, std::string_view format) {
  const std::string file = escaped(entry.file);
  const std::string description = escaped(entry.description);
  if (format == "mp4" || format == "webm")
    return fmt::format("<video src=\"{}\" aria-label=\"{}\" controls muted loop></video>", file, description);
  if (format == "pdf" || format == "tex" || format == "html") return fmt::format("<a href=\"{}\">{}</a>", file, file);
  return fmt::format("<img src=\"{}\" alt=\"{}\" loading=\"lazy\">", file, description);
}

}  // namespace

std::string gallery_page(const std::vector<GalleryEntry>& entries, std::string_view format, const Catalog& catalog) {
  const std::string title = escaped(catalog.text("cli.gallery.title"));
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n"
      "<h1>{}</h1>\n<main>\n",
      catalog.code(), title, style, title);
  for (const GalleryEntry& entry : entries)
    page +=
        fmt::format("<figure>{}<figcaption>{}</figcaption></figure>\n", element(entry, format), escaped(entry.title));
  return page + "</main>\n</html>\n";
}

}  // namespace convoscope
