// Layers that PyTorch computed, with their results.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace convoscope::test {

/// Each has "name", "op", "input", "weight", "bias", the geometry and "output"; null where the file cannot be read.
/// Pooling's (pytorch_pool.json, by the script beside it) have no weight and no bias.
inline nlohmann::json pytorch_cases(const std::string& name = "pytorch_conv.json") {
  std::ifstream file(CONVOSCOPE_FIXTURES_DIR "/" + name);
  return nlohmann::json::parse(file, nullptr, false);
}

inline constexpr std::size_t pytorch_case_count = 240;

}  // namespace convoscope::test
