// Composed figures of a preset at any step: the real thing that writers are given.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "document/catalog.h"
#include "document/evaluation.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/theme.h"
#include "picture/formats.h"

namespace convoscope::test {

class PresetPictures {
 public:
  /// One view alone, or the preset's own views as cards. Everything named has to exist (asserted).
  PresetPictures(std::string_view preset, std::string_view theme, std::string_view language,
                 std::optional<View> view = std::nullopt);

  PresetPictures(SavedScene saved, std::string_view theme, std::string_view language,
                 std::optional<View> view = std::nullopt);

  Figure at(std::int64_t step);
  std::int64_t count() const;
  /// The steps as writers want them; refers to this.
  FrameSource frames() {
    return {count(), [this](std::int64_t step) { return at(step); }};
  }
  const Evaluation& evaluation() const { return *evaluation_; }

 private:
  SavedScene saved_;
  std::optional<View> view_;
  Theme theme_;
  Catalog catalog_;
  std::shared_ptr<const Evaluation> evaluation_;
  PictureCache cache_;
};

}  // namespace convoscope::test
