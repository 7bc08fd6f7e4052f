// What can be done to a scene: every change is one of these values, applied in one place.
// Knows no history: that is the session's.
#pragma once

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "document/parameters.h"
#include "document/scene.h"

namespace convoscope {

struct SetParameter {
  Parameter id{};
  int axis = -1;  ///< height, width, or -1: both
  std::int64_t value = 0;
};
/// Convolution <-> transposed keeps connections and values: the layer becomes its companion.
struct SetOperation {
  Operation operation{};
};
struct SetPaddingMode {
  PaddingMode mode{};
};
struct SetPadding {
  std::array<std::int64_t, 4> top_left_bottom_right{};
};
/// One number of the fine map, the coarse map (batch entry 0) or the kernel, whose channel counts the weight's planes:
/// first * (fine channels / groups) + second. A cell that is not there is left alone.
struct SetValue {
  Part part{};
  std::int64_t channel = 0;
  Cell cell;
  float value = 0;
};
/// All numbers of a map or of the weight; null: back to 1, 2, 3, ... The layer's input and kernel take the tensor's size; the
/// map that follows from them keeps its own.
struct SetValues {
  Part part{};
  SharedTensor values;
};
/// At least one view; an empty list changes nothing.
struct SetViews {
  std::vector<View> views;
};
/// At least one operation; neither changes nothing.
struct SetShown {
  bool convolution = true;
  bool transposed = true;
};
struct SetCamera {
  Camera camera;
};
struct SetTheme {
  std::string theme;
};
struct ReplaceScene {
  SavedScene saved;
};  ///< opening a file or a preset; can be undone like any edit

using Edit = std::variant<SetParameter, SetOperation, SetPaddingMode, SetPadding, SetValue, SetValues, SetViews,
                          SetShown, SetCamera, SetTheme, ReplaceScene>;

/// Applies an edit to `draft`, which may be or become illegal. `shown` is the last legal scene: what values are edited in.
void apply_edit(const Edit& edit, Scene& draft, const Scene& shown);

/// A legal scene whose values have the shapes of its layer: what overlaps is kept, new cells and biases are 0.
Scene fitted(Scene scene);

}  // namespace convoscope
