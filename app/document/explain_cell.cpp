// One cell in words of mathematics: its products, its sum, and why some kernel elements take no part.
#include <fmt/format.h>

#include "core/assert.h"
#include "document/explain.h"

namespace convoscope {

namespace {

constexpr std::size_t most_lines = 64;
constexpr int term_decimals = 3;

/// A factor or summand behind an operator: negative ones in brackets.
std::string operand(double value) {
  const std::string text = number_text(value, term_decimals);
  return value < 0 ? fmt::format("({})", text) : text;
}

class CellExplainer {
 public:
  CellExplainer(const Evaluation& evaluation, Side side, const Tag& cell)
      : evaluation_(evaluation), side_(side), cell_(cell), spec_(evaluation.spec(side)) {
    is_transposed_ = side == Side::transposed;
    is_pooling_ = spec_.operation == Operation::average_pooling || spec_.operation == Operation::max_pooling;
    is_output_ = (cell.part == Part::fine) == is_transposed_;
  }

  CellExplanation run() {
    explanation_.is_output = is_output_;
    explanation_.title = title();
    explanation_.sum_key = spec_.operation == Operation::max_pooling ? "cell.maximum" : "cell.sum";
    if (is_output_) {
      explain_output();
    } else {
      explain_input();
    }
    if (is_output_ && is_transposed_ && spec_.padding_mode == PaddingMode::zeros) explain_absent();
    return std::move(explanation_);
  }

 private:
  Part input_part() const { return is_transposed_ ? Part::coarse : Part::fine; }
  Part output_part() const { return is_transposed_ ? Part::fine : Part::coarse; }

  std::string input_symbol(std::int64_t channel, Cell at) const { return symbol("x", spec_.in_channels, channel, at); }
  std::string output_symbol(std::int64_t channel, Cell at) const {
    return symbol("y", spec_.out_channels, channel, at);
  }

  static std::string symbol(std::string_view letter, std::int64_t channels, std::int64_t channel, Cell at) {
    if (channels == 1) return fmt::format("{}[{},{}]", letter, at.row, at.column);
    return fmt::format("{}[{},{},{}]", letter, channel, at.row, at.column);
  }

  Message title() const {
    std::string key = is_transposed_ ? "cell.transposed_input" : "cell.convolution_input";
    if (is_output_) key = is_transposed_ ? "cell.transposed_output" : "cell.convolution_output";
    if (is_pooling_) key = is_output_ ? "cell.pooling_output" : "cell.pooling_input";
    const Relation& relation = evaluation_.relation;
    const bool is_fine = cell_.part == Part::fine;
    return {
        std::move(key),
        {{"name", is_fine ? fine_name(relation, cell_.cell) : coarse_name(relation, cell_.cell)},
         {"symbol", is_output_ ? output_symbol(cell_.channel, cell_.cell) : input_symbol(cell_.channel, cell_.cell)}}};
  }

  void explain_output() {
    const Trace trace = evaluation_.trace(side_, Granularity::cell);
    const Step step = trace.at(trace.step_of(cell_.channel, cell_.cell));
    explanation_.sum = step.sum;
    const std::span<const float> bias = evaluation_.bias_of(side_);
    explanation_.has_bias = !bias.empty();
    if (!bias.empty()) explanation_.bias = bias[static_cast<std::size_t>(cell_.channel)];
    add_products(step);
  }

  void explain_input() {
    if (is_pooling_) {  // is traced by gather only
      visit_taps_of_fine(evaluation_.relation, cell_.cell, [&](const Tap& tap) {
        Product product;
        product.input = tap.fine;
        product.kernel = tap.kernel;
        product.output = tap.coarse;
        product.input_channel = product.output_channel = cell_.channel;
        product.input_value = evaluation_.input(side_)(0, cell_.channel, tap.fine.row, tap.fine.column);
        const bool is_average = spec_.operation == Operation::average_pooling;
        product.weight_value = is_average ? 1 / area() : 1;
        add(product);
      });
      return;
    }
    const Trace trace = evaluation_.trace(side_, Method::scatter, Granularity::cell);
    add_products(trace.at(trace.step_of(cell_.channel, cell_.cell)));
  }

  double area() const { return static_cast<double>(spec_.axes[height].kernel * spec_.axes[width].kernel); }

  void add_products(const Step& step) {
    for (const Product& product : step.products) {
      if (product.factor == Factor::value) add(product);
    }
  }

