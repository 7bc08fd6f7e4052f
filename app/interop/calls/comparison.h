// One layer under every framework's rules side by side, and the smallest input that tells two of them apart.
// Knows no picture.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/taps.h"
#include "core/tensor.h"
#include "interop/frameworks.h"

namespace convoscope {

/// As people write them: "PyTorch", in the order of `frameworks`.
inline constexpr std::array framework_titles{"PyTorch", "TensorFlow", "Keras", "ONNX", "JAX", "Caffe"};

/// The values of a layer: its input, its weight in PyTorch's layout (null for pooling), its bias, which may be empty.
struct LayerValues {
  const Tensor* input = nullptr;
  const Tensor* weight = nullptr;
  std::vector<float> bias{};
};

struct ComparedLayer {
  Framework framework{};
  FrameworkLayer layer{};
  std::string code{};            ///< its call; empty where the framework refuses the layer
  AxisPair output{};             ///< height and width
  std::optional<Tensor> result;  ///< where values were given
  std::set<Cell> differs{};      ///< cells with another value than the one compared with has, in any map of the result
  bool agrees_in_size = false;   ///< with the one compared with
  AxisPair telling{};            ///< the smallest input that tells it from that one; {0, 0}: none of those tried

  bool is_legal() const { return layer.problems.empty(); }
};

/// `asked` in each framework, in the order of `frameworks`, compared with `other`. Without values sizes alone are compared. Costs a
/// convolution for each framework that has rules of its own.
std::vector<ComparedLayer> compare(const AskedLayer& asked, const LayerValues* values, Framework other);

/// Two frameworks on the smallest input that tells them apart.
struct TellingCase {
  std::array<Framework, 2> frameworks{};
  AskedLayer asked;  ///< on that input, of one channel
  std::array<FrameworkLayer, 2> layers{};
  Tensor input;   ///< 1, 2, 3, …
  Tensor weight;  ///< in PyTorch's layout, 1, 2, 3, … too; of pooling not used
  std::array<Tensor, 2> results{};
  std::set<Cell> differs{};  ///< where the results are of one size
};

/// Nothing where none of the inputs tried tells them apart.
std::optional<TellingCase> telling_case(Framework one, Framework other, const AskedLayer& asked);

/// The case as a program in Python that runs both frameworks, those that are installed, and compares what they give with what is expected
/// of each. Fails where one of them has no way to say the layer.
Result<std::string> python_test(const TellingCase& telling);

}  // namespace convoscope
