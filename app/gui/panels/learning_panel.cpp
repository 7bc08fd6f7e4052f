// THE KERNEL LEARNS: what it learns from, how it begins, how far each step goes; how far it is and what is to be said of that.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/kernels.h"
#include "document/number_text.h"
#include "figure/learning/learning_figure.h"
#include "gui/panels/panels.h"
#include "gui/state/learning.h"
#include "gui/widgets/number_field.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double learning_row_pt = 32;
constexpr double learning_field_pt = 26;
constexpr double learning_label_share = 0.26;

class LearningPanel {
 public:
  LearningPanel(const PanelInputs& in, Point origin, double panel_width)
      : in_(in),
        context_(in.context),
        settings_(in.app.learning.settings),
        left_(origin.x + panel_margin_pt),
        width_(panel_width - 2 * panel_margin_pt),
        y_(origin.y) {}

  double draw() {
    context_.focus.group = "learning";
    section_title(context_, {left_, y_ + 31}, context_.say("learning.section"));
    y_ += 42;
    draw_goal();
    if (!in_.session().present().photograph.picture) draw_input();
    draw_start();
    draw_number("rate", "learning.rate", LearningEntry::Kind::rate, rate_text());
    draw_number("steps", "learning.steps", LearningEntry::Kind::steps, steps_text());
    draw_progress();
    const Rect keep{left_, y_, width_, learning_field_pt};
    if (button(context_, "keep_kernel", keep, context_.say("command.keep_kernel"), ButtonLook::field,
               is_learning(in_.app), context_.say("learning.keep.help")))
      in_.run("keep_kernel");
    const Rect end{left_, y_ + learning_row_pt, width_, learning_field_pt};
    if (button(context_, "end_learning", end, context_.say("learning.end"), ButtonLook::field, true,
               context_.say("learning.end.help")))
      in_.run("learn");
    context_.focus.group.clear();
    y_ += 2 * learning_row_pt;
    draw_rule(context_, {left_, y_ + 2}, width_, context_.theme.line);
    return y_ + 2;
  }

 private:
  void change(LearningSettings settings) { in_.act(ChangeLearning{std::move(settings)}); }

  Rect labelled(const char* key, const std::string& help) {
    const std::string& label = context_.say(key);
    const Rect whole{left_, y_, width_ * learning_label_share, learning_field_pt};
    draw_text(context_, centred_baseline(whole, Type::body, Align::start), Type::body, context_.theme.text,
              shortened(context_, Type::body, label, whole.width - 6));
    hint(context_, touch(context_, key, whole, StopKind::none), help);
    const Rect field{left_ + whole.width, y_, width_ - whole.width, learning_field_pt};
    y_ += learning_row_pt;
    return field;
  }

  bool choice(const std::string& words, bool is_chosen) {
    context_.types.require(Type::body, words);
    const bool is_picked = ImGui::MenuItem(words.c_str(), nullptr, is_chosen);
    if (is_chosen) ImGui::SetItemDefaultFocus();  // where the arrow keys begin
    return is_picked;
  }

  std::string goal_words() const {
    switch (settings_.goal) {
      case LearningGoal::kernel: return context_.say("kernel." + settings_.kernel);
      case LearningGoal::output: return context_.say("learning.goal.output");
      case LearningGoal::file: break;
    }
    return settings_.file;
  }

  void draw_goal() {
    std::optional<LearningEntry>& entry = in_.ui.learning_entry;
    const Rect rect = labelled("learning.goal", context_.say("learning.goal.help"));
    if (entry && entry->kind == LearningEntry::Kind::file) {
      const FieldTouch typed = text_field(context_, "##file", rect, entry->draft, true);
      if (typed.entered && !entry->draft.view().empty()) in_.act(LearnFromFile{std::string(entry->draft.view())});
      if (typed.ended) entry.reset();
      return;
    }
    const std::string words = shortened(context_, Type::body, goal_words(), rect.width - 26);
    if (drop_down(context_, "goal", rect, words)) ImGui::OpenPopup("goals");
    if (!begin_list(context_, "goals", {rect.x, rect.bottom() + 2})) return;
    LearningSettings settings = settings_;
    for (const std::string_view name : learnable_kernels(in_.app)) {
      const bool is_chosen = settings_.goal == LearningGoal::kernel && settings_.kernel == name;
      if (!choice(context_.say("kernel." + std::string(name)), is_chosen)) continue;
      settings.goal = LearningGoal::kernel;
      settings.kernel = name;
      change(settings);
    }
    ImGui::Separator();
    if (choice(context_.say("learning.goal.output"), settings_.goal == LearningGoal::output)) {
      settings.goal = LearningGoal::output;
      change(settings);
    }
    if (choice(context_.say("learning.goal.file"), settings_.goal == LearningGoal::file)) {
      entry.emplace();
      entry->kind = LearningEntry::Kind::file;
    }
    ImGui::EndPopup();
  }

