// Tables on standard output, as people, programs and papers read them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/failure.h"

namespace convoscope {

enum class TableFormat : std::uint8_t { text, json, csv, markdown, latex };
inline constexpr std::array table_format_names{"text", "json", "csv", "markdown", "latex"};

/// The format that --format or --json names; text without either.
Attempt<TableFormat> read_table_format(const TableArguments& arguments);

struct Table {
  std::vector<std::string> header;  ///< as many texts as each row has
  std::vector<std::vector<std::string>> rows;
};

/// The rows in any format but JSON, whose values are not texts. Text is aligned, without the header; LaTeX is
/// mathematics: an `array` of its rows.
std::string table_text(const Table& table, TableFormat format);

/// `text` as a JSON string.
std::string json_string(std::string_view text);

}  // namespace convoscope
