// Code, error messages and models into the document: what they are read as is interop's to say, here is what becomes of it.
// Knows no widget.
#pragma once

#include <string>
#include <string_view>

#include "gui/state/app_state.h"
#include "interop/model/model_scene.h"

namespace convoscope {

/// Takes what is on the clipboard: code as a layer or a model, numbers for the map at hand, a scene. Code that cannot be read is shown
/// in the dialog, with its error; so is an error message, with the picture of its reason.
void paste(AppState& app);

/// Reads the dialog's text anew.
void read_code_text(CodeState& code);
/// Gives the variable that the text asks for its number, as a line of its own before the text.
void set_variable(CodeState& code);

/// What was read, in one line.
Message told(const Catalog& catalog, const LayerCode& layer);
Message told(const Model& model);

/// "Conv 3×3, s2, p1": a layer in few words; with its channels where there are several, "64 → 128".
std::string layer_words(const Catalog& catalog, const Spec& spec);
std::string channel_words(const Spec& spec);
/// "4 × 4 → 7 × 7".
std::string size_words(const Spec& spec);

}  // namespace convoscope
