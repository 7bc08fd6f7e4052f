// Questions whose answers are typed or clicked: a cell's value, the cells connected with one, how many multiplications there are.
#include <algorithm>

#include "core/convolve.h"
#include "core/trace.h"
#include "document/cell_name.h"
#include "document/evaluation.h"
#include "document/line.h"
#include "lesson/asker.h"

namespace convoscope {
namespace {

/// As people type it.
std::string answer_text(double value) {
  std::string text = fmt::format("{:.4f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

Tag cell_of(Side side, Part part, std::int64_t channel, Cell cell) { return {side, part, channel, cell}; }

/// The cell that the question names, where the layer has it.
std::optional<Tag> named_cell(const Question& question, const Evaluation& evaluation) {
  const auto tag = cell_named(evaluation, question.cell);
  const bool is_cell = tag && tag->cell != no_cell && (tag->part == Part::fine || tag->part == Part::coarse);
  const bool is_asked = is_cell && (question.kind != QuestionKind::value || tag->part == output_part(evaluation.asked));
  return is_asked ? tag : std::nullopt;
}

/// Cells of the other map that the cell is connected with, row by row.
std::vector<Cell> partners_of(const Relation& relation, const Tag& tag) {
  const bool is_fine = tag.part == Part::fine;
  std::vector<Cell> cells;
  for (const Tap& tap : is_fine ? taps_of_fine(relation, tag.cell) : taps_of_coarse(relation, tag.cell))
    cells.push_back(is_fine ? tap.coarse : tap.fine);
  std::ranges::sort(cells);
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

/// Draws a layer that has the cell that the question names, if it names one.
bool draw_with_cell(Asker& asker) {
  const auto has_cell = [&](const Spec& spec) {
    if (asker.question.cell.empty()) return true;
    Scene scene;
    scene.spec = spec;
    const auto evaluation = evaluate(scene);
    const auto tag = named_cell(asker.question, *evaluation);
    const bool needs_partners = asker.question.kind == QuestionKind::connected;
    return tag && !(needs_partners && partners_of(evaluation->relation, *tag).empty());
  };
  if (asker.draw(has_cell)) return true;
  if (asker.failure.is_of_ranges && !asker.question.cell.empty())
    asker.failure = {std::nullopt, true, true, {"lesson.cell", {{"text", asker.question.cell}}}};
  return false;
}

/// The cell that the question names, or one drawn of `map`.
Tag chosen_cell(Asker& asker, const Evaluation& evaluation, Part drawn_from, const Tensor& map) {
  if (const auto tag = named_cell(asker.question, evaluation)) return *tag;
  const Cell cell{asker.dice.between(0, map.rows() - 1), asker.dice.between(0, map.columns() - 1)};
  return cell_of(evaluation.asked, drawn_from, 0, cell);
}

/// The weight rotated by 180 degrees in each plane, or with rows and columns exchanged where it is square.
SharedTensor turned(const Tensor& weight, bool is_exchanged) {
  auto result = std::make_shared<Tensor>(weight.shape());
  for (std::int64_t first = 0; first < weight.shape()[0]; ++first)
    for (std::int64_t second = 0; second < weight.shape()[1]; ++second)
      for (std::int64_t row = 0; row < weight.rows(); ++row)
        for (std::int64_t column = 0; column < weight.columns(); ++column)
          (*result)(first, second, row, column) =
              is_exchanged ? weight(first, second, column, row)
                           : weight(first, second, weight.rows() - 1 - row, weight.columns() - 1 - column);
  return result;
}

/// "14 = 1·9 + 5": no more than the sum's products, which the program explains elsewhere.
void add_known_values(Asker& asker, const Evaluation& evaluation, const Tag& tag) {
  const Spec& spec = asker.spec();
  const Tensor& input = evaluation.input(evaluation.asked);
  const auto add = [&](double value, std::string_view because) {
    const std::string text = answer_text(value);
    const bool is_new = text != asker.asked.answer &&
                        std::ranges::find(asker.asked.known, text, &KnownAnswer::answer) == asker.asked.known.end();
    if (is_new) asker.asked.known.push_back({text, asker.words(because)});
  };
  const auto value_with = [&](const Tensor& weight) {
    return double{apply(spec, input, weight, evaluation.bias)(0, tag.channel, tag.cell.row, tag.cell.column)};
  };
  if (!is_pooling(spec)) {
    const Tensor& weight = *evaluation.weight;
    add(value_with(*turned(weight, false)), is_transposed(spec) ? "because.not_rotated" : "because.rotated");
    if (weight.rows() == weight.columns()) add(value_with(*turned(weight, true)), "because.exchanged");
  }
  const Tensor& output = evaluation.output(evaluation.asked);
  for (const Cell by : {Cell{0, 1}, Cell{1, 0}, Cell{0, -1}, Cell{-1, 0}}) {
    const Cell cell{tag.cell.row + by.row, tag.cell.column + by.column};
    if (lies_on(cell, output.rows(), output.columns()))
      add(output(0, tag.channel, cell.row, cell.column), "because.neighbour");
  }
}

}  // namespace

bool ask_value(Asker& asker) {
  if (!draw_with_cell(asker)) return false;
  const auto evaluation = evaluate(asker.asked.saved->scene);
  const Side side = evaluation->asked;
  const Tensor& output = evaluation->output(side);
  const Tag tag = chosen_cell(asker, *evaluation, output_part(side), output);
  const Cell cell = tag.cell;
  asker.asked.cell = tag;
  asker.asked.answer = answer_text(output(0, tag.channel, cell.row, cell.column));
  const std::string column = std::to_string(cell.column + 1);
  asker.asked.ask = is_line(asker.spec())
                        ? asker.words("quiz.value.ask_line", {{"column", column}})
                        : asker.words("quiz.value.ask", {{"row", std::to_string(cell.row + 1)}, {"column", column}});
  if (tag.channel > 0)
    asker.asked.ask = asker.words(
        "quiz.value.ask_channel",
        {{"row", std::to_string(cell.row + 1)}, {"column", column}, {"channel", std::to_string(tag.channel + 1)}});
  add_known_values(asker, *evaluation, tag);
  return true;
}

bool ask_connected(Asker& asker) {
  if (!draw_with_cell(asker)) return false;
  const auto evaluation = evaluate(asker.asked.saved->scene);
  const Side side = evaluation->asked;
  const Relation& relation = evaluation->relation;
  constexpr int most_draws = 50;
  std::vector<Cell> cells;
  Tag tag;
  for (int i = 0; i < most_draws && cells.empty(); ++i) {
    tag = chosen_cell(asker, *evaluation, input_part(side), evaluation->input(side));
    tag.channel = 0;
    cells = partners_of(relation, tag);
  }
  if (cells.empty()) return asker.fail({"lesson.nothing_to_draw", {}});
  const bool is_fine = tag.part == Part::fine;
  asker.asked.cell = tag;
  for (const Cell cell : cells) {
    asker.asked.cells.push_back(cell_of(tag.side, is_fine ? Part::coarse : Part::fine, 0, cell));
    const std::string name = is_fine ? coarse_name(relation, cell) : fine_name(relation, cell);
    asker.asked.answer += (asker.asked.answer.empty() ? "" : " ") + name;
  }
  const bool is_input = tag.part == input_part(tag.side);
  const std::string name = is_fine ? fine_name(relation, tag.cell) : coarse_name(relation, tag.cell);
  asker.asked.ask = asker.words(is_input ? "quiz.connected.ask_input" : "quiz.connected.ask_output", {{"cell", name}});
  asker.asked.why = asker.words("quiz.connected.why", {{"count", std::to_string(cells.size())}});
  return true;
}

bool ask_multiplications(Asker& asker) {
  if (!asker.draw([](const Spec& spec) { return !is_pooling(spec); })) return false;
  const auto evaluation = evaluate(asker.asked.saved->scene);
  const Side side = evaluation->asked;
  const Trace trace = evaluation->trace(side, Granularity::cell);
  const Work work = trace.work_after(trace.size() - 1);
  const bool zeros = asker.question.counts_zeros;
  const bool transposed = is_transposed(asker.spec());
  const auto text = [](std::int64_t count) { return std::to_string(count); };
  asker.asked.ask =
      zeros ? asker.words(transposed ? "quiz.multiplications.zeros_transposed" : "quiz.multiplications.zeros")
            : asker.words(transposed ? "quiz.multiplications.all_transposed" : "quiz.multiplications.all");
  asker.asked.answer = text(zeros ? work.on_zeros : work.multiplications);
  asker.asked.why = asker.words(
      "quiz.multiplications.why",
      {{"all", text(work.multiplications)}, {"zeros", text(work.on_zeros)}, {"connections", text(work.that_count())}});
  const Spec& spec = asker.spec();
  const std::int64_t elements = spec.axes[height].kernel * spec.axes[width].kernel;
  const std::int64_t input_cells = spec.axes[height].input * spec.axes[width].input;
  const auto add = [&](std::int64_t count, std::string_view because) {
    const bool is_new =
        text(count) != asker.asked.answer &&
        std::ranges::find(asker.asked.known, text(count), &KnownAnswer::answer) == asker.asked.known.end();
    if (is_new) asker.asked.known.push_back({text(count), asker.words(because)});
  };
  add(zeros ? work.multiplications : work.on_zeros, zeros ? "because.counted_all" : "because.counted_zeros");
  add(work.that_count(), zeros ? "because.counted_connections" : "because.left_zeros_out");
  add(input_cells * elements, "because.by_input");
  add(elements, "because.one_window");
  return true;
}

}  // namespace convoscope
