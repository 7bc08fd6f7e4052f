#include "vector/svg.h"

#include "figure/writing/drawing.h"
#include "figure/writing/escape.h"
#include "figure/writing/scene_marks.h"
#include "vector/svg_writer.h"

namespace convoscope {

Result<std::string> write_svg(const Figure& figure, const ExportOptions& options, const FontBook& fonts) {
  PaintPolicy policy;
  SvgWriter writer(fonts, options.text_as_outlines, SvgWriter::Names::ids, policy);
  writer.add({figure.items, figure.items}, {});
  const bool has_images = writer.elements().find("<image") != std::string::npos;

  const Size page = page_size(figure);
  const std::string across = short_number(page.width);
  const std::string down = short_number(page.height);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
  if (has_images) svg += " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
  svg += " width=\"" + across + "\" height=\"" + down + "\" viewBox=\"0 0 " + across + ' ' + down +
         "\" role=\"img\" aria-labelledby=\"title description\" font-family=\"";
  svg += svg_font_family(FontFamily::sans);
  svg += "\" style=\"font-variant-numeric:tabular-nums\">\n";
  svg += "<title id=\"title\">" + xml_escaped(figure.title) + "</title>\n";
  svg += "<desc id=\"description\">" + xml_escaped(figure.description) + "</desc>\n";
  if (!options.scene.empty()) {
    svg += svg_scene_opening;
    svg += xml_escaped(options.scene);
    svg += svg_scene_closing;
    svg += '\n';
  }
  if (!writer.definitions().empty()) svg += "<defs>\n" + writer.definitions() + "</defs>\n";
  if (!options.transparent && is_visible(figure.background)) {
    svg += "<rect class=\"background\" width=\"" + across + "\" height=\"" + down + "\" fill=\"" +
           hex_color(figure.background) + '"';
    if (figure.background.a < 255) svg += " fill-opacity=\"" + short_number(figure.background.a / 255.0, 3) + '"';
    svg += "/>\n";
  }
  svg += writer.elements();
  svg += "</svg>\n";
  return svg;
}

}  // namespace convoscope
