// The size rules in symbols and with the numbers put in.
#include <fmt/format.h>

#include "core/geometry.h"
#include "document/explain.h"

namespace convoscope {

namespace {

std::string text_of(std::int64_t value) { return value < 0 ? fmt::format("−{}", -value) : fmt::format("{}", value); }

/// Negative numbers stand in brackets behind an operator.
std::string operand(std::int64_t value) { return value < 0 ? fmt::format("({})", text_of(value)) : text_of(value); }

struct Symbolic {
  std::string symbols;
  std::string numbers;
};

bool is_symmetric(const AxisSpec& axis) { return axis.pad_begin == axis.pad_end; }

/// "2p", or "p₀ + p₁" joined by `sign` where the two differ.
Symbolic both_paddings(const AxisSpec& axis, std::string_view sign) {
  if (is_symmetric(axis)) return {"2p", fmt::format("2·{}", operand(axis.pad_begin))};
  return {fmt::format("p₀ {} p₁", sign), fmt::format("{} {} {}", operand(axis.pad_begin), sign, operand(axis.pad_end))};
}

SizeLine convolution_line(const Spec& spec, int index, std::string title_key) {
  const AxisSpec& axis = spec.axes[static_cast<std::size_t>(index)];
  const Symbolic padding = both_paddings(axis, "+");
  Symbolic kernel{"k", text_of(axis.kernel)};
  if (axis.dilation != 1) {
    kernel = {"d·(k − 1) − 1", fmt::format("{}·({} − 1) − 1", axis.dilation, axis.kernel)};
  }
  return {std::move(title_key), fmt::format("⌊(n + {} − {}) / s⌋ + 1", padding.symbols, kernel.symbols),
          fmt::format("⌊({} + {} − {}) / {}⌋ + 1", axis.input, padding.numbers, kernel.numbers, axis.stride),
          axis_geometry(spec, index).output, Side::convolution};
}

SizeLine transposed_line(const Spec& spec, int index) {
  const AxisSpec& axis = spec.axes[static_cast<std::size_t>(index)];
  const Symbolic padding = both_paddings(axis, "−");
  SizeLine line{"size.transposed", fmt::format("(n − 1)·s − {} + ", padding.symbols),
                fmt::format("({} − 1)·{} − {} + ", axis.input, axis.stride, padding.numbers),
                axis_geometry(spec, index).output, Side::transposed};
  if (axis.dilation == 1) {
    line.symbols += "k";
    line.numbers += text_of(axis.kernel);
  } else {
    line.symbols += "d·(k − 1) + 1";
    line.numbers += fmt::format("{}·({} − 1) + 1", axis.dilation, axis.kernel);
  }
  if (axis.output_padding != 0) {
    line.symbols += " + a";
    line.numbers += fmt::format(" + {}", operand(axis.output_padding));
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
  const std::string key = needed < 0 ? "size.note.parts_always" : "size.note.parts";
  return {key, {{"needed", text_of(needed)}}};
}

}  // namespace

SizeExplanation explain_size(const Evaluation& evaluation, int axis) {
  SizeExplanation explanation;
  if (evaluation.convolution) {
    const bool is_pooling = evaluation.convolution->operation != Operation::convolution;
    explanation.lines.push_back(
        convolution_line(*evaluation.convolution, axis, is_pooling ? "size.pooling" : "size.convolution"));
  }
  if (evaluation.transposed) {
    const AxisSpec& transposed = evaluation.transposed->axes[static_cast<std::size_t>(axis)];
    explanation.lines.push_back(transposed_line(*evaluation.transposed, axis));
    explanation.lines.push_back(article_line(transposed));
    explanation.note = note_of(transposed);
  }
  return explanation;
}

}  // namespace convoscope
