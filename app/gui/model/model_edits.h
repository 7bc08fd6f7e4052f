// What the window does with a model: opens it and its layers, and changes it as a whole value.
// Knows no widget.
#pragma once

#include <string>

#include "gui/state/app_state.h"
#include "interop/model/model_scene.h"
#include "interop/model/weight_files.h"

namespace convoscope {

/// A file that `may_hold_model` as a scene whose page shows the model, or the one layer that it tells. The message names the file.
Result<SavedScene> read_model_scene(const Platform& platform, const Catalog& catalog, const std::string& path);

/// Follows the model anew where it is another one than before.
void follow_model(AppState& app);

/// Opens a layer that convolves or pools, with the weights that the model's file has for it, in place of the page. What is missing is
/// said.
void open_model_layer(AppState& app, int layer);

/// Gives the layers of the present model the weights of a file that `holds_weights`, which has to stay where it is. What is wrong is
/// said.
void take_weights(AppState& app, const std::string& path);

/// Lists the maps that can join the layer of the list's row that the mouse or the keyboard is at.
bool may_choose_skip(const AppState& app);
void choose_skip(AppState& app);

bool has_model(const AppState& app);
/// From the layer to its model, and back.
void switch_page(AppState& app);

/// The page with another model on it.
Edits edits_of_page(const ModelPage& page, Model changed);
/// The size that was typed: "3x225x225", "225x225", "225", with any signs between; nothing where it is none.
std::optional<MapSize> parse_input(std::string_view text, const MapSize& before);

}  // namespace convoscope
