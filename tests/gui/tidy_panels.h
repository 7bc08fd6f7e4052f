// What every panel promises, whatever it says: no text over another, none beyond its panel or its card, none cut short.
#pragma once

#include "panel_stage.h"

namespace convoscope::testing {

/// Of all that stands in the window now.
void expect_tidy(const PanelStage& stage);
/// No text ends in an ellipsis that the catalog does not have. Names and titles of the user's are not texts of the catalog.
void expect_whole_words(PanelStage& stage, std::string_view panel);

/// The box filled with the card's colour in this panel: what an open dialog, or a message, stands on.
Rect card_of(PanelStage& stage, std::string_view panel);

bool is_inside(const Rect& inner, const Rect& outer);

/// The layers that the panels are looked at with, each in its own way hard to find room for.
struct TidyScene {
  const char* name;
  void (*prepare)(PanelStage& stage);
};
const std::vector<TidyScene>& tidy_scenes();

}  // namespace convoscope::testing
