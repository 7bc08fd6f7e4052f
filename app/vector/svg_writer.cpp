#include "vector/svg_writer.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "figure/writing/overloaded.h"
#include "figure/writing/drawing.h"
#include "figure/writing/escape.h"
#include "png/png_encoder.h"

namespace convoscope {

namespace {

std::string attribute(std::string_view name, std::string_view value) {
  std::string text = " ";
  text += name;
  text += "=\"";
  text += value;
  return text + '"';
}

std::string attribute(std::string_view name, double value) { return attribute(name, short_number(value)); }

/// A colour and, where it is not opaque, its opacity: as `fill` or as `stroke`.
std::string paint(const std::string& name, Color color) {
  if (!is_visible(color)) return attribute(name, "none");
  std::string text = attribute(name, hex_color(color));
  if (color.a < 255) text += attribute(name + "-opacity", short_number(color.a / 255.0, 3));
  return text;
}

std::string stroke_attributes(const Stroke& stroke) {
  if (!is_visible(stroke)) return {};
  std::string text = paint("stroke", stroke.color);
  if (stroke.width_pt != 1) text += attribute("stroke-width", stroke.width_pt);
  if (stroke.dash == Dash::dashed) text += attribute("stroke-dasharray", dash_length_pt(stroke));
  return text;
}

int weight_number(FontWeight weight) {
  switch (weight) {
    case FontWeight::regular: return 400;
    case FontWeight::semibold: return 600;
    case FontWeight::bold: return 700;
  }
  return 400;
}

std::string_view anchor_name(Align align) {
  switch (align) {
    case Align::start: return "start";
    case Align::middle: return "middle";
    case Align::end: return "end";
  }
  return "start";
}

/// How much of a text stands before the place that it is aligned to.
double share_before(Align align) { return align == Align::start ? 0 : align == Align::middle ? 0.5 : 1; }

std::string path_data(const std::vector<Segment>& segments, Point origin, double scale) {
  const auto pair = [&](Point p) {
    return short_number(origin.x + scale * p.x) + ' ' + short_number(origin.y + scale * p.y);
  };
  std::string data;
  for (const Segment& segment : segments) {
    switch (segment.kind) {
      case Segment::Kind::move: data += 'M' + pair(segment.p); break;
      case Segment::Kind::line: data += 'L' + pair(segment.p); break;
      case Segment::Kind::cubic: data += 'C' + pair(segment.c1) + ' ' + pair(segment.c2) + ' ' + pair(segment.p); break;
      case Segment::Kind::close: data += 'Z'; break;
    }
  }
  return data;
}

/// The tag's text with everything that ids do not take as a dash: "transposed-output-1-2"; cells beside the map have
/// theirs counted backwards: "transposed-output-minus1-2".
std::string id_of(const Tag& tag) {
  std::string id;
  for (const char c : to_string(tag)) {
    if (c == '-') {
      id += "minus";
    } else if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  if (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

/// The words before the cell: "transposed output", for style sheets.
std::string class_of(const Tag& tag) {
  std::string name = to_string(tag);
  name.erase(std::min(name.find('['), name.size()));
  for (char& c : name) c = c == '.' ? ' ' : c;
  return name;
}

/// Each pixel as a square of them. Many programs smooth images whatever the file says; large pixels keep edges sharp there. Browsers do as
/// the file says.
Pixels magnified(const Pixels& pixels) {
  const int factor = std::clamp(2048 / std::max(pixels.width, pixels.height), 1, 8);
  Pixels result(factor * pixels.width, factor * pixels.height);
  auto out = result.rgba.begin();
  for (int y = 0; y < result.height; ++y) {
    for (int x = 0; x < result.width; ++x) out = std::copy_n(pixels.at(x / factor, y / factor), 4, out);
  }
  return result;
}

bool is_painted(const GridCell& cell) {
  const Fill& fill = cell.style.fill;
  return is_visible(fill.color) || is_visible(fill.hatch) || is_visible(cell.style.stroke) || !cell.text.empty();
}

std::string data_tag(Tag tag) {
  tag.side = Side::none;  // a cell is the same cell in both operations
  return tag.cell == no_cell ? std::string() : attribute("data-tag", to_string(tag));
}

bool has_edge_or_double_spaces(std::string_view text) {
  return !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.find("  ") != std::string_view::npos);
}

}  // namespace

std::string_view svg_font_family(FontFamily family) {
  return family == FontFamily::mono ? "'DejaVu Sans Mono', 'WenQuanYi Micro Hei', monospace"
                                    : "Inter, 'WenQuanYi Micro Hei', sans-serif";
}

void SvgWriter::add(const std::vector<Item>& items, const Tag& inherited) {
  for (const Item& item : items) {
    const Tag& tag = item.tag ? item.tag : inherited;
    const bool is_own_tag = static_cast<bool>(item.tag);
    const auto names = [&] { return is_own_tag ? names_of(tag) : std::string(); };
    std::visit(
        Overloaded{[&](const Box& box) { add_box(box.rect, box.radius_pt, box.fill, box.stroke, names()); },
                   [&](const Path& path) { add_path(path, names()); },
                   [&](const Text& text) { add_text(text.text, text.position, text.style, text.align, names()); },
                   [&](const Grid& grid) { add_grid(grid, tag, is_own_tag); },
                   [&](const Group& group) { add_group(group, tag, names()); }},
        item.shape);
  }
}

std::string SvgWriter::unique(std::string name) {
  const int count = ++used_names_[name];
  if (count > 1) return unique(name + '-' + std::to_string(count));
  return name;
}

std::string SvgWriter::names_of(const Tag& tag) {
  if (!tag) return {};
  if (names_ == Names::data) return data_tag(tag);
  return attribute("id", unique(id_of(tag))) + attribute("class", class_of(tag));
}

std::string SvgWriter::hatch_reference(Color color) {
  const std::string id = "hatch-" + hex_color(color).substr(1) + (color.a < 255 ? "-" + std::to_string(color.a) : "");
  if (defined_.insert(id).second) {
    // Long tiles: fewer places where a renderer could leave a seam across the lines.
    const std::string spacing = short_number(hatch_spacing_pt);
    definitions_ += "<pattern" + attribute("id", id) + attribute("width", spacing) + attribute("height", "96") +
                    attribute("patternUnits", "userSpaceOnUse") + attribute("patternTransform", "rotate(45)") +
                    "><rect" + attribute("width", hatch_width_pt) + attribute("height", "96") + paint("fill", color) +
                    "/></pattern>\n";
  }
  return "url(#" + id + ")";
}

std::string SvgWriter::clip_reference(const Rect& clip) {
  // Named by what it is: steps of an animation that clip alike share it.
  std::string id = "clip";
  for (const double number : {clip.x, clip.y, clip.width, clip.height}) id += '_' + short_number(number);
  if (defined_.insert(id).second) {
    definitions_ += "<clipPath" + attribute("id", id) + "><rect" + attribute("x", clip.x) + attribute("y", clip.y) +
                    attribute("width", clip.width) + attribute("height", clip.height) + "/></clipPath>\n";
  }
  return "url(#" + id + ")";
}

void SvgWriter::add_shape(const std::string& element, const Fill& fill, const Stroke& stroke, const std::string& names,
                          std::string_view stroke_extras) {
  std::string strokes = stroke_attributes(stroke);
  if (!strokes.empty()) strokes += stroke_extras;
  if (!is_visible(fill.hatch)) {
    elements_ += '<' + element + names + paint("fill", fill.color) + strokes + "/>\n";
    return;
  }
  if (is_visible(fill.color)) elements_ += '<' + element + paint("fill", fill.color) + "/>\n";
  elements_ += '<' + element + names + attribute("fill", hatch_reference(fill.hatch)) + strokes + "/>\n";
}

void SvgWriter::add_box(const Rect& rect, double radius_pt, const Fill& fill, const Stroke& stroke,
                        const std::string& names) {
  std::string element = "rect" + attribute("x", rect.x) + attribute("y", rect.y) + attribute("width", rect.width) +
                        attribute("height", rect.height);
  if (const double radius = corner_radius_pt(rect, radius_pt); radius > 0) element += attribute("rx", radius);
  add_shape(element, fill, stroke, names, {});
}

void SvgWriter::add_path(const Path& path, const std::string& names) {
  if (path.segments.empty()) return;
  // A dash ends where it is said to: only solid lines have round ends.
  const std::string_view extras = path.stroke.dash == Dash::solid
                                      ? " stroke-linecap=\"round\" stroke-linejoin=\"round\""
                                      : " stroke-linejoin=\"round\"";
  add_shape("path" + attribute("d", path_data(path.segments, {}, 1)), path.fill, path.stroke, names, extras);
}

bool SvgWriter::is_tilted() const {
  const auto equal = [](double x, double y) { return std::abs(x - y) < 1e-6; };
  const bool is_turned = equal(map_.a, map_.d) && equal(map_.b, -map_.c);
  return !is_turned;
}

std::string SvgWriter::text_attributes(const TextStyle& style, Align align) const {
  std::string text;
  if (style.size_pt != inherited_style_.size_pt) text += attribute("font-size", style.size_pt);
  if (style.weight != inherited_style_.weight)
    text += attribute("font-weight", std::to_string(weight_number(style.weight)));
  if (style.family != inherited_style_.family) text += attribute("font-family", svg_font_family(style.family));
  if (style.letter_spacing_pt != inherited_style_.letter_spacing_pt)
    text += attribute("letter-spacing", style.letter_spacing_pt);
  if (align != inherited_align_) text += attribute("text-anchor", anchor_name(align));
  return text;
}

void SvgWriter::add_text(const std::string& text, Point position, const TextStyle& style, Align align,
                         const std::string& names) {
  if (text.empty() || !is_visible(style.color)) return;
  if (text_as_outlines_) {
    add_outlines(text, position, style, align, names);
    return;
  }
  // librsvg (2.54) measures text whose height and width are scaled otherwise at a wrong size, so it is told where the text starts. With
  // the length beside it, a font that stands in for ours keeps to the same place.
  const bool is_placed = align != Align::start && is_tilted();
  const double text_width = is_placed ? fonts_.width(text, style) : 0;
  elements_ += "<text" + names + attribute("x", position.x - share_before(align) * text_width) +
               attribute("y", position.y) + text_attributes(style, written(align)) + paint("fill", style.color);
  if (is_placed) elements_ += attribute("textLength", text_width) + attribute("lengthAdjust", "spacingAndGlyphs");
  if (has_edge_or_double_spaces(text)) elements_ += attribute("xml:space", "preserve");
  elements_ += '>' + xml_escaped(text) + "</text>\n";
}

void SvgWriter::add_outlines(const std::string& text, Point position, const TextStyle& style, Align align,
                             const std::string& names) {
  const double start = position.x - share_before(align) * fonts_.width(text, style);
  std::string data;
  for (const PlacedGlyph& glyph : fonts_.place(text, style)) {
    data += path_data(fonts_.outline(glyph.face, glyph.glyph), {start + glyph.x_pt, position.y}, style.size_pt);
  }
  elements_ += "<path" + names + attribute("aria-label", xml_escaped(text)) + attribute("d", data) +
               paint("fill", style.color) + "/>\n";
}

void SvgWriter::add_image(const Grid& grid, const std::string& names) {
  // Cells smaller than a point are left to the viewer's smoothing: sharp ones would make a pattern of their own.
  const bool is_reduced = std::min(grid.rect.width / static_cast<double>(grid.columns),
                                   grid.rect.height / static_cast<double>(grid.rows)) < 1;
  const Pixels pixels = image_of(grid);
  const bool is_for_browsers = names_ == Names::data;
  const std::string png = encode_png(is_reduced || is_for_browsers ? pixels : magnified(pixels), 0, {});
  elements_ += "<image" + names + attribute("x", grid.rect.x) + attribute("y", grid.rect.y) +
               attribute("width", grid.rect.width) + attribute("height", grid.rect.height) +
               attribute("preserveAspectRatio", "none") +
               (is_reduced ? std::string() : attribute("style", "image-rendering:pixelated")) +
               attribute("xlink:href", "data:image/png;base64," + base64(png)) + "/>\n";
}

void SvgWriter::add_grid(const Grid& grid, const Tag& tag, bool is_own_tag) {
  if (grid.rows <= 0 || grid.columns <= 0) return;
  const std::string names = is_own_tag ? names_of(tag) : std::string();
  if (is_drawn_as_image(grid)) {
    add_image(grid, names);
    return;
  }
  // The numbers' common look is said once, on the group around them.
  const TextStyle outer_style = inherited_style_;
  const Align outer_align = inherited_align_;
  elements_ += "<g" + names + text_attributes(grid.style_of(0, 0).text, written(Align::middle)) + ">\n";
  inherited_style_ = grid.style_of(0, 0).text;
  inherited_align_ = written(Align::middle);
  visit_cells(grid, fonts_, [&](const GridCell& cell) {
    if (!is_painted(cell)) return;  // another map lies there, and the name is its cell's
    std::string cell_names;
    if (is_own_tag) {
      // A cell may belong to another map than its grid: the input's cells inside the padded map do.
      const Tag cell_tag = grid.tag_of(tag, cell.row, cell.column);
      if (names_ == Names::data) {
        cell_names = data_tag(cell_tag);
      } else if (cell_tag != tag) {
        cell_names = attribute("id", unique(id_of(cell_tag)));
        if (class_of(cell_tag) != class_of(tag)) cell_names += attribute("class", class_of(cell_tag));
      }
    }
    add_box(cell.rect, cell.style.radius_pt, cell.style.fill, cell.style.stroke, cell_names);
    add_text(cell.text, cell.baseline, cell.style.text, Align::middle, {});
  });
  elements_ += "</g>\n";
  inherited_style_ = outer_style;
  inherited_align_ = outer_align;
}

void SvgWriter::add_group(const Group& group, const Tag& tag, const std::string& names) {
  std::string open = "<g" + names;
  if (group.transform != Affine{}) {
    const Affine& m = group.transform;
    std::string matrix;
    for (const double factor : {m.a, m.b, m.c, m.d}) matrix += short_number(factor, 6) + ' ';
    open += attribute("transform", "matrix(" + matrix + short_number(m.e) + ' ' + short_number(m.f) + ")");
  }
  if (group.opacity < 1) open += attribute("opacity", short_number(group.opacity, 3));
  if (group.clip.width > 0) open += attribute("clip-path", clip_reference(group.clip));
  elements_ += open + ">\n";
  const Affine outer = map_;
  map_ = map_ * group.transform;
  add(group.items, tag);
  map_ = outer;
  elements_ += "</g>\n";
}

}  // namespace convoscope
