#include "gui/lesson/lesson_figure.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "document/sentences.h"
#include "figure/compose.h"
#include "figure/cover.h"
#include "figure/draw/pen.h"
#include "figure/timeline.h"
#include "gui/lesson/fitted_figure.h"
#include "gui/lesson/hand_words.h"
#include "gui/state/app_state.h"
#include "gui/state/motion.h"
#include "publish/question_figure.h"
#include "typeset/prose_layout.h"

namespace convoscope {
namespace {

constexpr double margin_share = 0.05;
constexpr double sentence_share = 27.0 / 600;
constexpr double bar_share = 6.0 / 600;
constexpr double line_pitch = 1.4;

/// How far a formula's items reach to the right.
double width_of(const std::vector<Item>& items) {
  double right = 0;
  for (const Item& item : items) {
    const auto* text = std::get_if<Text>(&item.shape);
    const auto* group = std::get_if<Group>(&item.shape);
    if (text) right = std::max(right, text->position.x + text->width_pt);
    if (group) right = std::max(right, group->transform.e + group->transform.a * width_of(group->items));
  }
  return right;
}

/// Its lines in the middle of `room_pt`.
SetBlock centred(SetBlock block, double room_pt) {
  const auto baseline_of = [](const Item& item) -> std::optional<double> {
    if (const auto* text = std::get_if<Text>(&item.shape)) return text->position.y;
    if (const auto* group = std::get_if<Group>(&item.shape)) return group->transform.f;
    return std::nullopt;  // what stands behind code goes with the text after it
  };
  std::vector<Item> lines;
  for (std::size_t begin = 0; begin < block.items.size();) {
    std::optional<double> baseline;
    std::size_t end = begin;
    Group line;
    for (; end < block.items.size(); ++end) {
      const std::optional<double> here = baseline_of(block.items[end]);
      if (here && baseline && std::abs(*here - *baseline) > 0.5) break;
      if (here) baseline = here;
      line.items.push_back(std::move(block.items[end]));
    }
    line.transform.e = (room_pt - width_of(line.items)) / 2;
    lines.push_back({{}, std::move(line)});
    begin = end;
  }
  return {{room_pt, block.size.height}, std::move(lines)};
}

/// Figures above or beside each other, whichever can be shown larger in `room`.
Figure arranged(std::vector<Figure> parts, const Rect& room) {
  constexpr double gap_pt = 12;
  Size row, column;
  for (const Figure& part : parts) {
    row = {row.width + part.size.width + gap_pt, std::max(row.height, part.size.height)};
    column = {std::max(column.width, part.size.width), column.height + part.size.height + gap_pt};
  }
  const auto scale_of = [&](const Size& size) { return std::min(room.width / size.width, room.height / size.height); };
  const bool is_column = scale_of(column) > scale_of(row);
  Figure all;
  all.size = is_column ? column : row;
  double at = gap_pt / 2;
  for (Figure& part : parts) {
    const Affine place{1,
                       0,
                       0,
                       1,
                       is_column ? (column.width - part.size.width) / 2 : at,
                       is_column ? at : (row.height - part.size.height) / 2};
    at += (is_column ? part.size.height : part.size.width) + gap_pt;
    all.items.push_back({{}, Group{place, 1, {}, std::move(part.items)}});
  }
  return all;
}

class Presented {
 public:
  Presented(const AppState& app, Size available)
      : app_(app), open_(*app.ui.lesson), theme_(app.theme()), available_(available), pen_(theme_, app.fonts) {}

  Figure draw() {
    Figure figure;
    figure.size = available_;
    figure.background = open_.is_blank ? Color{0, 0, 0, 255} : theme_.card;
    if (open_.is_blank) return figure;
    const double margin = available_.width * margin_share;
    double bottom = available_.height * (1 - 0.08);
    const std::vector<SetBlock> lines = words(available_.width - 2 * margin);
    double height = 0;
    for (const SetBlock& line : lines) height += line.size.height;
    // A question with its choices leaves the figure less, but never nothing.
    bottom = std::max(bottom - height, available_.height * 0.35);
    const Rect room{margin, margin * 0.7, available_.width - 2 * margin,
                    bottom - margin * 0.7 - available_.height * 0.02};
    if (has_picture_at(open_))
      pen_.add(std::move(std::get<Group>(fitted(picture(room), room).shape)));
    else
      bottom = (available_.height - height) / 2;
    for (const SetBlock& line : lines) {
      pen_.add(Group{Affine{1, 0, 0, 1, (available_.width - line.size.width) / 2, bottom}, 1, {}, line.items});
      bottom += line.size.height;
    }
    draw_place();
    figure.items = pen_.take();
    return figure;
  }

