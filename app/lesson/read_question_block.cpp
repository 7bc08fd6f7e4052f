#include <algorithm>
#include <charconv>

#include "interop/frameworks.h"
#include "lesson/ask.h"
#include "lesson/blocks.h"
#include "lesson/read_lesson.h"

namespace convoscope {
namespace {

constexpr std::string_view question_keys =
    "id, kind, ask, hint, why, view, preset, operation, input, kernel, stride, padding, dilation, output_padding, "
    "groups, "
    "out_channels, padding_mode, auto_pad, ceil_mode, count_include_pad, values, weights";
constexpr std::array count_names{"all", "zeros"};
constexpr std::array cost_names{"parameters", "multiplications"};
constexpr std::int64_t most_layers = 5;  // that follow each other

/// "7x7" or "7".
bool read_output(const Field& field, std::array<std::int64_t, axis_count>& output) {
  const std::string_view text = field.value;
  const char* const end = text.data() + text.size();
  const auto [next, error] = std::from_chars(text.data(), end, output[height]);
  output[width] = output[height];
  if (error == std::errc{} && next != end && (*next == 'x' || *next == ',')) {
    const auto [last, wrong] = std::from_chars(next + 1, end, output[width]);
    if (wrong != std::errc{} || last != end) return false;
  } else if (error != std::errc{} || next != end) {
    return false;
  }
  return output[height] >= 1 && output[width] >= 1 && output[height] <= most_lesson_cells &&
         output[width] <= most_lesson_cells;
}

/// The keys that only some kinds have.
void read_kind_keys(Fields& fields, Question& question) {
  Mistakes& mistakes = fields.mistakes();
  const bool has_cell = question.kind == QuestionKind::value || question.kind == QuestionKind::connected;
  if (const Field* field = has_cell ? fields.find("cell") : nullptr) question.cell = field->value;
  // A cell that is drawn can only be named by the program.
  if (const Field* field = fields.find("ask"); has_cell && field != nullptr && question.cell.empty())
    mistakes.add(field->offset, "lesson.ask_without_cell");
  if (const Field* field = question.kind == QuestionKind::parameters ? fields.find("output") : nullptr) {
    if (!read_output(*field, question.output))
      mistakes.add(field->offset, "lesson.form.output", {{"text", field->value}});
  }
  if (question.kind == QuestionKind::multiplications)
    question.counts_zeros = fields.find_name("count", count_names) == 1;
  if (question.kind == QuestionKind::costs) question.counts_parameters = fields.find_name("count", cost_names) != 1;
  if (question.kind == QuestionKind::code)
    question.framework = static_cast<std::size_t>(std::max(fields.find_name("framework", framework_names), 0));
  const bool has_layers = question.kind == QuestionKind::receptive_field || question.kind == QuestionKind::misfit;
  if (const Field* field = has_layers ? fields.find("layers") : nullptr) {
    const std::optional<NumberRange> range = range_of(field->value, true);
    if (!range || range->least < 1 || range->most > most_layers)
      mistakes.add(field->offset, "lesson.form.layers",
                   {{"most", std::to_string(most_layers)}, {"text", field->value}});
    else
      question.layers = *range;
  }
}

void read_choices(Fields& fields, Question& question) {
  Mistakes& mistakes = fields.mistakes();
  const std::vector<ChoiceLine>& lines = fields.choices();
  if (question.kind != QuestionKind::choice) {
    if (!lines.empty()) mistakes.add(lines.front().offset, "lesson.choice_of_other_kind");
    return;
  }
  if (question.ask.empty() && fields.find("ask") == nullptr) mistakes.add(fields.offset(), "lesson.choice_without_ask");
  if (lines.size() < 2 || lines.size() > most_choices)
    mistakes.add(fields.offset(), "lesson.choice_count", {{"most", std::to_string(most_choices)}});
  bool has_right = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const ChoiceLine& line = lines[i];
    if (line.text.empty()) mistakes.add(line.offset, "lesson.choice_empty");
    if (line.is_right && has_right) mistakes.add(line.offset, "lesson.two_right");
    has_right = has_right || line.is_right;
    const bool is_twice = std::any_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(i),
                                      [&](const ChoiceLine& other) { return other.text == line.text; });
    if (is_twice) mistakes.add(line.offset, "lesson.choice_twice");
    WrittenChoice choice{read_rich_text({line.text, line.offset}, mistakes), line.is_right, {}};
    if (!line.because.empty()) choice.because = read_rich_text({line.because, line.because_offset}, mistakes);
    question.choices.push_back(std::move(choice));
  }
  if (!lines.empty() && !has_right) mistakes.add(fields.offset(), "lesson.no_right");
}

/// Draws the question a few times: what never works is a mistake.
void try_out(const Question& question, Fields& fields) {
  constexpr int tries = 8;
  for (int seed = 0; seed < tries; ++seed) {
    DrawFailure failure;
    if (ask(question, seed_of(static_cast<std::uint64_t>(seed), "", question.id), Catalog(), &failure)) continue;
    std::size_t offset = fields.offset();
    if (failure.parameter) offset = question.layer.offset_of(*failure.parameter);
    if (failure.blames_cell) offset = fields.find("cell")->offset;
    fields.mistakes().add(offset, failure.what);
    return;
  }
}

}  // namespace

bool is_lesson_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::optional<Question> read_question_block(const MarkdownBlock& block, std::size_t line, const SavedScene* before,
                                            std::span<const std::string_view> views, Mistakes& mistakes) {
  const std::size_t mistakes_before = mistakes.count();
  Fields fields(block, mistakes);
  Question question;
  question.line = line;
  const Field* id = fields.find("id");
  if (id == nullptr)
    mistakes.add(block.offset, "lesson.question_without", {{"key", "id"}});
  else if (!is_lesson_id(id->value))
    mistakes.add(id->offset, "lesson.id", {{"text", id->value}});
  else
    question.id = id->value;
  const int kind = fields.find_name("kind", question_kind_names);
  if (kind < 0) {
    if (fields.find("kind") == nullptr) mistakes.add(block.offset, "lesson.question_without", {{"key", "kind"}});
    return std::nullopt;
  }
  question.kind = static_cast<QuestionKind>(kind);
  question.ask = fields.find_text("ask");
  question.hint = fields.find_text("hint");
  question.why = fields.find_text("why");
  read_kind_keys(fields, question);
  read_choices(fields, question);
  question.layer = read_layer_recipe(fields, true, false);
  const std::vector<View> chosen = read_views(fields, views);
  fields.expect_no_others(question_keys);
  const bool needs_layer = question.kind != QuestionKind::choice;
  if (before != nullptr) question.before = *before;
  question.before.scene.look.marks.clear();  // they might tell the answer
  question.has_layer = before != nullptr || question.layer.begin.has_value();
  if (needs_layer && !question.has_layer) mistakes.add(block.offset, "lesson.question_without_layer");
  if (!chosen.empty()) question.views = chosen;
  if (mistakes.count() != mistakes_before) return std::nullopt;
  try_out(question, fields);
  if (mistakes.count() != mistakes_before) return std::nullopt;
  return question;
}

}  // namespace convoscope
