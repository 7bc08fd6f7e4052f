// What the export dialog's settings come to for the scene as it is: the picture, its format, how it is written.
// Knows no widget and no thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gui/state/app_state.h"
#include "picture/scene_picture.h"

namespace convoscope {

struct ExportPlan {
  const Format* format = nullptr;
  StepsWritten steps{};
  ExportOptions options;
  PictureSource picture;
  std::int64_t frames = 1;
  double duration_s = 0;             ///< 0 for what does not play
  std::vector<std::string> paths{};  ///< of the files; none: the name is missing
};

/// Refers to the fonts and the catalog of `app`; everything else is a copy.
ExportPlan plan_export(const AppState& app);

/// Of the views that are chosen there.
std::int64_t step_count(const AppState& app);

/// Whether this machine can write it: all but what the file system has to say.
Status can_export(const AppState& app, const ExportPlan& plan);

/// The preview of an animation plays as the file will.
void restart_preview(AppState& app);
void advance_preview(AppState& app);
/// When it shows the next step; infinity: never.
double next_preview_s(const AppState& app);

/// The files that the plan's paths name, each to be written beside what is there.
using Sinks = std::vector<std::unique_ptr<FileSink>>;
/// Writes them a part at a time, and commits them all at the end. What it fails with is the writers'; then, and where it goes before its end,
/// the targets are as they were.
class PictureWriting {
 public:
  PictureWriting(ExportPlan plan, Sinks sinks);
  PictureWriting(const PictureWriting&) = delete;
  PictureWriting& operator=(const PictureWriting&) = delete;
  /// As FileWriting does.
  std::optional<Status> advance(const Progress& progress);

 private:
  const ExportPlan plan_;
  Sinks sinks_;
  ScenePicture picture_;
  std::unique_ptr<FileWriting> files_;
};

/// The picture that is shown, as text for the clipboard: SVG. Of an animation its step `frame`.
Result<std::string> svg_of(const ExportPlan& plan, std::int64_t frame);
/// The same as PNG.
Result<std::string> png_of(const ExportPlan& plan, std::int64_t frame);
/// Whether a picture made of pixels can be copied: by this build, and by this desktop.
Status can_copy_picture(const AppState& app);

}  // namespace convoscope
