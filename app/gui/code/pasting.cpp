// Code is looked for before numbers: an error message holds lists of numbers, too.
#include "gui/code/pasting.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/geometry.h"
#include "gui/state/files.h"
#include "gui/state/map_values.h"
#include "gui/state/photographs.h"
#include "gui/state/scene_links.h"
#include "interop/scene_link.h"

namespace convoscope {
namespace {

/// A field of this age does not ask for the keyboard.
constexpr int settled_frames = 100;

constexpr std::array operation_keys{"layer_words.conv", "layer_words.conv-transpose", "layer_words.avg-pool",
                                    "layer_words.max-pool"};

/// Nothing in the text names a convolution or a pooling.
bool is_no_code(const Pasted& pasted, std::string_view text) {
  const bool names_layer = text.find("onv") != std::string_view::npos || text.find("ool") != std::string_view::npos;
  return pasted.error && (!names_layer || pasted.error->message.key == "code.too_long");
}

bool looks_like_scene(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{' && text.find("\"convoscope\"") != std::string_view::npos;
}

std::string pair_words(std::int64_t rows, std::int64_t columns) {
  return rows == columns ? fmt::format("{}", rows) : fmt::format("{}×{}", rows, columns);
}

template <std::int64_t AxisSpec::*member>
void add_unless(std::string& words, const Spec& spec, const char* sign, std::int64_t usual) {
  const std::int64_t rows = spec.axes[height].*member;
  const std::int64_t columns = spec.axes[width].*member;
  if (rows != usual || columns != usual) words += fmt::format(", {}{}", sign, pair_words(rows, columns));
}

}  // namespace

std::string layer_words(const Catalog& catalog, const Spec& spec) {
  std::string words = catalog.text(operation_keys[static_cast<std::size_t>(spec.operation)]);
  words += fmt::format(" {}×{}", spec.axes[height].kernel, spec.axes[width].kernel);
  add_unless<&AxisSpec::stride>(words, spec, "s", 1);
  const bool is_even =
      std::ranges::all_of(spec.axes, [](const AxisSpec& axis) { return axis.pad_begin == axis.pad_end; });
  if (is_even) {
    add_unless<&AxisSpec::pad_begin>(words, spec, "p", 0);
  } else {
    const auto& [rows, columns] = spec.axes;
    words += fmt::format(", p{}/{}/{}/{}", rows.pad_begin, columns.pad_begin, rows.pad_end, columns.pad_end);
  }
  add_unless<&AxisSpec::output_padding>(words, spec, "a", 0);
  add_unless<&AxisSpec::dilation>(words, spec, "d", 1);
  if (spec.groups > 1) words += fmt::format(", g{}", spec.groups);
  return words;
}

std::string channel_words(const Spec& spec) {
  if (spec.in_channels == 1 && spec.out_channels == 1) return {};
  return fmt::format("{} → {}", spec.in_channels, spec.out_channels);
}

std::string size_words(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  return fmt::format("{} × {} → {} × {}", spec.axes[height].input, spec.axes[width].input, sizes.output_height(),
                     sizes.output_width());
}

Message told(const Catalog& catalog, const LayerCode& layer) {
  const Spec spec = shown_spec(layer);
  const std::string channels = channel_words(spec);
  return {"paste.layer", {{"layer", layer_words(catalog, spec) + (channels.empty() ? "" : ", " + channels)}}};
}

Message told(const Model& model) { return {"paste.model", {{"count", std::to_string(model.layers.size())}}}; }

void read_code_text(CodeState& code) {
  const std::string before = code.read.variable;
  const bool is_empty = code.text.find_first_not_of(" \t\r\n") == std::string::npos;
  code.read = is_empty ? Pasted{} : read_pasted(code.text);
  if (code.read.variable == before) return;
  // It waits to be clicked: whoever types code has the keyboard.
  code.number = {};
  code.number.age_frames = settled_frames;
}

void set_variable(CodeState& code) {
  const std::string number(code.number.view());
  if (number.empty() || code.read.variable.empty()) return;
  code.text = code.read.variable + " = " + number + "\n" + code.text;
  code.number.set("");
  read_code_text(code);
}

void paste(AppState& app) {
  const std::string text = app.read_clipboard();
  if (text.empty() && paste_photograph(app)) return;
  if (is_scene_link(text)) return open_link(app, text, RunCommand{"paste_values"});
  if (looks_like_scene(text)) return open_text(app, text);
  const Pasted pasted = read_pasted(text);
  if (is_no_code(pasted, text)) return paste_values(app);
  if (pasted.error && read_table(text)) return paste_values(app);
  if (pasted.error || pasted.reason) {
    open_dialog(app, Dialog::code);
    app.ui.code.text = text;
    if (pasted.error)
      app.ui.code.goes_to = pasted.error->offset;
    else
      app.ui.code.field.age_frames = settled_frames;  // Enter opens the nearest layer
    return read_code_text(app.ui.code);
  }
  if (pasted.model) {
    perform(app, edits_of(*pasted.model));
    return tell(app, told(*pasted.model));
  }
  perform(app, edits_of(pasted.layers.front()));
  tell(app, told(app.catalog(), pasted.layers.front()));
}

}  // namespace convoscope
