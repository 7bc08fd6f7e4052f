// One cell in words of mathematics: its products and its sum, or where it goes, and which kernel elements take no part.
#include <algorithm>

#include <fmt/format.h>

#include "core/assert.h"
#include "core/crop.h"
#include "core/pooling.h"
#include "document/explain.h"
#include "document/symbols.h"

namespace convoscope {

namespace {

constexpr std::size_t most_terms = 4096;
constexpr std::int64_t most_elements = 4096;
constexpr int term_decimals = 3;

std::string count_text(std::size_t count) { return fmt::format("{}", count); }

/// Where a fine cell stands among all that the stamps reach; nothing if it lies beyond that too, or on the output.
std::optional<Cell> cut_off_place(const Evaluation& evaluation, const FullResult& full, const Tag& tag) {
  if (tag.part != Part::fine || tag.channel < 0 || tag.channel >= evaluation.fine->channels()) return std::nullopt;
  if (lies_on(tag, *evaluation.fine)) return std::nullopt;
  const Cell place{tag.cell.row + full.axes[height].begin, tag.cell.column + full.axes[width].begin};
  if (!lies_on(place, full.axes[height].sheet, full.axes[width].sheet)) return std::nullopt;
  return place;
}

struct MatrixCells {
  Tag coarse;
  Tag fine;
};
std::optional<MatrixCells> matrix_cells(const Evaluation& evaluation, const Tag& entry) {
  const Tensor& coarse = *evaluation.coarse;
  const Tensor& fine = *evaluation.fine;
  const auto tag_at = [](Part part, const Tensor& map, std::int64_t index) {
    const std::int64_t plane = map.rows() * map.columns();
    return Tag{Side::none, part, index / plane, {index % plane / map.columns(), index % map.columns()}};
  };
  const MatrixCells cells{tag_at(Part::coarse, coarse, entry.cell.row), tag_at(Part::fine, fine, entry.cell.column)};
  if (entry.cell.row < 0 || entry.cell.column < 0) return std::nullopt;
  if (!lies_on(cells.coarse, coarse) || !lies_on(cells.fine, fine)) return std::nullopt;
  return cells;
}

class CellExplainer {
 public:
  CellExplainer(const Evaluation& evaluation, Side side, const Tag& tag)
      : evaluation_(evaluation), side_(side), tag_(tag), spec_(evaluation.spec(side)) {
    explanation_.side = side;
  }

  CellExplanation run() {
    switch (tag_.part) {
      case Part::kernel: explain_element(); break;
      case Part::expanded: explain_place(); break;
      case Part::matrix: explain_entry(); break;
      default:
        if (tag_.part == Part::fine && !lies_on(tag_, *evaluation_.fine)) {
          explain_cut_off();
        } else if (tag_.part == output_part(side_)) {
          explain_output();
        } else {
          explain_input();
        }
    }
    return std::move(explanation_);
  }

 private:
  bool is_transposed() const { return side_ == Side::transposed; }
  bool is_average() const { return spec_.operation == Operation::average_pooling; }
  bool is_maximum() const { return spec_.operation == Operation::max_pooling; }
  double divisor_of(Cell output) const { return static_cast<double>(divisor(spec_, evaluation_.relation, output)); }

  std::string name_of_cell(const Tag& tag) const {
    return tag.part == Part::fine ? fine_name(evaluation_.relation, tag.cell)
                                  : coarse_name(evaluation_.relation, tag.cell);
  }
  std::string symbol_of_cell(const Tag& tag) const {
    return tag.part == input_part(side_) ? input_symbol(evaluation_, side_, tag.channel, tag.cell)
                                         : output_symbol(evaluation_, side_, tag.channel, tag.cell);
  }
  Message title(const char* key) const {
    return {key, {{"name", name_of_cell(tag_)}, {"symbol", symbol_of_cell(tag_)}}};
  }

  void explain_output() {
    explanation_.title = title(is_transposed()                ? "cell.transposed_output"
                               : is_average() || is_maximum() ? "cell.pooling_output"
                                                              : "cell.convolution_output");
    sum_up(evaluation_.trace(side_, Granularity::cell), tag_.cell, {});
    explanation_.lead = Message{is_average() || is_maximum() ? "cell.in_window" : "cell.connections_in",
                                {{"count", count_text(explanation_.terms.size() + omitted())}}};
    collect_absent();
  }

