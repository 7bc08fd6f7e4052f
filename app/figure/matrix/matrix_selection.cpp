// The taps of what is lit, spread over the channels that share a group.
#include "figure/matrix/matrix_selection.h"

#include "figure/state/matrix_entries.h"

namespace convoscope {
namespace {

constexpr std::size_t most_entries = 4096;

// The entry that a product multiplies by, of a step of `side`.
Entry entry_of(const Relation& relation, Side side, const Product& p) {
  return side == Side::transposed
             ? Entry{coarse_index(relation, p.input_channel, p.input), fine_index(relation, p.output_channel, p.output)}
             : Entry{coarse_index(relation, p.output_channel, p.output),
                     fine_index(relation, p.input_channel, p.input)};
}

}  // namespace

std::set<Entry> entries_of(const Evaluation& evaluation, const Highlight& lit) {
  const Relation& relation = evaluation.relation;
  const Tag& tag = lit.tag;
  // One that is zero by its place, too: it is pointed at.
  if (tag.part == Part::matrix && (!lit.taps.empty() || lit.apart)) return {{tag.cell.row, tag.cell.column}};
  const std::int64_t coarse_share = relation.coarse_channels / relation.groups;
  const std::int64_t fine_share = relation.fine_channels / relation.groups;
  std::set<Entry> entries;
  for (const Tap& tap : lit.taps) {
    for (std::int64_t coarse = 0; coarse < relation.coarse_channels; ++coarse) {
      if (tag.part == Part::coarse && coarse != tag.channel) continue;
      for (std::int64_t i = 0; i < fine_share; ++i) {
        const std::int64_t fine = coarse / coarse_share * fine_share + i;
        if (tag.part == Part::fine && fine != tag.channel) continue;
        if (tag.part == Part::kernel && !lit_channels(evaluation, tag, fine, coarse).both()) continue;
        if (entries.size() >= most_entries) return entries;
        entries.insert({coarse_index(relation, coarse, tap.coarse), fine_index(relation, fine, tap.fine)});
      }
    }
  }
  return entries;
}

MatrixSelection matrix_selection(const PictureInputs& inputs) {
  const Relation& relation = inputs.evaluation.relation;
  const std::shared_ptr<const Highlights> lit = highlights(inputs);
  const Highlight& main = main_highlight(*lit);
  MatrixSelection s{.tag = main.tag, .lit = entries_of(inputs.evaluation, main), .is_partial = main.is_partial};
  if (const Highlight* hover = hovered(*lit); hover != nullptr && hover->tag != s.tag) {
    s.hovered = entries_of(inputs.evaluation, *hover);
  }
  for (const auto& [row, column] : s.lit) {
    s.rows.insert(row);
    s.columns.insert(column);
  }
  if (s.tag.part == Part::fine) s.columns.insert(fine_index(relation, s.tag.channel, s.tag.cell));
  if (s.tag.part == Part::coarse) s.rows.insert(coarse_index(relation, s.tag.channel, s.tag.cell));
  for (const Product& product : main.done) s.done.insert(entry_of(relation, s.tag.side, product));
  if (main.current) s.current = entry_of(relation, s.tag.side, *main.current);
  return s;
}

}  // namespace convoscope
