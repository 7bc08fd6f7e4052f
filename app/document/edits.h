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

/// Of a parameter whose row has `set`; of others, and of one that does not apply, it changes nothing.
struct SetParameter {
  Parameter id{};
  int axis = -1;  ///< height, width, or -1: both
  std::int64_t value = 0;
};
/// The edit that makes a choice: `choose(Parameter::operation, Operation::max_pooling)`.
template <class Choice>
SetParameter choose(Parameter id, Choice choice) {
  return {id, -1, static_cast<std::int64_t>(choice)};
}
struct SetPadding {
  std::array<std::int64_t, 4> top_left_bottom_right{};
};
/// Settles a transposed convolution for an output (height, width): its output padding where the padding is kept, else the
/// padding, which `auto_pad` distributes (`resolve_output_size`).
struct SetOutputSize {
  std::array<std::int64_t, axis_count> output{};
  bool keeps_padding = false;
  AutoPad auto_pad = AutoPad::explicit_;
};
/// One dimension or two. A line keeps the width's numbers (of a layer one cell wide the height's) and the first row of all
/// values; over a plane a line's numbers count both ways. What is so already changes nothing.
struct SetDimensions {
  int count = axis_count;
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
/// One number for each output channel, or none.
struct SetBias {
  std::vector<float> values;
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
struct SetLook {
  Look look;
};
/// Another layer in the place of the present one, in the same document: the reader begins with its first step.
struct SetLayer {
  std::string title;
  Spec spec;              ///< legal, else it changes nothing
  SharedTensor weight{};  ///< of the spec's shape; null: 1, 2, 3, ...
  std::vector<float> bias{};
};
struct SetModel {
  ModelPage page;
};
/// Another photograph, or the same one looked at in another way. The layer takes its size and, where these differ, its channels: each
/// by itself, with the kernel of the first pair. While there is one, edits of the input's values, size and channels change nothing, and
/// where every channel has the same kernel a value of it is set in all of them. None: changes nothing.
struct SetPhotograph {
  PhotographPage page;
};
/// A state of a kernel that is learned: its weight and its input in the place of the scene's. What was there comes back with EndLearning. A run of
/// another layer changes nothing; any other edit of the layer, its input or its kernel ends it where it stands.
struct ShowLearned {
  SharedLearned run;
  std::int64_t step = 0;  ///< held within the run
};
struct EndLearning {
  bool keeps_kernel = false;
};
struct ReplaceScene {
  SavedScene saved;
  std::string path{};       ///< of the file that it comes from; empty: none
  bool is_unsaved = false;  ///< it is in no file that the user knows of
};                          ///< opening a file or a preset; can be undone like any edit

using Edit = std::variant<SetParameter, SetPadding, SetOutputSize, SetDimensions, SetValue, SetValues, SetBias,
                          SetViews, SetShown, SetCamera, SetTheme, SetLook, SetLayer, SetModel, SetPhotograph,
                          ShowLearned, EndLearning, ReplaceScene>;

/// Edits that belong together: one evaluation, one point of history.
using Edits = std::vector<Edit>;

/// Applies an edit to `draft`, which may be or become illegal. `shown` is the last legal scene: what values are edited in.
void apply_edit(const Edit& edit, Scene& draft, const Scene& shown);

/// A legal scene whose values have the shapes of its layer: what overlaps is kept, new cells and biases are 0.
Scene fitted(Scene scene);

}  // namespace convoscope
