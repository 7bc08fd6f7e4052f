// The header of an .npy file: a Python literal, read as text and never evaluated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convoscope {

struct NpyHeader {
  std::string descr;  ///< "<f4"; of a structured dtype its literal
  bool fortran_order = false;
  std::vector<std::int64_t> shape;
};

/// Reads `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`: these three keys, each once, in any order. Nothing for any
/// other text, negative or unrepresentable extents included.
std::optional<NpyHeader> read_npy_header(std::string_view text);

}  // namespace convoscope
