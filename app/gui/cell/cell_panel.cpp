// The selected cell in words and numbers, the work that the method does, and the layer as code.
#include <algorithm>

#include <fmt/format.h>

#include "gui/cell/cell_sections.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double margin_pt = 20;

void draw_pair(const DrawContext& context, PanelColumn& column, std::string_view label, std::string_view value) {
  column.y += 24;
  draw_text(context, {column.left, column.y}, Type::body, context.theme.text_muted, label);
  draw_text(context, {column.right(), column.y}, Type::body, context.theme.text, value, Align::end);
}

void draw_sum(const DrawContext& context, PanelColumn& column, const CellExplanation& explanation,
              const std::optional<TermProgress>& progress) {
  if (explanation.has_bias) draw_pair(context, column, context.say("term.bias"), number_text(explanation.bias));
  draw_rule(context, {column.left, column.y + 14}, column.width, context.theme.line);
  column.y += 12;
  const bool is_growing = progress && progress->is_growing;
  const double sum = progress ? progress->sum : explanation.sum;
  const bool is_average = explanation.sum_key == "cell.average";
  if (is_average) {
    draw_pair(context, column, context.say("cell_panel.sum_by_count"),
              fmt::format("{} / {}", number_text(sum * explanation.count, 3), number_text(explanation.count)));
  }
  column.y += 24;
  const std::string_view so_far = is_average                              ? "cell_panel.average_so_far"
                                  : explanation.sum_key == "cell.maximum" ? "cell_panel.largest_so_far"
                                                                          : "cell_panel.sum_so_far";
  draw_text(context, {column.left, column.y}, Type::body, context.theme.text_muted,
            context.say(is_growing ? so_far : explanation.sum_key));
  draw_text(context, {column.right(), column.y}, Type::result,
            legible(context.theme, explanation.side == Side::transposed ? context.theme.fine : context.theme.coarse),
            number_text(sum), Align::end);
}

void draw_cell(const PanelInputs& in, PanelColumn& column, const CellSubject& subject) {
  const DrawContext& context = in.context;
  draw_title(context, column, "cell_panel.cell");
  const CellExplanation explanation = explain_cell(*in.session().evaluation(), subject.side, subject.cell);
  const std::optional<TermProgress> progress = progress_of(in.session(), subject);
  column.y += 28;
  column.y += draw_wrapped(context, {column.left, column.y}, column.width, 20, Type::title, context.theme.text,
                           context.catalog.text(explanation.title)) -
              20;
  if (explanation.why) {
    column.y += 26;
    const bool is_place = subject.cell.part == Part::expanded;
    draw_reason(in, column, *explanation.why, is_place ? "why.legend_place" : "why.legend", context.theme.text);
    column.y -= 20;
  }
  if (explanation.lead && !explanation.terms.empty()) {
    column.y += 22;
    draw_text(context, {column.left, column.y}, Type::body, context.theme.text_muted,
              context.catalog.text(*explanation.lead));
  }
  draw_terms(in, column, subject, explanation, progress);
  if (explanation.lead && explanation.terms.empty()) {
    column.y += 24;
    column.y += draw_wrapped(context, {column.left, column.y}, column.width, 20, Type::body, context.theme.text_muted,
                             context.say("cell_panel.none")) -
                20;
  }
  if (explanation.omitted > 0) {
    column.y += 20;
    draw_text(context, {column.left, column.y}, Type::note, context.theme.text_faint,
              context.say("cell_panel.more", {{"count", fmt::format("{}", explanation.omitted)}}));
  }
  if (explanation.has_sum) draw_sum(context, column, explanation, progress);
  draw_absent(in, column, subject, explanation, progress);
  column.y += 20;
}

}  // namespace

void draw_title(const DrawContext& context, PanelColumn& column, std::string_view key) {
  column.y += title_pt;
  section_title(context, {column.left, column.y}, context.say(key));
}

void draw_separator(const DrawContext& context, PanelColumn& column) {
  draw_rule(context, {column.left, column.y}, column.width, context.theme.line);
  column.y -= 5;
}

void draw_cell_panel(const PanelInputs& in, const Rect& rect) {
  const Point origin = begin_panel(in.context, "cell", rect, PanelLook::scrolling);
  const CellSubject subject = subject_of(in.session(), in.ui.is_playing);
  PanelColumn column{origin.x + margin_pt, rect.width - 2 * margin_pt, origin.y, origin.y, rect.height};
  // Sums are results.
  if (in.ui.revealed) {
    draw_wrapped(in.context, {column.left, column.y + 36}, column.width, 20, Type::body, in.context.theme.text_muted,
                 in.context.say("cell_panel.covered"));
    return end_panel(in.context, column.y + 60);
  }
  if (const std::optional<std::size_t> weight = weight_at_hand(in.session(), in.ui.is_playing)) {
    draw_weight(in, column, *weight);
  } else {
    draw_cell(in, column, subject);
  }
  // Pooling multiplies nothing.
  const bool has_work = in.session().evaluation()->weight->size() > 0;
  // At the panel's foot where there is room: there they stay while the cell's lines come and go.
  const double rest = code_height(in) + (has_work ? work_height(in, column.width) : 0);
  column.y = std::max(column.y, origin.y + rect.height - rest);
  draw_separator(in.context, column);
  if (has_work) draw_work(in, column, side_at_hand(in.session()));
  draw_code(in, column);
  end_panel(in.context, column.y);
}

}  // namespace convoscope
