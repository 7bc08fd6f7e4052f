// Taps of the focus, spread over the channels that share its group.
#include "figure/matrix/matrix_selection.h"

#include "figure/state/lighting.h"
#include "figure/state/matrix_entries.h"

namespace convoscope {
namespace {

constexpr std::size_t most_entries = 4096;

void mark_ends(MatrixSelection& selection, const Relation& relation) {
  for (const auto& [row, column] : selection.lit) {
    selection.rows.insert(row);
    selection.columns.insert(column);
  }
  const Tag& tag = selection.tag;
  if (tag.part == Part::fine) selection.columns.insert(fine_index(relation, tag.channel, tag.cell));
  if (tag.part == Part::coarse) selection.rows.insert(coarse_index(relation, tag.channel, tag.cell));
}

}  // namespace

std::set<Entry> entries_of(const Evaluation& evaluation, const Tag& tag) {
  const Relation& relation = evaluation.relation;
  const std::int64_t coarse_share = relation.coarse_channels / relation.groups;
  const std::int64_t fine_share = relation.fine_channels / relation.groups;
  std::set<Entry> entries;
  if (tag.part == Part::matrix) {
    // One that is zero by its place, too: it is pointed at.
    if (!lit_taps(evaluation, tag).empty() || unconnected_cells(evaluation, tag)) {
      entries.insert({tag.cell.row, tag.cell.column});
    }
    return entries;
  }
  for (const Tap& tap : lit_taps(evaluation, tag)) {
    for (std::int64_t coarse = 0; coarse < relation.coarse_channels; ++coarse) {
      if (tag.part == Part::coarse && coarse != tag.channel) continue;
      for (std::int64_t i = 0; i < fine_share; ++i) {
        const std::int64_t fine = coarse / coarse_share * fine_share + i;
        if (tag.part == Part::fine && fine != tag.channel) continue;
        if (entries.size() >= most_entries) return entries;
        entries.insert({coarse_index(relation, coarse, tap.coarse), fine_index(relation, fine, tap.fine)});
      }
    }
  }
  return entries;
}

MatrixSelection matrix_selection(const PictureInputs& inputs) {
  const Evaluation& evaluation = inputs.evaluation;
  const Relation& relation = evaluation.relation;
  MatrixSelection s;
  const bool by_entry = names_connections(inputs.pin);
  s.tag = by_entry ? inputs.pin : focus(evaluation, inputs.playhead, inputs.pin);
  s.lit = entries_of(evaluation, s.tag);
  if (inputs.hover != s.tag) s.hovered = entries_of(evaluation, inputs.hover);
  mark_ends(s, relation);
  const bool follows = !by_entry && s.tag != inputs.pin;
  if (!follows || inputs.playhead.granularity != Granularity::multiply) return s;
  const Trace trace = evaluation.trace(s.tag.side, Granularity::multiply);
  const Step step = trace.at(step_of_side(evaluation, inputs.playhead, s.tag.side));
  s.is_partial = true;
  for (std::int64_t i = 0; i <= step.current; ++i) {
    const Product& p = step.products[static_cast<std::size_t>(i)];
    if (p.factor != Factor::value) continue;
    const bool is_transposed = s.tag.side == Side::transposed;
    const Entry entry =
        is_transposed
            ? Entry{coarse_index(relation, p.input_channel, p.input), fine_index(relation, p.output_channel, p.output)}
            : Entry{coarse_index(relation, p.output_channel, p.output), fine_index(relation, p.input_channel, p.input)};
    s.done.insert(entry);
    if (i == step.current) s.current = entry;
  }
  return s;
}

}  // namespace convoscope
