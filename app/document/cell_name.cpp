#include "document/cell_name.h"

#include "document/explain.h"
#include "document/names.h"
#include "document/symbols.h"

namespace convoscope {
namespace {

/// "e", "12": the fine or coarse cell that the article calls so.
std::optional<Tag> cell_of_letters(const Evaluation& evaluation, std::string_view text) {
  const auto cell_at = [&](Part part, const Tensor& map) -> std::optional<Tag> {
    for (Cell cell{0, 0}; cell.row < map.rows(); ++cell.row)
      for (cell.column = 0; cell.column < map.columns(); ++cell.column) {
        const Relation& relation = evaluation.relation;
        if ((part == Part::fine ? fine_name(relation, cell) : coarse_name(relation, cell)) == text)
          return Tag{evaluation.asked, part, 0, cell};
      }
    return std::nullopt;
  };
  if (text.empty() || text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") != std::string_view::npos)
    return std::nullopt;
  const bool is_number = text.front() <= '9';
  return is_number ? cell_at(Part::coarse, *evaluation.coarse) : cell_at(Part::fine, *evaluation.fine);
}

}  // namespace

std::optional<Tag> cell_named(const Evaluation& evaluation, const std::string& text) {
  std::optional<Tag> tag = cell_of_letters(evaluation, text);
  if (!tag) tag = parse_tag(std::string(name_of(evaluation.asked)) + "." + text);
  if (!tag) tag = parse_tag(text);
  if (tag && tag->side == Side::none) tag->side = evaluation.asked;
  const bool has_side = tag && (tag->side == Side::transposed ? evaluation.transposed : evaluation.convolution);
  return has_side && is_explained(evaluation, *tag) ? tag : std::nullopt;
}

std::optional<Tag> mark_named(const Evaluation& evaluation, const std::string& text) {
  std::optional<Tag> mark = cell_named(evaluation, text);
  if (!mark) return std::nullopt;
  const auto lies_on = [&](const Tensor& map) {
    return mark->channel < map.channels() && mark->cell.row < map.rows() && mark->cell.column < map.columns();
  };
  const bool is_cell = mark->part == Part::kernel || (mark->part == Part::fine && lies_on(*evaluation.fine)) ||
                       (mark->part == Part::coarse && lies_on(*evaluation.coarse));
  if (!is_cell) return std::nullopt;
  const bool tells_role = text.find("input") != std::string::npos || text.find("output") != std::string::npos;
  if (!tells_role) mark->side = Side::none;
  return mark;
}

std::string name_of_mark(const Evaluation& evaluation, const Tag& mark) {
  if (mark.part == Part::kernel) return weight_symbol(evaluation, mark);
  return mark.part == Part::fine ? fine_name(evaluation.relation, mark.cell)
                                 : coarse_name(evaluation.relation, mark.cell);
}

}  // namespace convoscope
