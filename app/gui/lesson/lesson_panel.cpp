#include "gui/lesson/lesson_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gui/lesson/answer_aside.h"
#include "gui/lesson/item_painter.h"
#include "gui/lesson/lessons.h"
#include "gui/state/commands.h"
#include "gui/widgets/widgets.h"
#include "publish/answer_picture.h"
#include "typeset/prose_layout.h"

namespace convoscope {
namespace {

constexpr double prose_pt = 14;
constexpr double lesson_title_pt = 21;
constexpr double footer_pt = 64;
constexpr double choice_height_pt = 42;

/// Latin letters as capitals, as section titles are written.
std::string in_capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

void draw_mark(const DrawContext& context, Point center, bool is_right, Color color) {
  if (is_right) {
    draw_line(context, {center.x - 4, center.y}, {center.x - 1, center.y + 3}, color, 2);
    draw_line(context, {center.x - 1, center.y + 3}, {center.x + 4, center.y - 4}, color, 2);
  } else {
    draw_line(context, {center.x - 3.5, center.y - 3.5}, {center.x + 3.5, center.y + 3.5}, color, 2);
    draw_line(context, {center.x - 3.5, center.y + 3.5}, {center.x + 3.5, center.y - 3.5}, color, 2);
  }
}

class LessonPanel {
 public:
  LessonPanel(const PanelInputs& in, const Rect& rect, bool has_aside)
      : in_(in), context_(in.context), open_(*in.ui.lesson), rect_(rect), has_aside_(has_aside) {}

  void draw() {
    const Rect body{rect_.x, rect_.y, rect_.width, rect_.height - footer_pt};
    const Point origin = begin_panel(context_, "lesson", body, PanelLook::scrolling);
    left_ = origin.x + lesson_margin_pt;
    width_ = rect_.width - 2 * lesson_margin_pt;
    y_ = origin.y + 34;
    open_.shows_results() ? draw_results() : draw_page();
    if (in_.ui.lesson_scrolls) {
      // What has come last is to be seen, from its beginning where it is longer than the panel; a page is read from its heading on.
      const bool is_begun = open_.stop > 0 || open_.question() != nullptr;
      const double wanted = is_begun ? std::min(y_ - body.height + 12, newest_ - 40) : origin.y;
      ImGui::SetScrollY(std::max(0.0f, context_.units(wanted - origin.y)));
      in_.ui.lesson_scrolls = false;
    }
    end_panel(context_, y_ + 12);
    draw_footer({rect_.x, body.bottom(), rect_.width, footer_pt});
  }

 private:
  ProseStyle style(Color color, double size_pt = prose_pt, FontWeight weight = FontWeight::regular) const {
    return {{size_pt, color, weight}, context_.theme.accent, context_.theme.field, 1.55};
  }
  void put(const SetBlock& block, double x) {
    // A word of code may be longer than a narrow panel is wide: nothing is cut off.
    const double scale = std::min(1.0, (left_ + width_ - x) / std::max(block.size.width, 1.0));
    paint_items(context_, in_.app.fonts, block.items, {scale, 0, 0, scale, x, y_});
    y_ += block.size.height * scale;
  }
  void write(const RichText& text, const ProseStyle& look) { put(set_text(text, look, width_, in_.app.fonts), left_); }

  void draw_kicker(const std::string& words) {
    section_title(context_, {left_, y_}, in_capitals(words));
    y_ += 12;
  }

  void draw_page() {
    const LessonPage& page = *open_.shown_page();
    draw_kicker(context_.say("lesson_panel.page", {{"page", std::to_string(open_.page + 1)},
                                                   {"count", std::to_string(open_.lesson.pages.size())}}));
    const Point corner{rect_.right() - lesson_margin_pt - 8, y_ - 16};
    if (icon_button(context_, "lesson layer", corner, Icon::shrink, context_.say("lesson_panel.show_layer")))
      in_.ui.lesson->shows_layer = true;
    write(page.title, style(context_.theme.text, lesson_title_pt, FontWeight::bold));
    y_ += 8;
    const std::size_t end = shown_blocks(open_);
    const LessonStop at = open_.at();
    for (std::size_t i = 0; i < end; ++i) {
      if (i == at.block) newest_ = y_;
      std::visit([&](const auto& block) { draw_block(block, i, at); }, page.blocks[i]);
    }
  }

