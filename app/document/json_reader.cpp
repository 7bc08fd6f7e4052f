// Reading of JSON values, each with the message of what would be right.
#include "document/json_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "document/text_position.h"
#include "document/utf8.h"

namespace convoscope {

namespace {

/// No file of ours nests deeper than half of this. What builds, copies and destroys values goes down by recursion.
constexpr int most_levels = 16;

/// Goes through the text before anything is built from it: the parser that builds values forgets the place of a number too
/// large, and takes whatever depth it is given.
class ErrorFinder : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return descend(); }
  bool end_object() override { return ascend(); }
  bool start_array(std::size_t) override { return descend(); }
  bool end_array() override { return ascend(); }
  bool key(string_t&) override { return true; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    offset = position > 0 ? position - 1 : 0;
    is_too_large = dynamic_cast<const Json::out_of_range*>(&error) != nullptr;
    return false;
  }
  std::size_t offset = 0;
  bool is_too_large = false;
  int levels = 0;

 private:
  bool descend() { return ++levels <= most_levels; }
  bool ascend() {
    --levels;
    return true;
  }
};

/// A file's own words as they are quoted: whatever their length, the sentence around them stays one that can be read.
std::string excerpt(std::string_view words) {
  constexpr std::size_t most = 80;
  if (words.size() <= most) return std::string(words);
  std::string_view kept = words.substr(0, most + 1);
  do kept = without_last_character(kept);
  while (kept.size() > most);
  return std::string(kept) + "…";
}

std::string text_of(const Shape& shape) { return fmt::format("{}", fmt::join(shape, "x")); }

std::optional<std::int64_t> whole_number(const Json& value) {
  if (!value.is_number_integer()) return std::nullopt;
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  // Larger ones are held at the end of the range, where `validate` finds them too large.
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) return most;
  return value.get<std::int64_t>();
}

/// Numbers in nested lists, and the shape of the nesting.
class NumberCollector {
 public:
  enum class Fault : std::uint8_t { none, type, ragged, too_large };

  void collect(const Json& value, std::size_t depth = 0) {
    if (!value.is_array()) return depth == shape.size() ? add(value) : report(Fault::ragged);
    if (depth == 4) return report(Fault::type);
    const auto count = static_cast<std::int64_t>(value.size());
    if (depth == shape.size()) {
      if (!numbers.empty()) return report(Fault::ragged);
      shape.push_back(count);
    }
    if (shape[depth] != count) return report(Fault::ragged);
    for (const Json& item : value) {
      if (fault != Fault::none) return;
      collect(item, depth + 1);
    }
  }

  std::vector<float> numbers;
  std::vector<std::int64_t> shape;
  Fault fault = Fault::none;

 private:
  void report(Fault found) {
    if (fault == Fault::none) fault = found;
  }

  void add(const Json& value) {
    if (!value.is_number()) return add_text(value);
    // The parser keeps no sign of -0, but takes only numbers behind a minus sign for signed ones.
    const bool is_signed = value.is_number_integer() && !value.is_number_unsigned();
    if (is_signed && value.get<std::int64_t>() == 0) return numbers.push_back(-0.0F);
    const double number = value.get<double>();
    // The largest float's shortest spelling lies above it: everything up to half a step beyond rounds to it.
    constexpr double beyond = 0x1.ffffffp127;
    if (std::abs(number) >= beyond) return report(Fault::too_large);
    constexpr double most = std::numeric_limits<float>::max();
    numbers.push_back(static_cast<float>(std::clamp(number, -most, most)));
  }

  /// JSON has no spelling for these; values that come from a computation may be such.
  void add_text(const Json& value) {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    if (value == "NaN") {
      numbers.push_back(std::numeric_limits<float>::quiet_NaN());
    } else if (value == "Infinity" || value == "-Infinity") {
      numbers.push_back(value == "Infinity" ? infinity : -infinity);
    } else {
      report(Fault::type);
    }
  }
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  ErrorFinder finder;
  if (Json::sax_parse(text.begin(), text.end(), &finder)) return Json::parse(text.begin(), text.end());
  if (finder.levels > most_levels) return Message{"scene.too_deep", {{"limit", fmt::format("{}", most_levels)}}};
  if (finder.is_too_large) return message_at("scene.number_too_large", text, finder.offset);
  if (finder.offset >= text.size()) return message_at("scene.truncated", text, text.size());
  return message_at("scene.syntax", text, finder.offset);
}