 private:
  double type_pt(double share) const { return std::max(20.0, available_.height * share); }

  SetBlock set(const RichText& text, double size_pt, FontWeight weight, Color color, double room_pt) const {
    ProseStyle style{{size_pt, color, weight}, theme_.accent, theme_.field, line_pitch};
    // Lines of about one length: no word is left alone in the last one.
    SetBlock block = set_text(text, style, room_pt, app_.fonts);
    double narrow = room_pt / 2, wide = room_pt;
    for (int i = 0; i < 6; ++i) {
      const double middle = (narrow + wide) / 2;
      SetBlock tried = set_text(text, style, middle, app_.fonts);
      const bool fits = tried.size.height <= block.size.height && width_of(tried.items) <= middle;
      (fits ? wide : narrow) = middle;
      if (fits) block = std::move(tried);
    }
    return centred(std::move(block), room_pt);
  }

  std::vector<SetBlock> words(double room_pt) const {
    std::vector<SetBlock> lines;
    if (open_.shows_results()) {
      lines.push_back(set(open_.lesson.title, type_pt(sentence_share), FontWeight::bold, theme_.text, room_pt));
      return lines;
    }
    const RichText& sentence = sentence_at(open_);
    // Long ones would leave the figure no room.
    constexpr std::size_t long_bytes = 170;
    const double share = plain_text(sentence).size() > long_bytes ? least_presented_type : sentence_share;
    lines.push_back(set(sentence, type_pt(share), FontWeight::bold, theme_.text, room_pt));
    if (!open_.question() || !open_.asked) {
      if (const std::string caption = step_caption(); !caption.empty())
        lines.push_back(set(text_of_words(caption), type_pt(least_presented_type), FontWeight::regular,
                            theme_.text_muted, room_pt));
      return lines;
    }
    const bool asks = open_.is_asking();
    const AskedQuestion& asked = *open_.asked;
    const auto add = [&](const RichText& text, Color color, FontWeight weight) {
      if (!text.empty()) lines.push_back(set(text, type_pt(least_presented_type), weight, color, room_pt));
    };
    if (asks && asked.kind != QuestionKind::choice) add(asked.layer, theme_.text_muted, FontWeight::regular);
    if (asks) add_choices(lines, room_pt);
    const QuestionProgress* const progress = open_.progress();
    if (asks && progress && progress->shows_hint) add(asked.hint, theme_.accent, FontWeight::regular);
    // What the teacher alone is to see stands in the notes' window, where that is open.
    if (progress && progress->hands && !app_.ui.shows_presenter)
      add(text_of_words(hand_words(app_.catalog(), *progress->hands) + ". " +
                        advice_words(app_.catalog(), *progress->hands)),
          theme_.text, FontWeight::regular);
    if (!asks) add(answer_text(asked), theme_.accent, FontWeight::bold);
    if (!asks) add(asked.why, theme_.text_muted, FontWeight::regular);
    return lines;
  }

  /// What happens at the step, where the page goes through several; nothing where that would tell what is covered.
  std::string step_caption() const {
    const LessonStop at = open_.at();
    if (at.kind != LessonStop::Kind::scene || app_.ui.revealed) return {};
    const auto& scene = std::get<LessonScene>(open_.shown_page()->blocks[at.block]);
    const Playhead& playhead = app_.session.playhead;
    const Evaluation& evaluation = *app_.session.evaluation();
    if (scene.last_step <= scene.saved.playhead.step || !has_side(evaluation, playhead.side)) return {};
    return step_sentence(app_.catalog(), evaluation, playhead, playhead.side);
  }

