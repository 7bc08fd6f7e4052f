// The camera is the scene's, so that a viewpoint can be undone and goes into exported pictures.
#include "gui/state/viewpoints.h"

#include "figure/stack/camera.h"

namespace convoscope {

Camera viewpoint(std::size_t index) { return index == 0 ? Camera{} : camera_presets().at(index - 1).camera; }
bool is_seen_from(const AppState& app, std::size_t index) { return app.session.scene().camera == viewpoint(index); }
void see_from(AppState& app, std::size_t index) { app.session.apply(SetCamera{viewpoint(index)}); }

}  // namespace convoscope
