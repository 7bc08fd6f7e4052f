// The size rules in symbols and with the numbers put in.
#include <fmt/format.h>

#include "core/geometry.h"
#include "document/explain.h"

namespace convoscope {

namespace {

/// Negative numbers stand in brackets behind an operator.
struct Symbolic {
  std::string symbols;
  std::string numbers;
};

bool is_symmetric(const AxisSpec& axis) { return axis.pad_begin == axis.pad_end; }

/// "2p", or "p₀ + p₁" joined by `sign` where the two differ.
Symbolic both_paddings(const AxisSpec& axis, std::string_view sign) {
  if (is_symmetric(axis)) return {"2p", fmt::format("2·{}", operand_text(axis.pad_begin))};
  return {fmt::format("p₀ {} p₁", sign),
          fmt::format("{} {} {}", operand_text(axis.pad_begin), sign, operand_text(axis.pad_end))};
}

/// How far a dilated kernel reaches: a line of its own, so that the rules after it stay as short as without dilation.
SizeLine reach_line(const Spec& spec, int index) {
  const AxisSpec& axis = spec.axes[static_cast<std::size_t>(index)];
  return {"size.reach", "K = d·(k − 1) + 1", fmt::format("{}·({} − 1) + 1", axis.dilation, axis.kernel),
          axis_geometry(spec, index).effective_kernel, Side::none};
}

Symbolic kernel_of(const Spec& spec, int index) {
  const bool is_dilated = spec.axes[static_cast<std::size_t>(index)].dilation != 1;
  return {is_dilated ? "K" : "k", whole_text(axis_geometry(spec, index).effective_kernel)};
}

/// Whether ceil mode's last window is left out because it would begin in the end's padding.
bool drops_window(const Spec& spec, int index) {
  const AxisGeometry sizes = axis_geometry(spec, index);
  return is_pooling(spec) && spec.ceil_mode && sizes.unused_end > 0;
}

SizeLine convolution_line(const Spec& spec, int index, std::string title_key) {
  const AxisSpec& axis = spec.axes[static_cast<std::size_t>(index)];
  const Symbolic padding = both_paddings(axis, "+");
  const Symbolic kernel = kernel_of(spec, index);
  const bool ceils = is_pooling(spec) && spec.ceil_mode;
  const std::string_view opening = ceils ? "⌈" : "⌊";
  const std::string_view closing = ceils ? "⌉ + 1" : "⌋ + 1";
  const std::string_view less = drops_window(spec, index) ? " − 1" : "";
  return {std::move(title_key),
          fmt::format("{}(n + {} − {}) / s{}{}", opening, padding.symbols, kernel.symbols, closing, less),
          fmt::format("{}({} + {} − {}) / {}{}{}", opening, axis.input, padding.numbers, kernel.numbers, axis.stride,
                      closing, less),
          axis_geometry(spec, index).output, Side::convolution};
}

SizeLine transposed_line(const Spec& spec, int index) {
  const AxisSpec& axis = spec.axes[static_cast<std::size_t>(index)];
  const Symbolic padding = both_paddings(axis, "−");
  SizeLine line{"size.transposed", fmt::format("(n − 1)·s − {} + ", padding.symbols),
                fmt::format("({} − 1)·{} − {} + ", axis.input, axis.stride, padding.numbers),
                axis_geometry(spec, index).output, Side::transposed};
  const Symbolic kernel = kernel_of(spec, index);
  line.symbols += kernel.symbols;
  line.numbers += kernel.numbers;
  if (axis.output_padding != 0) {
    line.symbols += " + a";
    line.numbers += fmt::format(" + {}", operand_text(axis.output_padding));
  }
  return line;
}

SizeLine article_line(const AxisSpec& axis) {
  return {"size.article", "s·n + (s − k)",
          fmt::format("{}·{} + ({} − {})", axis.stride, axis.input, axis.stride, axis.kernel),
          article_rule(axis).output, Side::transposed};
}

Message note_of(const AxisSpec& axis) {
  if (article_rule(axis).agrees) return {"size.note.agrees", {}};
  const std::int64_t needed = axis.kernel - axis.stride;
  if (needed < 0) return {"size.note.parts_always", {{"needed", whole_text(needed)}}};
  std::string needs;
  std::string here;
  const auto expect = [&](std::string_view symbol, std::int64_t wanted, std::int64_t value) {
    if (value == wanted) return;
    const auto add = [&](std::string& list, std::int64_t number) {
      list += fmt::format("{}{}\u00a0=\u00a0{}", list.empty() ? "" : ", ", symbol, whole_text(number));
    };
    add(needs, wanted);
    add(here, value);
  };
  expect(is_symmetric(axis) ? "p" : "p₀", needed, axis.pad_begin);
  if (!is_symmetric(axis)) expect("p₁", needed, axis.pad_end);
  expect("a", 0, axis.output_padding);
  expect("d", 1, axis.dilation);
  return {"size.note.parts", {{"needs", std::move(needs)}, {"here", std::move(here)}}};
}

}  // namespace

SizeExplanation explain_size(const Evaluation& evaluation, int axis) {
  SizeExplanation explanation;
  const Spec& asked = evaluation.spec(evaluation.asked);
  if (asked.axes[static_cast<std::size_t>(axis)].dilation != 1) explanation.lines.push_back(reach_line(asked, axis));
  if (evaluation.convolution) {
    const Spec& spec = *evaluation.convolution;
    explanation.lines.push_back(convolution_line(spec, axis, is_pooling(spec) ? "size.pooling" : "size.convolution"));
    if (drops_window(spec, axis)) explanation.note = {"size.note.dropped", {}};
  }
  if (evaluation.transposed) {
    const AxisSpec& transposed = evaluation.transposed->axes[static_cast<std::size_t>(axis)];
    explanation.lines.push_back(transposed_line(*evaluation.transposed, axis));
    explanation.lines.push_back(article_line(transposed));
    explanation.note = note_of(transposed);
  }
  return explanation;
}

bool is_single(const AxisSpec& axis) { return axis.input == 1 && axis.kernel == 1; }

int telling_axis(const Spec& spec) {
  return is_single(spec.axes[height]) && !is_single(spec.axes[width]) ? width : height;
}

}  // namespace convoscope
