// from_chars does the reading; what is added here is that the whole text has to be the number.
#include "cli/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace convoscope {
namespace {

/// `not_whole` is said where `part` is no number.
Attempt<std::int64_t> read_whole(const std::string& flag, std::string_view part, Message not_whole) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
  const bool is_whole_text = end == part.data() + part.size();
  if (error == std::errc::result_out_of_range && is_whole_text)
    return wrong_request(flag, {"cli.number_too_large", {{"text", std::string(part)}}, Cause::number_too_large});
  if (error != std::errc{} || !is_whole_text) return wrong_request(flag, std::move(not_whole));
  return value;
}

std::optional<double> decimal_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Attempt<std::vector<std::int64_t>> read_numbers(const std::string& flag, std::string_view text) {
  const char separator = text.find(',') == std::string_view::npos ? 'x' : ',';
  std::vector<std::int64_t> numbers;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const Attempt<std::int64_t> number =
        read_whole(flag, text.substr(begin, end - begin), {"cli.not_numbers", {{"text", std::string(text)}}});
    if (!number) return number.failure();
    numbers.push_back(*number);
    if (end == text.size()) return numbers;
    begin = end + 1;
  }
}

Attempt<std::int64_t> read_number(const std::string& flag, std::string_view text, std::int64_t least,
                                  std::int64_t most) {
  const Attempt<std::int64_t> number = read_whole(flag, text, {"cli.not_a_number", {{"text", std::string(text)}}});
  if (!number) return number.failure();
  if (*number < least || *number > most) return out_of_range(flag, text, std::to_string(least), std::to_string(most));
  return *number;
}

Attempt<double> read_positive(const std::string& flag, std::string_view text, double most) {
  const std::optional<double> value = decimal_of(text);
  if (value && *value > 0 && *value <= most) return *value;
  return wrong_request(flag, {"cli.not_positive", {{"text", std::string(text)}, {"most", fmt::format("{}", most)}}});
}

Attempt<double> read_from_zero(const std::string& flag, std::string_view text, double most) {
  const std::optional<double> value = decimal_of(text);
  if (value && *value >= 0 && *value <= most) return *value;
  return wrong_request(flag, {"cli.not_from_zero", {{"text", std::string(text)}, {"most", fmt::format("{}", most)}}});
}

Failure out_of_range(std::string flag, std::string_view value, std::string least, std::string most) {
  const char* const key = least == most ? "cli.out_of_range_single" : "cli.out_of_range";
  return wrong_request(std::move(flag),
                       {key, {{"value", std::string(value)}, {"least", std::move(least)}, {"most", std::move(most)}}});
}

}  // namespace convoscope
