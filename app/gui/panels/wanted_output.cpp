// The solver is core's; here a size is typed and one of its answers opened.
#include <fmt/format.h>

#include <algorithm>

#include "core/geometry.h"
#include "core/solve.h"
#include "document/line.h"
#include "gui/code/pasting.h"
#include "gui/panels/panels.h"
#include "gui/widgets/number_field.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr std::size_t most_found = 5000;
constexpr std::size_t most_listed = 8;
constexpr double found_row_pt = 26;

struct TypedSizes {
  std::optional<AxisPair> input;
  AxisPair output{};
};

/// The whole numbers of one side: "7", "7x7", "7 × 7".
std::optional<AxisPair> parse_side(std::string_view text, bool is_flat) {
  const auto numbers = parse_sizes(text);
  if (!numbers || numbers->size() > 2) return std::nullopt;
  const AxisPair pair{numbers->size() == 1 && is_flat ? 1 : numbers->front(), numbers->back()};
  if (pair[height] < 1 || pair[width] < 1 || pair[height] > max_cells / pair[width]) return std::nullopt;
  return pair;
}

/// "7x7", "4x4 to 7x7", "4 → 7".
std::optional<TypedSizes> parse_wanted(std::string_view text, bool is_flat) {
  for (const std::string_view between : {"to", "→", "->", "到"}) {
    const std::size_t found = text.find(between);
    if (found == std::string_view::npos) continue;
    const auto input = parse_side(text.substr(0, found), is_flat);
    const auto output = parse_side(text.substr(found + between.size()), is_flat);
    if (!input || !output) return std::nullopt;
    return TypedSizes{input, *output};
  }
  const auto output = parse_side(text, is_flat);
  if (!output) return std::nullopt;
  return TypedSizes{std::nullopt, *output};
}

bool has_other_input(const Spec& a, const Spec& b) {
  return a.axes[height].input != b.axes[height].input || a.axes[width].input != b.axes[width].input;
}

void solve_for(WantedOutput& wanted, const Spec& spec, const TypedSizes& sizes) {
  const AxisPair input = sizes.input.value_or(AxisPair{spec.axes[height].input, spec.axes[width].input});
  const bool is_flat = is_line(spec) && sizes.output[height] == 1;
  const bool is_square = input[height] == input[width] && sizes.output[height] == sizes.output[width];
  const SolvedAxes axes = is_flat ? SolvedAxes::width_alone : is_square ? SolvedAxes::alike : SolvedAxes::apart;
  // What has to grow is for a transposed convolution to do, and what has to shrink for an ordinary one.
  wanted.operation = spec.operation;
  const bool grows = sizes.output[height] > input[height] || sizes.output[width] > input[width];
  const bool shrinks = sizes.output[height] < input[height] || sizes.output[width] < input[width];
  if (!is_pooling(spec) && grows != shrinks)
    wanted.operation = grows ? Operation::transposed_convolution : Operation::convolution;
  auto found = solve(wanted.operation, input, sizes.output, {}, axes, most_found);
  wanted.is_too_many = !found;
  wanted.found = found ? std::move(*found) : std::vector<SolvedLayer>{};
  wanted.spec = spec;
}

/// The present layer with what was found in place of its own numbers; its channels stay where they can.
Spec with_axes(Spec spec, Operation operation, const SolvedLayer& axes) {
  spec.operation = operation;
  spec.axes = axes;
  spec.extends_output = false;
  spec.ceil_mode = false;
  spec.padding_mode = PaddingMode::zeros;
  return spec;
}

