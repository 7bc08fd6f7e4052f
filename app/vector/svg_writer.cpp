#include "vector/svg_writer.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "document/base64.h"
#include "figure/writing/drawing.h"
#include "figure/writing/escape.h"
#include "figure/writing/overloaded.h"
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

void SvgWriter::add(Both<std::vector<Item>> items, const Tag& inherited) {
  const auto& dark_items = items.dark.size() == items.light.size() ? items.dark : items.light;
  for (std::size_t i = 0; i < items.light.size(); ++i) {
    const Item& item = items.light[i];
    const Tag& tag = item.tag ? item.tag : inherited;
    const bool is_own_tag = static_cast<bool>(item.tag);
    const auto names = [&] { return is_own_tag ? names_of(tag) : std::string(); };
    const auto both = [&]<class Shape>(const Shape& light) {
      return paired(light, std::get_if<Shape>(&dark_items[i].shape));
    };
    std::visit(Overloaded{[&](const Box& light) {
                            const auto [box, dark] = both(light);
                            add_box(box.rect, box.radius_pt, {box.fill, dark.fill}, {box.stroke, dark.stroke}, names());
                          },
                          [&](const Path& path) { add_path(both(path), names()); },
                          [&](const Text& light) {
                            const auto [text, dark] = both(light);
                            add_text(text.text, text.position, {text.style, dark.style}, text.align, names());
                          },
                          [&](const Grid& grid) { add_grid(both(grid), tag, is_own_tag); },
                          [&](const Image& image) { add_photograph(image, names()); },
                          [&](const Group& group) { add_group(both(group), tag, names()); }},
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
  return attribute("id", marked(unique(id_of(tag)))) + attribute("class", class_of(tag));
}

/// A colour and, where it is not opaque, its opacity: as `fill` or as `stroke`.
void SvgWriter::look_at(Looks& looks, const std::string& name, Both<Color> color) {
  const auto [light, dark] = color;
  looks.push_back({name, is_visible(light) ? policy_.value(hex_color(light), hex_color(dark)) : "none"});
  if (!is_visible(light) || (light.a == 255 && dark.a == 255)) return;
  looks.push_back(
      {name + "-opacity", policy_.value(short_number(light.a / 255.0, 3), short_number(dark.a / 255.0, 3))});
}

void SvgWriter::look_at(Looks& looks, Both<Stroke> stroke) {
  const Stroke& light = stroke.light;
  if (!is_visible(light)) return;
  look_at(looks, "stroke", {light.color, stroke.dark.color});
  if (light.width_pt != 1) looks.push_back({"stroke-width", short_number(light.width_pt)});
  if (light.dash == Dash::dashed) looks.push_back({"stroke-dasharray", short_number(dash_length_pt(light))});
}

std::string SvgWriter::hatch_reference(Both<Color> color) {
  const auto name = [](Color c) { return hex_color(c).substr(1) + (c.a < 255 ? "-" + std::to_string(c.a) : ""); };
  std::string id = marked("hatch-") + name(color.light);
  if (color.dark != color.light) id += '-' + name(color.dark);
  if (defined_.insert(id).second) {
    // Long tiles: fewer places where a renderer could leave a seam across the lines.
    const std::string spacing = short_number(hatch_spacing_pt);
    Looks looks;
    look_at(looks, "fill", color);
    definitions_ += "<pattern" + attribute("id", id) + attribute("width", spacing) + attribute("height", "96") +
                    attribute("patternUnits", "userSpaceOnUse") + attribute("patternTransform", "rotate(45)") +
                    "><rect" + attribute("width", hatch_width_pt) + attribute("height", "96") +
                    policy_.attributes(looks) + "/></pattern>\n";
  }
  return "url(#" + id + ")";
}

std::string SvgWriter::clip_reference(const Rect& clip) {
  // Named by what it is: steps of an animation that clip alike share it.
  std::string id = marked("clip");
  for (const double number : {clip.x, clip.y, clip.width, clip.height}) id += '_' + short_number(number);
  if (defined_.insert(id).second) {
    definitions_ += "<clipPath" + attribute("id", id) + "><rect" + attribute("x", clip.x) + attribute("y", clip.y) +
                    attribute("width", clip.width) + attribute("height", clip.height) + "/></clipPath>\n";
  }
  return "url(#" + id + ")";
}

void SvgWriter::add_shape(const std::string& element, Both<Fill> fill, Both<Stroke> stroke, const std::string& names,
                          const Looks& stroke_extras) {
  const auto [light, dark] = fill;
  Looks color, looks;
  look_at(color, "fill", {light.color, dark.color});
  if (!is_visible(light.hatch)) {
    looks = color;
  } else {
    if (is_visible(light.color)) elements_ += '<' + element + policy_.attributes(color) + "/>\n";
    looks.push_back({"fill", hatch_reference({light.hatch, dark.hatch})});
  }
  look_at(looks, stroke);
  if (is_visible(stroke.light)) looks.insert(looks.end(), stroke_extras.begin(), stroke_extras.end());
  elements_ += '<' + element + names + policy_.attributes(looks) + "/>\n";
}

void SvgWriter::add_box(const Rect& rect, double radius_pt, Both<Fill> fill, Both<Stroke> stroke,
                        const std::string& names) {
  std::string element = "rect" + attribute("x", rect.x) + attribute("y", rect.y) + attribute("width", rect.width) +
                        attribute("height", rect.height);
  if (const double radius = corner_radius_pt(rect, radius_pt); radius > 0) element += attribute("rx", radius);
  add_shape(element, fill, stroke, names, {});
}

void SvgWriter::add_path(Both<Path> path, const std::string& names) {
  const auto [light, dark] = path;
  if (light.segments.empty()) return;
  // A dash ends where it is said to: only solid lines have round ends.
  Looks extras;
  if (light.stroke.dash == Dash::solid) extras.push_back({"stroke-linecap", "round"});
  extras.push_back({"stroke-linejoin", "round"});
  add_shape("path" + attribute("d", path_data(light.segments, {}, 1)), {light.fill, dark.fill},
            {light.stroke, dark.stroke}, names, extras);
}

bool SvgWriter::is_tilted() const {
  const auto equal = [](double x, double y) { return std::abs(x - y) < 1e-6; };
  const bool is_turned = equal(map_.a, map_.d) && equal(map_.b, -map_.c);
  return !is_turned;
}

void SvgWriter::look_at(Looks& looks, const TextStyle& style, Align align) const {
  const TextStyle& inherited = inherited_style_;
  if (style.size_pt != inherited.size_pt) looks.push_back({"font-size", short_number(style.size_pt), "px"});
  if (style.weight != inherited.weight) looks.push_back({"font-weight", std::to_string(weight_number(style.weight))});
  if (style.family != inherited.family) looks.push_back({"font-family", embedded_.family(style.family)});
  if (style.letter_spacing_pt != inherited.letter_spacing_pt)
    looks.push_back({"letter-spacing", short_number(style.letter_spacing_pt), "px"});
  if (align != inherited_align_) looks.push_back({"text-anchor", std::string(anchor_name(align))});
}

void SvgWriter::add_text(const std::string& text, Point position, Both<TextStyle> style, Align align,
                         const std::string& names) {
  if (text.empty() || !is_visible(style.light.color)) return;
  if (text_as_outlines_) {
    add_outlines(text, position, style, align, names);
    return;
  }
  embedded_.add(text, style.light);
  // librsvg (2.54) measures text whose height and width are scaled otherwise at a wrong size, so it is told where the text starts. With
  // the length beside it, a font that stands in for ours keeps to the same place.
  const bool is_placed = align != Align::start && is_tilted();
  const double text_width = is_placed ? fonts_.width(text, style.light) : 0;
  Looks looks;
  look_at(looks, style.light, written(align));
  look_at(looks, "fill", {style.light.color, style.dark.color});
  elements_ += "<text" + names + attribute("x", position.x - share_before(align) * text_width) +
               attribute("y", position.y) + policy_.attributes(looks);
  if (is_placed) elements_ += attribute("textLength", text_width) + attribute("lengthAdjust", "spacingAndGlyphs");
  if (has_edge_or_double_spaces(text)) elements_ += attribute("xml:space", "preserve");
  elements_ += '>' + xml_escaped(text) + "</text>\n";
}

void SvgWriter::add_outlines(const std::string& text, Point position, Both<TextStyle> style, Align align,
                             const std::string& names) {
  const double start = position.x - share_before(align) * fonts_.width(text, style.light);
  std::string data;
  for (const PlacedGlyph& glyph : fonts_.place(text, style.light)) {
    data += path_data(fonts_.outline(glyph.face, glyph.glyph), {start + glyph.x_pt, position.y}, style.light.size_pt);
  }
  Looks looks;
  look_at(looks, "fill", {style.light.color, style.dark.color});
  elements_ += "<path" + names + attribute("aria-label", xml_escaped(text)) + attribute("d", data) +
               policy_.attributes(looks) + "/>\n";
}

void SvgWriter::add_image(const Grid& grid, const std::string& names) { add_pixels(image_of(grid), grid.rect, names); }

void SvgWriter::add_photograph(const Image& image, const std::string& names) {
  // Finer than a printer shows; whoever wants all pixels has the photograph itself.
  constexpr double most_px_per_pt = 3;
  add_pixels(image_of(image, most_px_per_pt), image.rect, names);
}

void SvgWriter::add_pixels(const Pixels& pixels, const Rect& rect, const std::string& names) {
  // Pixels smaller than a point are left to the viewer's smoothing: sharp ones would make a pattern of their own.
  const bool is_reduced = std::min(rect.width / pixels.width, rect.height / pixels.height) < 1;
  const bool is_for_browsers = names_ == Names::data;
  const std::string png = encode_png(is_reduced || is_for_browsers ? pixels : magnified(pixels), 0, {});
  elements_ += "<image" + names + attribute("x", rect.x) + attribute("y", rect.y) + attribute("width", rect.width) +
               attribute("height", rect.height) + attribute("preserveAspectRatio", "none") +
               (is_reduced ? std::string() : attribute("style", "image-rendering:pixelated")) +
               attribute("xlink:href", "data:image/png;base64," + base64(png)) + "/>\n";
}

void SvgWriter::add_grid(Both<Grid> grids, const Tag& tag, bool is_own_tag) {
  const Grid& grid = grids.light;
  if (grid.rows <= 0 || grid.columns <= 0) return;
  const std::string names = is_own_tag ? names_of(tag) : std::string();
  if (is_drawn_as_image(grid)) {
    add_image(grid, names);
    return;
  }
  // The numbers' common look is said once, on the group around them.
  const TextStyle outer_style = inherited_style_;
  const Align outer_align = inherited_align_;
  Looks looks;
  look_at(looks, grid.style_of(0, 0).text, written(Align::middle));
  elements_ += "<g" + names + policy_.attributes(looks) + ">\n";
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
        cell_names = attribute("id", marked(unique(id_of(cell_tag))));
        if (class_of(cell_tag) != class_of(tag)) cell_names += attribute("class", class_of(cell_tag));
      }
    }
    const auto [style, dark] = paired(cell.style, &grids.dark.style_of(cell.row, cell.column));
    add_box(cell.rect, style.radius_pt, {style.fill, dark.fill}, {style.stroke, dark.stroke}, cell_names);
    add_text(cell.text, cell.baseline, {style.text, dark.text}, Align::middle, {});
  });
  elements_ += "</g>\n";
  inherited_style_ = outer_style;
  inherited_align_ = outer_align;
}

void SvgWriter::add_group(Both<Group> both, const Tag& tag, const std::string& names) {
  const Group& group = both.light;
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
  add({group.items, both.dark.items}, tag);
  map_ = outer;
  elements_ += "</g>\n";
}

}  // namespace convoscope
