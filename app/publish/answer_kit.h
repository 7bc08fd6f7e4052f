// What pictures of answers are drawn with. Knows no kind of question.
#pragma once

#include <algorithm>
#include <array>
#include <memory>

#include "figure/draw/pen.h"
#include "publish/answer_picture.h"

namespace convoscope {

using Extents = std::array<std::int64_t, axis_count>;

inline constexpr double largest_cell_pt = 22;
inline constexpr std::int64_t most_drawn_cells = 40;  // along an edge

/// "3 × 4"
std::string extents_text(const Extents& size);
/// All whole numbers in a text, in order: of "3 × 4" and "1, 7".
std::vector<std::int64_t> numbers_in(std::string_view text);

struct AnswerKit {
  const AskedQuestion& asked;
  const Answer& answer;
  double room_pt;
  const DrawingKit& kit;

  const Theme& theme() const { return kit.theme; }
  Color mark(bool is_right) const { return is_right ? right_color(theme()) : theme().warning; }
  const Spec& spec() const { return asked.saved->scene.spec; }
  std::string chosen_text() const { return plain_text(asked.choices[*answer.choice].text); }
  std::string right_text() const { return plain_text(asked.choices[right_choice(asked)].text); }
  std::string say(const char* key, const Catalog::Arguments& arguments) const {
    return kit.catalog.text(key, arguments);
  }

  CellStyle cell_style(Color fill) const {
    CellStyle style;
    style.fill.color = fill;
    style.stroke = {theme().line, 1, Dash::solid};
    style.radius_pt = theme().measures.cell_radius_pt * 0.7;
    style.text = {11, theme().text};
    return style;
  }

  /// Cells as wide as the room allows, each of the class that `class_of` says.
  template <class ClassOf>
  Grid grid(std::int64_t rows, std::int64_t columns, std::vector<CellStyle> styles, const ClassOf& class_of) const {
    const double cell_pt = std::min(largest_cell_pt, room_pt / static_cast<double>(std::max(rows, columns)));
    Grid made;
    made.rows = rows;
    made.columns = columns;
    made.gap_pt = cell_pt > 8 ? 2 : 1;
    made.styles = std::move(styles);
    auto classes = std::make_shared<std::vector<std::uint8_t>>();
    for (std::int64_t row = 0; row < rows; ++row)
      for (std::int64_t column = 0; column < columns; ++column)
        classes->push_back(static_cast<std::uint8_t>(class_of(Cell{row, column})));
    made.classes = classes;
    made.rect = {1.5, 1.5, cell_pt * static_cast<double>(columns), cell_pt * static_cast<double>(rows)};
    return made;
  }

  /// A scene's own picture, as wide as there is room.
  AnswerPicture scene_picture(const SavedScene& saved, std::string words) const;
  AnswerPicture grid_picture(Grid cells, std::string words) const {
    AnswerPicture picture;
    picture.size = {cells.rect.right() + 1.5, cells.rect.bottom() + 1.5};
    picture.items.push_back({{}, std::move(cells)});
    picture.words = std::move(words);
    return picture;
  }
};

// Of layers and networks (answer_layers.cpp).

/// The layers that the chosen and the right line of code make.
std::optional<AnswerPictures> drawn_lines(const AnswerKit& kit);
/// How many input cells one output cell sees.
std::optional<AnswerPictures> drawn_fields(const AnswerKit& kit);
/// The sizes of an encoder and its decoder, with the level of the answer framed.
std::optional<AnswerPictures> drawn_ways(const AnswerKit& kit);
/// What the layer breaks; of a legal one its picture, which shows that it works.
std::optional<AnswerPictures> drawn_rules(const AnswerKit& kit);

}  // namespace convoscope
