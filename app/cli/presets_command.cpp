// Names are plain ASCII words, so JSON needs no escaping here.
#include "cli/presets_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>

#include "cli/names.h"
#include "cli/table.h"
#include "document/presets.h"

namespace convoscope {
std::vector<std::string_view> preset_names() {
  std::vector<std::string_view> names;
  for (const Preset& preset : presets()) names.push_back(preset.name);
  return names;
}

Outcome run_presets(const PresetsArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  const std::vector<std::string_view> names = preset_names();
  if (*format == TableFormat::json) {
    context.out << fmt::format("[\"{}\"]\n", fmt::join(names, "\",\n \""));
    return done();
  }
  Table table{{"preset"}, {}};
  for (const std::string_view name : names) {
    const bool is_latex = *format == TableFormat::latex;
    table.rows.push_back({is_latex ? fmt::format("\\verb|{}|", name) : std::string(name)});
  }
  context.out << table_text(table, *format);
  return done();
}

Attempt<SavedScene> read_preset(const std::string& name) {
  if (std::optional<SavedScene> saved = preset_named(name)) return std::move(*saved);
  return unknown("--preset", "cli.unknown_preset", "cli.unknown_preset_close", {{"name", name}}, name, preset_names());
}

}  // namespace convoscope
