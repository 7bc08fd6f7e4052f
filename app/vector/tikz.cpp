#include "vector/tikz.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "figure/draw/theme.h"
#include "figure/writing/drawing.h"
#include "figure/writing/escape.h"
#include "figure/writing/overloaded.h"

namespace convoscope {

namespace {

/// More runs of one colour than this take TeX minutes or its memory.
constexpr int max_runs = 20000;

/// A quarter of a circle as a cubic curve: how far its control points are from its ends, in radii.
constexpr double quarter_circle = 0.5522847498;

std::string pair(Point p) { return '(' + short_number(p.x) + ',' + short_number(p.y) + ')'; }

std::string path_of(const std::vector<Segment>& segments, Point origin, double scale) {
  const auto at = [&](Point p) { return pair({origin.x + scale * p.x, origin.y + scale * p.y}); };
  std::string path;
  for (const Segment& s : segments) {
    switch (s.kind) {
      case Segment::Kind::move: path += ' ' + at(s.p); break;
      case Segment::Kind::line: path += "--" + at(s.p); break;
      case Segment::Kind::cubic: path += "..controls" + at(s.c1) + "and" + at(s.c2) + ".." + at(s.p); break;
      case Segment::Kind::close: path += "--cycle"; break;
    }
  }
  return path;
}

/// Clockwise from the end of the top left corner, as in SVG, so that dashes begin at the same place.
std::vector<Segment> outline_of(const Rect& rect, double radius) {
  using enum Segment::Kind;
  const double left = rect.x, top = rect.y, right = rect.right(), bottom = rect.bottom();
  if (radius <= 0)
    return {{move, {left, top}}, {line, {right, top}}, {line, {right, bottom}}, {line, {left, bottom}}, {close}};
  const double near = radius * (1 - quarter_circle);
  return {{move, {left + radius, top}},
          {line, {right - radius, top}},
          {cubic, {right, top + radius}, {right - near, top}, {right, top + near}},
          {line, {right, bottom - radius}},
          {cubic, {right - radius, bottom}, {right, bottom - near}, {right - near, bottom}},
          {line, {left + radius, bottom}},
          {cubic, {left, bottom - radius}, {left + near, bottom}, {left, bottom - near}},
          {line, {left, top + radius}},
          {cubic, {left + radius, top}, {left, top + near}, {left + near, top}},
          {close}};
}

Rect bounds_of(const std::vector<Segment>& segments) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  const auto add = [&](Point p) {
    left = std::min(left, p.x);
    top = std::min(top, p.y);
    right = std::max(right, p.x);
    bottom = std::max(bottom, p.y);
  };
  for (const Segment& s : segments) {
    if (s.kind == Segment::Kind::close) continue;
    add(s.p);
    if (s.kind == Segment::Kind::cubic) {
      add(s.c1);
      add(s.c2);
    }
  }
  return {left, top, right - left, bottom - top};
}

class TikzWriter {
 public:
  TikzWriter(const FontBook& fonts, const ExportOptions& options) : fonts_(fonts), options_(options) {}

  void add(const std::vector<Item>& items) {
    for (const Item& item : items) {
      std::visit(Overloaded{[&](const Box& box) { add_box(box.rect, box.radius_pt, box.fill, box.stroke); },
                            [&](const Path& path) {
                              if (!path.segments.empty()) add_shape(path.segments, path.fill, path.stroke, "round");
                            },
                            [&](const Text& text) { add_text(text.text, text.position, text.style, text.align); },
                            [&](const Grid& grid) { add_grid(grid); }, [&](const Image&) { has_photograph_ = true; },
                            [&](const Group& group) { add_group(group); }},
                 item.shape);
    }
  }

  void add_box(const Rect& rect, double radius_pt, const Fill& fill, const Stroke& stroke) {
    add_shape(outline_of(rect, corner_radius_pt(rect, radius_pt)), fill, stroke, "miter");
  }

  const std::string& body() const { return body_; }
  /// One \definecolor for each colour in use.
  std::string color_definitions() const {
    std::string text;
    for (const auto& [color, name] : colors_)
      text += fmt::format("\\definecolor{{{}}}{{HTML}}{{{:02X}{:02X}{:02X}}}\n", name, color.r, color.g, color.b);
    return text;
  }
  bool writes_chinese() const { return writes_chinese_; }
  bool has_too_many_cells() const { return runs_ > max_runs; }
  bool has_photograph() const { return has_photograph_; }

