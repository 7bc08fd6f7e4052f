// The document: one layer, its values, and which pictures of it are wanted. A plain value; copies are cheap, since
// tensors are shared and never changed in place.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.h"
#include "core/trace.h"
#include "document/learning.h"
#include "document/model/model.h"
#include "document/photograph/photograph.h"
#include "document/selection.h"

namespace convoscope {

using SharedTensor = std::shared_ptr<const Tensor>;

/// A view by its name, "maps" as in --view. Which there are is for figure/views.h to say.
using View = std::string;

/// Orthographic camera of the stack view, degrees. Azimuth turns about the vertical, elevation 90 looks from above.
struct Camera {
  double azimuth_deg = 35;
  double elevation_deg = 30;
  double roll_deg = 0;
  bool operator==(const Camera&) const = default;
};

/// What stands in the cells of maps. With `weights` the numbers, and beside those under the window the weight that meets each.
enum class CellText : std::uint8_t { numbers, letters, none, weights };

inline constexpr std::size_t most_marks = 64;

/// What an author chooses for a picture beside its views, operations and theme.
struct Look {
  std::string title;  ///< over the picture; empty: none
  CellText cells = CellText::numbers;
  bool has_words = true;   ///< false: no titles, captions or words about the step; names and numbers stay
  bool is_lit = true;      ///< false: nothing is lit, and no window is shown
  std::vector<Tag> marks;  ///< cells that are ringed whatever is lit; of no side: in both operations
  bool operator==(const Look&) const = default;
};

/// The model that the layer belongs to, if any.
struct ModelPage {
  std::shared_ptr<const Model> model;  ///< shared, and never changed in place; null: none
  int layer = -1;                      ///< the one opened last, or chosen in the list; -1: none
  bool is_shown = false;               ///< in place of the layer
  bool operator==(const ModelPage& other) const;
};

struct Scene {
  std::string title;  ///< "article", a preset's name, or the user's words; may be empty
  Spec spec;          ///< the layer that the user asked for; its counterpart is derived
  /// Values of the two maps and the weight; null: 1, 2, 3, ... row by row. Shapes follow the relation: fine map, coarse
  /// map (N, C, H, W), weight (coarse channels, fine channels / groups, kH, kW).
  SharedTensor fine_values;
  SharedTensor coarse_values;
  SharedTensor weight_values;
  std::vector<float> bias;  ///< of the layer asked for; empty: none
  /// In the place of the layer's own input, whose values are then null and whose size and channels are the photograph's. What is
  /// evaluated is the loupe (core/loupe.h).
  PhotographPage photograph;

  std::vector<View> views{"maps", "connections"};
  bool shows_convolution = true;
  bool shows_transposed = true;
  Camera camera;
  std::string theme = "light";  ///< a theme's name in assets/themes
  Look look;
  ModelPage page;
  LearningPage learning;                ///< of a kernel that is being learned; never in files
  bool operator==(const Scene&) const;  ///< compares tensors by content
};

/// Shapes of a legal layer's maps in the relation's terms, whichever its operation; the weight's is `weight_shape`.
Shape fine_shape(const Spec& spec);
Shape coarse_shape(const Spec& spec);

/// What a legal layer computes with: the map that it reads, and its weight (empty for pooling).
SharedTensor input_of(const Scene& scene);
SharedTensor weight_of(const Scene& scene);

/// Where the reader is. Beside the scene: moving it is nothing to undo. Saved with it all the same.
struct Playhead {
  Side side = Side::transposed;  ///< the operation that the timeline steps through
  Granularity granularity = Granularity::cell;
  std::int64_t step = 0;  ///< 0-based; clamped to the trace
  bool operator==(const Playhead&) const = default;
};

/// What a scene file holds.
struct SavedScene {
  Scene scene;
  Playhead playhead;
  Tag pin;  ///< the selected cell; Part::none: the selection follows the step
  bool operator==(const SavedScene&) const = default;
};

}  // namespace convoscope
