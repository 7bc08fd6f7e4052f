// What the window does with a model: opens it and its layers, and changes it as a whole value.
// Knows no widget.
#pragma once

#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

/// Whether a file of this name is read as a model or as code.
bool may_hold_model(std::string_view path);
/// Such a file as a scene whose page shows the model, or the one layer that it tells. The message names the file.
Result<SavedScene> read_model_scene(const Platform& platform, const Catalog& catalog, const std::string& path);

/// Follows the model anew where it is another one than before.
void follow_model(AppState& app);

/// Opens a layer that convolves or pools, with the weights that the model's file has for it, in place of the page. What is missing is
/// said.
void open_model_layer(AppState& app, int layer);

bool has_model(const AppState& app);
/// From the layer to its model, and back.
void switch_page(AppState& app);

/// The page with another model on it.
Edits edits_of_page(const ModelPage& page, Model changed);
/// The size that was typed: "3x225x225", "225x225", "225", with any signs between; nothing where it is none.
std::optional<MapSize> parse_input(std::string_view text, const MapSize& before);

}  // namespace convoscope
