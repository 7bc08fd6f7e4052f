#include "gui/export/export_settings.h"

#include <algorithm>
#include <array>

#include "core/assert.h"
#include "gui/state/files.h"
#include "gui/widgets/number_field.h"
#include "picture/step_files.h"

namespace convoscope {
namespace {

/// The name without the endings of known formats.
std::string_view stem_of(std::string_view name) {
  while (const Format* const present = format_of(name)) name.remove_suffix(present->extension.size() + 1);
  return name;
}

/// The format that a name's first known ending names: an ending typed before the one that stood there counts.
const Format* typed_format(std::string_view name) {
  const std::size_t stem = stem_of(name).size();
  const std::size_t end = stem == name.size() ? stem : name.find('.', stem + 1);
  return format_of(name.substr(0, end));
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::pair<std::int64_t, std::int64_t>> read_steps(std::string_view typed, std::int64_t count) {
  const std::size_t dash = typed.find('-');
  const auto number = [](std::string_view text) -> std::int64_t {
    const auto numbers = parse_sizes(text);
    return numbers && numbers->size() == 1 ? numbers->front() : 0;
  };
  const std::int64_t first = number(typed.substr(0, dash));
  const std::int64_t last = dash == std::string_view::npos ? first : number(typed.substr(dash + 1));
  if (first < 1 || last < first || last > count) return std::nullopt;
  return std::pair{first - 1, last - 1};
}

std::optional<double> read_column(std::string_view typed) {
  constexpr double least_pt = 36, most_pt = 14400;  // what PDF can say
  constexpr std::array<std::pair<std::string_view, double>, 4> units{
      {{"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72.0}, {"pt", 1.0}}};
  std::string_view number = trimmed(typed);
  double unit = units.front().second;
  for (const auto& [name, points] : units) {
    if (!number.ends_with(name)) continue;
    number = trimmed(number.substr(0, number.size() - name.size()));
    unit = points;
    break;
  }
  const std::optional<float> value = parse_value(number);
  if (!value || *value * unit < least_pt || *value * unit > most_pt) return std::nullopt;
  return static_cast<double>(*value) * unit;
}

bool read_colors(std::string_view typed, Theme& theme) {
  while (true) {
    const std::size_t begin = typed.find_first_not_of(" ,;");
    if (begin == std::string_view::npos) return true;
    typed.remove_prefix(begin);
    const std::string_view word = typed.substr(0, typed.find_first_of(" ,;"));
    typed.remove_prefix(word.size());
    const std::size_t equals = std::min(word.find('='), word.size());
    const Result<Color> color = parse_color(word.substr(std::min(equals + 1, word.size())));
    if (!color || !set_color(theme, word.substr(0, equals), *color)) return false;
  }
}

std::string path_of(const ExportSettings& settings) {
  const std::string_view name = settings.name.view();
  const Format* const typed = typed_format(name);
  // A name without an ending gets the chosen one's; so does one whose ending names no format ("figure 1.5"). One in capitals
  // stays as it was typed.
  std::string file(name);
  if (!typed) file += "." + settings.extension;
  if (typed) file.resize(stem_of(name).size() + 1 + typed->extension.size());
  return file.starts_with('/') ? file : joined(settings.folder, file);
}

const Format& format_named(std::string_view extension) {
  const auto row = std::ranges::find(formats(), extension, &Format::extension);
  CONVOSCOPE_ASSERT(row != formats().end());
  return *row;
}

std::vector<std::string> paths_of_steps(const ExportSettings& settings, std::int64_t count) {
  const std::string path = path_of(settings);
  const std::string_view ending = std::string_view(path).substr(path.rfind('.') + 1);
  const std::string_view stem = std::string_view(path).substr(0, path.size() - ending.size() - 1);
  std::vector<std::string> paths;
  for (std::int64_t step = 0; step < count; ++step) paths.push_back(step_file_name(stem, step, count, ending));
  return paths;
}

StepsWritten steps_written(const ExportSettings& settings) {
  const Format& format = format_named(settings.extension);
  if (!format.still) return StepsWritten::all;
  if (format.is_layer) return StepsWritten::one;
  return settings.steps == StepsWritten::all && !format.animation ? StepsWritten::one : settings.steps;
}

bool runs_through(StepsWritten steps) { return steps == StepsWritten::all || steps == StepsWritten::files; }

int frames_between(const ExportSettings& settings) {
  return settings.glides && format_named(settings.extension).is_film ? gliding_frames : 0;
}

void choose_format(ExportSettings& settings, std::string_view extension) {
  settings.extension = extension;
  const std::string name(stem_of(settings.name.view()));
  if (!name.empty()) settings.name.set(name + "." + std::string(extension));
}

void take_typed_format(ExportSettings& settings) {
  if (const Format* const typed = typed_format(settings.name.view())) settings.extension = typed->extension;
}

}  // namespace convoscope