JsonReader::JsonReader(const Json& object, std::string path, std::optional<Message>& error)
    : object_(object), path_(std::move(path)), error_(error) {
  if (!object_.is_object()) fail({"scene.wrong_type", {{"key", path_}, {"@expected", "scene.kind.object"}}});
}

std::string JsonReader::path_of(std::string_view key) const {
  return path_.empty() ? excerpt(key) : fmt::format("{}.{}", path_, excerpt(key));
}

const Json* JsonReader::find(std::string_view key) const {
  if (error_ || !object_.is_object()) return nullptr;
  const auto found = object_.find(std::string(key));
  return found == object_.end() ? nullptr : &*found;
}

void JsonReader::expect_only(std::span<const std::string_view> known) const {
  if (error_) return;
  for (const auto& [key, value] : object_.items()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    return fail({"scene.unknown_key", {{"key", path_of(key)}, {"known", fmt::format("{}", fmt::join(known, ", "))}}});
  }
}

void JsonReader::fail(Message message) const {
  if (!error_) error_ = std::move(message);
}

void JsonReader::fail_type(std::string_view key, std::string_view kind_key) const {
  fail({"scene.wrong_type", {{"key", path_of(key)}, {"@expected", std::string(kind_key)}}});
}

void JsonReader::read(std::string_view key, std::string& text) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (!value->is_string()) return fail_type(key, "scene.kind.text");
  text = value->get<std::string>();
}

void JsonReader::read(std::string_view key, bool& flag) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (!value->is_boolean()) return fail_type(key, "scene.kind.flag");
  flag = value->get<bool>();
}

void JsonReader::read(std::string_view key, double& number) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  if (!value->is_number()) return fail_type(key, "scene.kind.number");
  number = value->get<double>();
}

void JsonReader::read(std::string_view key, std::int64_t& number) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  const auto read_number = whole_number(*value);
  if (!read_number) return fail_type(key, "scene.kind.whole");
  number = *read_number;
}

void JsonReader::read(std::string_view key, std::span<std::int64_t> numbers, std::string_view kind_key) const {
  const Json* value = find(key);
  if (value == nullptr) return;
  const std::size_t size = value->is_array() ? value->size() : 1;
  if (size == 0 || numbers.size() % size != 0 || (value->is_array() && size == 1)) return fail_type(key, kind_key);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = whole_number(value->is_array() ? (*value)[i % size] : *value);
    if (!number) return fail_type(key, kind_key);
    numbers[i] = *number;
  }
}

int JsonReader::name_index(std::string_view key, const Json& value, std::span<const char* const> names) const {
  if (!value.is_string()) {
    fail_type(key, "scene.kind.text");
    return -1;
  }
  const auto text = value.get<std::string>();
  const auto found = std::ranges::find_if(names, [&](const char* name) { return text == name; });
  if (found != names.end()) return static_cast<int>(found - names.begin());
  fail({"scene.bad_name",
        {{"key", path_of(key)}, {"value", excerpt(text)}, {"known", fmt::format("{}", fmt::join(names, ", "))}}});
  return -1;
}

int JsonReader::read_name(std::string_view key, std::span<const char* const> names) const {
  const Json* value = find(key);
  return value == nullptr ? -1 : name_index(key, *value, names);
}

std::vector<int> JsonReader::read_names(std::string_view key, std::span<const char* const> names) const {
  const Json* value = find(key);
  if (value == nullptr) return {};
  if (!value->is_array() || value->empty()) {
    fail_type(key, "scene.kind.names");
    return {};
  }
  std::vector<int> indices;
  for (const Json& item : *value) {
    indices.push_back(name_index(key, item, names));
    if (error_) return {};
  }
  return indices;
}

