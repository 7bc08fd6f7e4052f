// Which line of code makes a layer. The lines are interop's.
#include <algorithm>

#include "core/taps.h"
#include "interop/calls/code_out.h"
#include "lesson/asker.h"

namespace convoscope {
namespace {

struct WrongLine {
  Spec spec;
  std::string_view because;
};

/// Whether the two connect the same cells: then either line would be right.
bool connects_alike(const Spec& one, const Spec& two) {
  return one.operation == two.operation && relation(one) == relation(two);
}

/// Layers that somebody would write who misreads the picture, all legal.
std::vector<WrongLine> misread_lines(const Spec& spec) {
  std::vector<WrongLine> lines;
  const auto take = [&](const Spec& wrong, std::string_view because) {
    if (!layer_problem(wrong) && !connects_alike(wrong, spec)) lines.push_back({wrong, because});
  };
  const auto with = [&](std::string_view because, const auto& change) {
    Spec wrong = spec;
    for (int axis = 0; axis < axis_count; ++axis) change(wrong.axes[axis], axis);
    take(wrong, because);
  };
  if (!is_pooling(spec)) {
    Spec other = spec;
    other.operation = is_transposed(spec) ? Operation::convolution : Operation::transposed_convolution;
    for (AxisSpec& axis : other.axes) axis.output_padding = 0;
    take(other, is_transposed(spec) ? "because.code.convolution" : "because.code.transposed");
  }
  if (is_transposed(spec)) {
    // The border around the zero-inserted input instead of what is cropped.
    with("because.code.border", [&](AxisSpec& axis, int i) {
      axis.pad_begin = axis.pad_end = std::max<std::int64_t>(axis_geometry(spec, i).border_begin, 0);
    });
    with("because.no_output_padding", [](AxisSpec& axis, int) { axis.output_padding = 0; });
    with("because.code.ones", [](AxisSpec& axis, int) { axis.stride = 1, axis.output_padding = 0; });
  }
  with("because.no_padding", [](AxisSpec& axis, int) { axis.pad_begin = axis.pad_end = 0; });
  with("because.code.swapped", [](AxisSpec& axis, int) {
    std::swap(axis.kernel, axis.stride);
    axis.output_padding = std::min(axis.output_padding, axis.stride - 1);
  });
  with("because.no_stride", [](AxisSpec& axis, int) { axis.stride = 1, axis.output_padding = 0; });
  with("because.no_dilation", [](AxisSpec& axis, int) { axis.dilation = 1; });
  return lines;
}

}  // namespace

bool ask_code(Asker& asker) {
  const Framework framework = frameworks[asker.question.framework];
  // One line: what takes several is no line to choose.
  const auto line_of = [&](const Spec& spec) {
    const std::string code = call_in(framework, {.spec = spec});
    constexpr std::size_t longest = 200;
    return code.find('\n') == std::string::npos && code.size() < longest ? code : std::string();
  };
  const auto others_of = [&](const Spec& spec) {
    std::vector<WrongLine> others = misread_lines(spec);
    for (const Spec& twin : twins_of(spec))
      if (!connects_alike(twin, spec)) others.push_back({twin, "because.other_picture"});
    const std::string right = line_of(spec);
    std::vector<std::string> taken{right};
    std::erase_if(others, [&](const WrongLine& other) {
      const std::string line = line_of(other.spec);
      if (line.empty() || std::ranges::find(taken, line) != taken.end()) return true;
      taken.push_back(line);
      return false;
    });
    return right.empty() ? std::vector<WrongLine>() : others;
  };
  if (!asker.draw([&](const Spec& spec) { return !others_of(spec).empty(); })) return false;
  std::vector<WrongLine> others = others_of(asker.spec());
  asker.dice.shuffle(others);
  std::stable_partition(others.begin(), others.end(),
                        [](const WrongLine& each) { return each.because != "because.other_picture"; });
  constexpr std::size_t wrong_choices = 3;
  if (others.size() > wrong_choices) others.resize(wrong_choices);
  const auto code_text = [&](const Spec& spec) { return RichText{{Inline::Kind::code, line_of(spec)}}; };
  asker.asked.ask = asker.words("quiz.code.ask");
  const auto add = [&](const Spec& spec, bool is_right, RichText because) {
    asker.add_choice(code_text(spec), is_right, std::move(because));
    asker.asked.choices.back().layer = spec;
  };
  add(asker.spec(), true, {});
  for (const WrongLine& other : others) add(other.spec, false, asker.words(other.because));
  return true;
}

}  // namespace convoscope
