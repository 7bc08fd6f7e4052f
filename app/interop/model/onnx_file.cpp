// Field by field, by the numbers of onnx.proto, through protozero, which never reads beyond a message. Subgraphs are not descended
// into.
#include "interop/model/onnx_file.h"

#include <algorithm>
#include <cstring>
#include <protozero/pbf_reader.hpp>

namespace convoscope {
namespace {

struct NamedArray {
  std::string name;
  OnnxArray array;
};

constexpr std::size_t most_nodes = 100000;
/// A field by its number and how it is stored: what is stored otherwise than onnx.proto says is skipped.
constexpr std::uint32_t bytes(std::uint32_t field) {
  return protozero::tag_and_type(field, protozero::pbf_wire_type::length_delimited);
}
constexpr std::uint32_t whole(std::uint32_t field) {
  return protozero::tag_and_type(field, protozero::pbf_wire_type::varint);
}
constexpr std::uint32_t real(std::uint32_t field) {
  return protozero::tag_and_type(field, protozero::pbf_wire_type::fixed32);
}

std::string_view view_of(protozero::data_view data) { return {data.data(), data.size()}; }

/// Repeated numbers come packed or one by one.
void add_ints(protozero::pbf_reader& reader, std::vector<std::int64_t>& ints) {
  if (reader.wire_type() != protozero::pbf_wire_type::length_delimited) {
    ints.push_back(reader.get_int64());
    return;
  }
  for (const std::int64_t value : reader.get_packed_int64())
    if (ints.size() < most_onnx_numbers) ints.push_back(value);
}

void add_floats(protozero::pbf_reader& reader, std::vector<double>& floats) {
  if (reader.wire_type() != protozero::pbf_wire_type::length_delimited) {
    floats.push_back(double{reader.get_float()});
    return;
  }
  for (const float value : reader.get_packed_float())
    if (floats.size() < most_onnx_numbers) floats.push_back(double{value});
}

/// The numbers of a short array that are stored as bytes.
void read_raw_numbers(std::string_view raw, std::int32_t type, std::vector<double>& numbers) {
  const std::size_t size = type == onnx_float ? sizeof(float) : type == onnx_int64 ? sizeof(std::int64_t) : 0;
  if (size == 0 || raw.size() / size > most_onnx_numbers) return;
  for (std::size_t at = 0; at + size <= raw.size(); at += size) {
    float real = 0;
    std::int64_t whole = 0;
    if (type == onnx_float)
      std::memcpy(&real, raw.data() + at, size);
    else
      std::memcpy(&whole, raw.data() + at, size);
    numbers.push_back(type == onnx_float ? double{real} : static_cast<double>(whole));
  }
}

NamedArray read_array(protozero::pbf_reader tensor, const char* file) {
  NamedArray read;
  OnnxArray& array = read.array;
  std::string_view raw;
  while (tensor.next()) {
    switch (tensor.tag_and_type()) {
      case whole(1):
      case bytes(1): add_ints(tensor, array.shape); break;
      case whole(2): array.place.type = tensor.get_int32(); break;
      case bytes(4): {
        const std::string_view floats = view_of(tensor.get_view());
        array.place.offset = static_cast<std::size_t>(floats.data() - file);
        array.place.bytes = floats.size();
        read_raw_numbers(floats, onnx_float, array.numbers);
        break;
      }
      case whole(7):
      case bytes(7): {
        std::vector<std::int64_t> ints;
        add_ints(tensor, ints);
        for (const std::int64_t value : ints) array.numbers.push_back(static_cast<double>(value));
        break;
      }
      case bytes(8): read.name = tensor.get_string(); break;
      case bytes(9):
        raw = view_of(tensor.get_view());
        array.place.offset = static_cast<std::size_t>(raw.data() - file);
        array.place.bytes = raw.size();
        break;
      case bytes(13): {
        std::string key;
        std::string value;
        protozero::pbf_reader entry = tensor.get_message();
        while (entry.next()) {
          if (entry.tag_and_type() == bytes(1))
            key = entry.get_string();
          else if (entry.tag_and_type() == bytes(2))
            value = entry.get_string();
          else
            entry.skip();
        }
        if (key == "location") array.place.file = value;
        if (key == "offset") array.place.offset = static_cast<std::size_t>(std::strtoull(value.c_str(), nullptr, 10));
        if (key == "length") array.place.bytes = static_cast<std::size_t>(std::strtoull(value.c_str(), nullptr, 10));
        break;
      }
      default: tensor.skip();
    }
  }
  read_raw_numbers(raw, array.place.type, array.numbers);
  return read;
}

OnnxAttribute read_attribute(protozero::pbf_reader reader, std::string& name, const char* file) {
  OnnxAttribute attribute;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case bytes(1): name = reader.get_string(); break;
      case real(2): attribute.floats.push_back(double{reader.get_float()}); break;
      case whole(3): attribute.ints.push_back(reader.get_int64()); break;
      case bytes(4): attribute.text = reader.get_string(); break;
      case bytes(5): attribute.array = read_array(reader.get_message(), file).array; break;
      case real(7):
      case bytes(7): add_floats(reader, attribute.floats); break;
      case whole(8):
      case bytes(8):
        attribute.is_list = true;
        add_ints(reader, attribute.ints);
        break;
      default: reader.skip();
    }
  }
  return attribute;
}

