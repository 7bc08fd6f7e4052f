// Nodes stand for all channels: groups part none.
#include "figure/connections/graph_highlights.h"

#include <set>

#include <fmt/format.h>

#include "figure/draw/words.h"

namespace convoscope {
namespace {

// A kernel element with more connections than this would light up everything.
constexpr std::size_t most_of_kernel = 400;

// The same thing, in whichever card it was pointed at.
bool is_same(const Tag& a, const Tag& b) {
  return a.part == b.part && a.cell == b.cell && a.kernel == b.kernel && a.coarse == b.coarse;
}

bool is_of_groups(const Highlight& lit) { return lit.apart && !lit.apart->are_in_one_group; }

Highlight in_graph(Highlight lit) {
  if (is_of_groups(lit)) lit.apart.reset();
  if (lit.tag.part == Part::kernel && lit.taps.size() > most_of_kernel) lit.taps.clear();
  return lit;
}

}  // namespace

GraphHighlights graph_highlights(const PictureInputs& inputs) {
  const std::shared_ptr<const Highlights> lit = highlights(inputs);
  const Highlight& main = main_highlight(*lit);
  GraphHighlights graph{in_graph(is_of_groups(main) ? lit->front() : main), {}};
  const Highlight* pointed = hovered(*lit);
  if (pointed == nullptr || is_same(pointed->tag, graph.main.tag)) return graph;
  Highlight shown = in_graph(*pointed);
  if (shown.taps.empty() && !shown.apart) return graph;
  return {std::move(shown), std::move(graph.main.taps)};
}

std::string feeds_words(const PictureInputs& inputs, const Highlight& lit, Side side) {
  const Catalog& catalog = inputs.catalog;
  const Relation& relation = inputs.evaluation.relation;
  if (lit.tag.part == Part::kernel) {
    return catalog.text("figure.on_connections", {{"name", kernel_name(relation, lit.tag.cell)},
                                                  {"count", fmt::format("{}", lit.taps.size())},
                                                  {"total", fmt::format("{}", inputs.evaluation.connections)}});
  }
  if (lit.apart) {
    const std::string fine = fine_name(relation, lit.apart->fine.cell);
    const std::string coarse = coarse_name(relation, lit.apart->coarse.cell);
    const bool is_transposed = side == Side::transposed;
    return catalog.text("figure.not_connected",
                        {{"from", is_transposed ? coarse : fine}, {"to", is_transposed ? fine : coarse}});
  }
  if (!lit.tag) return {};
  std::set<Cell> fine;
  std::set<Cell> coarse;
  if (lit.tag.part == Part::fine) fine.insert(lit.tag.cell);
  if (lit.tag.part == Part::coarse) coarse.insert(lit.tag.cell);
  for (const Tap& tap : lit.taps) {
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
