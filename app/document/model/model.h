// A model as a list of layers, and what becomes of a map that goes through it: sizes, receptive fields, costs, and where they do
// not fit.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "document/message.h"
#include "document/model/layer_code.h"

namespace convoscope {

/// A map's extents; 0: not known.
struct MapSize {
  std::int64_t channels = 0;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  bool operator==(const MapSize&) const = default;
};

/// What a layer does to the size of a map.
enum class Effect : std::uint8_t {
  layer,     ///< convolves or pools
  keeps,     ///< nothing: activations, normalizations
  stops,     ///< not known: sizes end here
  scales,    ///< rows and columns times `factors`; `smooth` reads two cells of each
  pads,      ///< by `pads`
  sets,      ///< rows and columns to `extents`, 0 leaving one as it is: adaptive pooling
  shuffles,  ///< channels into rows and columns, factors[0] each way; below 1: back
  flattens,  ///< everything into channels
  connects,  ///< every cell with every output: `features` in, `channels` out
  adds,      ///< maps of one size into one
  joins,     ///< maps of one size, channels after each other
};

/// Where the numbers of a weight lie: in the model's file, or in one beside it.
struct WeightPlace {
  std::string file;  ///< its name below the model's folder; empty: the model's own
  std::size_t offset = 0;
  std::size_t bytes = 0;
  std::int32_t type = 0;      ///< ONNX's TensorProto.DataType: 1 is float32
  bool kernel_first = false;  ///< (height, width, in, out; transposed: out, in), as Keras has it
  bool operator==(const WeightPlace&) const = default;
};

/// In place of a layer that is joined: none is.
inline constexpr int no_skip = -2;

struct ModelLayer {
  std::string name;
  std::string op;  ///< "conv", "conv-transpose", "avg-pool", "max-pool", or the model's own word for it
  Effect effect = Effect::stops;
  std::optional<LayerCode> layer{};
  std::int64_t parameters = 0;  ///< of what is no `layer`
  std::int64_t parameters_per_channel = 0;
  bool is_depthwise = false;  ///< a `layer` of as many groups as channels come in; its spec is that of one channel
  std::array<double, axis_count> factors{1, 1};
  bool is_smooth = false;
  std::array<std::int64_t, 4> pads{};  ///< top, left, bottom, right
  std::array<std::int64_t, axis_count> extents{};
  std::int64_t features = 0;  ///< channels that have to come in; 0: any
  std::int64_t channels = 0;  ///< that go out
  std::optional<WeightPlace> weight{};
  std::optional<WeightPlace> bias{};
  /// The layers whose maps it reads, -1 the model's input; where the model does not say it (`Model::has_graph`), the one before.
  std::vector<int> inputs{};
  std::string unmade{};  ///< an input that no layer before it makes
  /// The layer whose map joins the one that it reads, chosen by hand: -1 the model's input, or `no_skip`. Only of a line of layers.
  std::optional<int> skip{};
  bool crops = false;  ///< maps of several sizes that it joins are cropped about their middle to the smallest
  bool operator==(const ModelLayer&) const = default;
};

struct Model {
  std::vector<ModelLayer> layers;
  bool has_graph = false;
  MapSize input{};       ///< as the model says it, or as it was chosen
  std::string name{};    ///< of the file that it comes from; empty: pasted
  std::string folder{};  ///< where that file is; ends without a slash
  bool operator==(const Model&) const = default;
};

/// A map that joins the one that a layer reads.
struct Joint {
  int from = -1;  ///< the layer that made it, -1: the model's input
  MapSize size;
  MapSize line;           ///< what it joins
  bool is_added = false;  ///< cell by cell; else its channels follow those of the other
  bool fits = true;       ///< both are of one size, not known, or cropped
};

/// What is known of one layer while a map goes through the model.
struct ModelStep {
  std::optional<MapSize> input;
  std::optional<MapSize> output;
  std::int64_t parameters = 0;
  std::optional<std::int64_t> multiplications;
  std::optional<std::array<std::int64_t, axis_count>> receptive_field;  ///< (height, width), borders ignored
  std::optional<Message> problem;
  int reads = -1;  ///< the layer whose map it reads, which the joints join; -1: the model's input
  std::vector<Joint> joints;
  std::optional<Spec> spec;  ///< of what convolves or pools: legal, on the smallest input where none is known
};

/// One step for each layer. Without a size of the input, sizes and multiplications are unknown. A model without a graph is taken
/// as a line; where a layer wants c channels more than it gets, the latest earlier map of c channels and of the same scale is its
/// skip, unless another is chosen; where it wants others, it reads the latest earlier map that has as many. After a misfit the line's own size
/// goes on.
std::vector<ModelStep> follow(const Model& model, const MapSize& input);

}  // namespace convoscope
