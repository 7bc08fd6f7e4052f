// A reader for the one shape of dictionary that NumPy writes; Python 2's long integers (3L) included.
#include "interop/npy_header.h"

#include <algorithm>
#include <charconv>

namespace convoscope {
namespace {

constexpr std::size_t most_dimensions = 64;  // NumPy's own limit

class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : rest_(text) {}

  std::optional<NpyHeader> read() {
    if (!accept("{")) return std::nullopt;
    std::optional<std::string> descr;
    std::optional<bool> fortran_order;
    std::optional<std::vector<std::int64_t>> shape;
    while (!accept("}")) {
      const std::optional<std::string> key = quoted();
      if (!key || !accept(":")) return std::nullopt;
      if (*key == "descr" && !descr)
        descr = read_descr();
      else if (*key == "fortran_order" && !fortran_order)
        fortran_order = boolean();
      else if (*key == "shape" && !shape)
        shape = tuple();
      else
        return std::nullopt;
      if (!accept(",") && !next_is("}")) return std::nullopt;
    }
    skip_space();
    if (!rest_.empty() || !descr || !fortran_order || !shape) return std::nullopt;
    return NpyHeader{*descr, *fortran_order, *shape};
  }

 private:
  void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  bool next_is(std::string_view token) {
    skip_space();
    return rest_.starts_with(token);
  }

  bool accept(std::string_view token) {
    if (!next_is(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::optional<std::string> quoted() {
    for (const char quote : {'\'', '"'}) {
      if (!accept(std::string_view(&quote, 1))) continue;
      const std::size_t end = rest_.find(quote);
      if (end == std::string_view::npos) return std::nullopt;
      std::string text(rest_.substr(0, end));
      rest_.remove_prefix(end + 1);
      return text;
    }
    return std::nullopt;
  }

  /// A structured dtype is a list, which may hold lists: kept as text, since no such file is read further.
  std::optional<std::string> read_descr() {
    if (!next_is("[")) return quoted();
    int depth = 0;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '[') ++depth;
      if (rest_[i] == ']' && --depth == 0) {
        std::string text(rest_.substr(0, i + 1));
        rest_.remove_prefix(i + 1);
        return text;
      }
    }
    return std::nullopt;
  }

  std::optional<bool> boolean() {
    if (accept("True")) return true;
    if (accept("False")) return false;
    return std::nullopt;
  }

  std::optional<std::vector<std::int64_t>> tuple() {
    if (!accept("(")) return std::nullopt;
    std::vector<std::int64_t> extents;
    while (!accept(")")) {
      skip_space();
      std::int64_t extent = 0;
      const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), extent);
      if (error != std::errc{} || extent < 0) return std::nullopt;
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      accept("L");
      if (extents.size() == most_dimensions) return std::nullopt;
      extents.push_back(extent);
      if (!accept(",") && !next_is(")")) return std::nullopt;
    }
    return extents;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<NpyHeader> read_npy_header(std::string_view text) { return HeaderReader(text).read(); }

}  // namespace convoscope
