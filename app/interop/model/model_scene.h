// What code and models become in the document: a layer in place of the present one, or a model on its page.
// Knows no window and no picture.
#pragma once

#include <string>
#include <string_view>

#include "document/edits.h"
#include "document/scene.h"
#include "interop/model/pasted.h"

namespace convoscope {

/// The layer, which replaces the present one. One edit, one point of history.
Edits edits_of(const LayerCode& layer);
/// The model on its usual input, and its page shown.
Edits edits_of(const Model& model);

/// Whether a file of this name is read as a model or as code.
bool may_hold_model(std::string_view path);
/// Whether such a file is text, so that an error in it has a line and a column.
bool is_model_text(std::string_view path);
/// What such a file holds.
Pasted read_model_file(std::string_view path, std::string_view bytes);
/// What was read without an error from the file at `path`, as a scene whose page shows the model, or of the one layer that it tells.
SavedScene scene_of_model(const Pasted& read, const std::string& path);

}  // namespace convoscope
