#include "lesson/ask.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "document/line.h"
#include "document/names.h"
#include "lesson/asker.h"

namespace convoscope {
namespace {

bool ask_choice(Asker& asker) {
  const Question& question = asker.question;
  // What stands on the canvas is not asked about and may as well stay.
  if (question.has_layer && !asker.draw([](const Spec&) { return true; })) return false;
  for (const WrittenChoice& choice : question.choices) asker.add_choice(choice.text, choice.is_right, choice.because);
  return true;
}

bool ask_of_kind(Asker& asker) {
  switch (asker.question.kind) {
    case QuestionKind::size: return ask_size(asker);
    case QuestionKind::value: return ask_value(asker);
    case QuestionKind::connected: return ask_connected(asker);
    case QuestionKind::removed: return ask_removed(asker);
    case QuestionKind::legal: return ask_legal(asker);
    case QuestionKind::parameters: return ask_parameters(asker);
    case QuestionKind::multiplications: return ask_multiplications(asker);
    case QuestionKind::picture: return ask_picture(asker);
    case QuestionKind::choice: return ask_choice(asker);
    case QuestionKind::costs: return ask_costs(asker);
    case QuestionKind::receptive_field: return ask_receptive_field(asker);
    case QuestionKind::code: return ask_code(asker);
    case QuestionKind::misfit: return ask_misfit(asker);
  }
  return false;
}

/// "2", "2 × 3", of padding also "(0, 0, 1, 1)"; of a line one number, of its padding also "(2, 0)".
std::string parameter_text(const ParameterRow& row, const Scene& scene) {
  const bool is_flat = is_line(scene.spec);
  const std::int64_t first = row.get(scene, is_flat ? width : height);
  const std::int64_t second = row.per_axis() ? row.get(scene, width) : first;
  if (row.kind == ValueKind::sides) {
    const AxisSpec& vertical = scene.spec.axes[height];
    const AxisSpec& horizontal = scene.spec.axes[width];
    if (is_flat && horizontal.pad_begin != horizontal.pad_end)
      return fmt::format("({}, {})", horizontal.pad_begin, horizontal.pad_end);
    if (vertical.pad_begin != vertical.pad_end || horizontal.pad_begin != horizontal.pad_end)
      return fmt::format("({}, {}, {}, {})", vertical.pad_begin, horizontal.pad_begin, vertical.pad_end,
                         horizontal.pad_end);
  }
  if (row.kind == ValueKind::map) {
    const std::string size = is_flat ? fmt::format("{}", second) : size_text(first, second);
    return scene.spec.in_channels == 1 ? size : fmt::format("{} × {}", scene.spec.in_channels, size);
  }
  return first == second ? fmt::format("{}", first) : size_text(first, second);
}

/// Any parameter's value in words.
std::string value_text(const ParameterRow& row, const Scene& scene, const Catalog& catalog) {
  if (row.choices.empty()) return parameter_text(row, scene);
  const std::string choice = row.choices[static_cast<std::size_t>(row.get(scene, 0))];
  if (row.is_boolean()) return catalog.text(choice == "true" ? "quiz.yes" : "quiz.no");
  std::string name = catalog.text("padding_mode." + choice);
  // Within a sentence.
  if (name.front() >= 'A' && name.front() <= 'Z') name.front() = static_cast<char>(name.front() - 'A' + 'a');
  return name;
}

std::optional<double> number_of(std::string_view text) {
  std::string plain(text);
  // A comma is what many languages write for the point, U+2212 what pictures write for the minus.
  if (const std::size_t minus = plain.find("−"); minus != std::string::npos) plain.replace(minus, 3, "-");
  std::ranges::replace(plain, ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  const bool is_whole = error == std::errc{} && end == plain.data() + plain.size();
  return is_whole ? std::optional(value) : std::nullopt;
}

/// Names of cells, whatever stands between them.
std::set<std::string, std::less<>> names_of(std::string_view text) {
  constexpr std::string_view between = " ,;\t\n";
  std::set<std::string, std::less<>> names;
  for (std::size_t at = text.find_first_not_of(between); at < text.size(); at = text.find_first_not_of(between, at)) {
    const std::size_t end = std::min(text.find_first_of(between, at), text.size());
    names.emplace(text.substr(at, end - at));
    at = end;
  }
  return names;
}

bool is_same(QuestionKind kind, std::string_view answer, std::string_view right) {
  if (kind == QuestionKind::connected) return names_of(answer) == names_of(right);
  constexpr double tolerance = 0.005;
  const auto given = number_of(Piece{answer}.trimmed().text);
  const auto wanted = number_of(right);
  return given && wanted && std::abs(*given - *wanted) <= tolerance;
}

}  // namespace

std::string layer_words(const Scene& scene, bool tells_input, const Catalog& catalog) {
  const std::string operation = catalog.text("operation." + std::string(name_of(scene.spec.operation)));
  std::string list;
  for (const ParameterRow& row : parameters()) {
    const bool is_told = row.get != nullptr && row.is_own(scene) && row.id != Parameter::operation &&
                         row.id != Parameter::in_channels && row.id != Parameter::batch &&
                         (tells_input || row.id != Parameter::input);
    if (!is_told) continue;
    const bool is_always = row.id == Parameter::input || row.id == Parameter::kernel || row.id == Parameter::stride ||
                           row.id == Parameter::padding;
    const bool is_usual =
        row.get(scene, height) == row.initial && (!row.per_axis() || row.get(scene, width) == row.initial);
    if (row.id == Parameter::padding_mode ? row.get(scene, 0) == 0 : !is_always && is_usual) continue;
    if (is_pooling(scene.spec) && row.id == Parameter::out_channels) continue;
    const std::string value = value_text(row, scene, catalog);
    if (!list.empty()) list += catalog.text("quiz.between");
    list += catalog.text(row.is_boolean() ? "quiz.flag" : "quiz.term",
                         {{"@term", "term." + std::string(row.name)}, {"value", value}});
  }
  return catalog.text("quiz.layer", {{"operation", operation}, {"parameters", list}});
}

std::string size_text(std::int64_t rows, std::int64_t columns) { return fmt::format("{} × {}", rows, columns); }

std::optional<AskedQuestion> ask(const Question& question, std::uint64_t seed, const Catalog& catalog,
                                 DrawFailure* failure) {
  Asker asker{question, catalog, Dice(seed)};
  AskedQuestion& asked = asker.asked;
  asked.id = question.id;
  asked.kind = question.kind;
  asked.hint = question.hint;
  if (!ask_of_kind(asker)) {
    if (failure != nullptr) *failure = asker.failure;
    return std::nullopt;
  }
  // The two pictures keep their letters' order, levels theirs; who is right was drawn.
  if (question.kind != QuestionKind::picture && question.kind != QuestionKind::misfit)
    asker.dice.shuffle(asked.choices);
  // Where the parameters are what is asked, the operation alone is told.
  if (question.kind == QuestionKind::parameters)
    asked.layer = asker.words("operation." + std::string(name_of(asked.saved->scene.spec.operation)));
  else if (question.kind != QuestionKind::choice && asked.layer.empty())
    asked.layer = text_of_words(layer_words(asked.saved->scene, true, catalog));
  if (!question.ask.empty()) asked.ask = question.ask;
  if (!question.why.empty()) {
    if (!asked.why.empty()) asked.why.push_back({Inline::Kind::line_break});
    asked.why.insert(asked.why.end(), question.why.begin(), question.why.end());
  }
  return std::move(asked);
}

Grade grade(const AskedQuestion& question, std::size_t choice) {
  if (choice >= question.choices.size()) return {};
  return {question.choices[choice].is_right, question.choices[choice].because};
}

Grade grade(const AskedQuestion& question, std::string_view answer) {
  if (is_same(question.kind, answer, question.answer)) return {true, {}};
  for (const KnownAnswer& known : question.known)
    if (is_same(question.kind, answer, known.answer)) return {false, known.because};
  return {};
}

RichText answer_text(const AskedQuestion& question) {
  if (!question.choices.empty()) return question.choices[right_choice(question)].text;
  const bool is_negative = question.answer.starts_with('-');
  return text_of_words(is_negative ? "−" + question.answer.substr(1) : question.answer);
}

std::size_t right_choice(const AskedQuestion& question) {
  const auto right = std::ranges::find(question.choices, true, &AskedChoice::is_right);
  return static_cast<std::size_t>(right - question.choices.begin());
}

}  // namespace convoscope
