// Skips chosen by hand: which earlier maps can join what a layer reads, and the model with another one.
// Knows no picture.
#pragma once

#include <vector>

#include "document/model/model.h"

namespace convoscope {

/// Whether a layer's maps can be chosen: any layer that convolves or pools of a line, and what adds or joins maps in a graph.
bool takes_skips(const Model& model, int layer);

/// The maps that can stand where `present` (-1 the model's input; `no_skip`) joins what the layer reads, so that its channels come out:
/// the latest first, `no_skip` where none at all is a choice. `steps` are those of `follow` on the model's input.
std::vector<int> skip_choices(const Model& model, const std::vector<ModelStep>& steps, int layer, int present);

/// The model with `chosen` in the place of `present`.
Model with_skip(const Model& model, int layer, int present, int chosen);

}  // namespace convoscope
