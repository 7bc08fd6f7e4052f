// Questions about a layer as a whole: whether it is legal, and which of two pictures is its own.
#include <algorithm>

#include "document/line.h"
#include "lesson/asker.h"
#include "lesson/misreadings.h"

namespace convoscope {
namespace {

constexpr int most_draws = 400;

/// The one rule that the layer breaks, of those that can be said in a few words; empty where there is no such rule.
std::string_view broken_rule(const Spec& spec) {
  const std::vector<Problem> problems = validate(spec);
  if (problems.empty()) return {};
  const bool is_one =
      std::ranges::all_of(problems, [&](const Problem& each) { return each.key == problems.front().key; });
  return is_one ? true_rule(problems.front().key) : std::string_view();
}

/// Rules that there are not, those first that somebody would hold against this layer.
std::vector<const FalseRule*> tempting_rules(const Spec& spec, Dice& dice) {
  std::vector<const FalseRule*> rules;
  for (const FalseRule& rule : false_rules())
    if (rule.applies(spec)) rules.push_back(&rule);
  dice.shuffle(rules);
  std::stable_partition(rules.begin(), rules.end(), [&](const FalseRule* rule) { return rule->is_broken(spec); });
  return rules;
}

/// Whether the two can be told apart by their sizes or by how many connections they have: in pictures, and in words for those who see none.
bool differ(const Spec& a, const Spec& b) {
  return fine_shape(a) != fine_shape(b) || coarse_shape(a) != coarse_shape(b) ||
         count_taps(relation(a)) != count_taps(relation(b));
}

/// Values of a size that has changed would not fit.
SavedScene with_spec(SavedScene saved, const Spec& spec) {
  saved.scene.spec = spec;
  if (saved.scene.fine_values && saved.scene.fine_values->shape() != fine_shape(spec))
    saved.scene.fine_values = nullptr;
  if (saved.scene.coarse_values && saved.scene.coarse_values->shape() != coarse_shape(spec))
    saved.scene.coarse_values = nullptr;
  if (saved.scene.weight_values && saved.scene.weight_values->shape() != weight_shape(spec))
    saved.scene.weight_values = nullptr;
  return saved;
}

}  // namespace

std::vector<Spec> twins_of(const Spec& spec) {
  std::vector<Spec> twins;
  const auto take = [&](Spec twin) {
    if (!layer_problem(twin) && differ(spec, twin)) twins.push_back(twin);
  };
  const auto with = [&](std::int64_t AxisSpec::*member, std::int64_t by) {
    Spec twin = spec;
    for (int i = is_line(spec) ? width : height; i < axis_count; ++i) {
      AxisSpec& axis = twin.axes[i];
      axis.*member += by;
      if (member == &AxisSpec::pad_begin) axis.pad_end += by;
    }
    take(twin);
  };
  for (const std::int64_t by : {1, -1}) {
    with(&AxisSpec::stride, by);
    with(&AxisSpec::pad_begin, by);
    with(&AxisSpec::kernel, by);
    with(&AxisSpec::dilation, by);
  }
  return twins;
}

/// What is told of a mistake follows a colon elsewhere; here it stands by itself. Of scripts without small letters nothing changes.
std::string as_sentence(std::string text) {
  if (text.empty() || text.front() < 'a' || text.front() > 'z') return text;
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + '.';
}

bool ask_legal(Asker& asker) {
  // Legal or not as a coin falls, as far as the ranges have both.
  const bool wants_legal = asker.dice.between(0, 1) == 0;
  std::optional<SavedScene> found;
  bool is_legal = false;
  for (int i = 0; i < most_draws && !(found && is_legal == wants_legal); ++i) {
    SavedScene saved = draw_layer(asker.question.layer, asker.question.before, asker.dice);
    const bool is_too_large = validate(saved.scene.spec).empty() && layer_problem(saved.scene.spec);
    const bool legal = validate(saved.scene.spec).empty();
    if (is_too_large || (!legal && broken_rule(saved.scene.spec).empty())) continue;
    if (found && legal == is_legal) continue;
    found = std::move(saved);
    is_legal = legal;
  }
  if (!found) return asker.fail({"lesson.nothing_to_draw", {}});
  asker.asked.saved = std::move(found);
  const Spec& spec = asker.spec();
  asker.asked.ask = asker.words("quiz.legal.ask");
  const auto no = [&](std::string_view rule) {
    return asker.words("quiz.legal.no", {{"rule", asker.catalog.text(rule)}});
  };
  asker.add_choice(asker.words("quiz.legal.yes"), is_legal, is_legal ? RichText() : asker.words("because.not_legal"));
  if (is_legal) {
    Mistakes none("");
    draw_values(asker.question.layer, *asker.asked.saved, asker.dice, &none);
    const Geometry sizes = geometry(spec);
    asker.asked.why = asker.words("quiz.legal.why", {{"size", size_text(sizes.output_height(), sizes.output_width())}});
  } else {
    asker.asked.why = text_of_words(as_sentence(asker.catalog.text(message_of(validate(spec).front()))));
    asker.add_choice(no(broken_rule(spec)), true);
  }
  constexpr std::size_t choices = 4;
  for (const FalseRule* rule : tempting_rules(spec, asker.dice)) {
    if (asker.asked.choices.size() < choices)
      asker.add_choice(no(rule->text), false, asker.words("because.no_such_rule"));
  }
  return true;
}

bool ask_picture(Asker& asker) {
  if (!asker.draw([](const Spec& spec) { return !twins_of(spec).empty(); })) return false;
  SavedScene right = *asker.asked.saved;
  right.scene.look.has_words = false;
  const std::vector<Spec> twins = twins_of(asker.spec());
  const auto index = asker.dice.between(0, static_cast<std::int64_t>(twins.size()) - 1);
  const SavedScene wrong = with_spec(right, twins[static_cast<std::size_t>(index)]);
  const bool right_first = asker.dice.between(0, 1) == 0;
  asker.asked.ask = asker.words("quiz.picture.ask");
  for (const bool is_first : {true, false}) {
    const bool is_right = is_first == right_first;
    asker.add_choice(text_of_words(is_first ? "A" : "B"), is_right,
                     is_right ? RichText() : asker.words("because.other_picture"));
    asker.asked.choices.back().picture = is_right ? right : wrong;
  }
  return true;
}

}  // namespace convoscope
