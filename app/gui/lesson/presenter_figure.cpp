#include "gui/lesson/presenter_figure.h"

#include <algorithm>
#include <array>

#include "core/assert.h"
#include "figure/draw/pen.h"
#include "gui/lesson/fitted_figure.h"
#include "gui/lesson/hand_words.h"
#include "gui/state/app_state.h"
#include "publish/cover.h"
#include "typeset/prose_layout.h"

namespace convoscope {
namespace {

constexpr double base_share = 0.027;  // of the window's height
constexpr double least_base_pt = 14;
// What is too long is set smaller; beyond that a teacher could not read it in passing.
constexpr std::array sizes{1.25, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5};

class Presenter {
 public:
  Presenter(const AppState& app, Size window, const PresenterTime& time)
      : app_(app),
        open_(*app.ui.lesson),
        theme_(app.theme()),
        window_(window),
        time_(time),
        base_pt_(std::max(least_base_pt, window.height * base_share)),
        pen_(theme_, app.fonts) {}

  Figure draw() {
    Figure figure;
    figure.size = window_;
    figure.background = theme_.card;
    const double margin = base_pt_ * 1.6;
    const double top = draw_head(margin);
    const double gap = margin;
    const double left_width = (window_.width - 2 * margin - 2 * gap) * 0.58;
    const double middle = margin + left_width + gap;
    const double height = window_.height - top - margin;
    pen_.add(Box{{middle, top, 1, height}, 0, {theme_.line, {}}, {}});
    put(fitting([&](double size) { return here(size, left_width); }, height), {margin, top});
    draw_next({middle + gap, top, window_.width - margin - middle - gap, height});
    figure.items = pen_.take();
    return figure;
  }

 private:
  using Column = std::vector<SetBlock>;

  std::string say(const char* key, const Catalog::Arguments& arguments = {}) const {
    return app_.catalog().text(key, arguments);
  }
  ProseStyle style(double size_pt, Color color, FontWeight weight = FontWeight::regular) const {
    return {{size_pt, color, weight}, theme_.accent, theme_.field, 1.45};
  }
  void add_text(Column& column, const RichText& text, const ProseStyle& look, double width, double below_pt) const {
    if (text.empty()) return;
    column.push_back(set_text(text, look, width, app_.fonts));
    column.back().size.height += below_pt;
  }
  void add_title(Column& column, const std::string& words, double size, double width) const {
    add_text(column, text_of_words(words), style(size * 0.85, theme_.accent, FontWeight::semibold), width, size * 0.2);
  }
  static double height_of(const Column& column) {
    double height = 0;
    for (const SetBlock& block : column) height += block.size.height;
    return height;
  }
  /// The column in the largest type in which it is no higher than `room`; else in the smallest.
  template <class Make>
  Column fitting(const Make& make, double room) const {
    Column column;
    for (const double size : sizes) {
      column = make(base_pt_ * size);
      if (height_of(column) <= room) break;
    }
    return column;
  }
  void put(const Column& column, Point at) {
    for (const SetBlock& block : column) {
      pen_.add(Group{Affine{1, 0, 0, 1, at.x, at.y}, 1, {}, block.items});
      at.y += block.size.height;
    }
  }

  /// The page's number, the time, how long it has been going. Answers where they end.
  double draw_head(double margin) {
    const double baseline = margin + base_pt_ * 1.2;
    TextStyle clock{base_pt_ * 1.6, theme_.text, FontWeight::bold};
    TextStyle note{base_pt_, theme_.text_muted};
    const double clock_width = pen_.text({window_.width - margin, baseline}, time_.clock, clock, Align::end);
    pen_.text({window_.width - margin - clock_width - base_pt_, baseline},
              say("present.minutes", {{"count", std::to_string(time_.minutes)}}), note, Align::end);
    const std::string place = open_.shows_results()
                                  ? say("lesson_panel.results")
                                  : say("lesson_panel.page", {{"page", std::to_string(open_.page + 1)},
                                                              {"count", std::to_string(open_.lesson.pages.size())}});
    TextStyle strong = note;
    strong.color = theme_.text;
    strong.weight = FontWeight::semibold;
    pen_.text({margin, baseline}, place, strong);
    const double bottom = margin + base_pt_ * 2.1;
    pen_.add(Box{{margin, bottom, window_.width - 2 * margin, 1}, 0, {theme_.line, {}}, {}});
    return bottom + base_pt_;
  }