  /// Takes over the products of the trace's cell `at`; `shift` leads from the trace's output cells to the layer's.
  void sum_up(const Trace& trace, Cell at, Cell shift) {
    const Step step = trace.at(trace.step_of(tag_.channel, at));
    explanation_.has_sum = true;
    explanation_.sum = step.sum;
    explanation_.sum_key = is_average() ? "cell.average" : is_maximum() ? "cell.maximum" : "cell.sum";
    const std::span<const float> bias = evaluation_.bias_of(side_);
    explanation_.has_bias = !bias.empty();
    if (!bias.empty()) explanation_.bias = bias[static_cast<std::size_t>(tag_.channel)];
    for (Product product : step.products) {
      product.output = {product.output.row + shift.row, product.output.column + shift.column};
      if (product.factor == Factor::value) add(product);
    }
    if (is_average()) explanation_.count = divisor_of(at);
    if (is_maximum()) {
      const auto winner = std::ranges::find(explanation_.terms, step.sum, &Term::value);
      if (winner != explanation_.terms.end()) explanation_.winner = winner - explanation_.terms.begin();
    }
  }

  void explain_input() {
    const bool is_pooling = is_average() || is_maximum();
    explanation_.title = title(is_transposed() ? "cell.transposed_input"
                               : is_pooling    ? "cell.pooling_input"
                                               : "cell.convolution_input");
    explanation_.tells_outputs = true;
    if (is_pooling) {  // is traced by gather only
      visit_taps_of_fine(evaluation_.relation, tag_.cell,
                         [&](const Tap& tap) { add(tap, tag_.channel, tag_.channel); });
    } else {
      const Trace trace = evaluation_.trace(side_, Method::scatter, Granularity::cell);
      for (const Product& product : trace.at(trace.step_of(tag_.channel, tag_.cell)).products) {
        if (product.factor == Factor::value) add(product);
      }
    }
    explanation_.lead = Message{is_pooling ? "cell.windows_over" : "cell.connections_out",
                                {{"count", count_text(explanation_.terms.size() + omitted())}}};
    collect_absent();
  }

  void explain_cut_off() {
    const FullResult full = full_result(spec_);
    const std::optional<Cell> place = cut_off_place(evaluation_, full, tag_);
    CONVOSCOPE_ASSERT(place.has_value());
    explanation_.title = {"cell.cut_off", {{"symbol", symbol_of_cell(tag_)}}};
    const bool is_row = tag_.cell.row < 0 || tag_.cell.row >= evaluation_.relation.axes[height].fine;
    const std::int64_t extent = evaluation_.relation.axes[is_row ? height : width].fine;
    explanation_.why = Reason{is_row ? height : width, {}, {"why.cut_off", {{"last", fmt::format("{}", extent - 1)}}}};
    const Trace trace(full.spec, *evaluation_.coarse, *evaluation_.weight, evaluation_.bias_of(side_),
                      Method::zero_insertion, Granularity::cell);
    sum_up(trace, *place, {-full.axes[height].begin, -full.axes[width].begin});
    explanation_.lead = Message{"cell.stamps_here", {{"count", count_text(explanation_.terms.size() + omitted())}}};
  }