 private:
  /// "cvOnFine" for what the theme calls on_fine. Colours that are mixed of others are counted.
  std::string color_name(Color color) {
    color.a = 255;
    const auto is_it = [&](const auto& named) { return with_alpha(named.first, 1) == color; };
    if (const auto known = std::ranges::find_if(colors_, is_it); known != colors_.end()) return known->second;
    const auto& names = options_.color_names;
    const auto named = std::ranges::find_if(names, is_it);
    std::string name = "cv";
    if (named == names.end()) {
      name += fmt::format("Mixed{}", ++mixed_);
    } else {
      bool is_first = true;
      for (const char c : named->second) {
        if (c != '_') name += is_first ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        is_first = c == '_';
      }
    }
    colors_.emplace_back(color, name);
    return name;
  }

  /// "fill=cvFine,fill opacity=0.5," for `kind` fill, draw or text.
  std::string paint(const std::string& kind, Color color) {
    std::string text = kind + '=' + color_name(color) + ',';
    if (color.a < 255) text += kind + " opacity=" + short_number(color.a / 255.0, 3) + ',';
    return text;
  }

  void add_shape(const std::vector<Segment>& segments, const Fill& fill, const Stroke& stroke, std::string_view join) {
    const std::string path = path_of(segments, {}, 1);
    if (is_visible(fill.color)) body_ += "\\path[" + paint("fill", fill.color) + ']' + path + ";\n";
    if (is_visible(fill.hatch)) add_hatch(segments, path, fill.hatch);
    if (!is_visible(stroke)) return;
    std::string style = paint("draw", stroke.color) + "line width=" + short_number(stroke.width_pt) + "bp,";
    if (stroke.dash == Dash::dashed) {
      const std::string dash = short_number(dash_length_pt(stroke));
      style += "dash pattern=on " + dash + "bp off " + dash + "bp,";
    } else if (join == "round") {
      style += "line cap=round,";
    }
    style += fmt::format("line join={}", join);
    body_ += "\\path[" + style + ']' + path + ";\n";
  }

  void add_hatch(const std::vector<Segment>& segments, const std::string& path, Color color) {
    const Rect bounds = bounds_of(segments);
    body_ += "\\begin{scope}\n\\clip" + path + ";\n\\path[" + paint("draw", color) +
             "line width=" + short_number(hatch_width_pt) + "bp,line cap=rect]";
    visit_hatch_lines(bounds, [&](Point from, Point to) { body_ += ' ' + pair(from) + "--" + pair(to); });
    body_ += ";\n\\end{scope}\n";
  }

  void add_text(const std::string& text, Point position, const TextStyle& style, Align align) {
    if (text.empty() || !is_visible(style.color)) return;
    const auto tex = tex_text(text);
    if (options_.text_as_outlines || !tex) {
      add_outlines(text, position, style, align);
      return;
    }
    writes_chinese_ = writes_chinese_ || has_chinese(text);
    const char* anchor = align == Align::start ? "base west" : align == Align::middle ? "base" : "base east";
    const std::string size = short_number(style.size_pt);
    body_ += fmt::format(
        "\\node[anchor={},inner sep=0pt,outer sep=0pt,{}] at {} {{{{\\fontsize{{{}bp}}{{{}bp}}{}{}\\selectfont "
        "{}}}}};\n",
        anchor, paint("text", style.color), pair(position), size, size,
        style.family == FontFamily::mono ? "\\ttfamily" : "",
        style.weight == FontWeight::regular ? "" : "\\bfseries\\boldmath", *tex);
  }

  void add_outlines(const std::string& text, Point position, const TextStyle& style, Align align) {
    const double share = align == Align::start ? 0 : align == Align::middle ? 0.5 : 1;
    const double start = position.x - share * fonts_.width(text, style);
    std::string path;
    for (const PlacedGlyph& glyph : fonts_.place(text, style)) {
      path += path_of(fonts_.outline(glyph.face, glyph.glyph), {start + glyph.x_pt, position.y}, style.size_pt);
    }
    if (!path.empty()) body_ += "\\path[" + paint("fill", style.color) + ']' + path + ";\n";
  }

  void add_grid(const Grid& grid) {
    if (grid.rows <= 0 || grid.columns <= 0) return;
    if (is_drawn_as_image(grid)) {
      add_runs(grid);
      return;
    }
    visit_cells(grid, fonts_, [&](const GridCell& cell) {
      add_box(cell.rect, cell.style.radius_pt, cell.style.fill, cell.style.stroke);
      add_text(cell.text, cell.baseline, cell.style.text, Align::middle);
    });
  }

  /// Neighbours of one colour in a row are one rectangle.
  void add_runs(const Grid& grid) {
    const double across = grid.rect.width / static_cast<double>(grid.columns);
    const double down = grid.rect.height / static_cast<double>(grid.rows);
    for (std::int64_t row = 0; row < grid.rows && !has_too_many_cells(); ++row) {
      for (std::int64_t first = 0, next = 0; first < grid.columns; first = next) {
        const Color color = grid.style_of(row, first).fill.color;
        while (next < grid.columns && grid.style_of(row, next).fill.color == color) ++next;
        ++runs_;
        if (!is_visible(color)) continue;
        const Rect run{grid.rect.x + across * static_cast<double>(first), grid.rect.y + down * static_cast<double>(row),
                       across * static_cast<double>(next - first), down};
        body_ += "\\path[" + paint("fill", color) + ']' + path_of(outline_of(run, 0), {}, 1) + ";\n";
      }
    }
  }

