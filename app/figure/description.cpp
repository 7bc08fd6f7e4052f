// The sentences are the document's; here stands which of them are true of this picture.
#include "figure/description.h"

#include <algorithm>
#include <functional>

#include "document/cell_name.h"
#include "document/explain.h"
#include "document/sentences.h"
#include "figure/draw/missing_card.h"
#include "figure/draw/words.h"
#include "figure/learning/learning_figure.h"
#include "figure/state/highlight.h"
#include "figure/state/shown_sides.h"
#include "figure/views.h"

namespace convoscope {
namespace {

/// The operations that the views draw: some have but the transposed convolution, whichever is asked for.
std::vector<Side> drawn_sides(const PictureInputs& inputs, const std::vector<View>& views) {
  std::vector<Side> sides;
  const auto add = [&](Side side) {
    if (std::ranges::find(sides, side) == sides.end()) sides.push_back(side);
  };
  for (const View& view : views) {
    const ViewRow* const row = find_view(view);
    if (row != nullptr && row->is_of_transposed) {
      if (inputs.evaluation.transposed) add(Side::transposed);
    } else {
      for (const Side side : shown_sides(inputs)) add(side);
    }
  }
  std::ranges::sort(sides);
  return sides;
}

/// What is lit there: the step of that operation or what is pinned. Views of the cell in focus ring that in both operations, so that it
/// is told of the one by its step and of the other by what the cell is to it.
std::string sentence(const PictureInputs& inputs, bool is_of_focus, Side side) {
  const Evaluation& evaluation = inputs.evaluation;
  const Highlight& lit = main_highlight(*highlights(inputs));
  const bool belongs = lit.tag.part != Part::expanded || lit.tag.side == side;
  const bool is_told = lit.tag.part == Part::connection ? !lit.taps.empty() : is_explained(evaluation, lit.tag);
  const bool is_by_step = lit.role == Role::step && (!is_of_focus || lit.tag.part == output_part(side));
  if (is_by_step || !belongs || !is_told) return step_sentence(inputs.catalog, evaluation, inputs.playhead, side);
  return cell_sentence(inputs.catalog, evaluation, side, lit.tag);
}

/// A sentence of each operation, with its name where there are two.
std::string of_each(const PictureInputs& inputs, const std::vector<Side>& sides,
                    const std::function<std::string(Side)>& sentence_of) {
  if (sides.size() == 1) return sentence_of(sides.front());
  std::string text;
  for (const Side side : sides)
    text += (text.empty() ? "" : " ") +
            inputs.catalog.text("figure.description",
                                {{"operation", operation_words(inputs.catalog, inputs.evaluation, side)},
                                 {"sentence", sentence_of(side)}});
  return text;
}

/// Which cells are marked, each once whatever operation it is marked in; empty where none is.
std::string marked_words(const PictureInputs& inputs) {
  const Evaluation& evaluation = inputs.evaluation;
  std::vector<std::string> names;
  for (const Tag& mark : inputs.scene.look.marks) {
    if (!is_explained(evaluation, mark)) continue;
    std::string name = name_of_mark(evaluation, mark);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  if (names.empty()) return {};
  return inputs.catalog.text("figure.marked", {{"cells", list_words(inputs.catalog, names, most_marks)}});
}

}  // namespace

void describe(Figure& figure, const PictureInputs& inputs, const std::vector<View>& views) {
  const Catalog& catalog = inputs.catalog;
  const std::vector<Side> sides = drawn_sides(inputs, views);
  std::vector<std::string> names;
  bool is_of_focus = true;
  for (const View& view : views) {
    names.push_back(catalog.text("view." + view));
    is_of_focus = is_of_focus && find_view(view)->is_of_focus;
  }
  std::vector<std::string> layers;
  for (const Side side : sides)
    layers.push_back(catalog.text("figure.title_one", {{"operation", operation_words(catalog, inputs.evaluation, side)},
                                                       {"sizes", sizes_words(catalog, inputs.evaluation, side)}}));
  if (layers.empty()) layers.push_back(missing_words(inputs));
  figure.title = catalog.text("figure.title_view", {{"views", list_words(catalog, names, names.size())},
                                                    {"title", list_words(catalog, layers)}});
  if (sides.empty()) {
    figure.description = layers.front();
  } else if (!inputs.scene.look.is_lit) {
    figure.description = catalog.text("figure.nothing_lit");
  } else {
    figure.description = of_each(inputs, sides, [&](Side side) { return sentence(inputs, is_of_focus, side); });
  }
  if (const LearningPage& page = inputs.scene.learning; page.run) {
    // The steps of the cells are none of the picture's.
    const std::string pinned = inputs.pin ? ' ' + figure.description : "";
    figure.description = learning_words(catalog, "learning.description", page.run->states, page.step) + pinned;
  }
  if (const std::string marked = marked_words(inputs); !marked.empty()) figure.description += ' ' + marked;
}

std::string describe_cell(const PictureInputs& inputs, const std::vector<View>& views, const Tag& tag) {
  return of_each(inputs, drawn_sides(inputs, views),
                 [&](Side side) { return cell_sentence(inputs.catalog, inputs.evaluation, side, tag); });
}

}  // namespace convoscope
