// Tags as text and back, and the article's names of cells.
#include "document/selection.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace convoscope {

namespace {

struct PartName {
  Part part;
  std::string_view name;
};
constexpr std::array part_names{
    PartName{Part::fine, "fine"},
    PartName{Part::coarse, "coarse"},
    PartName{Part::kernel, "kernel"},
    PartName{Part::expanded, "expanded"},
    PartName{Part::connection, "connection"},
    PartName{Part::window, "window"},
    PartName{Part::matrix, "matrix"},
    PartName{Part::frame, "frame"},
    PartName{Part::label, "label"},
    PartName{Part::pixel, "pixel"},
    PartName{Part::map, "map"},
};

/// What a map is called where its operation is known.
std::string_view name_of_part(const Tag& tag) {
  const bool is_map = tag.part == Part::fine || tag.part == Part::coarse;
  if (is_map && tag.side != Side::none) {
    return (tag.part == Part::fine) == (tag.side == Side::convolution) ? "input" : "output";
  }
  for (const PartName& row : part_names) {
    if (row.part == tag.part) return row.name;
  }
  return {};
}

Part part_named(std::string_view name, Side side) {
  if (side != Side::none && name == "input") return side == Side::convolution ? Part::fine : Part::coarse;
  if (side != Side::none && name == "output") return side == Side::convolution ? Part::coarse : Part::fine;
  for (const PartName& row : part_names) {
    if (row.name == name) return row.part;
  }
  return Part::none;
}

std::string text_of(Cell cell) { return fmt::format("{},{}", cell.row, cell.column); }

/// Takes a number off the front of `text`.
bool take_number(std::string_view& text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool take_cell(std::string_view& text, Cell& cell) {
  return take_number(text, cell.row) && take(text, ',') && take_number(text, cell.column);
}

bool take_place(std::string_view text, Tag& tag) {
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && !(take_number(text, tag.channel) && take(text, ':'))) return false;
  if (text.empty() && tag.channel != 0) return true;  // "fine[3:]": a whole map
  if (!take_cell(text, tag.cell)) return false;
  if (tag.part == Part::connection) {
    if (!(take(text, ';') && take_cell(text, tag.kernel) && take(text, ';') && take_cell(text, tag.coarse)))
      return false;
  }
  return text.empty();
}

// Up to zz.
constexpr std::int64_t most_named_cells = 26 + 26 * 26;

bool has_short_names(const Relation& relation) {
  return relation.axes[height].fine <= most_named_cells / std::max<std::int64_t>(1, relation.axes[width].fine);
}

std::string place_name(Cell cell) { return fmt::format("[{},{}]", cell.row, cell.column); }

}  // namespace

std::string to_string(const Tag& tag) {
  if (!tag) return {};
  std::string text;
  if (tag.side == Side::convolution) text = "convolution.";
  if (tag.side == Side::transposed) text = "transposed.";
  text += name_of_part(tag);
  const bool is_connection = tag.part == Part::connection;
  const bool is_whole = tag.cell == no_cell && !is_connection;
  if (is_whole && tag.channel == 0) return text;
  text += '[';
  if (tag.channel != 0) text += fmt::format("{}:", tag.channel);
  if (!is_whole) text += text_of(tag.cell);
  if (is_connection) text += fmt::format(";{};{}", text_of(tag.kernel), text_of(tag.coarse));
  text += ']';
  return text;
}

std::optional<Tag> parse_tag(std::string_view text) {
  Tag tag;
  std::string_view rest = text;
  if (const std::size_t dot = rest.find('.'); dot != std::string_view::npos) {
    const std::string_view side = rest.substr(0, dot);
    if (side == "convolution") tag.side = Side::convolution;
    if (side == "transposed") tag.side = Side::transposed;
    if (tag.side == Side::none) return std::nullopt;
    rest.remove_prefix(dot + 1);
  }
  const std::size_t bracket = rest.find('[');
  tag.part = part_named(rest.substr(0, bracket), tag.side);
  if (!tag) return std::nullopt;
  if (bracket != std::string_view::npos) {
    if (!rest.ends_with(']')) return std::nullopt;
    if (!take_place(rest.substr(bracket + 1, rest.size() - bracket - 2), tag)) return std::nullopt;
  }
  // One spelling for each tag ("fine[01,1]" is none), so that ids can be compared as text.
  if (to_string(tag) != text) return std::nullopt;
  return tag;
}

std::string fine_name(const Relation& relation, Cell cell) {
  if (!has_short_names(relation)) return place_name(cell);
  // Bijective numbers in base 26: z is followed by aa.
  std::int64_t number = cell.row * relation.axes[width].fine + cell.column + 1;
  std::string name;
  for (; number > 0; number = (number - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('a' + (number - 1) % 26));
  }
  return name;
}

std::string coarse_name(const Relation& relation, Cell cell) {
  if (!has_short_names(relation)) return place_name(cell);
  return fmt::format("{}", cell.row * relation.axes[width].coarse + cell.column + 1);
}

}  // namespace convoscope