OnnxNode read_node(protozero::pbf_reader reader, const char* file) {
  OnnxNode node;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case bytes(1): node.inputs.push_back(reader.get_string()); break;
      case bytes(2): node.outputs.push_back(reader.get_string()); break;
      case bytes(3): node.name = reader.get_string(); break;
      case bytes(4): node.op = reader.get_string(); break;
      case bytes(5): {
        std::string name;
        OnnxAttribute attribute = read_attribute(reader.get_message(), name, file);
        node.attributes[name] = std::move(attribute);
        break;
      }
      default: reader.skip();
    }
  }
  return node;
}

OnnxShape read_value_info(protozero::pbf_reader info) {
  constexpr auto message = protozero::pbf_wire_type::length_delimited;
  OnnxShape read;
  while (info.next()) {
    if (info.tag_and_type() == bytes(1)) {
      read.name = info.get_string();
    } else if (info.tag_and_type() == bytes(2)) {
      protozero::pbf_reader type = info.get_message();
      while (type.next(1, message)) {
        protozero::pbf_reader tensor = type.get_message();
        while (tensor.next(2, message)) {
          protozero::pbf_reader shape = tensor.get_message();
          while (shape.next(1, message)) {
            protozero::pbf_reader dimension = shape.get_message();
            std::int64_t extent = 0;
            while (dimension.next())
              if (dimension.tag_and_type() == whole(1))
                extent = std::clamp<std::int64_t>(dimension.get_int64(), 0, max_cells);
              else
                dimension.skip();
            if (read.shape.size() < most_onnx_numbers) read.shape.push_back(extent);
          }
        }
      }
    } else {
      info.skip();
    }
  }
  return read;
}

OnnxGraph read_graph(protozero::pbf_reader reader, const char* file) {
  OnnxGraph graph;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case bytes(1):
        if (graph.nodes.size() >= most_nodes) throw protozero::exception();
        graph.nodes.push_back(read_node(reader.get_message(), file));
        break;
      case bytes(5): {
        NamedArray array = read_array(reader.get_message(), file);
        graph.arrays[array.name] = std::move(array.array);
        break;
      }
      case bytes(11): graph.inputs.push_back(read_value_info(reader.get_message())); break;
      default: reader.skip();
    }
  }
  return graph;
}

}  // namespace

std::optional<OnnxGraph> read_onnx_graph(std::string_view file) {
  std::optional<OnnxGraph> graph;
  try {
    protozero::pbf_reader model(file.data(), file.size());
    while (model.next()) {
      if (model.tag_and_type() == bytes(7))
        graph = read_graph(model.get_message(), file.data());
      else
        model.skip();
    }
  } catch (const protozero::exception&) {
    return std::nullopt;
  }
  return graph;
}

}  // namespace convoscope
