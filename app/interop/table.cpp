// One pass over the text; the shape is that of the first row, list by list, and all others are held against it.
#include "interop/table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "document/text_position.h"

namespace convoscope {
namespace {

constexpr std::string_view minus_sign = "−";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// A finite float32, as people and programs write it: with a plus or the typographic minus, a point at the end ("1.").
std::optional<float> number_of(std::string_view word, bool has_decimal_commas) {
  std::string plain(word.starts_with('+') ? word.substr(1) : word);
  if (plain.starts_with(minus_sign)) plain.replace(0, minus_sign.size(), "-");
  if (has_decimal_commas) std::ranges::replace(plain, ',', '.');
  float value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (plain.empty() || error != std::errc() || end != plain.data() + plain.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

class Reader {
 protected:
  explicit Reader(std::string_view text) : text_(text) {}

  Message wrong(std::string key, std::string_view at) const {
    return message_at(std::move(key), text_, static_cast<std::size_t>(at.data() - text_.data()));
  }

  Message no_number(std::string_view word) const {
    constexpr std::size_t most_quoted = 24;
    if (word.find("...") != std::string_view::npos || word.find("…") != std::string_view::npos)
      return wrong("table.left_out", word);
    Message message = wrong(word.empty() ? "table.missing" : "table.no_number", word);
    message.arguments.emplace_back("text", word.substr(0, most_quoted));
    return message;
  }

  Status take(std::string_view word, bool has_decimal_commas = false) {
    const std::optional<float> value = number_of(word, has_decimal_commas);
    if (!value) return no_number(word);
    if (numbers_.size() == most_table_numbers)
      return Message{"table.too_large", {{"most", fmt::format("{}", numbers_.size())}}};
    numbers_.push_back(*value);
    return ok();
  }

  std::string_view text_;
  std::vector<float> numbers_;
};

/// Lines of numbers.
class Lines : Reader {
 public:
  explicit Lines(std::string_view text) : Reader(text) {
    const auto has = [&](char c) { return text.find(c) != std::string_view::npos; };
    separator_ = has('\t') ? '\t' : has(';') ? ';' : has(',') ? ',' : ' ';
  }

  Result<NpyArray> read() {
    std::int64_t rows = 0, columns = 0;
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      const std::string_view line = text_.substr(begin, end - begin);
      begin = end + 1;
      if (trimmed(line).empty()) continue;
      const std::size_t before = numbers_.size();
      if (const Status taken = take_line(line); !taken) return taken.message();
      const auto count = static_cast<std::int64_t>(numbers_.size() - before);
      if (rows++ == 0) columns = count;
      if (count == columns) continue;
      Message message = wrong("table.uneven", line);
      message.arguments.emplace_back("count", fmt::format("{}", count));
      message.arguments.emplace_back("expected", fmt::format("{}", columns));
      return message;
    }
    return NpyArray{{rows, columns}, std::move(numbers_)};
  }

 private:
  Status take_line(std::string_view line) {
    const bool has_decimal_commas = separator_ == '\t' || separator_ == ';';
    if (separator_ == ' ') line = trimmed(line);
    while (true) {
      const std::size_t end = std::min(line.find(separator_), line.size());
      const std::string_view word = trimmed(line.substr(0, end));
      if (const Status taken = take(word.empty() ? line.substr(0, 0) : word, has_decimal_commas); !taken) return taken;
      line.remove_prefix(end);
      if (line.empty()) return ok();
      line.remove_prefix(1);
      if (separator_ == ' ') line = trimmed(line);
      if (trimmed(line).empty() && separator_ == ',') return ok();  // "1, 2," ends in a comma
    }
  }

  char separator_ = ' ';
};

/// Lists inside lists.
class Brackets : Reader {
 public:
  explicit Brackets(std::string_view text) : Reader(text) {}

  Result<NpyArray> read() {
    at_ = text_.find('[');
    if (const Status taken = take_list(0); !taken) return taken.message();
    std::vector<std::int64_t> shape(counts_.begin(), counts_.begin() + static_cast<std::ptrdiff_t>(*depth_) + 1);
    if (shape.size() == 1) shape.insert(shape.begin(), 1);
    return NpyArray{std::move(shape), std::move(numbers_)};
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  /// Between two things of a list: blanks, and at most one comma.
  Status skip_separator(bool is_first) {
    bool has_comma = is_first;
    for (; at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == ','); ++at_) {
      if (text_[at_] != ',') continue;
      if (has_comma) return wrong("table.missing", rest());
      has_comma = true;
    }
    return at_ < text_.size() ? ok() : Status(wrong("table.open_bracket", rest()));
  }

  Status take_list(std::size_t level) {
    if (level == deepest_table) return wrong("table.too_deep", rest());
    const std::size_t begin = at_++;
    std::int64_t count = 0;
    while (true) {
      if (const Status skipped = skip_separator(count == 0); !skipped) return skipped;
      if (text_[at_] == ']') break;
      if (const Status taken = text_[at_] == '[' ? take_list(level + 1) : take_word(level); !taken) return taken;
      ++count;
    }
    ++at_;
    const bool is_first = !seen_[level];
    seen_[level] = true;
    if (is_first) counts_[level] = count;
    if (count == 0) return wrong("table.missing", text_.substr(begin));
    if (count == counts_[level]) return ok();
    Message message = wrong("table.uneven", text_.substr(begin));
    message.arguments.emplace_back("count", fmt::format("{}", count));
    message.arguments.emplace_back("expected", fmt::format("{}", counts_[level]));
    return message;
  }

  Status take_word(std::size_t level) {
    const std::string_view word = rest().substr(0, std::min(rest().find_first_of(" \t\r\n,[]"), rest().size()));
    // Numbers stand in the innermost lists, all of them as deep.
    if (depth_.value_or(level) != level || (level + 1 < deepest_table && seen_[level + 1])) return no_number(word);
    depth_ = level;
    at_ += word.size();
    return take(word);
  }

  std::size_t at_ = 0;
  std::optional<std::size_t> depth_;  ///< of the lists that hold numbers
  std::array<bool, deepest_table> seen_{};
  std::array<std::int64_t, deepest_table> counts_{};
};

/// "3", "0.5"; with a point in any case for PyTorch, whose whole numbers are none of floating point.
std::string number_text(float value, TableStyle style) {
  std::string text = fmt::format("{}", value);
  if (style != TableStyle::pytorch && text.ends_with(".0")) text.resize(text.size() - 2);
  const bool is_whole = text.find_first_of(".en") == std::string::npos;
  return style == TableStyle::pytorch && is_whole ? text + "." : text;
}

}  // namespace

Result<NpyArray> read_table(std::string_view text) {
  if (trimmed(text).empty()) return Message{"table.empty", {}};
  return text.find('[') == std::string_view::npos ? Lines(text).read() : Brackets(text).read();
}

std::string table_text(const Tensor& tensor, TableStyle style) {
  const bool is_sheet = style == TableStyle::spreadsheet;
  std::size_t from = 0;  // the first dimension that is written
  while (from < 2 && tensor.shape()[from] == 1) ++from;
  const std::string open = is_sheet ? "" : "[", close = is_sheet ? "" : "]";
  const auto& data = tensor.data();
  const auto list = [&](auto&& self, std::size_t dimension, std::size_t begin, std::size_t count) -> std::string {
    const auto extent = static_cast<std::size_t>(tensor.shape()[dimension]);
    const std::size_t part = count / extent;
    std::string text = open;
    for (std::size_t i = 0; i < extent; ++i) {
      if (i > 0) text += is_sheet ? dimension == 3 ? "\t" : dimension == 2 ? "\n" : "\n\n" : ", ";
      text += dimension == 3 ? number_text(data[begin + i], style) : self(self, dimension + 1, begin + i * part, part);
    }
    return text + close;
  };
  const std::string body = list(list, from, 0, data.size());
  switch (style) {
    case TableStyle::spreadsheet: return body + "\n";
    case TableStyle::numpy: return "np.array(" + body + ", dtype=np.float32)";
    case TableStyle::pytorch: return "torch.tensor(" + body + ")";
  }
  return body;
}

}  // namespace convoscope