  void draw_block(const Prose& prose, std::size_t, const LessonStop&) {
    for (const Paragraph& paragraph : prose) {
      const bool is_formula = paragraph.kind == Paragraph::Kind::formula;
      const ProseStyle look = style(context_.theme.text);
      if (is_formula) {
        const SetBlock block = set_paragraph(paragraph, look, width_ - 24, in_.app.fonts);
        fill_box(context_, {left_, y_, width_, block.size.height + 28}, context_.theme.field, 6);
        y_ += 14;
        put(block, left_ + 12);
        y_ += 14 + 12;
      } else {
        put(set_paragraph(paragraph, look, width_, in_.app.fonts), left_);
        y_ += paragraph.kind == Paragraph::Kind::plain ? 10 : 4;
      }
    }
    y_ += 4;
  }

  /// What the canvas shows, in a sentence: it can be gone back to.
  void draw_block(const LessonScene& scene, std::size_t block, const LessonStop& at) {
    const bool is_here = at.kind == LessonStop::Kind::scene && at.block == block;
    const RichText& words = scene.say.empty() ? open_.shown_page()->sentence : scene.say;
    const SetBlock set = set_text(words,
                                  style(is_here ? context_.theme.text : context_.theme.text_muted, 13,
                                        is_here ? FontWeight::semibold : FontWeight::regular),
                                  width_ - 36, in_.app.fonts);
    const Rect box{left_, y_, width_, set.size.height + 16};
    const std::string id = fmt::format("scene {}", block);
    const Touch touched = touch(context_, id.c_str(), box);
    if (is_here) fill_box(context_, box, context_.theme.accent_soft, 6);
    outline_box(context_, box, is_here || touched.hovered ? context_.theme.accent : context_.theme.line, 6);
    draw_icon(context_, Icon::play, {box.x + 15, box.center().y},
              is_here ? context_.theme.accent : context_.theme.text_faint, 0.7);
    paint_items(context_, in_.app.fonts, set.items, {1, 0, 0, 1, left_ + 28, y_ + 8});
    y_ = box.bottom() + 14;
    if (touched.clicked) in_.act(LessonToBlock{block});
  }

  void draw_block(const Question& question, std::size_t, const LessonStop&) {
    y_ += 16;
    const std::string& id = question.id;
    draw_kicker(context_.say("lesson_panel.predict"));
    const bool is_here = open_.question() && open_.question()->id == id && open_.asked;
    if (!is_here) {
      draw_past_question(question);
      return;
    }
    const AskedQuestion& asked = *open_.asked;
    static const QuestionProgress untouched;
    const QuestionProgress& progress = open_.progress() ? *open_.progress() : untouched;
    write(asked.ask, style(context_.theme.text, 15, FontWeight::bold));
    y_ += 2;
    if (asked.kind != QuestionKind::choice && !asked.layer.empty())
      write(asked.layer, style(context_.theme.text_muted, 12.5));
    y_ += 8;
    if (!asked.choices.empty()) {
      draw_choices(asked, progress);
    } else if (!asked.cells.empty()) {
      draw_cells(asked, progress);
    } else {
      draw_number(asked, progress);
    }
    draw_aids(asked, progress);
    if (progress.shows_hint && !asked.hint.empty()) draw_box(asked.hint, context_.theme.field, {}, {});
    if (progress.is_wrong) draw_because(progress);
    if (progress.is_over()) draw_why(asked, progress);
    y_ += 6;
  }

  /// One that was asked further up the page, and what became of it.
  void draw_past_question(const Question& question) {
    const auto known = open_.questions.find(question.id);
    const bool is_known = known != open_.questions.end();
    const RichText& ask = is_known && !known->second.ask.empty() ? known->second.ask : question.ask;
    const double top = y_;
    const SetBlock set = set_text(ask, style(context_.theme.text_muted), width_ - 24, in_.app.fonts);
    put(set, left_);
    const bool is_right = is_known && known->second.is_right;
    if (is_right || (is_known && known->second.is_wrong))
      draw_mark(context_, {left_ + width_ - 8, top + 10}, is_right,
                is_right ? right_color(context_.theme) : context_.theme.warning);
    y_ += 14;
  }

