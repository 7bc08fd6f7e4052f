// Questions about sizes: how large the output is, which rows padding removes, which parameters lead from size to size.
#include <algorithm>

#include "core/crop.h"
#include "document/explain.h"
#include "lesson/asker.h"
#include "lesson/misreadings.h"

namespace convoscope {
namespace {

constexpr std::size_t wrong_choices = 3;

AxisPair output_of(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  return {sizes.output_height(), sizes.output_width()};
}

/// The size rule with the numbers put in, of both axes where they differ.
std::string size_rule(const Scene& scene) {
  Evaluation evaluation;  // sizes only
  evaluation.relation = relation(scene.spec);
  evaluation.asked = is_transposed(scene.spec) ? Side::transposed : Side::convolution;
  (is_transposed(scene.spec) ? evaluation.transposed : evaluation.convolution) = scene.spec;
  const auto rule_of = [&](int axis) {
    const auto lines = explain_size(evaluation, axis).lines;
    // Of a dilated kernel a line before says how far it reaches; the article's own rule may follow.
    const auto line = std::ranges::find_if(lines, [](const SizeLine& each) { return each.title_key != "size.reach"; });
    return fmt::format("{} = {} = {}", line->symbols, line->numbers, line->value);
  };
  const std::string rows = rule_of(height);
  const std::string columns = rule_of(width);
  return rows == columns ? rows : rows + "; " + columns;
}

struct WrongSize {
  AxisPair size;
  std::string_view because;
};

/// What misreadings lead to, none twice and none right, at most three; what is missing is miscounted by one.
std::vector<WrongSize> wrong_sizes(const Spec& spec, const AxisPair& right, Dice& dice) {
  std::vector<WrongSize> found;
  const auto take = [&](const AxisPair& size, std::string_view because) {
    const bool is_possible = size[height] >= 1 && size[width] >= 1 && size != right;
    const bool is_new = std::ranges::find(found, size, &WrongSize::size) == found.end();
    if (is_possible && is_new) found.push_back({size, because});
  };
  for (const SizeMisreading& each : size_misreadings())
    if (each.applies(spec)) take(misread_size(each, spec), each.because);
  dice.shuffle(found);
  if (found.size() > wrong_choices) found.resize(wrong_choices);
  for (const std::int64_t by : {1, -1, 2, 3, 4}) {
    if (found.size() < wrong_choices) take({right[height] + by, right[width] + by}, "because.miscounted");
  }
  return found;
}

/// Rows of the full result, counted from 1, that the frame leaves out: "1, 7".
std::string rows_text(std::int64_t first, std::int64_t last, std::int64_t rows, const Catalog& catalog) {
  std::string text;
  for (std::int64_t row = 1; row <= rows; ++row) {
    if (row > first && row <= rows - last) continue;
    text += (text.empty() ? "" : ", ") + fmt::format("{}", row);
  }
  return text.empty() ? catalog.text("quiz.no_rows") : text;
}

/// One axis's numbers in the words that tell two sets of parameters apart.
std::string parameters_text(const Spec& spec, bool tells_dilation, bool tells_output_padding, const Catalog& catalog) {
  const auto term = [&](const char* key, std::int64_t AxisSpec::*member) {
    const std::int64_t first = spec.axes[height].*member;
    const std::int64_t second = spec.axes[width].*member;
    return catalog.text("quiz.term",
                        {{std::string("@term"), key},
                         {"value", first == second ? fmt::format("{}", first) : size_text(first, second)}});
  };
  const std::string between = catalog.text("quiz.between");
  std::string text = term("term.kernel", &AxisSpec::kernel) + between + term("term.stride", &AxisSpec::stride) +
                     between + term("term.padding", &AxisSpec::pad_begin);
  if (tells_dilation) text += between + term("term.dilation", &AxisSpec::dilation);
  if (tells_output_padding) text += between + term("term.output_padding", &AxisSpec::output_padding);
  return text;
}

/// Whether `parameters_text` of both is the same.
bool reads_as(const Spec& a, const Spec& b) {
  return std::ranges::equal(a.axes, b.axes, [](const AxisSpec& first, const AxisSpec& second) {
    return first.kernel == second.kernel && first.stride == second.stride && first.pad_begin == second.pad_begin &&
           first.dilation == second.dilation && first.output_padding == second.output_padding;
  });
}

/// Other parameters for the same input: from the same ranges, else next to the right ones.
std::vector<Spec> other_parameters(Asker& asker) {
  constexpr int most_draws = 200;
  std::vector<Spec> others;
  const auto take = [&](Spec spec) {
    for (std::size_t axis = 0; axis < axis_count; ++axis) spec.axes[axis].input = asker.spec().axes[axis].input;
    const bool is_new = !reads_as(asker.spec(), spec) &&
                        std::ranges::none_of(others, [&](const Spec& each) { return reads_as(each, spec); });
    if (is_new && !layer_problem(spec) && output_of(spec) != output_of(asker.spec())) others.push_back(spec);
  };
  for (int i = 0; i < most_draws; ++i)
    take(draw_layer(asker.question.layer, asker.question.before, asker.dice).scene.spec);
  const auto near = [&](std::int64_t AxisSpec::*member, std::int64_t by) {
    Spec spec = asker.spec();
    for (AxisSpec& axis : spec.axes) axis.*member += by;
    for (AxisSpec& axis : spec.axes) axis.pad_end = axis.pad_begin;
    take(spec);
  };
  if (others.size() >= wrong_choices) return others;
  for (const std::int64_t by : {1, -1, 2}) {
    near(&AxisSpec::stride, by);
    near(&AxisSpec::pad_begin, by);
    near(&AxisSpec::kernel, by);
  }
  return others;
}

/// Who misreads the sizes so takes these parameters to lead to `wanted`; empty where nobody does.
std::string_view misreading_to(const Spec& spec, const AxisPair& wanted) {
  for (const SizeMisreading& each : size_misreadings())
    if (each.applies(spec) && misread_size(each, spec) == wanted) return each.because;
  return {};
}

}  // namespace

bool ask_size(Asker& asker) {
  if (!asker.draw([](const Spec&) { return true; })) return false;
  const AxisPair right = output_of(asker.spec());
  asker.asked.ask = asker.words("quiz.size.ask");
  asker.asked.why = text_of_words(size_rule(asker.asked.saved->scene));
  asker.add_choice(text_of_words(size_text(right[height], right[width])), true);
  for (const WrongSize& wrong : wrong_sizes(asker.spec(), right, asker.dice))
    asker.add_choice(text_of_words(size_text(wrong.size[height], wrong.size[width])), false,
                     asker.words(wrong.because));
  return true;
}

bool ask_removed(Asker& asker) {
  const auto is_wanted = [](const Spec& spec) {
    return is_transposed(spec) && spec.padding_mode == PaddingMode::zeros;
  };
  if (!asker.draw(is_wanted)) return false;
  const CropFrame frame = full_result(asker.spec()).axes[height];
  const std::int64_t rows = frame.stamps_end - frame.stamps_begin;
  const std::int64_t first = std::max<std::int64_t>(frame.begin - frame.stamps_begin, 0);
  const std::int64_t last = std::max<std::int64_t>(frame.stamps_end - frame.end, 0);
  const AxisSpec& axis = asker.spec().axes[height];
  const auto text = [&](std::int64_t begin, std::int64_t end) { return rows_text(begin, end, rows, asker.catalog); };
  asker.asked.ask = asker.words("quiz.removed.ask", {{"rows", std::to_string(rows)}});
  asker.asked.why = asker.words("quiz.removed.why", {{"first", std::to_string(first)}, {"last", std::to_string(last)}});
  std::vector<std::string> taken{text(first, last)};
  asker.add_choice(text_of_words(taken.front()), true);
  struct Wrong {
    std::int64_t first;
    std::int64_t last;
    std::string_view because;
  };
  const std::int64_t border = axis_geometry(asker.spec(), height).border_begin;
  const std::array wrongs{Wrong{0, 0, "because.removes_nothing"},
                          Wrong{axis.pad_begin, axis.pad_end, "because.no_output_padding"},
                          Wrong{border, border, "because.border_removed"},
                          Wrong{axis.pad_begin + axis.pad_end, 0, "because.one_end"},
                          Wrong{axis.stride - 1, axis.stride - 1, "because.zeros_removed"},
                          Wrong{first + 1, last + 1, "because.miscounted"},
                          Wrong{0, 1, "because.miscounted"},
                          Wrong{1, 0, "because.miscounted"}};
  for (const Wrong& wrong : wrongs) {
    const bool is_possible = wrong.first >= 0 && wrong.last >= 0 && wrong.first + wrong.last < rows;
    const std::string shown = is_possible ? text(wrong.first, wrong.last) : taken.front();
    if (asker.asked.choices.size() > wrong_choices || std::ranges::find(taken, shown) != taken.end()) continue;
    taken.push_back(shown);
    asker.add_choice(text_of_words(shown), false, asker.words(wrong.because));
  }
  return asker.asked.choices.size() > 1 || asker.fail({"lesson.nothing_to_draw", {}});
}

bool ask_parameters(Asker& asker) {
  const AxisPair wanted = asker.question.output;
  const auto is_wanted = [&](const Spec& spec) { return wanted[height] == 0 || output_of(spec) == wanted; };
  if (!asker.draw(is_wanted)) return false;
  std::vector<Spec> others = other_parameters(asker);
  if (others.empty()) return asker.fail({"lesson.nothing_to_draw", {}});
  const AxisPair output = output_of(asker.spec());
  asker.dice.shuffle(others);
  std::stable_partition(others.begin(), others.end(),
                        [&](const Spec& spec) { return !misreading_to(spec, output).empty(); });
  const auto differs = [&](std::int64_t AxisSpec::*member, std::int64_t usual) {
    const auto is_told = [&](const Spec& spec) {
      return std::ranges::any_of(spec.axes, [&](const AxisSpec& axis) { return axis.*member != usual; });
    };
    return is_told(asker.spec()) || std::ranges::any_of(others, is_told);
  };
  const bool tells_dilation = differs(&AxisSpec::dilation, 1);
  const bool tells_output_padding = differs(&AxisSpec::output_padding, 0);
  const auto text = [&](const Spec& spec) {
    return text_of_words(parameters_text(spec, tells_dilation, tells_output_padding, asker.catalog));
  };
  const AxisSpec& vertical = asker.spec().axes[height];
  const AxisSpec& horizontal = asker.spec().axes[width];
  asker.asked.ask = asker.words("quiz.parameters.ask", {{"input", size_text(vertical.input, horizontal.input)},
                                                        {"output", size_text(output[height], output[width])}});
  asker.asked.why = text_of_words(size_rule(asker.asked.saved->scene));
  asker.add_choice(text(asker.spec()), true);
  asker.asked.choices.back().layer = asker.spec();
  for (const Spec& other : others) {
    if (asker.asked.choices.size() > wrong_choices) break;
    const AxisPair size = output_of(other);
    const std::string_view misread = misreading_to(other, output);
    std::string because = asker.catalog.text("because.gives", {{"size", size_text(size[height], size[width])}});
    if (!misread.empty()) because += " " + asker.catalog.text(misread);
    asker.add_choice(text(other), false, text_of_words(std::move(because)));
    asker.asked.choices.back().layer = other;
  }
  return asker.asked.choices.size() > 1 || asker.fail({"lesson.nothing_to_draw", {}});
}

}  // namespace convoscope
