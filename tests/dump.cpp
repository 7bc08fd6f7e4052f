// A figure as text that stays the same from run to run and machine to machine: one item a line, a grid's rows below it.
// Knows every kind of item and nothing else.
#include "dump.h"

#include <cmath>

#include <fmt/format.h>

namespace convoscope {
namespace {

// To 0.01 pt, without trailing zeros or a negative zero.
std::string number(double value) {
  const double hundredths = std::round(value * 100);
  if (hundredths == 0) return "0";
  std::string text = fmt::format("{:.2f}", hundredths / 100);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string point(Point p) { return number(p.x) + "," + number(p.y); }

std::string rectangle(const Rect& r) { return point({r.x, r.y}) + " " + number(r.width) + "x" + number(r.height); }

std::string color(Color c) {
  if (c.a == 0) return "none";
  std::string text = fmt::format("#{:02X}{:02X}{:02X}", c.r, c.g, c.b);
  return c.a == 255 ? text : text + fmt::format("{:02X}", c.a);
}

std::string fill(const Fill& f) {
  std::string text;
  if (f.color.a != 0) text += " fill " + color(f.color);
  if (f.hatch.a != 0) text += " hatch " + color(f.hatch);
  return text;
}

std::string stroke(const Stroke& s) {
  if (s.width_pt <= 0 || s.color.a == 0) return {};
  return " stroke " + color(s.color) + " " + number(s.width_pt) + (s.dash == Dash::dashed ? " dashed" : "");
}

std::string text_style(const TextStyle& s) {
  std::string text = number(s.size_pt) + " " + color(s.color);
  if (s.weight == FontWeight::semibold) text += " semibold";
  if (s.weight == FontWeight::bold) text += " bold";
  if (s.family == FontFamily::mono) text += " mono";
  if (s.letter_spacing_pt != 0) text += " spacing " + number(s.letter_spacing_pt);
  return text;
}

std::string path_data(const Path& path) {
  std::string text;
  for (const Segment& s : path.segments) {
    switch (s.kind) {
      case Segment::Kind::move: text += " M" + point(s.p); break;
      case Segment::Kind::line: text += " L" + point(s.p); break;
      case Segment::Kind::cubic: text += " C" + point(s.c1) + " " + point(s.c2) + " " + point(s.p); break;
      case Segment::Kind::close: text += " Z"; break;
    }
  }
  return text;
}

class Writer {
 public:
  std::string text;

  void write(const Item& item, int depth) {
    const std::string name = item.tag ? " [" + to_string(item.tag) + "]" : "";
    std::visit([&](const auto& shape) { write(shape, name, depth); }, item.shape);
  }

 private:
  void line(int depth, const std::string& content) {
    text.append(static_cast<std::size_t>(depth) * 2, ' ');
    text += content + "\n";
  }

  void write(const Box& box, const std::string& name, int depth) {
    line(depth, "box" + name + " " + rectangle(box.rect) +
                    (box.radius_pt > 0 ? " radius " + number(box.radius_pt) : "") + fill(box.fill) +
                    stroke(box.stroke));
  }

  void write(const Path& path, const std::string& name, int depth) {
    line(depth, "path" + name + fill(path.fill) + stroke(path.stroke) + ":" + path_data(path));
  }

  void write(const Text& t, const std::string& name, int depth) {
    const char* align = t.align == Align::start ? "start" : t.align == Align::middle ? "middle" : "end";
    line(depth, "text" + name + " " + point(t.position) + " " + align + " " + number(t.width_pt) + " wide, " +
                    text_style(t.style) + ": " + t.text);
  }

  void write(const Image& image, const std::string& name, int depth) {
    line(depth, fmt::format("image{} {} of {}x{} pixels", name, rectangle(image.rect), image.pixels->rows,
                            image.pixels->columns));
  }

  void write(const Grid& grid, const std::string& name, int depth) {
    line(depth, fmt::format("grid{} {} of {}x{} gap {}", name, rectangle(grid.rect), grid.rows, grid.columns,
                            number(grid.gap_pt)));
    if (grid.first != Cell{}) line(depth + 1, fmt::format("from cell {},{}", grid.first.row, grid.first.column));
    if (grid.names) {
      const CellNames& n = *grid.names;
      const char* order = n.order == CellNames::Order::transposed ? " transposed"
                          : n.order == CellNames::Order::in_line  ? " in line"
                                                                  : "";
      line(depth + 1, fmt::format("names [{}] {}x{} from {},{} by {},{}{}", to_string(n.tag), n.rows, n.columns,
                                  n.first.row, n.first.column, n.step.row, n.step.column, order));
    }
    for (std::size_t i = 0; i < grid.styles.size(); ++i) {
      const CellStyle& style = grid.styles[i];
      line(depth + 1, fmt::format("style {}:{}{} radius {} text {}", i, fill(style.fill), stroke(style.stroke),
                                  number(style.radius_pt), text_style(style.text)));
    }
    for (std::int64_t row = 0; row < grid.rows; ++row) {
      std::string cells = "row:";
      for (std::int64_t column = 0; column < grid.columns; ++column) {
        const std::ptrdiff_t style = &grid.style_of(row, column) - grid.styles.data();
        cells += fmt::format(" {}:{}", style, grid.text_of(row, column));
      }
      line(depth + 1, cells);
    }
  }

  void write(const Group& group, const std::string& name, int depth) {
    const Affine& m = group.transform;
    std::string head = "group" + name;
    if (!(m == Affine{})) {
      head += fmt::format(" matrix {:.4g} {:.4g} {:.4g} {:.4g} ", m.a + 0.0, m.b + 0.0, m.c + 0.0, m.d + 0.0) +
              point({m.e, m.f});
    }
    if (group.opacity != 1) head += " opacity " + number(group.opacity);
    if (group.clip.width > 0) head += " clip " + rectangle(group.clip);
    line(depth, head);
    for (const Item& item : group.items) write(item, depth + 1);
  }
};

}  // namespace

std::string dump(const Figure& figure) {
  Writer writer;
  writer.text = fmt::format("figure {}x{} background {}\ntitle: {}\ndescription: {}\n", number(figure.size.width),
                            number(figure.size.height), color(figure.background), figure.title, figure.description);
  for (const Item& item : figure.items) writer.write(item, 0);
  return writer.text;
}

}  // namespace convoscope