  void add_group(const Group& group) {
    int scopes = 0;
    const auto open = [&](const std::string& options) {
      body_ += "\\begin{scope}[" + options + "]\n";
      ++scopes;
    };
    if (group.opacity < 1) open("transparency group,opacity=" + short_number(group.opacity, 3));
    if (group.transform != Affine{}) {
      // The canvas has y up: the matrix is turned over on both sides. The canvas, not the coordinates: lines and text tilt too.
      const Affine& m = group.transform;
      open(fmt::format("transform canvas={{cm={{{},{},{},{},({}bp,{}bp)}}}}", short_number(m.a, 6),
                       short_number(-m.b, 6), short_number(-m.c, 6), short_number(m.d, 6), short_number(m.e),
                       short_number(-m.f)));
    }
    if (group.clip.width > 0) {
      open("");
      body_ += "\\clip" + path_of(outline_of(group.clip, 0), {}, 1) + ";\n";
    }
    add(group.items);
    for (; scopes > 0; --scopes) body_ += "\\end{scope}\n";
  }

  const FontBook& fonts_;
  const ExportOptions& options_;
  std::vector<std::pair<Color, std::string>> colors_;  ///< in use, in the order of first use
  int mixed_ = 0;
  bool writes_chinese_ = false;
  bool has_photograph_ = false;
  std::string body_;
  int runs_ = 0;
};

/// A comment's line: nothing in it may end the line.
std::string comment(std::string_view text) {
  std::string line = "% ";
  for (const char c : text) line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return line + '\n';
}

}  // namespace

Result<std::string> write_tikz(const Figure& figure, const ExportOptions& options, const FontBook& fonts) {
  const Size page = page_size(figure);
  TikzWriter writer(fonts, options);
  if (!options.transparent && is_visible(figure.background)) {
    writer.add_box({0, 0, page.width, page.height}, 0, {figure.background, {}}, {});
  }
  writer.add(figure.items);
  if (writer.has_photograph()) return Message{"export.no_photograph", {}, Cause::picture_format};
  if (writer.has_too_many_cells())
    return Message{"export.too_many_cells", {{"limit", std::to_string(max_runs)}}, Cause::picture_format};

  const std::string across = short_number(page.width);
  const std::string down = short_number(page.height);
  std::string tex = comment(figure.title) + comment(figure.description);
  tex += "% Compiles by itself with pdflatex; or load tikz and \\input this file where the picture is to stand.\n";
  if (writer.writes_chinese())
    tex += "% Its Chinese takes the package ctex, or with pdflatex CJKutf8 and a CJK environment around it.\n";
  // Inside a document \@nodocument has become \relax: then only the picture counts.
  tex += "\\expandafter\\ifx\\csname @nodocument\\endcsname\\relax\n\\let\\convoscopeend\\endinput\n\\else\n";
  tex += "\\documentclass{article}\n\\usepackage[papersize={" + across + "bp," + down + "bp},margin=0bp]{geometry}\n";
  tex += "\\IfFileExists{lmodern.sty}{\\usepackage[T1]{fontenc}\\usepackage{lmodern}}{}\n\\usepackage{tikz}\n";
  if (writer.writes_chinese())
    tex += "\\ifx\\pdfoutput\\undefined\\usepackage[scheme=plain]{ctex}\\else\\usepackage{CJKutf8}\\fi\n";
  tex += "\\pagestyle{empty}\\parindent=0pt\\topskip=0pt\n";
  const bool opens_chinese = writer.writes_chinese();
  tex += opens_chinese ? "\\def\\convoscopeend{\\ifx\\pdfoutput\\undefined\\else\\end{CJK}\\fi\\end{document}}\n"
                       : "\\def\\convoscopeend{\\end{document}}\n";
  tex += "\\begin{document}\n";
  if (opens_chinese) tex += "\\ifx\\pdfoutput\\undefined\\else\\begin{CJK}{UTF8}{gbsn}\\fi\n";
  tex += "\\fi\n";
  tex += "\\begin{tikzpicture}[x=1bp,y=-1bp]\n" + writer.color_definitions();
  tex += "\\useasboundingbox (0,0) rectangle (" + across + ',' + down + ");\n";
  tex += writer.body();
  tex += "\\end{tikzpicture}%\n\\convoscopeend\n";
  return tex;
}

}  // namespace convoscope
