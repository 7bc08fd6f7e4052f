// Printing numbers.
#include "document/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace convoscope {

namespace {

// Float's whole numbers are exact up to here, and longer ones fit no cell.
constexpr double scientific_from = 1 << 24;

std::string print(double value, std::chars_format format, int decimals) {
  std::array<char, 512> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, decimals);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

std::string without_trailing_zeros(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return digits;
}

/// "1.20e+07" as "1.2e7".
std::string scientific(double magnitude) {
  const std::string printed = print(magnitude, std::chars_format::scientific, 1);
  const std::size_t e = printed.find('e');
  std::string_view exponent = std::string_view(printed).substr(e + 1);
  const bool is_small = exponent.front() == '-';
  exponent.remove_prefix(std::min(exponent.find_first_not_of("+-0"), exponent.size()));
  return without_trailing_zeros(printed.substr(0, e)) + (is_small ? "e−" : "e") + std::string(exponent);
}

}  // namespace

std::string number_text(double value, int decimals) {
  if (std::isnan(value)) return "nan";
  const double magnitude = std::abs(value);
  const std::string sign = value < 0 ? "−" : "";
  if (std::isinf(value)) return sign + "∞";
  if (magnitude >= scientific_from) return sign + scientific(magnitude);
  // Most numbers are whole, and written far faster so.
  if (magnitude == std::trunc(magnitude)) return sign + std::to_string(static_cast<std::int64_t>(magnitude));
  const std::string text = without_trailing_zeros(print(magnitude, std::chars_format::fixed, decimals));
  return sign + (text == "0" ? scientific(magnitude) : text);
}

std::string whole_text(std::int64_t value) {
  const std::string digits = std::to_string(value);
  return value < 0 ? "−" + digits.substr(1) : digits;
}

std::string operand_text(std::int64_t value) { return value < 0 ? "(" + whole_text(value) + ")" : whole_text(value); }

}  // namespace convoscope
