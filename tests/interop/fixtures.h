// Files and maps that PyTorch made once (tests/fixtures).
#pragma once

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "core/tensor.h"

namespace convoscope {

inline std::string fixture(const std::string& name) {
  std::ifstream file(CONVOSCOPE_FIXTURES_DIR "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Tensor tensor_of(const nlohmann::json& maps) {
  Tensor tensor({1, static_cast<std::int64_t>(maps[0].size()), static_cast<std::int64_t>(maps[0][0].size()),
                 static_cast<std::int64_t>(maps[0][0][0].size())});
  std::size_t at = 0;
  for (const auto& map : maps[0])
    for (const auto& row : map)
      for (const auto& value : row) tensor.data()[at++] = value.get<float>();
  return tensor;
}

}  // namespace convoscope
