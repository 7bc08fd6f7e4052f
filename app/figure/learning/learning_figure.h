// A kernel that is learned, as a picture: the loss as a curve, the kernel as it is now, and beside it the one that is wanted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/learning.h"
#include "document/catalog.h"
#include "figure/draw/fonts.h"
#include "figure/draw/pen.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

struct LearningPicture {
  std::span<const LearningState> states;  ///< at least one; the step is the place
  std::int64_t step = 0;
  double rate = 0;
  const Tensor* wanted = nullptr;  ///< of the weight's shape; null: only its output is known
  const Theme& theme;
  const Catalog& catalog;
  const FontMetrics& fonts;
  std::int64_t plane = 0;         ///< of the weight, counted as kernel tags count them: the one that is shown
  std::optional<Cell> chosen{};   ///< its element that is ringed
  std::optional<Cell> pointed{};  ///< and one that the mouse is on
};

/// The room that it takes without a card's sides, from the card's top edge down: what it likes, or where `room` (0: no limit) is less
/// that, as far as it can be made narrower and lower.
Size learning_size(const LearningPicture& picture, Size room);
/// Draws the state after `step` steps there. Of several channels the kernel between one pair is shown, as its heading says. Its elements are
/// tagged as those of all views.
void draw_learning(Pen& pen, const LearningPicture& picture, Point origin, Size size);

/// The same as a figure by itself. Every step's picture has the same size, and the same state the same picture.
Figure learning_figure(const LearningPicture& picture);

/// "learning.note" or "learning.description" of a state.
std::string learning_words(const Catalog& catalog, std::string_view key, std::span<const LearningState> states,
                           std::int64_t step);

}  // namespace convoscope
