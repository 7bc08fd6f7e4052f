// What a picture shows, in words: its title and a description for those who cannot see it.
#pragma once

#include <string>
#include <vector>

#include "figure/figure.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// Sets both: which views of which operations are drawn, and of each operation what is lit, a step or what is pinned.
void describe(Figure& figure, const PictureInputs& inputs, const std::vector<View>& views);

/// One sentence for each operation drawn: what the cell or kernel element is to it, and what meets what there.
std::string describe_cell(const PictureInputs& inputs, const std::vector<View>& views, const Tag& tag);

}  // namespace convoscope
