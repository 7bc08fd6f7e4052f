// A pin or the playhead chooses, the pointer comes before both.
#include "figure/connections/graph_selection.h"

#include <fmt/format.h>

#include "figure/draw/words.h"

namespace convoscope {
namespace {

// A kernel element of a layer with more coarse cells than this lights nothing: it would light up everything.
constexpr std::int64_t most_chosen = 400;

// The same thing, in whichever card it was pointed at.
bool is_same(const Tag& a, const Tag& b) {
  return a.part == b.part && a.cell == b.cell && a.kernel == b.kernel && a.coarse == b.coarse;
}

// Nodes stand for all channels: groups part none.
std::optional<UnconnectedCells> nodes_apart(const Evaluation& evaluation, const Tag& tag) {
  std::optional<UnconnectedCells> cells = unconnected_cells(evaluation, tag);
  if (cells && !cells->are_in_one_group) cells.reset();
  return cells;
}

GraphSelection select_chosen(const PictureInputs& inputs) {
  const Evaluation& evaluation = inputs.evaluation;
  GraphSelection s;
  s.apart = nodes_apart(evaluation, inputs.pin);
  const bool by_kernel = names_connections(inputs.pin) && (s.apart || !unconnected_cells(evaluation, inputs.pin));
  s.tag = by_kernel ? inputs.pin : focus(evaluation, inputs.playhead, inputs.pin);
  s.taps = lit_taps(evaluation, s.tag, most_chosen);
  const bool follows = !by_kernel && s.tag.cell != inputs.pin.cell;
  if (follows && inputs.playhead.granularity == Granularity::multiply) {
    const Trace trace = evaluation.trace(s.tag.side, Granularity::multiply);
    const Step step = trace.at(step_of_side(evaluation, inputs.playhead, s.tag.side));
    s.is_partial = true;
    for (std::int64_t i = 0; i <= step.current; ++i) {
      const Product& product = step.products[static_cast<std::size_t>(i)];
      if (product.factor != Factor::value) continue;
      s.done.insert(product.kernel);
      if (i == step.current) s.current = product.kernel;
    }
  }
  return s;
}

}  // namespace

GraphSelection graph_selection(const PictureInputs& inputs) {
  GraphSelection chosen = select_chosen(inputs);
  if (is_same(inputs.hover, chosen.tag)) return chosen;
  GraphSelection hovered;
  hovered.tag = inputs.hover;
  hovered.taps = lit_taps(inputs.evaluation, inputs.hover, most_chosen);
  hovered.apart = nodes_apart(inputs.evaluation, inputs.hover);
  if (hovered.taps.empty() && !hovered.apart) return chosen;
  hovered.others = std::move(chosen.taps);
  return hovered;
}

std::string feeds_words(const PictureInputs& inputs, const GraphSelection& selection, Side side) {
  const Catalog& catalog = inputs.catalog;
  const Relation& relation = inputs.evaluation.relation;
  if (selection.tag.part == Part::kernel) {
    return catalog.text("figure.on_connections", {{"name", kernel_name(relation, selection.tag.cell)},
                                                  {"count", fmt::format("{}", selection.taps.size())},
                                                  {"total", fmt::format("{}", inputs.evaluation.connections)}});
  }
  if (selection.apart) {
    const std::string fine = fine_name(relation, selection.apart->fine.cell);
    const std::string coarse = coarse_name(relation, selection.apart->coarse.cell);
    const bool is_transposed = side == Side::transposed;
    return catalog.text("figure.not_connected",
                        {{"from", is_transposed ? coarse : fine}, {"to", is_transposed ? fine : coarse}});
  }
  std::set<Cell> fine;
  std::set<Cell> coarse;
  if (selection.tag.part == Part::fine) fine.insert(selection.tag.cell);
  if (selection.tag.part == Part::coarse) coarse.insert(selection.tag.cell);
  for (const Tap& tap : selection.taps) {
    fine.insert(tap.fine);
    coarse.insert(tap.coarse);
  }
  std::vector<std::string> fine_names;
  std::vector<std::string> coarse_names;
  for (const Cell cell : fine) fine_names.push_back(fine_name(relation, cell));
  for (const Cell cell : coarse) coarse_names.push_back(coarse_name(relation, cell));
  const std::vector<std::string>& from = side == Side::transposed ? coarse_names : fine_names;
  const std::vector<std::string>& to = side == Side::transposed ? fine_names : coarse_names;
  if (to.empty()) return catalog.text("figure.feeds_nothing", {{"from", list_words(catalog, from)}});
  if (from.empty()) return catalog.text("figure.fed_by_nothing", {{"to", list_words(catalog, to)}});
  const Catalog::Arguments arguments{{"from", list_words(catalog, from)}, {"to", list_words(catalog, to)}};
  return from.size() == 1 ? catalog.text("figure.feeds", arguments) : catalog.text("figure.feed", arguments);
}

}  // namespace convoscope