  /// A list of choices by their words' keys; `choose` takes the number of the one chosen.
  template <std::size_t count, class Choose>
  void draw_list(const char* id, const char* label_key, const char* help_key,
                 const std::array<const char*, count>& keys, std::size_t chosen, const Choose& choose) {
    const Rect rect = labelled(label_key, context_.say(help_key));
    if (drop_down(context_, id, rect, context_.say(keys[chosen]))) ImGui::OpenPopup(id);
    if (!begin_list(context_, id, {rect.x, rect.bottom() + 2})) return;
    for (std::size_t i = 0; i < count; ++i)
      if (choice(context_.say(keys[i]), i == chosen)) choose(i);
    ImGui::EndPopup();
  }

  void draw_input() {
    constexpr std::array keys{"learning.input.own", "learning.input.drawn"};
    draw_list("input", "learning.input", "learning.input.help", keys, settings_.draws_input ? 1 : 0,
              [&](std::size_t i) {
                LearningSettings settings = settings_;
                settings.seed += i == 1 && settings.draws_input ? 1 : 0;  // chosen again: others
                settings.draws_input = i == 1;
                change(std::move(settings));
              });
  }

  void draw_start() {
    constexpr std::array keys{"learning.start.zeros", "learning.start.random", "learning.start.present"};
    draw_list("start", "learning.start", "learning.start.help", keys, static_cast<std::size_t>(settings_.start),
              [&](std::size_t i) {
                LearningSettings settings = settings_;
                settings.start = static_cast<LearningStart>(i);
                change(std::move(settings));
              });
  }

  std::string rate_text() const {
    const SharedLearned& run = in_.session().present().learning.run;
    const std::optional<double> rate = run ? std::optional(run->rate) : settings_.rate;
    return rate ? fmt::format("{}", *rate) : "";
  }

  std::string steps_text() const {
    const SharedLearned& run = in_.session().present().learning.run;
    return whole_text(run ? run->steps : settings_.steps);
  }

  void draw_number(const char* id, const char* label_key, LearningEntry::Kind kind, const std::string& words) {
    const bool is_rate = kind == LearningEntry::Kind::rate;
    const Spec& spec = in_.session().present().spec;
    const std::string most = whole_text(most_learning_steps(spec));
    const Rect rect = labelled(label_key, is_rate ? context_.say("learning.rate.help")
                                                  : context_.say("learning.steps.help", {{"most", most}}));
    std::optional<LearningEntry>& entry = in_.ui.learning_entry;
    if (!entry || entry->kind != kind) {
      if (!text_box(context_, id, rect, words, false)) return;
      entry.emplace();
      entry->kind = kind;
      entry->draft.set(words);
      return;
    }
    const FieldTouch typed = text_field(context_, is_rate ? "##rate" : "##steps", rect, entry->draft, true);
    LearningSettings settings = settings_;
    entry->draft.is_refused = !read_number(kind, entry->draft.view(), settings);
    if (!typed.ended && typed.tabbed == 0) return;
    if (entry->draft.is_changed && !entry->draft.is_refused) change(std::move(settings));
    entry.reset();
  }

  /// False where it is no such number. An empty rate is the program's to choose.
  bool read_number(LearningEntry::Kind kind, std::string_view text, LearningSettings& settings) const {
    if (kind == LearningEntry::Kind::rate) {
      const std::optional<double> rate = parse_number(text);
      if (!text.empty() && !(rate && *rate > 0 && *rate <= most_learning_rate)) return false;
      settings.rate = rate;
      return true;
    }
    const auto numbers = parse_sizes(text);
    const std::int64_t most = most_learning_steps(in_.session().present().spec);
    if (!numbers || numbers->size() != 1 || numbers->front() < 0 || numbers->front() > most) return false;
    settings.steps = numbers->front();
    return true;
  }

  void say(std::string_view words, Color color) {
    y_ += draw_wrapped(context_, {left_, y_ + 14}, width_, 16, Type::note, color, words) + 6;
  }

  void draw_progress() {
    const LearningPage& page = in_.session().present().learning;
    const Color muted = context_.theme.text_muted;
    if (in_.app.learning.maker.is_busy() || !page.run) {
      const Job* job = in_.app.learning.maker.job();
      const std::int64_t done = job ? job->done() : 0, total = job ? std::max<std::int64_t>(job->total(), 1) : 1;
      say(context_.say("learning.under_way", {{"percent", whole_text(100 * done / total)}}), muted);
    } else {
      say(learning_words(context_.catalog, "learning.description", page.run->states, page.step), muted);
      if (const std::optional<Message> remark = remark_on(*page.run))
        say(context_.catalog.text(*remark), legible(context_.theme, context_.theme.warning));
      else if (page.run->last() < page.run->steps)
        say(context_.say("learning.settled", {{"step", whole_text(page.run->last())}}), muted);
      say(context_.say("learning.choose_weight"), muted);
    }
    y_ += 6;
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  const LearningSettings& settings_;
  double left_;
  double width_;
  double y_;
};

}  // namespace

double draw_learning(const PanelInputs& in, Point origin, double panel_width) {
  if (!in.app.learning.is_wanted && !is_learning(in.app)) return origin.y;
  return LearningPanel(in, origin, panel_width).draw();
}

}  // namespace convoscope
