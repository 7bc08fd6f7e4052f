// One scene, ready to be drawn at any step and written in any format: what the command line, galleries and the window make files
// from. Between the document and the writers, which know only figures.
#pragma once

#include <memory>
#include <optional>

#include "document/catalog.h"
#include "document/evaluation.h"
#include "figure/draw/theme.h"
#include "figure/picture_cache.h"
#include "figure/picture_inputs.h"
#include "figure/writing/page.h"
#include "picture/formats.h"

namespace convoscope {

/// Beyond so many steps a file takes hours and nobody watches it to its end.
inline constexpr std::int64_t most_frames = 10000;

/// Steps, 0-based, both included.
struct StepRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

/// What pictures of a scene are made from.
struct PictureSource {
  SavedScene saved;
  std::shared_ptr<const Evaluation> evaluation;  ///< of `saved.scene`
  std::optional<View> view;                      ///< nothing: the scene's own views, as cards
  Theme theme;
  Theme dark_theme;  ///< what a light picture looks like where the reader's setting is dark, in formats that follow it
  const Catalog& catalog;  ///< outlives the picture, as the fonts do
  const FontBook& fonts;
  std::optional<Page> page{};         ///< what pictures are put on; nothing: they have their natural size
  std::optional<double> role_swap{};  ///< whose connections are shown, as in Motion; nothing: both operations'
  double width_pt = 0;                ///< for which pictures are laid out; 0: as wide as they like
  std::optional<StepRange> steps{};   ///< of animations; nothing: all
};

/// Where the scene stands at a step, 0-based: of its views with what it has pinned following, or while a kernel is learned at that state, which is
/// evaluated.
void stand_at(PictureSource& source, std::int64_t step);

class ScenePicture {
 public:
  /// `cache`: what an earlier picture of the same layer has made.
  explicit ScenePicture(PictureSource source, PictureCache cache = {})
      : source_(std::move(source)), cache_(std::move(cache)) {}

  // All on the page, where there is one.

  /// The figure where the scene stands, with what it has pinned.
  Figure figure();
  /// The figure at `step`, 0 .. step_count() - 1 from the first of the range. What the scene has pinned follows the step here.
  Figure figure_at(std::int64_t step);
  /// Frame `frame` of an animation that has so many frames between two steps.
  Figure figure_of_frame(std::int64_t frame, int between);
  std::int64_t step_count() const;
  std::int64_t first_step() const { return source_.steps ? source_.steps->first : 0; }
  /// Step `step` of the range laid out for a width, without a page; 0: as wide as it likes.
  Figure step_for_width(std::int64_t step, double width_pt);

  const PictureSource& source() const { return source_; }
  const Evaluation& evaluation() const { return *source_.evaluation; }
  const SavedScene& saved() const { return source_.saved; }
  PictureCache take_cache() { return std::move(cache_); }

  /// The picture where the scene stands, in a format that holds single ones. The scene goes along inside, where the format can.
  Result<std::string> write_still(const Format& format, ExportOptions options);
  /// The same at `step`, where the scene inside stands too.
  Result<std::string> write_step(const Format& format, ExportOptions options, std::int64_t step);

  // The same, and what takes longer, a part at a time. This and the sink outlive it.

  std::unique_ptr<FileWriting> begin_still(const Format& format, ExportOptions options, FileSink& sink);
  std::unique_ptr<FileWriting> begin_step(const Format& format, ExportOptions options, std::int64_t step,
                                          FileSink& sink);
  /// All steps small and numbered on one page (A4 where none is set), or in a format of several pages on as many as keep them legible.
  std::unique_ptr<FileWriting> begin_contact_sheet(const Format& format, ExportOptions options, FileSink& sink);
  /// All steps, and `options.between` pictures between each two, drawn one by one as the writer asks for them, in a format that holds
  /// animations: with the scene, and for files that can be pointed at with their words and connections. A light picture comes with its dark
  /// colours.
  std::unique_ptr<FileWriting> begin_steps(const Format& format, ExportOptions options, FileSink& sink);

 private:
  PictureInputs inputs_at(const Playhead& playhead, const Tag& pin, const Theme& theme);
  std::vector<View> views() const;
  Figure draw(const Playhead& playhead, const Tag& pin, const Theme& theme, double to_next_step = 0);
  /// Frame `frame` of an animation that has so many frames between two steps.
  Figure draw_frame(std::int64_t frame, int between, const Theme& theme);
  /// Adds what comes of the scene: itself, the names of its colours, its fonts.
  void complete(ExportOptions& options, const SavedScene& scene);
  Figure on_page(Figure figure) const;

  PictureSource source_;
  PictureCache cache_;
};

}  // namespace convoscope