  void explain_element() {
    const Tensor& weight = *evaluation_.weight;
    const std::int64_t coarse = tag_.channel / weight.channels();
    const std::int64_t coarse_share = evaluation_.relation.coarse_channels / evaluation_.relation.groups;
    const std::int64_t fine = coarse / coarse_share * weight.channels() + tag_.channel % weight.channels();
    explanation_.title = {
        "cell.kernel_element",
        {{"symbol", weight_symbol(evaluation_, tag_)},
         {"value", number_text(weight(coarse, tag_.channel % weight.channels(), tag_.cell.row, tag_.cell.column))}}};
    explanation_.tells_outputs = true;
    const auto& [vertical, horizontal] = evaluation_.relation.axes;
    const PaddingMode mode = evaluation_.relation.padding_mode;
    const std::vector<AxisTap> rows = axis_taps_of_kernel(vertical, mode, tag_.cell.row);
    const std::vector<AxisTap> columns = axis_taps_of_kernel(horizontal, mode, tag_.cell.column);
    const std::size_t count = rows.size() * columns.size();
    for (std::size_t i = 0; i < std::min(count, most_terms); ++i) {
      const AxisTap& r = rows[i / columns.size()];
      const AxisTap& c = columns[i % columns.size()];
      add(Tap{{r.fine, c.fine}, {r.tap, c.tap}, {r.coarse, c.coarse}, {r.placed, c.placed}},
          is_transposed() ? coarse : fine, is_transposed() ? fine : coarse);
    }
    explanation_.omitted = static_cast<std::int64_t>(count - explanation_.terms.size());
    explanation_.lead = Message{"cell.pairs_of_element", {{"count", count_text(count)}}};
  }

  void explain_place() {
    const std::optional<Cell> input = input_at(evaluation_, side_, tag_.cell);
    if (input) {
      const std::string symbol = input_symbol(evaluation_, side_, tag_.channel, *input);
      const double value = evaluation_.input(side_)(0, tag_.channel, input->row, input->column);
      explanation_.title = {"cell.copy", {{"symbol", symbol}, {"value", number_text(value)}}};
      return;
    }
    explanation_.why = why_zero(evaluation_, side_, tag_.cell);
    const bool is_between = explanation_.why->is_between;
    const bool counts = !is_maximum() && (!is_average() || spec_.count_include_pad);
    explanation_.title = {is_beyond_padding(evaluation_, side_, tag_.cell) ? "cell.beyond_padding"
                          : !counts                                        ? "cell.padding_of_pooling"
                          : !is_transposed()                               ? "cell.padding"
                          : is_between                                     ? "cell.inserted_zero"
                                                                           : "cell.border",
                          {{"place", fmt::format("[{},{}]", tag_.cell.row, tag_.cell.column)}}};
  }

  void explain_entry() {
    const MatrixCells cells = *matrix_cells(evaluation_, tag_);
    explanation_.tells_outputs = true;
    const Tag& input = is_transposed() ? cells.coarse : cells.fine;
    const Tag& output = is_transposed() ? cells.fine : cells.coarse;
    explanation_.why = why_no_entry(evaluation_, cells.coarse, cells.fine);
    double value = 0;
    if (!explanation_.why) {
      visit_taps_of_coarse(evaluation_.relation, cells.coarse.cell, [&](const Tap& tap) {
        if (tap.fine == cells.fine.cell) add(tap, input.channel, output.channel);
      });
      for (const Term& term : explanation_.terms) value += term.weight_value;
    }
    Message title{is_transposed() ? "cell.entry_transposed" : "cell.entry",
                  {{"coarse", name_of_cell(cells.coarse)}, {"fine", name_of_cell(cells.fine)}}};
    if (!explanation_.why) explanation_.lead = Message{"cell.entry_connects", title.arguments};
    title.arguments.emplace_back("value", number_text(value));
    explanation_.title = std::move(title);
  }

  std::size_t omitted() const { return static_cast<std::size_t>(explanation_.omitted); }

  void add(const Tap& tap, std::int64_t input_channel, std::int64_t output_channel) {
    Product product;
    product.input = is_transposed() ? tap.coarse : tap.fine;
    product.kernel = tap.kernel;
    product.output = is_transposed() ? tap.fine : tap.coarse;
    product.input_channel = input_channel;
    product.output_channel = output_channel;
    product.input_value = evaluation_.input(side_)(0, input_channel, product.input.row, product.input.column);
    product.weight_value = is_average() ? 1 / divisor_of(product.output) : 1;
    const Tensor& weight = *evaluation_.weight;
    if (weight.size() > 0) {
      const std::int64_t plane = kernel_tag(evaluation_, side_, input_channel, output_channel, tap.kernel).channel;
      product.weight_value =
          weight(plane / weight.channels(), plane % weight.channels(), tap.kernel.row, tap.kernel.column);
    }
    add(product);
  }

