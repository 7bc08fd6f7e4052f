// The selected cell in words and numbers, the work that the method does, and the layer as code.
#include <algorithm>

#include <fmt/format.h>

#include "document/explain.h"
#include "gui/canvas_tags.h"
#include "gui/layer_code.h"
#include "gui/panels.h"
#include "gui/widgets.h"

namespace convoscope {
namespace {

constexpr double margin = 20;
constexpr std::size_t most_terms = 16;

/// The cell that is explained: the one under the mouse while nothing plays, else the one in focus.
struct Subject {
  Tag cell;
  Side side{};
  bool follows_step = false;  ///< it is the step's own cell, so its sum may still be growing
};

Subject subject_of(const PanelInputs& in) {
  const Session& session = in.session();
  const Evaluation& evaluation = *session.evaluation();
  const bool looks_at_mouse = !in.ui.is_playing && is_selectable(session.hover);
  Subject subject;
  subject.cell = looks_at_mouse ? session.hover : focus(evaluation, session.playhead, session.pin);
  subject.side = subject.cell.side != Side::none ? subject.cell.side : session.playhead.side;
  const bool has_side =
      subject.side == Side::transposed ? evaluation.transposed.has_value() : evaluation.convolution.has_value();
  if (!has_side) subject.side = evaluation.asked;
  const Tag own = focus(evaluation, session.playhead, {});
  subject.follows_step = own.side == subject.side && own.part == subject.cell.part && own.cell == subject.cell.cell &&
                         own.channel == subject.cell.channel;
  return subject;
}

class CellPanel {
 public:
  CellPanel(const PanelInputs& in, Point origin, double panel_width)
      : in_(in),
        kit_(in.kit),
        evaluation_(*in.session().evaluation()),
        left_(origin.x + margin),
        inner_width_(panel_width - 2 * margin),
        y_(origin.y) {}

  double draw() {
    const Subject subject = subject_of(in_);
    draw_cell(subject);
    // Pooling multiplies nothing.
    if (evaluation_.weight->size() > 0) draw_work(subject.side);
    draw_code();
    return y_;
  }

 private:
  double right() const { return left_ + inner_width_; }

  void draw_title(const char* key) {
    y_ += 31;
    section_title(kit_, {left_, y_}, kit_.say(key));
  }

  void draw_separator() {
    draw_rule(kit_, {left_, y_}, inner_width_, kit_.theme.line);
    y_ -= 5;
  }

  void draw_cell(const Subject& subject) {
    draw_title("cell_panel.cell");
    const CellExplanation explanation = explain_cell(evaluation_, subject.side, subject.cell);
    y_ += 28;
    y_ += draw_wrapped(kit_, {left_, y_}, inner_width_, 20, Type::title, kit_.theme.text,
                       kit_.catalog.text(explanation.title)) -
          20;
    y_ += 6;
    // One multiplication at a time: what is still to come stands pale, and the sum is the sum so far.
    std::optional<Step> running;
    const Playhead& playhead = in_.session().playhead;
    if (subject.follows_step && playhead.granularity == Granularity::multiply) {
      const Trace trace = evaluation_.trace(subject.side, playhead.granularity);
      running = trace.at(std::clamp<std::int64_t>(playhead.step, 0, trace.size() - 1));
    }
    const std::size_t shown = std::min(explanation.terms.size(), most_terms);
    for (std::size_t i = 0; i < shown; ++i) draw_term(explanation.terms[i], running, static_cast<int>(i));
    const std::int64_t omitted = explanation.omitted + static_cast<std::int64_t>(explanation.terms.size() - shown);
    if (omitted > 0) {
      y_ += 24;
      draw_text(kit_, {left_, y_}, Type::body, kit_.theme.text_faint,
                kit_.say("cell_panel.more", {{"count", fmt::format("{}", omitted)}}));
    }
    if (explanation.terms.empty()) {
      y_ += 24;
      y_ += draw_wrapped(kit_, {left_, y_}, inner_width_, 20, Type::body, kit_.theme.text_muted,
                         kit_.say("cell_panel.none")) -
            20;
    }
    if (explanation.has_bias) draw_pair(kit_.say("term.bias"), number_text(explanation.bias), kit_.theme.text);
    if (explanation.is_output) draw_sum(subject, explanation, running);
    draw_absent(explanation);
  }

  void draw_term(const Term& term, const std::optional<Step>& running, int index) {
    y_ += 24;
    ImGui::PushID(index);
    const Touch touched = touch(kit_, "term", {left_ - 6, y_ - 17, inner_width_ + 12, 24});
    ImGui::PopID();
    if (touched.hovered) {
      fill_box(kit_, {left_ - 6, y_ - 17, inner_width_ + 12, 24}, kit_.theme.field, 5);
      in_.ui.hovered = term.input;
    }
    bool is_current = false;
    bool is_done = true;
    if (running) {
      is_done = false;
      const auto last = std::min<std::size_t>(static_cast<std::size_t>(running->current), running->products.size() - 1);
      for (std::size_t i = 0; i <= last; ++i) {
        const Product& product = running->products[i];
        if (product.factor != Factor::value || product.kernel != term.kernel.cell || product.input != term.input.cell ||
            product.input_channel != term.input.channel) {
          continue;
        }
        is_done = true;
        is_current = i == last;
      }
    }
    const Color symbols = is_current ? kit_.theme.focus : is_done ? kit_.theme.text_muted : kit_.theme.text_faint;
    const Color numbers = is_current ? kit_.theme.focus : is_done ? kit_.theme.text : kit_.theme.text_faint;
    draw_text(kit_, {left_, y_}, Type::body, symbols, term.symbols);
    draw_text(kit_, {right(), y_}, Type::body, numbers, term.numbers, Align::end);
  }

