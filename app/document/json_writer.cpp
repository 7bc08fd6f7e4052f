#include "document/json_writer.h"

#include <fmt/format.h>

#include <cmath>

#include "document/json_reader.h"

namespace convoscope {
namespace {

template <class Number>
std::string shortest(Number value) {
  if (std::isnan(value)) return R"("NaN")";
  if (std::isinf(value)) return value > 0 ? R"("Infinity")" : R"("-Infinity")";
  return fmt::format("{}", value);
}

}  // namespace

std::string json_number(float value) { return shortest(value); }
std::string json_number(double value) { return shortest(value); }

std::string json_text(std::string_view text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string json_row(std::span<const float> values) {
  std::string text = "[";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += ", ";
    text += json_number(values[i]);
  }
  return text + "]";
}

std::string json_lists(std::span<const std::int64_t> shape, std::span<const float> values, std::size_t indent) {
  if (shape.size() == 1) return json_row(values);
  const auto count = static_cast<std::size_t>(shape.front());
  const std::size_t length = values.size() / count;
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) {
    text += fmt::format("{}\n{:{}}", i > 0 ? "," : "", "", indent + 2);
    text += json_lists(shape.subspan(1), values.subspan(i * length, length), indent + 2);
  }
  return text + fmt::format("\n{:{}}]", "", indent);
}

void JsonObjectWriter::add(std::string_view key, std::string_view json) {
  text_ += fmt::format("{}\n{:{}}{}: {}", text_.empty() ? "" : ",", "", indent_ + 2, json_text(key), json);
}

std::string JsonObjectWriter::finish() const { return fmt::format("{{{}\n{:{}}}}", text_, "", indent_); }

}  // namespace convoscope
