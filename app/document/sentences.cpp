// Words are keys of the catalog; here stand the numbers, and which key tells the truth.
#include "document/sentences.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/assert.h"
#include "core/pooling.h"
#include "document/explain.h"
#include "document/symbols.h"

namespace convoscope {
namespace {

/// More terms than these are told by the first ones and the last.
constexpr std::size_t most_said_terms = 9;

class Teller {
 public:
  Teller(const Catalog& catalog, const Evaluation& evaluation, Side side)
      : catalog_(catalog), evaluation_(evaluation), side_(side), spec_(evaluation.spec(side)) {}

  std::string output(const Step& step) const {
    std::vector<std::string> terms;
    for (const Product& product : step.products)
      if (product.factor == Factor::value) terms.push_back(term(product));
    const std::span<const float> bias = evaluation_.bias_of(side_);
    const Catalog::Arguments cell_and_sum{{"cell", output_name(step.focus_channel, step.focus)},
                                          {"sum", number(step.sum)}};
    const auto told = [&](std::string_view key, Catalog::Arguments more) {
      more.insert(more.end(), cell_and_sum.begin(), cell_and_sum.end());
      return catalog_.text(key, more);
    };
    if (terms.empty()) return told(bias.empty() ? "sentence.nothing" : "sentence.bias_alone", {});
    if (is_maximum()) return told("sentence.largest", {{"terms", list_words(catalog_, terms, most_said_terms)}});
    std::string sum = added(std::move(terms));
    if (is_average()) sum = fmt::format("({}) / {}", sum, whole_text(divisor_at(step.focus)));
    if (bias.empty()) return told("sentence.sum", {{"terms", sum}});
    const double value = bias[static_cast<std::size_t>(step.focus_channel)];
    return told("sentence.sum_bias", {{"terms", sum}, {"bias", operand_text(value, term_decimals)}});
  }

  std::string multiplication(const Step& step) const {
    if (step.current < 0) return output(step);
    const Product& product = step.products[static_cast<std::size_t>(step.current)];
    return catalog_.text(
        "sentence.event",
        {{"cell", output_name(step.focus_channel, step.focus)}, {"event", event(product)}, {"so_far", so_far(step)}});
  }

  std::string cell(const Tag& tag) const {
    if (tag.part == output_part(side_) && lies_on(tag, evaluation_.output(side_))) {
      const Trace trace = evaluation_.trace(side_, Granularity::cell);
      return output(trace.at(trace.step_of(tag.channel, tag.cell)));
    }
    if (tag.part == Part::connection) return connection(tag);
    const CellExplanation explanation = explain_cell(evaluation_, side_, tag);
    if (tag.part == input_part(side_) && lies_on(tag, evaluation_.input(side_))) return input(tag, explanation);
    if (tag.part == Part::kernel) return element(explanation);
    const std::string text = catalog_.text(explanation.title);
    if (!explanation.why) return catalog_.text("sentence.plain", {{"text", text}});
    const std::string verdict = catalog_.text(explanation.why->verdict);
    if (explanation.why->equation.empty()) return catalog_.text("sentence.why", {{"text", text}, {"why", verdict}});
    return catalog_.text("sentence.why_equation",
                         {{"text", text}, {"equation", explanation.why->equation}, {"why", verdict}});
  }

 private:
  static constexpr int term_decimals = 3;

  bool is_average() const { return spec_.operation == Operation::average_pooling; }
  bool is_maximum() const { return spec_.operation == Operation::max_pooling; }
  std::int64_t divisor_at(Cell output) const { return divisor(spec_, evaluation_.relation, output); }
  static std::string number(double value) { return number_text(value, term_decimals); }

  static std::string added(std::vector<std::string> terms) {
    if (terms.size() > most_said_terms) {
      terms[most_said_terms - 1] = terms.back();
      terms.resize(most_said_terms);
      terms[most_said_terms - 2] = "…";
    }
    return fmt::format("{}", fmt::join(terms, " + "));
  }

  /// "9·1"; of pooling what the window reads.
  std::string term(const Product& product) const {
    if (is_maximum()) return number(product.input_value);
    if (is_average()) return operand_text(product.input_value, term_decimals);
    return operand_text(product.input_value, term_decimals) + "·" + operand_text(product.weight_value, term_decimals);
  }

  /// As pictures call it: "e", "4"; of large maps its place.
  std::string short_name(Part part, Cell cell) const {
    return part == Part::fine ? fine_name(evaluation_.relation, cell) : coarse_name(evaluation_.relation, cell);
  }

  std::string name(std::string_view key, Part part, std::int64_t channels, std::int64_t channel, Cell cell) const {
    const std::string called = short_name(part, cell);
    const std::string place = fmt::format("[{},{}]", cell.row, cell.column);
    std::string text =
        called == place ? place : catalog_.text("sentence.cell_at", {{"name", called}, {"place", place}});
    if (channels > 1)
      text = catalog_.text("sentence.cell_of_channel", {{"cell", text}, {"channel", whole_text(channel)}});
    return catalog_.text(key, {{"cell", text}});
  }
  std::string output_name(std::int64_t channel, Cell cell) const {
    return name("sentence.output", output_part(side_), spec_.out_channels, channel, cell);
  }
  std::string input_name(std::int64_t channel, Cell cell) const {
    return name("sentence.input", input_part(side_), spec_.in_channels, channel, cell);
  }

