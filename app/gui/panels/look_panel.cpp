// How an author wants the picture: its title, which operations, what stands in the cells, whether words and lights are there.
#include <array>

#include "document/names.h"
#include "gui/panels/panels.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double row_pt = 32;
constexpr double choice_height_pt = 26;
constexpr double label_share = 0.42;

class LookPanel {
 public:
  LookPanel(const PanelInputs& in, Point origin, double panel_width)
      : in_(in),
        context_(in.context),
        scene_(in.session().draft()),
        left_(origin.x + panel_margin_pt),
        width_(panel_width - 2 * panel_margin_pt),
        y_(origin.y) {}

  double draw() {
    draw_rule(context_, {left_, y_ + 2}, width_, context_.theme.line);
    const Rect head{left_, y_ + 10, width_, 22};
    const Touch touched = touch(context_, "look", head);
    const Color color = touched.hovered ? context_.theme.text : context_.theme.text_muted;
    draw_icon(context_, in_.ui.shows_look ? Icon::chevron_down : Icon::chevron_right, {left_ + 4, head.center().y},
              color, 0.8);
    draw_text(context_, centred_baseline({left_ + 15, head.y, 0, head.height}, Type::note, Align::start), Type::note,
              color, context_.say("look.title"));
    if (touched.clicked) in_.ui.shows_look = !in_.ui.shows_look;
    const bool is_unfolded_now = touched.clicked && in_.ui.shows_look;
    y_ = head.bottom() + 6;
    if (!in_.ui.shows_look) return y_;
    context_.focus.group = "look";
    draw_title();
    draw_operations();
    draw_cells();
    draw_check("words", "look.words", "look.words.help", &Look::has_words);
    draw_check("lit", "look.lit", "look.lit.help", &Look::is_lit);
    context_.focus.group.clear();
    y_ += 8;
    if (is_unfolded_now) bring_into_sight(context_, y_);
    return y_;
  }

 private:
  Rect labelled(const char* key) {
    draw_text(context_, centred_baseline({left_, y_, 0, choice_height_pt}, Type::body, Align::start), Type::body,
              context_.theme.text, shortened(context_, Type::body, context_.say(key), width_ * label_share - 6));
    const Rect field{left_ + width_ * label_share, y_, width_ * (1 - label_share), choice_height_pt};
    y_ += row_pt;
    return field;
  }

  void set(Look look) { in_.act(SetLook{std::move(look)}); }

  void draw_title() {
    const Rect rect = labelled("look.picture_title");
    std::optional<Draft<128>>& draft = in_.ui.title_edit;
    if (!draft) {
      const std::string& title = scene_.look.title;
      if (text_box(context_, "title", rect, title.empty() ? context_.say("look.no_title") : title, title.empty())) {
        draft.emplace();
        draft->set(title);
      }
      return;
    }
    if (draft->age_frames == 0) in_.act(BeginHold{});
    const FieldTouch touched = text_field(context_, "##title", rect, *draft, true);
    if (touched.changed) {
      Look look = scene_.look;
      look.title = draft->view();
      set(std::move(look));
    }
    if (!touched.ended && touched.tabbed == 0) return;
    in_.act(EndHold{});
    draft.reset();
  }

  /// A list of choices, by their words' keys; `choose` takes the number of the one chosen.
  template <std::size_t count, class Choose>
  void draw_list(const char* id, const char* label_key, const char* help_key,
                 const std::array<const char*, count>& keys, std::size_t chosen, const Choose& choose) {
    const Rect rect = labelled(label_key);
    const Rect label{left_, rect.y, rect.x - left_, rect.height};
    hint(context_, touch(context_, label_key, label, StopKind::none), context_.say(help_key));
    if (drop_down(context_, id, rect, context_.say(keys[chosen]))) ImGui::OpenPopup(id);
    if (!begin_list(context_, id, {rect.x, rect.bottom() + 2})) return;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& words = context_.say(keys[i]);
      context_.types.require(Type::body, words);
      if (ImGui::MenuItem(words.c_str(), nullptr, i == chosen)) choose(i);
      if (i == chosen) ImGui::SetItemDefaultFocus();  // where the arrow keys begin
    }
    ImGui::EndPopup();
  }

  /// Of a layer and its counterpart both, or one alone.
  void draw_operations() {
    const Evaluation& evaluation = *in_.session().evaluation();
    if (!evaluation.convolution || !evaluation.transposed) return;
    const std::array keys{"look.both", "operation.conv", "operation.conv-transpose"};
    const bool convolution = scene_.shows_convolution, transposed = scene_.shows_transposed;
    draw_list("operations", "look.operations", "look.operations.help", keys,
              convolution && transposed ? 0
              : convolution             ? 1
                                        : 2,
              [&](std::size_t i) {
                in_.act(SetShown{i != 2, i != 1});
                if (i > 0) in_.act(StepThrough{i == 1 ? Side::convolution : Side::transposed});
              });
  }

  void draw_cells() {
    const std::array keys{"look.numbers", "look.letters", "look.nothing", "look.weights"};
    draw_list("cells", "look.cells", "look.cells.help", keys, static_cast<std::size_t>(scene_.look.cells),
              [&](std::size_t i) {
                Look look = scene_.look;
                look.cells = static_cast<CellText>(i);
                set(std::move(look));
              });
  }

  void draw_check(const char* id, const char* key, const char* help_key, bool Look::*part) {
    if (check_box(context_, id, {left_, y_ + 2}, context_.say(key), scene_.look.*part, context_.say(help_key))) {
      Look look = scene_.look;
      look.*part = !(look.*part);
      set(std::move(look));
    }
    y_ += 27;
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  const Scene& scene_;
  double left_;
  double width_;
  double y_;
};

}  // namespace

double draw_look(const PanelInputs& in, Point origin, double panel_width) {
  return LookPanel(in, origin, panel_width).draw();
}

}  // namespace convoscope