/// As the controls would set them, so that values and weights stay as far as they fit.
Edits edits_of_found(Operation operation, const SolvedLayer& axes) {
  Edits edits{choose(Parameter::operation, operation), choose(Parameter::padding_mode, PaddingMode::zeros)};
  const auto& [rows, columns] = axes;
  for (int axis = 0; axis < axis_count; ++axis) {
    const AxisSpec& found = axes[static_cast<std::size_t>(axis)];
    edits.emplace_back(SetParameter{Parameter::input, axis, found.input});
    edits.emplace_back(SetParameter{Parameter::kernel, axis, found.kernel});
    edits.emplace_back(SetParameter{Parameter::stride, axis, found.stride});
    edits.emplace_back(SetParameter{Parameter::dilation, axis, found.dilation});
    edits.emplace_back(SetParameter{Parameter::output_padding, axis, found.output_padding});
  }
  edits.emplace_back(SetPadding{{rows.pad_begin, columns.pad_begin, rows.pad_end, columns.pad_end}});
  return edits;
}

}  // namespace

double draw_wanted_output(const PanelInputs& in, Point origin, double panel_width) {
  const DrawContext& context = in.context;
  WantedOutput& wanted = in.ui.wanted_output;
  const double left = origin.x + panel_margin_pt;
  const double inner_width = panel_width - 2 * panel_margin_pt;
  const Spec& spec = in.session().scene().spec;
  double y = origin.y + 14;
  draw_text(context, {left, y}, Type::body_strong, context.theme.text, context.say("size.wanted"));
  const Rect field{left, y + 8, inner_width, 28};
  y = field.bottom();
  bool is_refused = false;
  if (wanted.edit) {
    Draft<48>& draft = *wanted.edit;
    const FieldTouch typed = text_field(context, "##wanted output", field, draft, true);
    const auto sizes = parse_wanted(draft.view(), is_line(spec));
    is_refused = !sizes && !draft.view().empty();
    if (typed.changed || (typed.entered && wanted.found.empty())) {
      wanted.text = draft.view();
      if (sizes)
        solve_for(wanted, spec, *sizes);
      else
        wanted.found.clear();
      wanted.is_too_many = wanted.is_too_many && sizes;
    }
    if (typed.ended) wanted.edit.reset();
  } else {
    const bool has_text = !wanted.text.empty();
    if (text_box(context, "wanted output", field, has_text ? wanted.text : context.say("size.wanted_hint"),
                 !has_text)) {
      wanted.edit.emplace();
      wanted.edit->set(wanted.text);
    }
  }
  if (wanted.text.empty()) return y + 12;
  // Another input, and pooling instead of weights, have other answers.
  if (is_pooling(wanted.spec) != is_pooling(spec) || has_other_input(wanted.spec, spec))
    if (const auto sizes = parse_wanted(wanted.text, is_line(spec))) solve_for(wanted, spec, *sizes);
  const auto say_below = [&](const std::string& words, Color color) {
    y += draw_wrapped(context, {left, y + 18}, inner_width, 16, Type::note, color, words) + 6;
  };
  if (is_refused || !parse_wanted(wanted.text, is_line(spec))) {
    say_below(context.say("size.wanted_refused"), legible(context.theme, context.theme.warning));
    return y + 12;
  }
  if (wanted.is_too_many || wanted.found.empty()) {
    say_below(context.say(wanted.is_too_many ? "size.wanted_too_many" : "size.wanted_none"), context.theme.text_muted);
    return y + 12;
  }
  y += 6;
  for (std::size_t i = 0; i < std::min(wanted.found.size(), most_listed); ++i, y += found_row_pt) {
    const Spec found = with_axes(spec, wanted.operation, wanted.found[i]);
    const std::string words = layer_words(context.catalog, found);
    const Rect row{left, y, inner_width, found_row_pt - 3};
    if (button(context, fmt::format("found {}", i).c_str(), row, words, ButtonLook::field))
      in.act(edits_of_found(wanted.operation, wanted.found[i]));
  }
  if (wanted.found.size() > most_listed)
    say_below(context.say("size.wanted_more", {{"count", fmt::format("{}", wanted.found.size() - most_listed)}}),
              context.theme.text_faint);
  return y + 14;
}

}  // namespace convoscope
