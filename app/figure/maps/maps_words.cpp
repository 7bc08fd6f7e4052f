// One key of the catalog per sentence.
#include "figure/maps/maps_words.h"

#include <fmt/format.h>

#include "document/selection.h"

namespace convoscope {

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