  /// "A  3 × 3    B  4 × 4": short ones in a line, long ones below each other, in a block of their own.
  void add_choices(std::vector<SetBlock>& lines, double room_pt) const {
    const std::vector<AskedChoice>& all = open_.asked->choices;
    if (all.empty() || open_.asked->kind == QuestionKind::picture) return;
    std::size_t longest = 0;
    for (const AskedChoice& choice : all) longest = std::max(longest, plain_text(choice.text).size());
    constexpr std::size_t short_enough = 12;
    const bool is_line = longest <= short_enough;
    const double size_pt = type_pt(least_presented_type);
    const ProseStyle style{{size_pt, theme_.text, FontWeight::semibold}, theme_.accent, theme_.field, line_pitch};
    const double letter_pt = size_pt * 1.5;
    RichText line;
    SetBlock block;
    const auto put = [&](const RichText& text, double left, double top) {
      SetBlock part = set_text(text, style, room_pt - left, app_.fonts);
      block.size.width = std::max(block.size.width, width_of(part.items) + left);
      block.size.height = std::max(block.size.height, top + part.size.height);
      block.items.push_back({{}, Group{Affine{1, 0, 0, 1, left, top}, 1, {}, std::move(part.items)}});
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
      RichText letter{{Inline::Kind::text, fmt::format("{}  ", static_cast<char>('A' + i))}};
      letter.front().target = " ";  // in the accent's colour
      if (is_line) {
        if (i > 0) line.push_back({Inline::Kind::text, "      "});
        line.insert(line.end(), letter.begin(), letter.end());
        line.insert(line.end(), all[i].text.begin(), all[i].text.end());
        continue;
      }
      const double top = block.size.height;
      put(letter, 0, top);
      put(all[i].text, letter_pt, top);
    }
    lines.push_back(is_line ? set(line, size_pt, FontWeight::semibold, theme_.text, room_pt) : std::move(block));
  }

  Figure composed(const Scene& scene) const {
    return compose({scene, *app_.session.evaluation(), app_.session.playhead, app_.session.pin, app_.session.hover,
                    theme_, app_.catalog(), app_.fonts, nullptr, motion_of(app_)},
                   {});
  }

  Figure picture(const Rect& room) const {
    if (open_.is_asking() && open_.asked && open_.asked->kind == QuestionKind::picture)
      return *question_figure(*open_.asked, {theme_, app_.catalog(), app_.fonts});
    Scene scene = app_.session.scene();
    scene.look.has_words = false;
    scene.look.title.clear();
    std::vector<Figure> parts;
    const bool has_both = scene.shows_convolution && scene.shows_transposed && app_.session.evaluation()->transposed &&
                          app_.session.evaluation()->convolution;
    if (has_both && scene.views.size() == 1) {
      for (const bool convolution : {true, false}) {
        scene.shows_convolution = convolution;
        scene.shows_transposed = !convolution;
        parts.push_back(composed(scene));
      }
      // Views of both at once show them in one picture anyway.
      scene.shows_convolution = true;
      if (parts[0].size == composed(scene).size) parts.resize(1);
    } else {
      for (const View& view : std::vector<View>(scene.views)) {
        scene.views = {view};
        parts.push_back(composed(scene));
      }
    }
    Figure figure = arranged(std::move(parts), room);
    if (app_.ui.revealed) cover_outputs(figure.items, *app_.ui.revealed, theme_, app_.fonts);
    return figure;
  }

  /// The page's number, and how far the lesson is, along the lower edge.
  void draw_place() {
    const double bar_pt = available_.height * bar_share;
    const std::size_t pages = open_.lesson.pages.size();
    const std::size_t stops = open_.shows_results() ? 1 : stops_of(*open_.shown_page()).size();
    const double share =
        (static_cast<double>(open_.page) + static_cast<double>(open_.stop + 1) / static_cast<double>(stops)) /
        static_cast<double>(pages);
    pen_.add(Box{
        {0, available_.height - bar_pt, available_.width * std::min(share, 1.0), bar_pt}, 0, {theme_.accent, {}}, {}});
    if (open_.shows_results()) return;
    TextStyle style{type_pt(least_presented_type), theme_.text_muted};
    pen_.text({available_.width - style.size_pt * 0.8, available_.height - bar_pt - style.size_pt * 0.7},
              fmt::format("{}", open_.page + 1), style, Align::end);
  }

  const AppState& app_;
  const OpenLesson& open_;
  const Theme& theme_;
  Size available_;
  Pen pen_;
};

}  // namespace

std::optional<Figure> lesson_figure(const AppState& app, Size available) {
  if (!app.ui.lesson) return std::nullopt;
  const OpenLesson& open = *app.ui.lesson;
  if (open.is_presenting) return Presented(app, available).draw();
  const bool asks_picture = open.is_asking() && open.asked && open.asked->kind == QuestionKind::picture;
  if (!asks_picture) return std::nullopt;
  std::optional<Figure> pictures = question_figure(*open.asked, {app.theme(), app.catalog(), app.fonts});
  if (!pictures) return std::nullopt;
  constexpr double margin_pt = 16;
  Figure figure;
  figure.size = available;
  figure.background = app.theme().canvas;
  figure.items.push_back(fitted(
      std::move(*pictures), {margin_pt, margin_pt, available.width - 2 * margin_pt, available.height - 2 * margin_pt}));
  return figure;
}

}  // namespace convoscope
