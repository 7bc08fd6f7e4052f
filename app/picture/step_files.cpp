#include "picture/step_files.h"

#include <algorithm>

#include <fmt/format.h>

namespace convoscope {

std::string step_file_name(std::string_view stem, std::int64_t step, std::int64_t count, std::string_view extension) {
  const std::size_t digits = std::max<std::size_t>(2, std::to_string(count).size());
  return fmt::format("{}-{:0{}}.{}", stem, step + 1, digits, extension);
}

}  // namespace convoscope
