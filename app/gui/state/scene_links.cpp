// An address that nobody has told is written as the file's name alone: what stands behind the # is the scene all the same.
#include "gui/state/scene_links.h"

#include "figure/views.h"
#include "gui/state/files.h"
#include "interop/scene_link.h"

namespace convoscope {

void copy_link(AppState& app) {
  constexpr std::string_view single_file = "convoscope.html";
  const Result<std::string> link = link_of_scene(app.session.to_save());
  if (!link) return tell_error(app, link.message());
  app.ui.clipboard = (app.site.empty() ? std::string(single_file) : app.site) + *link;
  tell(app, {app.site.empty() ? "link.copied_without_site" : "link.copied", {}});
}

void open_link(AppState& app, const std::string& text, Action again) {
  Result<SavedScene> saved = scene_of_link(text, view_names());
  if (!saved) {
    tell_error(app, saved.message());
    app.ui.file.path.age_frames = 0;  // the open dialog's field has the keyboard again
    return;
  }
  if (asks_before(app, std::move(again))) return;
  open_recovered(app, std::move(*saved));
}

}  // namespace convoscope