  void add(const Product& product) {
    if (explanation_.terms.size() == most_terms) {
      ++explanation_.omitted;
      return;
    }
    Term term;
    term.input = {side_, input_part(side_), product.input_channel, product.input};
    term.output = {side_, output_part(side_), product.output_channel, product.output};
    term.kernel = {side_, Part::kernel, 0, product.kernel};
    if (evaluation_.weight->size() > 0) {
      term.kernel = kernel_tag(evaluation_, side_, product.input_channel, product.output_channel, product.kernel);
    }
    term.input_value = product.input_value;
    term.weight_value = product.weight_value;
    term.value = product.product();
    explanation_.terms.push_back(term);
  }

  void collect_absent() {
    const auto& [vertical, horizontal] = evaluation_.relation.axes;
    if (vertical.kernel > most_elements || horizontal.kernel > most_elements / vertical.kernel) return;
    for (std::int64_t row = 0; row < vertical.kernel; ++row) {
      for (std::int64_t column = 0; column < horizontal.kernel; ++column) {
        if (!takes_part(evaluation_, side_, tag_, {row, column})) explanation_.absent.push_back({row, column});
      }
    }
  }

  const Evaluation& evaluation_;
  Side side_;
  Tag tag_;
  const Spec& spec_;
  CellExplanation explanation_;
};

}  // namespace

bool is_explained(const Evaluation& evaluation, const Tag& tag) {
  switch (tag.part) {
    case Part::fine: {
      if (lies_on(tag, *evaluation.fine)) return true;
      if (!evaluation.transposed) return false;
      const FullResult full = full_result(*evaluation.transposed);
      return cut_off_place(evaluation, full, tag) && validate(full.spec).empty();
    }
    case Part::coarse: return lies_on(tag, *evaluation.coarse);
    case Part::kernel: {
      const Tensor& weight = *evaluation.weight;
      return tag.channel >= 0 && tag.channel < weight.batch() * weight.channels() &&
             lies_on(tag.cell, weight.rows(), weight.columns());
    }
    case Part::expanded: {
      const std::optional<Spec>& spec = tag.side == Side::transposed ? evaluation.transposed : evaluation.convolution;
      if (tag.side == Side::none || !spec || tag.channel < 0 || tag.channel >= spec->in_channels) return false;
      const Geometry sizes = geometry(*spec);
      return lies_on(tag.cell, sizes.axes[height].padded, sizes.axes[width].padded);
    }
    case Part::matrix: return matrix_cells(evaluation, tag).has_value();
    default: return false;
  }
}

CellExplanation explain_cell(const Evaluation& evaluation, Side side, const Tag& tag) {
  CONVOSCOPE_ASSERT(is_explained(evaluation, tag));
  return CellExplainer(evaluation, side, tag).run();
}

TermText text_of(const Evaluation& evaluation, const CellExplanation& explanation, const Term& term) {
  const Side side = explanation.side;
  const Spec& spec = evaluation.spec(side);
  const std::string input = input_symbol(evaluation, side, term.input.channel, term.input.cell);
  const std::string value = number_text(term.input_value, term_decimals);
  TermText text{input, value};
  if (evaluation.weight->size() > 0) {
    text.symbols += " · " + weight_symbol(evaluation, term.kernel);
    text.numbers = fmt::format("{} · {} = {}", value, operand_text(term.weight_value, term_decimals),
                               number_text(term.value, term_decimals));
  } else if (explanation.tells_outputs && spec.operation == Operation::max_pooling) {
    // Whether it is what the window keeps.
    const Tensor& output = evaluation.output(side);
    const double largest = output(0, term.output.channel, term.output.cell.row, term.output.cell.column);
    text.numbers = term.input_value < largest ? fmt::format("{} < {}", value, number_text(largest, term_decimals))
                                              : fmt::format("{} = max", value);
  } else if (explanation.tells_outputs) {
    const std::string by = whole_text(divisor(spec, evaluation.relation, term.output.cell));
    text.symbols += " / " + by;
    text.numbers = fmt::format("{} / {} = {}", value, by, number_text(term.value, term_decimals));
  }
  if (explanation.tells_outputs) {
    text.symbols += " → " + output_symbol(evaluation, side, term.output.channel, term.output.cell);
  }
  return text;
}

}  // namespace convoscope
