// What happens at a step, and what a cell is, in one sentence of a language: for those who cannot see the picture, or want it said.
// Pictures, pages, the window and lessons all say it with these words.
#pragma once

#include <string>
#include <vector>

#include "document/catalog.h"
#include "document/evaluation.h"

namespace convoscope {

/// "Step 5 of 9: output e at [1,1] = 1·9 + 2·7 + 3·3 + 4·1 = 36." By multiplication what meets what, and the sum so far:
/// "Step 41 of 81: output e at [1,1]: input 4 at [1,1] meets w[0,0], 4·1 = 4; the sum so far is 36." Places count from 0. The
/// operation stands where the playhead has it, as `step_of_side` says. O(kernel * channels).
std::string step_sentence(const Catalog& catalog, const Evaluation& evaluation, const Playhead& playhead, Side side);

/// The same of anything that can be pointed at (asserted: `is_explained`, or a connection) as a part of `side`, whatever the step:
/// an output's sum, which outputs an input or a kernel element goes into, what stands at a place of the padded map.
std::string cell_sentence(const Catalog& catalog, const Evaluation& evaluation, Side side, const Tag& tag);

/// "a, b and c"; of more than `most` the first and how many more.
std::string list_words(const Catalog& catalog, const std::vector<std::string>& names, std::size_t most = 6);

}  // namespace convoscope