  std::string weight_name(const Product& product) const {
    return weight_symbol(evaluation_,
                         kernel_tag(evaluation_, side_, product.input_channel, product.output_channel, product.kernel));
  }

  std::string event(const Product& product) const {
    if (product.factor == Factor::value) {
      const Catalog::Arguments arguments{{"input", input_name(product.input_channel, product.input)},
                                         {"value", number(product.input_value)},
                                         {"weight", is_pooling(spec_) ? "" : weight_name(product)},
                                         {"term", term(product)},
                                         {"product", number(product.product())}};
      return catalog_.text(is_pooling(spec_) ? "sentence.comes_in" : "sentence.meets", arguments);
    }
    if (is_pooling(spec_)) {
      if (is_beyond_padding(evaluation_, side_, product.expanded)) return catalog_.text("sentence.beyond_padding");
      const bool counts = is_average() && spec_.count_include_pad;
      return catalog_.text(counts ? "sentence.zero_comes_in" : "sentence.padding_comes_in");
    }
    const char* zero = product.factor == Factor::inserted_zero ? "sentence.inserted_zero"
                       : side_ == Side::transposed             ? "sentence.border"
                                                               : "sentence.padding";
    return catalog_.text("sentence.meets_zero", {{"@zero", zero}, {"weight", weight_name(product)}});
  }

  std::string so_far(const Step& step) const {
    const char* key = is_maximum()   ? "sentence.largest_so_far"
                      : is_average() ? "sentence.average_so_far"
                                     : "sentence.sum_so_far";
    const std::string count = is_average() ? whole_text(divisor_at(step.focus)) : "";
    return catalog_.text(key, {{"sum", number(step.sum)}, {"count", count}});
  }

  std::string input(const Tag& tag, const CellExplanation& explanation) const {
    std::vector<Cell> outputs;
    for (const Term& term : explanation.terms) outputs.push_back(term.output.cell);
    std::ranges::sort(outputs);
    std::vector<std::string> names;
    for (const Cell output : outputs) {
      std::string called = short_name(output_part(side_), output);
      if (std::ranges::find(names, called) == names.end()) names.push_back(std::move(called));
    }
    const double value = evaluation_.input(side_)(0, tag.channel, tag.cell.row, tag.cell.column);
    return catalog_.text(names.empty() ? "sentence.feeds_nothing" : "sentence.feeds",
                         {{"cell", input_name(tag.channel, tag.cell)},
                          {"value", number(value)},
                          {"outputs", list_words(catalog_, names)}});
  }

  std::string element(const CellExplanation& explanation) const {
    std::vector<std::string> pairs;
    for (const Term& term : explanation.terms)
      pairs.push_back(catalog_.text("sentence.pair", {{"input", short_name(term.input.part, term.input.cell)},
                                                      {"output", short_name(term.output.part, term.output.cell)}}));
    return catalog_.text(pairs.empty() ? "sentence.multiplies_nothing" : "sentence.multiplies",
                         {{"element", catalog_.text(explanation.title)}, {"pairs", list_words(catalog_, pairs)}});
  }

  std::string connection(const Tag& tag) const {
    const bool is_transposed = side_ == Side::transposed;
    const Trace trace = evaluation_.trace(side_, Granularity::cell);
    const Step step = trace.at(trace.step_of(tag.channel, is_transposed ? tag.cell : tag.coarse));
    const auto found = std::ranges::find_if(step.products, [&](const Product& product) {
      return product.factor == Factor::value && product.kernel == tag.kernel &&
             product.input == (is_transposed ? tag.coarse : tag.cell);
    });
    if (found == step.products.end()) return output(step);
    return catalog_.text("sentence.connection",
                         {{"cell", output_name(step.focus_channel, step.focus)}, {"event", event(*found)}});
  }

  const Catalog& catalog_;
  const Evaluation& evaluation_;
  Side side_;
  const Spec& spec_;
};

}  // namespace

std::string step_sentence(const Catalog& catalog, const Evaluation& evaluation, const Playhead& playhead, Side side) {
  const Trace trace = evaluation.trace(side, playhead.granularity);
  const Step step = trace.at(step_of_side(evaluation, playhead, side));
  const Teller teller(catalog, evaluation, side);
  return catalog.text(
      "sentence.step",
      {{"step", whole_text(step.index + 1)},
       {"steps", whole_text(trace.size())},
       {"sentence", playhead.granularity == Granularity::cell ? teller.output(step) : teller.multiplication(step)}});
}

std::string cell_sentence(const Catalog& catalog, const Evaluation& evaluation, Side side, const Tag& tag) {
  std::string text = Teller(catalog, evaluation, side).cell(tag);
  if (text.front() >= 'a' && text.front() <= 'z' && text[1] != '[') text.front() += 'A' - 'a';
  return text;
}

std::string list_words(const Catalog& catalog, const std::vector<std::string>& names, std::size_t most) {
  const std::size_t shown = names.size() > most ? most : names.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == names.size();
    if (i > 0) text += is_last ? catalog.text("figure.list_and") : catalog.text("figure.list_comma");
    text += names[i];
  }
  if (shown == names.size()) return text;
  return catalog.text("figure.list_more",
                      {{"list", text}, {"count", whole_text(static_cast<std::int64_t>(names.size() - shown))}});
}

}  // namespace convoscope