  /// What the class sees, what there is to say about it, and what is right.
  Column here(double size, double width) const {
    Column column;
    if (open_.shows_results()) {
      add_text(column, open_.lesson.title, style(size * 1.15, theme_.text, FontWeight::bold), width, 0);
      return column;
    }
    add_text(column, sentence_at(open_), style(size * 1.15, theme_.text, FontWeight::bold), width, size * 0.7);
    if (open_.question() && open_.asked) add_answer(column, *open_.asked, size, width);
    add_title(column, say("present.notes"), size, width);
    const Prose& notes = open_.shown_page()->notes;
    if (notes.empty())
      add_text(column, text_of_words(say("present.no_notes")), style(size, theme_.text_muted), width, 0);
    for (const Paragraph& paragraph : notes) {
      column.push_back(set_paragraph(paragraph, style(size, theme_.text), width, app_.fonts));
      column.back().size.height += size * 0.45;
    }
    return column;
  }

  void add_answer(Column& column, const AskedQuestion& asked, double size, double width) const {
    add_title(column, say("present.answer"), size, width);
    RichText answer = answer_text(asked);
    if (!asked.choices.empty()) {
      const std::size_t right = right_choice(asked);
      if (asked.kind != QuestionKind::picture)
        answer.insert(answer.begin(),
                      Inline{Inline::Kind::text, std::string(1, static_cast<char>('A' + right)) + "  "});
    }
    add_text(column, answer, style(size, theme_.text, FontWeight::bold), width, size * 0.2);
    add_text(column, asked.why, style(size, theme_.text_muted), width, size * 0.2);
    const QuestionProgress* const progress = open_.progress();
    if (progress && progress->hands) {
      add_text(column, text_of_words(hand_words(app_.catalog(), *progress->hands)),
               style(size, theme_.text, FontWeight::bold), width, 0);
      add_text(column, text_of_words(advice_words(app_.catalog(), *progress->hands)), style(size, theme_.text), width,
               size * 0.2);
    }
    column.back().size.height += size * 0.7;
  }

  /// The next page: its title, its picture, its sentence.
  void draw_next(const Rect& room) {
    const auto words = [&](double size) {
      Column column;
      add_title(column, say("present.next"), size, room.width);
      if (open_.page + 1 < open_.lesson.pages.size()) {
        const LessonPage& next = open_.lesson.pages[open_.page + 1];
        add_text(column, next.title, style(size, theme_.text, FontWeight::bold), room.width, size * 0.3);
        add_text(column, next.sentence, style(size * 0.9, theme_.text_muted), room.width, size * 0.6);
      } else {
        add_text(column, text_of_words(say("lesson_panel.results")), style(size, theme_.text_muted), room.width, 0);
      }
      return column;
    };
    const Column column = fitting(words, room.height * 0.5);
    put(column, {room.x, room.y});
    if (open_.page + 1 >= open_.lesson.pages.size()) return;
    const auto& blocks = open_.lesson.pages[open_.page + 1].blocks;
    const auto first =
        std::ranges::find_if(blocks, [](const PageBlock& block) { return std::holds_alternative<LessonScene>(block); });
    if (first == blocks.end()) return;
    SavedScene saved = std::get<LessonScene>(*first).saved;
    saved.scene.look.has_words = false;
    saved.scene.look.title.clear();
    Figure picture = scene_figure(saved, false, {theme_, app_.catalog(), app_.fonts});
    const double used = height_of(column);
    pen_.add(std::move(std::get<Group>(
        fitted(std::move(picture), {room.x, room.y + used, room.width, room.height - used}, true).shape)));
  }

  const AppState& app_;
  const OpenLesson& open_;
  const Theme& theme_;
  Size window_;
  const PresenterTime& time_;
  double base_pt_;
  Pen pen_;
};

}  // namespace

Figure presenter_figure(const AppState& app, Size window, const PresenterTime& time) {
  CONVOSCOPE_ASSERT(app.ui.lesson);
  return Presenter(app, window, time).draw();
}

}  // namespace convoscope
