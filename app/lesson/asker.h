// What the kinds of questions share while one is drawn. For ask*.cpp alone.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "core/geometry.h"
#include "lesson/ask.h"

namespace convoscope {

struct Asker {
  const Question& question;
  const Catalog& catalog;
  Dice dice;
  AskedQuestion asked{};
  DrawFailure failure{};

  RichText words(std::string_view key, const Catalog::Arguments& arguments = {}) const {
    return text_of_words(catalog.text(key, arguments));
  }
  bool fail(Message what) {
    failure = {std::nullopt, false, false, std::move(what)};
    return false;
  }
  /// Draws a layer, with its values, until it is legal and `is_wanted`; false and a failure where it never is.
  template <class Test>
  bool draw(Test&& is_wanted) {
    constexpr int most_draws = 400;
    bool has_legal = false;
    for (int i = 0; i < most_draws; ++i) {
      SavedScene saved = draw_layer(question.layer, question.before, dice);
      if (const auto problem = layer_problem(saved.scene.spec)) {
        if (!has_legal) failure = {problem->parameter, false, false, problem->what};
        continue;
      }
      has_legal = true;
      failure = {std::nullopt, false, true, {"lesson.nothing_to_draw", {}}};
      if (!is_wanted(saved.scene.spec)) continue;
      Mistakes none("");
      if (!draw_values(question.layer, saved, dice, &none)) {
        const std::vector<Mistake> found = std::move(none).in_order();
        return fail(found.front().what);
      }
      if (!question.views.empty()) saved.scene.views = question.views;
      asked.saved = std::move(saved);
      return true;
    }
    return false;
  }
  void add_choice(RichText text, bool is_right, RichText because = {}) {
    asked.choices.push_back({std::move(text), is_right, std::move(because)});
  }
  const Spec& spec() const { return asked.saved->scene.spec; }
};

std::string size_text(std::int64_t rows, std::int64_t columns);  ///< "3 × 3"

/// Each fills `asked`; false where it cannot, with the failure.
bool ask_size(Asker& asker);
bool ask_value(Asker& asker);
bool ask_connected(Asker& asker);
bool ask_removed(Asker& asker);
bool ask_legal(Asker& asker);
bool ask_parameters(Asker& asker);
bool ask_multiplications(Asker& asker);
bool ask_picture(Asker& asker);
bool ask_costs(Asker& asker);
bool ask_receptive_field(Asker& asker);
bool ask_code(Asker& asker);
bool ask_misfit(Asker& asker);

/// Layers that one misread number makes of this one, all legal, and told from it by their sizes or connections.
std::vector<Spec> twins_of(const Spec& spec);
/// "Transposed convolution: input 2 × 2, kernel 3, stride 2, padding 1"; `tells_input` false: without its input.
std::string layer_words(const Scene& scene, bool tells_input, const Catalog& catalog);

}  // namespace convoscope
