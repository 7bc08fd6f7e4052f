// Reads hover, pin and playhead; asks the document what can be explained.
#include "gui/cell/cell_subject.h"

#include <algorithm>

#include "figure/timeline.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

bool is_cell(const Tag& tag) { return tag.part == Part::fine || tag.part == Part::coarse; }

Cell cell_at(std::int64_t index, const Tensor& map) {
  const std::int64_t in_plane = index % (map.rows() * map.columns());
  return {in_plane / map.columns(), in_plane % map.columns()};
}

/// Whether the connection is one of those that the explanation of `tag` lists, channels aside.
bool touches(const Evaluation& evaluation, const Tag& tag, const Tag& connection) {
  switch (tag.part) {
    case Part::fine: return tag.cell == connection.cell;
    case Part::coarse: return tag.cell == connection.coarse;
    case Part::kernel: return tag.cell == connection.kernel;
    case Part::matrix:
      return cell_at(tag.cell.row, *evaluation.coarse) == connection.coarse &&
             cell_at(tag.cell.column, *evaluation.fine) == connection.cell;
    default: return false;
  }
}

/// The cell that `side` computes while the playhead steps.
Tag stepped_cell(const Evaluation& evaluation, const Playhead& playhead, Side side) {
  Playhead there = playhead;
  there.step = step_of_side(evaluation, playhead, side);
  there.side = side;
  return focus(evaluation, there, {});
}

}  // namespace

CellSubject subject_of(const Session& session, bool is_playing) {
  const Evaluation& evaluation = *session.evaluation();
  const Tag hover = is_playing ? Tag{} : session.hover;
  const Playhead playhead = shown_playhead(session);
  const Tag own = focus(evaluation, playhead, {});
  const auto side_of = [&](const Tag& tag) {
    if (has_side(evaluation, tag.side)) return tag.side;
    return has_side(evaluation, playhead.side) ? playhead.side : evaluation.asked;
  };
  const auto output_of = [&](const Tag& connection) {
    const Side side = side_of(connection);
    return side == Side::transposed ? Tag{side, Part::fine, 0, connection.cell}
                                    : Tag{side, Part::coarse, 0, connection.coarse};
  };
  CellSubject subject;
  subject.cell = own;
  if (is_explained(evaluation, session.pin)) subject.cell = session.pin;
  if (session.pin.part == Part::connection && is_explained(evaluation, output_of(session.pin))) {
    subject.cell = output_of(session.pin);
    subject.connection = session.pin;
  }
  if (hover.part == Part::connection) {
    const bool belongs = touches(evaluation, subject.cell, hover);
    if (!belongs && is_explained(evaluation, output_of(hover))) subject.cell = output_of(hover);
    subject.connection = hover;
  } else if (hover.part == Part::kernel && is_cell(subject.cell) && is_explained(evaluation, hover)) {
    const bool is_elsewhere = has_side(evaluation, hover.side) && side_of(subject.cell) != hover.side;
    if (is_elsewhere) subject.cell = stepped_cell(evaluation, session.playhead, hover.side);
    subject.element = hover.cell;
  } else if (is_explained(evaluation, hover)) {
    subject.cell = hover;
    subject.connection.reset();
  }
  // Of fine cells only those that the transposed convolution makes lie beside the map.
  const Cell at = subject.cell.cell;
  const Tensor& fine = *evaluation.fine;
  const bool is_cut_off = subject.cell.part == Part::fine &&
                          (at.row < 0 || at.row >= fine.rows() || at.column < 0 || at.column >= fine.columns());
  subject.side = is_cut_off ? Side::transposed : side_of(subject.cell);
  subject.follows_step = own.side == subject.side && own.part == subject.cell.part && own.cell == subject.cell.cell &&
                         own.channel == subject.cell.channel;
  return subject;
}

Side side_at_hand(const Session& session) {
  constexpr bool ignores_the_mouse = true;
  return subject_of(session, ignores_the_mouse).side;
}

std::optional<TermProgress> progress_of(const Session& session, const CellSubject& subject) {
  const Playhead playhead = shown_playhead(session);
  if (!subject.follows_step || playhead.granularity != Granularity::multiply) return std::nullopt;
  const Trace trace = session.evaluation()->trace(subject.side, playhead.granularity);
  const Step step = trace.at(std::clamp<std::int64_t>(playhead.step, 0, trace.size() - 1));
  TermProgress progress;
  progress.sum = step.sum;
  progress.is_growing = step.current + 1 < static_cast<std::int64_t>(step.products.size());
  for (std::int64_t i = 0; i <= step.current; ++i) {
    const Product& product = step.products[static_cast<std::size_t>(i)];
    const bool counts = product.factor == Factor::value;
    if (counts) ++progress.done;
    if (!counts) progress.element = product.kernel;
    progress.is_on_term = counts;
    progress.is_on_element = !counts;
  }
  return progress;
}

}  // namespace convoscope
