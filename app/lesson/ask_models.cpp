// Questions that concern a network rather than one picture: what a layer costs, how far layers in a row see, where sizes break.
#include <algorithm>

#include "core/costs.h"
#include "core/receptive_field.h"
#include "document/line.h"
#include "lesson/asker.h"

namespace convoscope {
namespace {

/// The answer, and what misreadings lead to instead; each number once.
void answer_with(Asker& asker, std::int64_t right,
                 const std::vector<std::pair<std::int64_t, std::string_view>>& wrong) {
  AskedQuestion& asked = asker.asked;
  asked.answer = std::to_string(right);
  for (const auto& [number, because] : wrong) {
    const std::string text = std::to_string(number);
    const bool is_new = text != asked.answer && number > 0 &&
                        std::ranges::find(asked.known, text, &KnownAnswer::answer) == asked.known.end();
    if (is_new) asked.known.push_back({text, asker.words(because)});
  }
}

/// Both axes do the same, or there is only one.
bool is_even(const Spec& spec) { return is_line(spec) || spec.axes[height] == spec.axes[width]; }

std::string joined_terms(const std::vector<std::string>& terms, std::string_view between) {
  std::string text;
  for (const std::string& term : terms) text += (text.empty() ? "" : std::string(between)) + term;
  return text;
}

SizesWay way_of(const Spec& spec, std::int64_t levels) {
  SizesWay way;
  way.down = {spec.axes[width].input};
  Spec layer = spec;
  for (std::int64_t i = 0; i < levels; ++i) {
    for (AxisSpec& axis : layer.axes) axis.input = way.down.back();
    if (!validate(layer).empty()) return {};
    way.down.push_back(geometry(layer).axes[width].output);
  }
  layer.operation = Operation::transposed_convolution;
  way.up = {way.down.back()};
  for (std::int64_t level = levels; level >= 1; --level) {
    for (AxisSpec& axis : layer.axes) axis.input = way.up.back();
    if (!validate(layer).empty()) return {};
    way.up.push_back(geometry(layer).axes[width].output);
    way.broken = way.up.back() == way.down[static_cast<std::size_t>(level - 1)] ? 0 : level;
    if (way.broken != 0) break;
  }
  return way;
}

std::string arrows(const std::vector<std::int64_t>& sizes) {
  std::vector<std::string> texts;
  for (const std::int64_t size : sizes) texts.push_back(std::to_string(size));
  return joined_terms(texts, " → ");
}

}  // namespace

bool ask_costs(Asker& asker) {
  if (!asker.draw([](const Spec& spec) { return !is_pooling(spec); })) return false;
  const Spec& spec = asker.spec();
  const Costs right = costs(spec, true);
  const Geometry sizes = geometry(spec);
  const std::int64_t elements = spec.axes[height].kernel * spec.axes[width].kernel;
  const std::int64_t of_group = spec.in_channels / spec.groups;
  const std::int64_t weights = spec.out_channels * of_group * elements;
  const std::int64_t input_cells = spec.axes[height].input * spec.axes[width].input;
  const std::int64_t output_cells = sizes.output_height() * sizes.output_width();
  if (asker.question.counts_parameters) {
    asker.asked.ask = asker.words("quiz.costs.parameters");
    asker.asked.why = text_of_words(fmt::format("{} · {} · {} + {} = {}", spec.out_channels, of_group, elements,
                                                spec.out_channels, right.parameters));
    answer_with(asker, right.parameters,
                {{weights, "because.no_bias"},
                 {spec.out_channels * elements + spec.out_channels, "because.one_input_channel"},
                 {spec.in_channels * elements + spec.in_channels, "because.no_output_channels"},
                 {spec.out_channels * spec.in_channels * elements + spec.out_channels, "because.no_groups"},
                 {elements, "because.one_kernel"},
                 {weights * output_cells + spec.out_channels, "because.not_shared"},
                 {weights * output_cells, "because.not_shared"}});
    return true;
  }
  const bool stamps = is_transposed(spec);
  const std::int64_t cells = stamps ? input_cells : output_cells;
  asker.asked.ask = asker.words(stamps ? "quiz.costs.multiplications_transposed" : "quiz.costs.multiplications");
  asker.asked.why = text_of_words(
      fmt::format("{} · {} · {} · {} = {}", cells, spec.out_channels, of_group, elements, right.multiplications));
  answer_with(asker, right.multiplications,
              {{weights, "because.one_place"},
               {cells * spec.out_channels * elements, "because.one_input_channel"},
               {cells * spec.in_channels * elements, "because.no_output_channels"},
               {cells * spec.out_channels * spec.in_channels * elements, "because.no_groups"},
               {cells * elements, "because.one_kernel"},
               {(stamps ? output_cells : input_cells) * weights, stamps ? "because.by_output" : "because.by_input"},
               {right.useful, "because.left_zeros_out"}});
  return true;
}

bool ask_receptive_field(Asker& asker) {
  const std::int64_t count = asker.question.layers.draw(asker.dice);
  ReceptiveField field;
  std::int64_t step = 1;
  std::int64_t by_own_stride = 1;
  std::int64_t without_strides = 1;
  std::int64_t without_dilation = 1;
  std::int64_t sum = 0;
  std::int64_t product = 1;
  std::int64_t last = 1;
  std::string layers;
  std::vector<std::string> terms{"1"};
  std::optional<SavedScene> first;
  for (std::int64_t i = 0; i < count; ++i) {
    if (!asker.draw([](const Spec& spec) { return !is_transposed(spec) && is_even(spec); })) return false;
    const AxisSpec& axis = asker.spec().axes[width];
    const std::optional<ReceptiveField> next = field.after(axis, false);
    if (!next) return asker.fail({"lesson.nothing_to_draw", {}});
    field = *next;
    const std::int64_t reach = axis.dilation * (axis.kernel - 1) + 1;
    terms.push_back(fmt::format("({} − 1) · {}", reach, step));
    by_own_stride += (reach - 1) * step * axis.stride;
    without_strides += reach - 1;
    without_dilation += (axis.kernel - 1) * step;
    sum += reach;
    product *= reach;
    last = reach;
    step *= axis.stride;
    if (i > 0) layers += asker.catalog.text("quiz.between_layers");
    layers += layer_words(asker.asked.saved->scene, false, asker.catalog);
    if (!first) first = std::move(asker.asked.saved);
  }
  asker.asked.saved = std::move(first);
  asker.asked.layer = text_of_words(std::move(layers));
  asker.asked.ask = asker.words("quiz.receptive_field.ask", {{"count", std::to_string(count)}});
  asker.asked.why = text_of_words(joined_terms(terms, " + ") + fmt::format(" = {}", field.extent()));
  answer_with(asker, field.extent(),
              {{without_strides, "because.field_without_strides"},
               {by_own_stride, "because.field_own_stride"},
               {without_dilation, "because.no_dilation"},
               {sum, "because.field_sum"},
               {product, "because.field_product"},
               {last, "because.field_last"},
               {step, "because.field_step"}});
  return true;
}

bool ask_misfit(Asker& asker) {
  const std::int64_t count = asker.question.layers.draw(asker.dice);
  // The level that breaks is drawn first, so that none is rare; not every range has all of them.
  std::optional<std::int64_t> wanted = asker.dice.between(0, count);
  const auto is_wanted = [&](const Spec& spec) {
    const bool is_plain = spec.operation == Operation::convolution && is_even(spec) && !is_line(spec) &&
                          spec.padding_mode == PaddingMode::zeros && spec.in_channels == 1 && spec.out_channels == 1;
    if (!is_plain) return false;
    const SizesWay way = way_of(spec, count);
    return !way.down.empty() && (!wanted || way.broken == *wanted);
  };
  if (!asker.draw(is_wanted)) {
    wanted.reset();
    if (!asker.draw(is_wanted)) return false;
  }
  const SizesWay way = way_of(asker.spec(), count);
  asker.asked.way = way;
  asker.asked.ask = asker.words("quiz.misfit.ask", {{"count", std::to_string(count)}});
  if (way.broken == 0)
    asker.asked.why = asker.words("quiz.misfit.why_fits", {{"down", arrows(way.down)}, {"up", arrows(way.up)}});
  else
    asker.asked.why =
        asker.words("quiz.misfit.why", {{"down", arrows(way.down)},
                                        {"up", arrows(way.up)},
                                        {"level", std::to_string(way.broken)},
                                        {"size", std::to_string(way.down[static_cast<std::size_t>(way.broken - 1)])}});
  for (std::int64_t level = count; level >= 1; --level) {
    const bool is_right = level == way.broken;
    asker.add_choice(
        asker.words("quiz.misfit.level", {{"level", std::to_string(level)}}), is_right,
        is_right ? RichText() : asker.words(level > way.broken ? "because.misfit_fits" : "because.misfit_before"));
  }
  asker.add_choice(asker.words("quiz.misfit.nowhere"), way.broken == 0,
                   way.broken == 0 ? RichText() : asker.words("because.misfit_rounded"));
  return true;
}

}  // namespace convoscope
