// ONNX files written byte by byte: those that no exporter makes, and those too large to keep.
#pragma once

#include <cstdint>
#include <protozero/pbf_writer.hpp>
#include <string>
#include <vector>

namespace convoscope::test {

struct OnnxBytesNode {
  std::string op;
  std::vector<std::string> inputs;
  std::string output;                ///< its name, too
  std::vector<std::int64_t> pads{};  ///< of a convolution
};

struct OnnxBytesWeight {
  std::string name;
  std::vector<std::int64_t> shape;
  std::string raw;         ///< float32
  std::string location{};  ///< of the file that holds it instead; empty: its own
};

/// A model of one input "x"; its shape is left out where `input` is empty.
inline std::string onnx_bytes(const std::vector<OnnxBytesNode>& nodes, const std::vector<OnnxBytesWeight>& weights,
                              const std::vector<std::int64_t>& input) {
  std::string graph_bytes;  // a writer fills in its length when it goes
  protozero::pbf_writer graph(graph_bytes);
  for (const OnnxBytesNode& node : nodes) {
    protozero::pbf_writer writer(graph, 1);
    for (const std::string& name : node.inputs) writer.add_string(1, name);
    writer.add_string(2, node.output);
    writer.add_string(3, node.output);
    writer.add_string(4, node.op);
    if (node.pads.empty()) continue;
    protozero::pbf_writer attribute(writer, 5);
    attribute.add_string(1, "pads");
    attribute.add_packed_int64(8, node.pads.begin(), node.pads.end());
  }
  for (const OnnxBytesWeight& weight : weights) {
    protozero::pbf_writer tensor(graph, 5);
    tensor.add_packed_int64(1, weight.shape.begin(), weight.shape.end());
    tensor.add_int32(2, 1);
    tensor.add_string(8, weight.name);
    if (weight.location.empty()) {
      tensor.add_bytes(9, weight.raw);
      continue;
    }
    protozero::pbf_writer entry(tensor, 13);
    entry.add_string(1, "location");
    entry.add_string(2, weight.location);
  }
  {
    protozero::pbf_writer info(graph, 11);
    info.add_string(1, "x");
    if (!input.empty()) {
      protozero::pbf_writer type(info, 2);
      protozero::pbf_writer tensor(type, 1);
      tensor.add_int32(1, 1);
      protozero::pbf_writer shape(tensor, 2);
      for (const std::int64_t extent : input) protozero::pbf_writer(shape, 1).add_int64(1, extent);
    }
  }
  std::string bytes;
  protozero::pbf_writer model(bytes);
  model.add_int64(1, 8);  // ir_version
  model.add_message(7, graph_bytes);
  return bytes;
}

}  // namespace convoscope::test
