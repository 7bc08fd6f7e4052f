#include "gui/export_preview.h"

#include <epoxy/gl.h>

#include <utility>

#include "gui/export_plan.h"

namespace convoscope {

ExportPreview::~ExportPreview() { glDeleteTextures(static_cast<GLsizei>(textures_.size()), textures_.data()); }

void ExportPreview::update(AppState& app, double pixels_per_pt) {
  PreviewTexture& texture = app.ui.preview;
  if (app.ui.sheet != Sheet::export_picture) {
    asked_.reset();
    texture.name = 0;
    texture.is_awaited = false;
    return;
  }
  const Size room{texture.room.width * pixels_per_pt, texture.room.height * pixels_per_pt};
  if (room.width >= 1 && room.height >= 1) {
    ExportPlan plan = plan_export(app);
    const SavedScene& saved = plan.picture.saved;
    const std::optional<std::int64_t> frame =
        runs_through(plan.steps) ? std::optional(std::min(app.ui.picture.shown_frame, plan.frames - 1)) : std::nullopt;
    const Format* const contact_sheet = plan.steps == StepsWritten::sheet ? plan.format : nullptr;
    Key key{app.session.revision(),
            saved.playhead,
            saved.pin,
            plan.picture.view,
            plan.picture.theme.name,
            app.language,
            frame,
            plan.options.between,
            contact_sheet,
            plan.picture.page,
            plan.picture.role_swap,
            plan.options.transparent,
            room};
    if (asked_ != key) {
      asked_ = std::move(key);
      painter_.ask(
          {std::move(plan.picture), frame, plan.options.between, contact_sheet, plan.options.transparent, room});
    }
  }
  if (const std::optional<Preview> ready = painter_.take()) show(*ready, texture);
  texture.is_awaited = painter_.is_busy();
}

void ExportPreview::show(const Preview& preview, PreviewTexture& texture) {
  if (textures_[0] == 0) glGenTextures(static_cast<GLsizei>(textures_.size()), textures_.data());
  std::swap(textures_[0], textures_[1]);
  const Pixels& pixels = preview.pixels;
  glBindTexture(GL_TEXTURE_2D, textures_[0]);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, pixels.width, pixels.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               pixels.rgba.data());
  glBindTexture(GL_TEXTURE_2D, 0);
  texture.name = textures_[0];
  texture.size_px = {static_cast<double>(pixels.width), static_cast<double>(pixels.height)};
  texture.figure_pt = preview.figure_pt;
}

}  // namespace convoscope