  void add(const Product& product) {
    if (explanation_.terms.size() == most_lines) {
      ++explanation_.omitted;
      return;
    }
    Term term;
    term.value = product.product();
    term.input = {side_, input_part(), product.input_channel, product.input};
    term.output = {side_, output_part(), product.output_channel, product.output};
    const std::string x = input_symbol(product.input_channel, product.input);
    const std::string value = number_text(product.input_value, term_decimals);
    if (!is_pooling_) {
      term.kernel = kernel_tag(product);
      term.symbols = fmt::format("{} · {}", x, weight_symbol(product));
      term.numbers =
          fmt::format("{} · {} = {}", value, operand(product.weight_value), number_text(term.value, term_decimals));
    } else if (spec_.operation == Operation::average_pooling) {
      term.symbols = fmt::format("{} / {}", x, number_text(area()));
      term.numbers = fmt::format("{} / {} = {}", value, number_text(area()), number_text(term.value, term_decimals));
    } else {
      term.symbols = x;
      term.numbers = value;
    }
    if (!is_output_) term.symbols += fmt::format(" → {}", output_symbol(product.output_channel, product.output));
    explanation_.terms.push_back(std::move(term));
  }

  /// The weight's first two indices, as stored: coarse channel, and fine channel within its group.
  std::pair<std::int64_t, std::int64_t> weight_channels(const Product& product) const {
    const std::int64_t coarse = is_transposed_ ? product.input_channel : product.output_channel;
    const std::int64_t fine = is_transposed_ ? product.output_channel : product.input_channel;
    return {coarse, fine % evaluation_.weight->channels()};
  }

  std::string weight_symbol(const Product& product) const {
    const Tensor& weight = *evaluation_.weight;
    if (weight.batch() == 1 && weight.channels() == 1) return symbol("w", 1, 0, product.kernel);
    const auto [first, second] = weight_channels(product);
    return fmt::format("w[{},{},{},{}]", first, second, product.kernel.row, product.kernel.column);
  }

  Tag kernel_tag(const Product& product) const {
    const auto [first, second] = weight_channels(product);
    return {side_, Part::kernel, first * evaluation_.weight->channels() + second, product.kernel};
  }

  void explain_absent() {
    const auto& [vertical, horizontal] = evaluation_.relation.axes;
    for (std::int64_t row = 0; row < vertical.kernel; ++row) {
      const Absence of_row = absence_on_axis(vertical, cell_.cell.row, row);
      for (std::int64_t column = 0; column < horizontal.kernel; ++column) {
        const Absence of_column = absence_on_axis(horizontal, cell_.cell.column, column);
        if (of_row == Absence::none && of_column == Absence::none) continue;
        if (explanation_.absent.size() == most_lines) return;
        // The border outweighs an inserted zero, as in the pictures.
        const bool by_row = of_row == Absence::border || (of_column != Absence::border && of_row != Absence::none);
        const int axis = by_row ? height : width;
        explanation_.absent.push_back(
            {{row, column},
             axis,
             by_row ? equation(axis, cell_.cell.row, row, of_row)
                    : equation(axis, cell_.cell.column, column, of_column),
             (by_row ? of_row : of_column) == Absence::border ? "why.outside" : "why.not_whole"});
      }
    }
  }

  std::string equation(int axis, std::int64_t fine, std::int64_t tap, Absence absence) const {
    const AxisRelation& along = evaluation_.relation.axes[static_cast<std::size_t>(axis)];
    const AxisSpec& asked = spec_.axes[static_cast<std::size_t>(axis)];
    const bool is_dilated = along.dilation != 1;
    std::string text =
        fmt::format("o = (i + {} − {}) / s = ({} + {} − {}{}) / {}", asked.pad_begin == asked.pad_end ? "p" : "p₀",
                    is_dilated ? "u·d" : "u", fine, operand(static_cast<double>(along.pad_begin)), tap,
                    is_dilated ? fmt::format("·{}", along.dilation) : "", along.stride);
    if (absence == Absence::border) {
      const auto numerator = static_cast<double>(fine - along.place(0, tap));
      text += fmt::format(" = {}", number_text(numerator / static_cast<double>(along.stride)));
    }
    return text;
  }

  const Evaluation& evaluation_;
  Side side_;
  Tag cell_;
  const Spec& spec_;
  bool is_transposed_ = false;
  bool is_pooling_ = false;
  bool is_output_ = true;
  CellExplanation explanation_;
};

}  // namespace

CellExplanation explain_cell(const Evaluation& evaluation, Side side, const Tag& cell) {
  CONVOSCOPE_ASSERT(cell.part == Part::fine || cell.part == Part::coarse);
  return CellExplainer(evaluation, side, cell).run();
}

}  // namespace convoscope
