// Numbers as users type them on the command line, read strictly and without the locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/failure.h"

namespace convoscope {

/// Whole numbers separated by `,` or by `x` (one of the two): "2", "3x5", "1,2,1,2". `flag` is named where the text is
/// something else. A minus sign is read, so that the parameter's own range can be stated.
Attempt<std::vector<std::int64_t>> read_numbers(const std::string& flag, std::string_view text);

/// One whole number from `least` to `most`.
Attempt<std::int64_t> read_number(const std::string& flag, std::string_view text, std::int64_t least,
                                  std::int64_t most);

/// A decimal number, larger than 0 (or 0 too) and at most `most`.
Attempt<double> read_positive(const std::string& flag, std::string_view text, double most);
Attempt<double> read_from_zero(const std::string& flag, std::string_view text, double most);

/// `value` is not one of those from `least` to `most`.
Failure out_of_range(std::string flag, std::string_view value, std::string least, std::string most);

}  // namespace convoscope