  void draw_choices(const AskedQuestion& asked, const QuestionProgress& progress) {
    double widest = 0;
    for (const AskedChoice& choice : asked.choices)
      widest = std::max(
          widest, set_text(choice.text, style({}, prose_pt, FontWeight::semibold), 1e6, in_.app.fonts).size.width);
    constexpr double gap_pt = 8;
    const double half = (width_ - gap_pt) / 2;
    const bool in_pairs = widest + 44 <= half;
    const double cell_width = in_pairs ? half : width_;
    double row_height = 0;
    for (std::size_t i = 0; i < asked.choices.size(); ++i) {
      const bool is_left = !in_pairs || i % 2 == 0;
      const double x = is_left ? left_ : left_ + half + gap_pt;
      row_height = std::max(is_left ? 0 : row_height, draw_choice(asked, progress, i, {x, y_}, cell_width));
      if (!in_pairs || i % 2 == 1 || i + 1 == asked.choices.size()) y_ += row_height + gap_pt;
    }
  }

  double draw_choice(const AskedQuestion& asked, const QuestionProgress& progress, std::size_t i, Point corner,
                     double cell_width) {
    const AskedChoice& choice = asked.choices[i];
    const Theme& theme = context_.theme;
    const SetBlock set =
        set_text(choice.text, style(theme.text, prose_pt, FontWeight::semibold), cell_width - 44, in_.app.fonts);
    const Rect box{corner.x, corner.y, cell_width, std::max(choice_height_pt, set.size.height + 16)};
    const bool is_open = !progress.is_answered();
    const Touch touched = is_open ? touch(context_, fmt::format("choice {}", i + 1).c_str(), box) : Touch{};
    const bool is_chosen = progress.choice == i;
    const bool shows_right = !is_open && choice.is_right;
    const bool shows_wrong = is_chosen && !choice.is_right;
    const Color color = shows_right       ? right_color(theme)
                        : shows_wrong     ? theme.warning
                        : touched.hovered ? theme.accent
                                          : theme.line;
    if (touched.hovered) fill_box(context_, box, theme.accent_soft, 6);
    outline_box(context_, box, color, 6, shows_right || shows_wrong ? 2 : 1);
    paint_items(context_, in_.app.fonts, set.items,
                {1, 0, 0, 1, box.center().x - set.size.width / 2, box.center().y - set.size.height / 2});
    if (shows_right || shows_wrong) draw_mark(context_, {box.right() - 14, box.y + 13}, shows_right, color);
    if (touched.clicked) in_.act(LessonAnswer{i, {}, {}});
    return box.height;
  }

  void draw_number(const AskedQuestion& asked, const QuestionProgress& progress) {
    const Theme& theme = context_.theme;
    const std::string& check = context_.say("lesson_panel.check");
    const double check_width = std::max(84.0, text_width(context_, Type::body, check) + 28);
    const Rect field{left_, y_, width_ - check_width - 8, 34};
    y_ += field.height + 10;
    if (progress.is_answered()) {
      const std::string shown = progress.typed.empty() ? plain_text(answer_text(asked)) : progress.typed;
      const Color color = progress.is_wrong ? theme.warning : right_color(theme);
      outline_box(context_, field, color, 6, 2);
      draw_text(context_, centred_baseline({field.x + 12, field.y, 0, field.height}, Type::counter, Align::start),
                Type::counter, theme.text, shown);
      draw_mark(context_, {field.right() - 14, field.center().y}, !progress.is_wrong, color);
      return;
    }
    std::optional<Draft<64>>& draft = in_.ui.lesson_entry;
    bool checks = button(context_, "check", {field.right() + 8, field.y, check_width, 34}, check, ButtonLook::field,
                         draft && !draft->view().empty());
    if (!draft) {
      if (text_box(context_, "number", field, context_.say("lesson_panel.number"), true)) draft.emplace();
      return;
    }
    const FieldTouch touched = text_field(context_, "##number", field, *draft, true);
    checks = checks || touched.entered;
    if (checks && !draft->view().empty()) in_.act(LessonAnswer{{}, std::string(draft->view()), {}});
    if (touched.entered && draft->view().empty())
      draft.reset();
    else if (checks || (touched.ended && draft->view().empty()))
      draft.reset();
  }

