// The list of products. Only the rows that show are put into words, so that thousands cost no more than a dozen.
#include <algorithm>

#include "gui/cell/cell_sections.h"
#include "gui/cell/term_layout.h"

namespace convoscope {
namespace {

/// So many terms are measured; in longer lists some in between may be wider, and are shortened.
constexpr std::size_t most_measured = 64;
constexpr double scrollbar_pt = 12;

Tag connection_of(const Term& term) {
  const bool is_transposed = term.input.side == Side::transposed;
  const Tag& fine = is_transposed ? term.output : term.input;
  const Tag& coarse = is_transposed ? term.input : term.output;
  return {term.input.side, Part::connection, 0, fine.cell, term.kernel.cell, coarse.cell};
}

bool is_same_connection(const Term& term, const Tag& connection) {
  const Tag own = connection_of(term);
  return own.cell == connection.cell && own.kernel == connection.kernel && own.coarse == connection.coarse;
}

class TermList {
 public:
  TermList(const PanelInputs& in, const PanelColumn& column, const CellSubject& subject,
           const CellExplanation& explanation, const std::optional<TermProgress>& progress)
      : in_(in),
        context_(in.context),
        evaluation_(*in.session().evaluation()),
        subject_(subject),
        explanation_(explanation),
        progress_(progress),
        left_(column.left),
        width_(column.width) {
    double symbols = 0;
    double numbers = 0;
    const std::size_t count = explanation.terms.size();
    const std::size_t stride = 1 + count / most_measured;
    for (std::size_t i = 0; i < count; i += stride) {
      const TermText text = text_of(evaluation_, explanation, explanation.terms[i]);
      symbols = std::max(symbols, text_width(context_, Type::body, text.symbols));
      numbers = std::max(numbers, text_width(context_, Type::body, text.numbers));
    }
    // The sum below the list is to stay in sight.
    constexpr double below_pt = 90;
    const double available = column.top + column.height - column.y - below_pt;
    layout_ = lay_out_terms(symbols, numbers, width_, count, available);
  }

  /// Answers its height.
  double draw(double top) {
    const Rect part{left_ - 6, top, width_ + 6 + scrollbar_pt, layout_.height_pt()};
    double scroll = begin_part(context_, "terms", part, PanelLook::scrolling);
    // A list of other terms starts at its top.
    const std::size_t count = explanation_.terms.size();
    UiState& ui = in_.ui;
    if (ui.listed_cell != subject_.cell) {
      ui.listed_cell = subject_.cell;
      ui.listed_row = -1;
      scroll = 0;
      ImGui::SetScrollY(0);
    }
    const std::int64_t row = row_to_show();
    if (row >= 0 && row != ui.listed_row) {
      scroll = scroll_to_show(layout_, count, static_cast<std::size_t>(row), scroll);
      ImGui::SetScrollY(context_.units(scroll));
    }
    ui.listed_row = row;
    const auto first = static_cast<std::size_t>(std::max(0.0, scroll / layout_.row_pt));
    for (std::size_t i = first; i < std::min(count, first + layout_.shown + 1); ++i) {
      draw_row(i, top + layout_.row_pt * static_cast<double>(i) - scroll);
    }
    end_part(context_, top + layout_.row_pt * static_cast<double>(count) - scroll);
    return layout_.height_pt();
  }

 private:
  bool is_marked(const Term& term) const {
    if (subject_.element) return term.kernel.cell == *subject_.element;
    return subject_.connection && is_same_connection(term, *subject_.connection);
  }

  /// The row that is being computed or pointed at elsewhere; -1: none.
  std::int64_t row_to_show() const {
    const auto marked = std::ranges::find_if(explanation_.terms, [&](const Term& term) { return is_marked(term); });
    if (marked != explanation_.terms.end()) return marked - explanation_.terms.begin();
    if (!progress_) return -1;
    return std::max<std::int64_t>(static_cast<std::int64_t>(progress_->done) - 1, 0);
  }

  void draw_row(std::size_t index, double top) {
    const Term& term = explanation_.terms[index];
    const Rect row{left_ - 6, top, width_ + 10, layout_.row_pt};
    ImGui::PushID(static_cast<int>(index));
    const Touch touched = touch(context_, "term", row, StopKind::none);
    ImGui::PopID();
    const bool marked = is_marked(term);
    if (touched.hovered) in_.ui.hovered = connection_of(term);
    const bool is_current = progress_ && progress_->is_on_term && index + 1 == progress_->done;
    if (touched.hovered || marked) {
      fill_box(context_, row, context_.theme.accent_soft, 5);
    } else if (is_current) {
      fill_box(context_, row, with_alpha(context_.theme.focus, 0.1), 5);
    }
    const bool is_to_come = progress_ && index >= progress_->done;
    const bool is_winner = explanation_.winner == index && !progress_;
    const Theme& theme = context_.theme;
    const Color symbols = is_current ? theme.focus : is_to_come ? theme.text_faint : theme.text_muted;
    const Color numbers = is_current ? theme.focus : is_to_come ? theme.text_faint : theme.text;
    TermText text = text_of(evaluation_, explanation_, term);
    const Type type = is_winner ? Type::body_bold : Type::body;
    if (is_winner) text.numbers = context_.say("cell_panel.largest") + "  " + text.numbers;
    const double baseline = top + 17;
    const double numbers_width = text_width(context_, type, text.numbers);
    const double symbols_room = layout_.is_stacked ? width_ : width_ - numbers_width - term_gap_pt;
    draw_text(context_, {left_, baseline}, type, symbols, shortened(context_, type, text.symbols, symbols_room));
    draw_text(context_, {left_ + width_, baseline + (layout_.is_stacked ? 18 : 0)}, type, numbers,
              shortened(context_, type, text.numbers, width_), Align::end);
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  const Evaluation& evaluation_;
  const CellSubject& subject_;
  const CellExplanation& explanation_;
  const std::optional<TermProgress>& progress_;
  double left_;
  double width_;
  TermLayout layout_;
};

}  // namespace

void draw_terms(const PanelInputs& in, PanelColumn& column, const CellSubject& subject,
                const CellExplanation& explanation, const std::optional<TermProgress>& progress) {
  if (explanation.terms.empty()) return;
  column.y += 7;
  column.y += TermList(in, column, subject, explanation, progress).draw(column.y) - 7;
}

}  // namespace convoscope
