// The sentence under the maps that says where the reader is. Knows no points and no colours.
#pragma once

#include <string>
#include <vector>

#include "figure/maps/maps_parts.h"
#include "figure/state/maps_state.h"

namespace convoscope {

/// "step 3 of 9", behind the name of a pinned cell.
std::string step_words(const PictureInputs& inputs, const MapsState& state);

/// "step 3 of 9" alone.
std::string step_number_words(const PictureInputs& inputs, const MapsState& state);

/// The channels that a card shows.
struct ShownChannels {
  std::int64_t input = 0;
  std::int64_t output = 0;
};
/// What there is to say of a card below its maps, a line each; as many at every step.
std::vector<std::string> note_words(const PictureInputs& inputs, Side side, const MapsParts& parts,
                                    ShownChannels channels);

}  // namespace convoscope