  void draw_cells(const AskedQuestion& asked, const QuestionProgress& progress) {
    const Theme& theme = context_.theme;
    const std::string picked = picked_names(open_);
    const std::string names = picked.empty() && progress.is_revealed ? asked.answer : picked;
    const std::string& check = context_.say("lesson_panel.check");
    const double check_width = std::max(84.0, text_width(context_, Type::body, check) + 28);
    const Rect field{left_, y_, width_ - check_width - 8, 34};
    const Color color = progress.is_wrong ? theme.warning : progress.is_right ? right_color(theme) : theme.line;
    fill_box(context_, field, theme.field, 6);
    outline_box(context_, field, color, 6, progress.is_answered() ? 2 : 1);
    draw_text(context_, centred_baseline({field.x + 12, field.y, 0, field.height}, Type::body, Align::start),
              Type::body, names.empty() ? theme.text_muted : theme.text,
              shortened(context_, Type::body, names.empty() ? context_.say("lesson_panel.click_cells") : names,
                        field.width - 36));
    if (progress.is_right || progress.is_wrong)
      draw_mark(context_, {field.right() - 14, field.center().y}, progress.is_right, color);
    y_ += field.height + 10;
    if (!progress.is_answered() && button(context_, "check", {field.right() + 8, field.y, check_width, 34}, check,
                                          ButtonLook::field, !names.empty()))
      in_.act(LessonAnswer{});
  }

  /// Hint, and the same question with other numbers.
  void draw_aids(const AskedQuestion& asked, const QuestionProgress& progress) {
    double x = left_;
    const auto aid = [&](const char* id, const std::string& words) {
      const double aid_width = text_width(context_, Type::body, words) + 22;
      const bool clicked = button(context_, id, {x, y_, aid_width, 26}, words, ButtonLook::plain);
      x += aid_width + 6;
      return clicked;
    };
    if (!asked.hint.empty() && !progress.is_answered() && aid("hint", context_.say("lesson_panel.hint")))
      in_.run("lesson_hint");
    if (asked.kind != QuestionKind::choice && aid("anew", context_.say("lesson_panel.anew"))) in_.run("lesson_anew");
    if (x > left_) y_ += 34;
  }

  /// A tinted box with a strong first line, if there is one.
  void draw_box(const RichText& text, Color fill, const std::string& first, Color first_color) {
    const double inner = width_ - 32;
    const SetBlock set = set_text(text, style(context_.theme.text, 13), inner, in_.app.fonts);
    const double first_height =
        first.empty() ? 0 : wrapped_height(context_, inner, 19, Type::body_strong, first) + (text.empty() ? 0 : 4);
    const Rect box{left_, y_, width_, set.size.height + first_height + 24};
    fill_box(context_, box, fill, 6);
    if (!first.empty()) draw_wrapped(context_, {left_ + 16, y_ + 26}, inner, 19, Type::body_strong, first_color, first);
    paint_items(context_, in_.app.fonts, set.items, {1, 0, 0, 1, left_ + 16, y_ + 12 + first_height});
    y_ = box.bottom() + 12;
  }

  void draw_because(const QuestionProgress& progress) {
    const Theme& theme = context_.theme;
    const RichText because = progress.grade ? progress.grade->because : RichText();
    draw_box(because, mix(theme.card, theme.warning, 0.1), context_.say("lesson_panel.wrong"),
             legible(theme, theme.warning));
    if (!has_aside_ && !progress.is_over()) y_ = draw_answers(in_, {left_, y_ + 6}, width_) + 16;
  }

