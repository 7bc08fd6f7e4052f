#include "vector/svg.h"

#include <cstdint>

#include <fmt/format.h>

#include "figure/writing/drawing.h"
#include "figure/writing/escape.h"
#include "figure/writing/scene_marks.h"
#include "vector/svg_writer.h"

namespace convoscope {

namespace {

/// Puts a prefix of this picture's own before every id: pages may hold several pictures. The same picture has the same one.
std::string with_own_ids(const std::string& marked) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : marked) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  const std::string prefix = fmt::format("c{:08x}-", hash);
  std::string text;
  text.reserve(marked.size() + marked.size() / 8);
  for (const char c : marked) {
    if (c == id_mark)
      text += prefix;
    else
      text += c;
  }
  return text;
}

}  // namespace

Result<std::string> write_svg(const Figure& figure, const ExportOptions& options, const FontBook& fonts) {
  PaintPolicy policy;
  EmbeddedFonts embedded(fonts, options.font_subset,
                         options.font_prefix.empty() ? std::string(1, id_mark) : options.font_prefix);
  SvgWriter writer(fonts, embedded, options.text_as_outlines, SvgWriter::Names::ids, policy);
  writer.add({figure.items, figure.items}, {});
  const bool has_images = writer.elements().find("<image") != std::string::npos;

  const std::string title_id = id_mark + std::string("title");
  const std::string description_id = id_mark + std::string("description");
  const Size page = page_size(figure);
  const std::string across = short_number(page.width);
  const std::string down = short_number(page.height);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
  if (has_images) svg += " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
  svg += " width=\"" + across + "\" height=\"" + down + "\" viewBox=\"0 0 " + across + ' ' + down +
         "\" role=\"img\" aria-labelledby=\"" + title_id + ' ' + description_id + "\" font-family=\"";
  svg += embedded.family(FontFamily::sans);
  svg += "\" style=\"font-variant-numeric:tabular-nums\">\n";
  svg += "<title id=\"" + title_id + "\">" + xml_escaped(figure.title) + "</title>\n";
  svg += "<desc id=\"" + description_id + "\">" + xml_escaped(figure.description) + "</desc>\n";
  if (!options.scene.empty()) {
    svg += svg_scene_opening;
    svg += xml_escaped(options.scene);
    svg += svg_scene_closing;
    svg += '\n';
  }
  if (const std::string rules = embedded.rules(); !rules.empty()) svg += "<style>\n" + rules + "</style>\n";
  if (!writer.definitions().empty()) svg += "<defs>\n" + writer.definitions() + "</defs>\n";
  if (!options.transparent && is_visible(figure.background)) {
    svg += "<rect class=\"background\" width=\"" + across + "\" height=\"" + down + "\" fill=\"" +
           hex_color(figure.background) + '"';
    if (figure.background.a < 255) svg += " fill-opacity=\"" + short_number(figure.background.a / 255.0, 3) + '"';
    svg += "/>\n";
  }
  svg += writer.elements();
  svg += "</svg>\n";
  return with_own_ids(svg);
}

}  // namespace convoscope
