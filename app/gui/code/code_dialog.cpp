// The field for code, and below it at once what it is read as, or at which character it cannot be.
#include <fmt/format.h>

#include <algorithm>

#include "document/text_position.h"
#include "gui/code/pasting.h"
#include "gui/code/reason_picture.h"
#include "gui/panels/panels.h"
#include "gui/widgets/text_area.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double offer_pt = 30;

/// The line of the text that byte `offset` lies in, and how far in.
struct CodeLine {
  std::string before;
  std::string after;
};
CodeLine line_at(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = std::min(text.find('\n', offset), text.size());
  return {std::string(text.substr(begin, offset - begin)), std::string(text.substr(offset, end - offset))};
}

bool is_letter_start(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// The end of a text, as much as fits, after an ellipsis.
std::string end_of(const DrawContext& context, std::string text, double room) {
  std::size_t cut = 0;
  while (cut < text.size() && text_width(context, Type::code, "…" + text.substr(cut)) > room) {
    do ++cut;
    while (cut < text.size() && !is_letter_start(text[cut]));
  }
  return cut == 0 ? text : "…" + text.substr(cut);
}

class CodeDialog {
 public:
  CodeDialog(const PanelInputs& in, const Rect& inner)
      : in_(in), context_(in.context), code_(in.ui.code), inner_(inner) {}

  void draw() {
    const double hint_height = draw_wrapped(context_, {inner_.x, inner_.y + 8}, inner_.width, 17, Type::note,
                                            context_.theme.text_muted, context_.say("code_dialog.hint"));
    if (context_.letters) code_.field.age_frames = 0;
    const double top = inner_.y + hint_height + 4;
    // An error message is a few lines; its picture and what is offered want the room.
    const double below = code_.read.reason ? std::max(inner_.height - hint_height - 94, 130.0)
                                           : std::clamp((inner_.height - hint_height) * 0.5, 130.0, 210.0);
    const AreaTouch typed = text_area(context_, "##code", {inner_.x, top, inner_.width, inner_.bottom() - below - top},
                                      code_.text, code_.field, code_.goes_to);
    if (typed.changed) read_code_text(code_);
    const Rect answer{inner_.x, inner_.bottom() - below + 8, inner_.width, below - 46};
    const Pasted& read = code_.read;
    if (read.error) {
      draw_error(answer);
    } else if (read.model) {
      draw_model(answer);
    } else if (!read.layers.empty()) {
      draw_layers(answer);
    }
    draw_buttons(typed.entered);
  }

 private:
  bool can_open() const { return !code_.read.error && (code_.read.model || !code_.read.layers.empty()); }

  void open(std::size_t layer) {
    const Pasted& read = code_.read;
    in_.ui.dialog = Dialog::none;
    const Message what = read.model    ? told(*read.model)
                         : read.reason ? *read.reason
                                       : told(context_.catalog, read.layers[layer]);
    constexpr double told_s = 6;
    in_.ui.toast = Toast{what, false, context_.now_s + told_s};
    in_.act(read.model ? edits_of(*read.model) : edits_of(read.layers[layer]));
  }

  void draw_buttons(bool entered) {
    const std::string& words = context_.say(code_.read.model ? "code_dialog.open_model" : "code_dialog.open");
    const double open_width = std::max(100.0, text_width(context_, Type::body_strong, words) + 32);
    const Rect go{inner_.right() - open_width, inner_.bottom() - 30, open_width, 30};
    const bool goes = button(context_, "go", go, words, ButtonLook::primary, can_open());
    if (can_open() && (goes || entered || context_.enters)) return open(0);
    if (button(context_, "cancel", {go.x - 106, go.y, 96, 30}, context_.say("dialog.cancel"), ButtonLook::field))
      in_.run("leave");
  }

  /// The line, a caret below its character, and the reason. A click sets the field's caret there.
  void draw_error(const Rect& rect) {
    const CodeError& error = *code_.read.error;
    const TextPosition place = position_in(code_.text, error.offset);
    double y = rect.y;
    const Rect quote{rect.x, y, rect.width, 46};
    const Touch touched = touch(context_, "error", quote);
    fill_box(context_, quote, context_.theme.field, 6);
    outline_box(context_, quote, touched.hovered ? context_.theme.accent : context_.theme.warning, 6);
    if (touched.clicked) {
      code_.goes_to = error.offset;
      code_.field.age_frames = 0;
    }
    const std::string number = fmt::format("{}:{}", place.line, place.column);
    const double number_width =
        draw_text(context_, {quote.x + 12, quote.y + 20}, Type::code, context_.theme.text_faint, number);
    const double left = quote.x + 12 + number_width + 14;
    const double room = quote.right() - 12 - left;
    const CodeLine line = line_at(code_.text, error.offset);
    const std::string before = end_of(context_, line.before, room * 0.7);
    const double at = left + draw_text(context_, {left, quote.y + 20}, Type::code, context_.theme.text, before);
    draw_text(context_, {at, quote.y + 20}, Type::code, context_.theme.text,
              shortened(context_, Type::code, line.after, quote.right() - 12 - at));
    const Point tip{at + 3.5, quote.y + 27};
    for (const double side : {-4.0, 4.0})
      draw_line(context_, tip, {tip.x + side, tip.y + 8}, context_.theme.warning, 2);
    y = quote.bottom() + 20;
    y += draw_wrapped(context_, {rect.x, y}, rect.width, 18, Type::body, context_.theme.warning,
                      told_sentence(context_.catalog, error.message));
    if (!code_.read.variable.empty()) draw_variable({rect.x, y - 8, rect.width, 28});
  }

  void draw_variable(const Rect& rect) {
    const std::string words = code_.read.variable + " =";
    const double words_width = std::min(text_width(context_, Type::code, words), rect.width / 2);
    draw_text(context_, centred_baseline(rect, Type::code, Align::start), Type::code, context_.theme.text,
              shortened(context_, Type::code, words, words_width + 1));
    const Rect field{rect.x + words_width + 10, rect.y, 80, rect.height};
    const FieldTouch typed = text_field(context_, "##number", field, code_.number, true);
    const std::string_view number = code_.number.view();
    const bool is_number = !number.empty() && number.find_first_not_of("-0123456789(), ") == std::string_view::npos;
    const std::string& set = context_.say("code_dialog.set");
    const Rect go{field.right() + 10, rect.y, text_width(context_, Type::body, set) + 28, rect.height};
    const bool is_set = button(context_, "set", go, set, ButtonLook::field, is_number);
    if (is_number && (is_set || typed.entered)) set_variable(code_);
  }

  void draw_model(const Rect& rect) {
    draw_wrapped(context_, {rect.x, rect.y + 14}, rect.width, 18, Type::body, context_.theme.text,
                 context_.catalog.text(told(*code_.read.model)));
  }

  /// One layer in words, or those that an error message is answered with, to choose from.
  void draw_layers(const Rect& rect) {
    const Pasted& read = code_.read;
    double y = rect.y + 14;
    if (!read.reason) {
      draw_wrapped(context_, {rect.x, y}, rect.width, 18, Type::body, context_.theme.text,
                   context_.catalog.text(told(context_.catalog, read.layers.front())));
      return;
    }
    y += draw_wrapped(context_, {rect.x, y}, rect.width, 18, Type::body, context_.theme.warning,
                      told_sentence(context_.catalog, *read.reason));
    constexpr double least_list_pt = 60;
    if (rect.bottom() - y >= reason_picture_pt + least_list_pt) {
      draw_reason(context_, {rect.x, y - 6, rect.width, reason_picture_pt}, *read.reason);
      y += reason_picture_pt;
    }
    const Rect list{rect.x, y - 8, rect.width, rect.bottom() - y + 8};
    y = list.y - begin_part(context_, "offers", list, PanelLook::scrolling);
    for (std::size_t i = 0; i < read.layers.size(); ++i, y += offer_pt)
      draw_offer({list.x, y, list.width - 8, offer_pt - 4}, i);
    end_part(context_, y);
  }

  void draw_offer(const Rect& row, std::size_t index) {
    const Spec spec = shown_spec(code_.read.layers[index]);
    const Touch touched = touch(context_, fmt::format("offer {}", index).c_str(), row, StopKind::entry);
    fill_box(context_, row, touched.hovered ? context_.theme.accent_soft : context_.theme.field, 6);
    outline_box(context_, row, touched.hovered ? context_.theme.accent : context_.theme.line, 6);
    const Rect words{row.x + 12, row.y, row.width - 24, row.height};
    const double width_of_sizes = draw_text(context_, centred_baseline(words, Type::body, Align::end), Type::body,
                                            context_.theme.text_muted, size_words(spec), Align::end);
    const std::string channels = channel_words(spec);
    draw_text(context_, centred_baseline(words, Type::body_strong, Align::start), Type::body_strong,
              context_.theme.text,
              shortened(context_, Type::body_strong,
                        layer_words(context_.catalog, spec) + (channels.empty() ? "" : ", " + channels),
                        words.width - width_of_sizes - 12));
    if (touched.clicked) open(index);
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  CodeState& code_;
  Rect inner_;
};

}  // namespace

void draw_code_dialog(const PanelInputs& in, const Rect& inner) { CodeDialog(in, inner).draw(); }

}  // namespace convoscope