  void draw_why(const AskedQuestion& asked, const QuestionProgress& progress) {
    const Theme& theme = context_.theme;
    const std::string right = plain_text(answer_text(asked));
    const std::string first = progress.is_right ? context_.say("lesson_panel.right")
                                                : context_.say("lesson_panel.answer_is", {{"answer", right}});
    draw_box(asked.why, mix(theme.card, right_color(theme), 0.1), first, legible(theme, right_color(theme)));
  }

  void draw_results() {
    const Theme& theme = context_.theme;
    const LessonTally tally = tally_of(open_);
    draw_kicker(context_.say("lesson_panel.results"));
    write(open_.lesson.title, style(theme.text, lesson_title_pt, FontWeight::bold));
    y_ += 12;
    write(text_of_words(context_.say("lesson_panel.score", {{"right", std::to_string(tally.right)},
                                                            {"count", std::to_string(tally.questions)}})),
          style(theme.text, 15, FontWeight::bold));
    y_ += 14;
    for (std::size_t p = 0; p < open_.lesson.pages.size(); ++p) {
      const LessonPage& page = open_.lesson.pages[p];
      for (const PageBlock& block : page.blocks) {
        const auto* question = std::get_if<Question>(&block);
        if (!question) continue;
        const auto known = open_.questions.find(question->id);
        const bool is_known = known != open_.questions.end();
        const bool is_right = is_known && known->second.is_right;
        const bool is_wrong = is_known && known->second.is_wrong;
        const Rect row{left_ - 6, y_, width_ + 12, 28};
        const Touch touched = touch(context_, ("result " + question->id).c_str(), row);
        if (touched.hovered) fill_box(context_, row, theme.field, 5);
        const Point mark{left_ + 6, row.center().y};
        if (is_right || is_wrong)
          draw_mark(context_, mark, is_right, is_right ? right_color(theme) : theme.warning);
        else
          draw_ring(context_, mark, 4, theme.text_faint, 1.5);
        draw_text(context_, centred_baseline({left_ + 22, row.y, 0, row.height}, Type::body, Align::start), Type::body,
                  theme.text, shortened(context_, Type::body, plain_text(page.title), width_ - 24));
        y_ += row.height;
        if (touched.clicked) in_.act(TurnToPage{p});
      }
    }
    y_ += 14;
    y_ += draw_wrapped(context_, {left_, y_ + 10}, width_, 18, Type::note, theme.text_muted,
                       context_.say("lesson_panel.private"));
  }

  void draw_footer(const Rect& rect) {
    begin_panel(context_, "lesson footer", rect, PanelLook::still);
    const double middle = rect.center().y - 4;
    if (const Question* const question = open_.question()) {
      const std::string place =
          context_.say("lesson_panel.question", {{"number", std::to_string(question_number(open_, question->id))},
                                                 {"count", std::to_string(tally_of(open_).questions)}});
      draw_text(context_, {left_, middle + 4}, Type::body, context_.theme.text_muted, place);
    }
    if (!open_.shows_results()) {
      const bool is_last =
          open_.page + 1 == open_.lesson.pages.size() && open_.stop + 1 == stops_of(*open_.shown_page()).size();
      const std::string& label = context_.say(open_.is_asking() ? "lesson_panel.reveal"
                                              : is_last         ? "lesson_panel.to_results"
                                                                : "lesson_panel.next");
      const double main_width = std::max(112.0, text_width(context_, Type::body_strong, label) + 36);
      const Rect main{rect.right() - lesson_margin_pt - main_width, middle - 16, main_width, 32};
      if (button(context_, "lesson next", main, label, ButtonLook::primary, true, context_.say("command.lesson_next")))
        in_.run("lesson_next");
    } else if (button(context_, "again", {rect.right() - lesson_margin_pt - 140, middle - 16, 140, 32},
                      context_.say("lesson_panel.again"), ButtonLook::field)) {
      in_.run("lesson_restart");
    }
    end_panel(context_, rect.bottom());
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  const OpenLesson& open_;
  Rect rect_;
  bool has_aside_;
  double left_ = 0;
  double width_ = 0;
  double y_ = 0;
  double newest_ = 0;
};

}  // namespace

void draw_lesson(const PanelInputs& in, const Rect& rect, bool has_aside) { LessonPanel(in, rect, has_aside).draw(); }

}  // namespace convoscope
