// What the export sheet's settings come to for the scene as it is: the picture, its format, how it is written.
// Knows no widget and no thread.
#pragma once

#include "export/scene_picture.h"
#include "gui/app_state.h"

namespace convoscope {

struct ExportPlan {
  const Format* format = nullptr;
  bool is_animation = false;
  ExportOptions options;
  PictureSource picture;
  std::int64_t frames = 1;
  double duration_s = 0;  ///< 0 for a single picture and for pages
};

/// Refers to the fonts and the catalog of `app`; everything else is a copy.
ExportPlan plan_export(const AppState& app);

/// The preview of an animation plays as the file will.
void restart_preview(AppState& app);
void advance_preview(AppState& app);
/// When it shows the next step; infinity: never.
double next_preview_s(const AppState& app);

/// Writes it and commits the sink. Fails with the writer's messages, and with "export.cancelled" when `progress` says to stop: then
/// the target is as it was.
Status write_picture(const ExportPlan& plan, FileSink& sink, const Progress& progress);

/// The picture that is shown, as text for the clipboard: SVG. Of an animation its step `frame`.
Result<std::string> svg_of(const ExportPlan& plan, std::int64_t frame);
/// The same as PNG.
Result<std::string> png_of(const ExportPlan& plan, std::int64_t frame);

}  // namespace convoscope