  void draw_pair(std::string_view label, std::string_view value, Color color) {
    y_ += 24;
    draw_text(kit_, {left_, y_}, Type::body, kit_.theme.text_muted, label);
    draw_text(kit_, {right(), y_}, Type::body, color, value, Align::end);
  }

  void draw_sum(const Subject& subject, const CellExplanation& explanation, const std::optional<Step>& running) {
    draw_rule(kit_, {left_, y_ + 14}, inner_width_, kit_.theme.line);
    y_ += 36;
    const bool is_growing = running && running->current + 1 < static_cast<std::int64_t>(running->products.size());
    draw_text(kit_, {left_, y_}, Type::body, kit_.theme.text_muted,
              kit_.say(is_growing ? std::string_view("cell_panel.sum_so_far") : explanation.sum_key));
    draw_text(kit_, {right(), y_}, Type::result, subject.side == Side::transposed ? kit_.theme.fine : kit_.theme.coarse,
              number_text(running ? running->sum : explanation.sum), Align::end);
  }

  /// One element that takes no part, and why: the middle one if it is among them.
  void draw_absent(const CellExplanation& explanation) {
    y_ += 20;
    if (explanation.absent.empty()) return draw_separator();
    const AxisRelation& vertical = evaluation_.relation.axes[height];
    const AxisRelation& horizontal = evaluation_.relation.axes[width];
    const Cell middle{vertical.kernel / 2, horizontal.kernel / 2};
    auto chosen = std::ranges::find(explanation.absent, middle, &CellExplanation::Absent::kernel);
    if (chosen == explanation.absent.end()) chosen = explanation.absent.begin();
    y_ += 16;
    const std::string element = fmt::format("w[{},{}]", chosen->kernel.row, chosen->kernel.column);
    draw_text(kit_, {left_, y_}, Type::body_strong, kit_.theme.text,
              kit_.say("cell_panel.why_not", {{"element", element}}));
    y_ += 22;
    y_ += draw_wrapped(kit_, {left_, y_}, inner_width_, 21, Type::body, kit_.theme.text_muted, chosen->equation);
    y_ += draw_wrapped(kit_, {left_, y_}, inner_width_, 21, Type::body, kit_.theme.text_muted,
                       kit_.say(chosen->reason_key));
    draw_separator();
  }

  void draw_work(Side side) {
    draw_title("cell_panel.work");
    const Trace trace = evaluation_.trace(side, Granularity::cell);
    const Work work = trace.work_after(trace.size() - 1);
    const double total = static_cast<double>(std::max<std::int64_t>(1, work.multiplications));
    struct Bar {
      const char* key;
      std::int64_t count;
      Color color;
    };
    const std::array bars{Bar{"cell_panel.multiplications", work.multiplications, kit_.theme.accent},
                          Bar{"cell_panel.on_zeros", work.on_zeros, kit_.theme.text_faint},
                          Bar{"cell_panel.that_count", work.that_count(), kit_.theme.accent}};
    double label_width = 100;
    double number_width = 26;
    for (const Bar& bar : bars) {
      label_width = std::max(label_width, text_width(kit_, Type::body, kit_.say(bar.key)));
      number_width =
          std::max(number_width, text_width(kit_, Type::body_strong, number_text(static_cast<double>(bar.count))));
    }
    for (const Bar& bar : bars) {
      y_ += 26;
      draw_text(kit_, {left_, y_}, Type::body, kit_.theme.text_muted, kit_.say(bar.key));
      const Rect track{left_ + label_width + 16, y_ - 10, inner_width_ - label_width - 16 - number_width - 10, 10};
      fill_box(kit_, track, kit_.theme.field, 5);
      const double share = static_cast<double>(bar.count) / total;
      if (bar.count > 0) fill_box(kit_, {track.x, track.y, std::max(4.0, track.width * share), 10}, bar.color, 5);
      draw_text(kit_, {right(), y_}, Type::body_strong, kit_.theme.text, number_text(static_cast<double>(bar.count)),
                Align::end);
    }
    y_ += 24;
    draw_separator();
  }

  void draw_code() {
    draw_title("cell_panel.code");
    const std::string code = layer_code(in_.session());
    const auto lines = 1 + std::ranges::count(code, '\n');
    const Rect box{left_, y_ + 12, inner_width_, 20 + 22.0 * static_cast<double>(lines)};
    const Touch touched = touch(kit_, "code", box);
    fill_box(kit_, box, kit_.theme.field, 6);
    outline_box(kit_, box, touched.hovered ? kit_.theme.accent : kit_.theme.line, 6);
    double baseline = box.y + 24;
    for (std::string_view rest = code;;) {
      const std::size_t end = rest.find('\n');
      draw_text(kit_, {box.x + 12, baseline}, Type::code, kit_.theme.text,
                shortened(kit_, Type::code, rest.substr(0, end), box.width - 20));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
      baseline += 22;
    }
    if (touched.hovered) {
      draw_icon(kit_, Icon::copy, {box.right() - 16, box.y + 16}, kit_.theme.accent);
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    hint(kit_, touched, kit_.say("command.copy_code"));
    if (touched.clicked) in_.run("copy_code");
    y_ = box.bottom() + 20;
  }

  const PanelInputs& in_;
  const Kit& kit_;
  const Evaluation& evaluation_;
  double left_;
  double inner_width_;
  double y_;
};

}  // namespace

void draw_cell_panel(const PanelInputs& in, const Rect& rect) {
  const Point origin = begin_panel(in.kit, "cell", rect, PanelLook::scrolling_card);
  const double bottom = CellPanel(in, origin, rect.width).draw();
  end_panel(in.kit, bottom);
}

}  // namespace convoscope
