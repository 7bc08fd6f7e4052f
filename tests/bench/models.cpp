// Models and sizes: what is pasted or dropped is answered before anybody waits for it.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "clock.h"
#include "core/solve.h"
#include "document/model/model.h"
#include "groups.h"
#include "interop/model/model_files.h"
#include "interop/model/pasted.h"
#include "onnx_bytes.h"

namespace convoscope::bench {
namespace {

/// As PyTorch prints it.
std::string printed_layers(int count) {
  std::string text = "Net(\n";
  for (int i = 0; i < count; ++i)
    text += "  (conv" + std::to_string(i) +
            "): Conv2d(64, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)\n";
  return text + ")\n";
}

void measure_onnx(Table& table) {
  constexpr std::int64_t layers = 44, channels = 256;  // 2.36 MB each
  std::vector<test::OnnxBytesNode> nodes;
  std::vector<test::OnnxBytesWeight> weights;
  for (std::int64_t i = 0; i < layers; ++i) {
    const std::string from = i == 0 ? "x" : "y" + std::to_string(i - 1);
    const std::string weight = "w" + std::to_string(i);
    nodes.push_back({"Conv", {from, weight}, "y" + std::to_string(i), {1, 1, 1, 1}});
    weights.push_back({weight, {channels, channels, 3, 3}, std::string(channels * channels * 9 * sizeof(float), '\1')});
  }
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "convoscope_bench.onnx";
  {
    const std::string bytes = test::onnx_bytes(nodes, weights, {1, channels, 56, 56});
    std::ofstream(path, std::ios::binary) << bytes;
  }
  const auto mega = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  const Costs listing = time_each(5, [&] {
    // As the program reads files: whole, into memory of their size.
    std::string bytes(std::filesystem::file_size(path), '\0');
    std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    const ReadModel read = read_model(bytes);
    (void)follow(read.model, read.model.input);
  });
  std::filesystem::remove(path);
  table.at_most("an .onnx file of " + std::to_string(static_cast<int>(mega)) + " MB listed", "", 1000,
                {listing.quick().wall_ms, "ms"});
}

}  // namespace

void measure_models(Table& table) {
  table.section("Models and sizes");
  const std::string printed = printed_layers(500);
  const Costs answering = time_each(21, [&] {
    const Pasted read = read_pasted(printed);
    (void)follow(*read.model, {64, 56, 56});
  });
  table.at_most("a printed model of 500 layers answered", "", 50, {answering.quick().wall_ms, "ms"});
  measure_onnx(table);
  const SolveBounds bounds{11, 11, 11, 11, 11};
  constexpr std::size_t most = 1000000;
  for (const auto& row : {std::pair{"convolutions", Operation::convolution},
                          {"transposed convolutions", Operation::transposed_convolution}}) {
    const Operation operation = row.second;
    const std::array<std::int64_t, axis_count> small{4, 4}, large{7, 7};
    const bool is_up = operation == Operation::transposed_convolution;
    const Costs solving = time_each(5, [&] {
      (void)solve(operation, is_up ? small : large, is_up ? large : small, bounds, SolvedAxes::alike, most);
    });
    table.at_most(std::string("all ") + row.first + " between 4x4 and 7x7, bounds of 11", "", 100,
                  {solving.quick().wall_ms, "ms"});
  }
}

}  // namespace convoscope::bench
