// The 240 layers that PyTorch computed, with their results.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>

namespace convoscope::test {

/// Each has "name", "op", "input", "weight", "bias", the geometry and "output"; null where the file cannot be read.
inline nlohmann::json pytorch_cases() {
  std::ifstream file(CONVOSCOPE_FIXTURES_DIR "/pytorch_conv.json");
  return nlohmann::json::parse(file, nullptr, false);
}

inline constexpr std::size_t pytorch_case_count = 240;

}  // namespace convoscope::test
