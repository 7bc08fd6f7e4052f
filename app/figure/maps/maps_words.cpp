// One key of the catalog per sentence.
#include "figure/maps/maps_words.h"

#include <fmt/format.h>

#include "document/number_text.h"
#include "document/selection.h"
#include "figure/draw/part_words.h"
#include "figure/draw/words.h"

namespace convoscope {

namespace {

// Which rows and columns of the input, the output and the kernel are shown; empty where all are.
std::string words_of_parts(const PictureInputs& inputs, Side side, const MapsParts& parts) {
  std::vector<std::string> words = map_part_words(inputs, side, parts.expanded, parts.output);
  const MapPart& kernel = parts.kernel;
  const std::vector<std::string> more = part_words(inputs.catalog, "figure.kernel", kernel, kernel.first(),
                                                   kernel.last(), {kernel.rows.total, kernel.columns.total});
  words.insert(words.end(), more.begin(), more.end());
  return shown_words(inputs.catalog, words);
}

/// Where in the photograph the shown input lies; of the other operation where in the output.
std::string loupe_words(const PictureInputs& inputs, Side side) {
  const OnPhotograph& place = *inputs.evaluation.photograph;
  const bool is_own = side == inputs.evaluation.asked;
  const Tensor& shown = inputs.evaluation.input(side);
  const Cell first = is_own ? place.input : place.output;
  return inputs.catalog.text(is_own ? "figure.loupe.of_photograph" : "figure.loupe.of_output",
                             {{"first_row", whole_text(first.row)},
                              {"last_row", whole_text(first.row + shown.rows() - 1)},
                              {"first_column", whole_text(first.column)},
                              {"last_column", whole_text(first.column + shown.columns() - 1)}});
}

}  // namespace

std::vector<std::string> note_words(const PictureInputs& inputs, Side side, const MapsParts& parts,
                                    ShownChannels channels) {
  std::vector<std::string> notes;
  const auto add = [&](std::string words) {
    if (!words.empty()) notes.push_back(std::move(words));
  };
  if (inputs.evaluation.photograph) add(loupe_words(inputs, side));
  add(channel_words(inputs.catalog, inputs.evaluation, side, channels.input, channels.output));
  if (has_unread_input(inputs.evaluation, side)) add(inputs.catalog.text("figure.unread"));
  add(words_of_parts(inputs, side, parts));
  return notes;
}

std::string step_number_words(const PictureInputs& inputs, const MapsState& state) {
  return inputs.catalog.text(
      "figure.step", {{"step", fmt::format("{}", state.step_number)}, {"steps", fmt::format("{}", state.steps)}});
}

std::string step_words(const PictureInputs& inputs, const MapsState& state) {
  if (inputs.scene.learning.run) return {};  // its steps are the timeline's
  const std::string step = step_number_words(inputs, state);
  if (!inputs.scene.look.is_lit || (!state.is_pinned && state.shows_window)) return step;
  const Relation& relation = inputs.evaluation.relation;
  const Tag& pin = inputs.pin;
  const std::string name = pin.part == Part::fine ? fine_name(relation, pin.cell) : coarse_name(relation, pin.cell);
  return inputs.catalog.text("figure.chosen", {{"name", name}, {"step", step}});
}

}  // namespace convoscope
