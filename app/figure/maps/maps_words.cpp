// One key of the catalog per sentence.
#include "figure/maps/maps_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "document/number_text.h"
#include "document/selection.h"
#include "figure/draw/words.h"

namespace convoscope {

namespace {

// Which rows and columns of the input, the output and the kernel are shown; empty where all are.
std::string words_of_parts(const PictureInputs& inputs, Side side, const MapsParts& parts) {
  const Evaluation& evaluation = inputs.evaluation;
  const Tensor& input = evaluation.input(side);
  const InputPlace place = input_place(evaluation, side);
  const auto rounded_up = [](std::int64_t distance, std::int64_t step) {
    return distance <= 0 ? 0 : (distance + step - 1) / step;
  };
  const auto rounded_down = [](std::int64_t distance, std::int64_t step, std::int64_t count) {
    return distance < 0 ? -1 : std::min(distance / step, count - 1);
  };
  const Cell end = parts.expanded.last();
  const Cell first{rounded_up(parts.expanded.rows.first - place.first.row, place.step.row),
                   rounded_up(parts.expanded.columns.first - place.first.column, place.step.column)};
  const Cell last{rounded_down(end.row - place.first.row, place.step.row, input.rows()),
                  rounded_down(end.column - place.first.column, place.step.column, input.columns())};
  const Catalog& catalog = inputs.catalog;
  std::vector<std::string> words =
      part_words(catalog, "figure.input", parts.expanded, first, last, {input.rows(), input.columns()});
  for (const auto& [map, part] : {std::pair{"figure.output", parts.output}, {"figure.kernel", parts.kernel}}) {
    const std::vector<std::string> more =
        part_words(catalog, map, part, part.first(), part.last(), {part.rows.total, part.columns.total});
    words.insert(words.end(), more.begin(), more.end());
  }
  return shown_words(catalog, words);
}

}  // namespace

std::vector<std::string> note_words(const PictureInputs& inputs, Side side, const MapsParts& parts,
                                    ShownChannels channels) {
  std::vector<std::string> notes;
  const auto add = [&](std::string words) {
    if (!words.empty()) notes.push_back(std::move(words));
  };
  add(channel_words(inputs.catalog, inputs.evaluation, side, channels.input, channels.output));
  if (has_unread_input(inputs.evaluation, side)) add(inputs.catalog.text("figure.unread"));
  add(words_of_parts(inputs, side, parts));
  return notes;
}

std::string step_words(const PictureInputs& inputs, const MapsState& state) {
  const std::string step = inputs.catalog.text(
      "figure.step", {{"step", fmt::format("{}", state.step_number)}, {"steps", fmt::format("{}", state.steps)}});
  if (!inputs.scene.look.is_lit || (!state.is_pinned && state.shows_window)) return step;
  const Relation& relation = inputs.evaluation.relation;
  const Tag& pin = inputs.pin;
  const std::string name = pin.part == Part::fine ? fine_name(relation, pin.cell) : coarse_name(relation, pin.cell);
  return inputs.catalog.text("figure.chosen", {{"name", name}, {"step", step}});
}

}  // namespace convoscope
