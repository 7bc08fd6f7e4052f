// An ONNX file's graph as plain values. Knows no layers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interop/model/model_files.h"

namespace convoscope {

/// Lists of numbers are kept up to this length.
inline constexpr std::size_t most_onnx_numbers = 64;

// TensorProto.DataType, beside `onnx_float`.
inline constexpr std::int32_t onnx_int64 = 7;

struct OnnxArray {
  std::vector<std::int64_t> shape;
  std::vector<double> numbers;  ///< of arrays of at most `most_onnx_numbers`: sizes, scales, pads
  WeightPlace place;

  std::int64_t count() const {
    std::int64_t product = 1;
    for (const std::int64_t extent : shape) {
      if (extent < 0 || (extent > 0 && product > (std::int64_t{1} << 40) / extent)) return 0;
      product *= extent;
    }
    return product;
  }
};

struct OnnxAttribute {
  std::vector<std::int64_t> ints;  ///< a single one, too
  std::vector<double> floats;
  std::string text;
  std::optional<OnnxArray> array;
  bool is_list = false;
};

struct OnnxNode {
  std::string name;
  std::string op;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::map<std::string, OnnxAttribute, std::less<>> attributes;

  const OnnxAttribute* find(std::string_view attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? nullptr : &found->second;
  }
  std::int64_t whole(std::string_view attribute, std::int64_t usual) const {
    const OnnxAttribute* found = find(attribute);
    return found == nullptr || found->ints.empty() ? usual : found->ints[0];
  }
};

/// Name and extents of an input; 0 for extents that are not known.
struct OnnxShape {
  std::string name;
  std::vector<std::int64_t> shape;
};

struct OnnxGraph {
  std::vector<OnnxNode> nodes;
  std::map<std::string, OnnxArray, std::less<>> arrays;  ///< initializers, by name
  std::vector<OnnxShape> inputs;
};

/// The graph of the file that `file` holds; nothing where it is damaged or has none. Costs as much as the file has fields; arrays'
/// numbers stay where they are.
std::optional<OnnxGraph> read_onnx_graph(std::string_view file);

}  // namespace convoscope