std::vector<std::string> JsonReader::read_distinct(std::string_view key,
                                                   std::span<const std::string_view> known) const {
  constexpr std::size_t longest = 64, most = 64;  // more than there are names
  const Json* value = find(key);
  std::vector<std::string> texts;
  if (value == nullptr) return texts;
  if (!value->is_array() || value->empty()) {
    fail_type(key, "scene.kind.names");
    return texts;
  }
  for (const Json& item : *value) {
    const auto* const name = item.get_ptr<const std::string*>();
    if (name == nullptr || name->size() > longest ||
        (texts.size() == most && std::ranges::find(texts, *name) == texts.end())) {
      fail_type(key, "scene.kind.names");
      return {};
    }
    const std::string& text = *name;
    if (!known.empty() && std::ranges::find(known, text) == known.end()) {
      fail({"scene.bad_name",
            {{"key", path_of(key)}, {"value", excerpt(text)}, {"known", fmt::format("{}", fmt::join(known, ", "))}}});
      return {};
    }
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
  }
  return texts;
}

std::optional<Tensor> JsonReader::read_tensor(std::string_view key, const Shape& shape) const {
  const Json* value = find(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  std::vector<std::int64_t> stated;
  if (value->is_object()) {
    const JsonReader parts(*value, path_of(key), error_);
    constexpr std::array<std::string_view, 2> known{"shape", "data"};
    parts.expect_only(known);
    const Json* extents = parts.find("shape");
    const Json* data = parts.find("data");
    if (extents == nullptr || data == nullptr || !extents->is_array()) {
      fail_type(key, "scene.kind.values");
      return std::nullopt;
    }
    for (const Json& extent : *extents) stated.push_back(whole_number(extent).value_or(-1));
    value = data;
  }
  NumberCollector collector;
  if (value->is_array()) {
    collector.collect(*value);
  } else {
    collector.fault = NumberCollector::Fault::type;
  }
  using Fault = NumberCollector::Fault;
  if (collector.fault == Fault::type) fail_type(key, "scene.kind.values");
  if (collector.fault == Fault::ragged) fail({"scene.ragged", {{"key", path_of(key)}}});
  if (collector.fault == Fault::too_large) fail({"scene.not_finite", {{"key", path_of(key)}}});
  if (error_) return std::nullopt;

  const bool is_flat = collector.shape.size() == 1;
  const std::vector<std::int64_t>& given = stated.empty() ? collector.shape : stated;
  const std::size_t missing = given.size() > 4 ? 0 : 4 - given.size();
  Shape full{1, 1, 1, 1};
  if (given.size() <= 4) std::ranges::copy(given, full.begin() + static_cast<std::ptrdiff_t>(missing));
  const std::int64_t expected = shape[0] * shape[1] * shape[2] * shape[3];
  const bool count_fits = static_cast<std::int64_t>(collector.numbers.size()) == expected;
  if ((!is_flat || !stated.empty()) && (given.size() > 4 || full != shape)) {
    fail({"scene.bad_shape",
          {{"key", path_of(key)},
           {"shape", excerpt(fmt::format("{}", fmt::join(given, "x")))},
           {"expected", text_of(shape)}}});
  } else if (!count_fits) {
    fail({"scene.bad_count",
          {{"key", path_of(key)},
           {"count", fmt::format("{}", collector.numbers.size())},
           {"expected", fmt::format("{}", expected)},
           {"shape", text_of(shape)}}});
  }
  if (error_) return std::nullopt;
  return Tensor(shape, std::move(collector.numbers));
}

std::vector<float> JsonReader::read_numbers(std::string_view key, std::size_t count) const {
  auto tensor = read_tensor(key, {1, 1, 1, static_cast<std::int64_t>(count)});
  return tensor ? std::move(tensor->data()) : std::vector<float>();
}

}  // namespace convoscope
