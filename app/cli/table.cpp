// Columns are aligned by characters, not bytes: numbers to the right, words to the left.
#include "cli/table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "cli/names.h"

namespace convoscope {
namespace {

using Row = std::vector<std::string>;

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

std::string aligned(const Table& table) {
  std::vector<std::size_t> widths(table.header.size());
  for (const Row& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], length_of(row[i]));
  std::string text;
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string room(widths[i] - length_of(row[i]), ' ');
      const bool is_number = row[i].find_first_of("0123456789-") == 0;
      text += (i > 0 ? "  " : "") + (is_number ? room + row[i] : row[i] + (i + 1 < row.size() ? room : ""));
    }
    text += '\n';
  }
  return text;
}

/// Quoted where a comma or a quotation mark stands in it.
std::string csv_field(const std::string& text) {
  return text.find_first_of(",\"") == std::string::npos ? text : '"' + replaced(text, "\"", "\"\"") + '"';
}

std::string csv_row(Row row) {
  for (std::string& field : row) field = csv_field(field);
  return fmt::format("{}\n", fmt::join(row, ","));
}

/// "x[0,1] · w[2,2]" as "x_{0,1} \cdot w_{2,2}".
std::string latex(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> changes{
      {{"[", "_{"}, {"]", "}"}, {"·", "\\cdot"}, {"−", "-"}, {"→", "\\to"}, {"∞", "\\infty"}}};
  for (const auto& [from, to] : changes) text = replaced(std::move(text), from, to);
  return text;
}

std::string latex_array(const Table& table) {
  std::string text = fmt::format("\\begin{{array}}{{{}}}\n", std::string(table.header.size(), 'r'));
  for (Row row : table.rows) {
    for (std::string& field : row) field = latex(field);
    text += fmt::format("  {} \\\\\n", fmt::join(row, " & "));
  }
  return text + "\\end{array}\n";
}

}  // namespace

Attempt<TableFormat> read_table_format(const TableArguments& arguments) {
  if (arguments.json && arguments.format) return wrong_request("--json", {"cli.excludes", {{"other", "--format"}}});
  if (arguments.json) return TableFormat::json;
  const auto named = std::ranges::find(table_format_names, arguments.format.value_or("text"));
  if (named == table_format_names.end()) return unknown_choice("--format", *arguments.format, table_format_names);
  return static_cast<TableFormat>(named - table_format_names.begin());
}

std::string table_text(const Table& table, TableFormat format) {
  if (format == TableFormat::text) return aligned(table);
  if (format == TableFormat::latex) return latex_array(table);
  const bool is_csv = format == TableFormat::csv;
  const auto row_text = [&](const Row& row) {
    return is_csv ? csv_row(row) : fmt::format("| {} |\n", fmt::join(row, " | "));
  };
  std::string text = row_text(table.header);
  if (!is_csv) text += "|" + replaced(std::string(table.header.size(), '.'), ".", "---|") + '\n';
  for (const Row& row : table.rows) text += row_text(row);
  return text;
}

std::string json_string(std::string_view text) { return nlohmann::json(text).dump(); }

}  // namespace convoscope
