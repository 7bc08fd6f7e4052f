// Why a kernel element takes no part in a cell.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "document/symbols.h"
#include "gui/cell/cell_sections.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

/// Larger kernels are not drawn: their elements would be too small to point at.
constexpr std::int64_t most_drawn = 12;
constexpr double most_across_pt = 90;
constexpr double most_pitch_pt = 15;
constexpr double gap_pt = 2;

/// The element that is told of: pointed at, or met by the current multiplication, else the middle one, else the first.
std::optional<Cell> told_element(const Evaluation& evaluation, const CellSubject& subject,
                                 const CellExplanation& explanation, const std::optional<TermProgress>& progress) {
  if (explanation.absent.empty()) return std::nullopt;
  if (subject.element) return subject.element;
  const auto is_absent = [&](Cell element) { return std::ranges::binary_search(explanation.absent, element); };
  if (progress && progress->element && is_absent(*progress->element)) return progress->element;
  const auto& [vertical, horizontal] = evaluation.relation.axes;
  const Cell middle{vertical.kernel / 2, horizontal.kernel / 2};
  return is_absent(middle) ? middle : explanation.absent.front();
}

/// An element of the first kernel that the subject's channel has a part in, which is the one that maps show.
Tag element_tag(const Evaluation& evaluation, const CellSubject& subject, Cell element) {
  if (evaluation.weight->size() == 0) return {subject.side, Part::kernel, 0, element};
  const Spec& spec = evaluation.spec(subject.side);
  const std::int64_t inputs = spec.in_channels / spec.groups;
  const std::int64_t outputs = spec.out_channels / spec.groups;
  const std::int64_t channel = subject.cell.channel;
  return subject.cell.part == output_part(subject.side)
             ? kernel_tag(evaluation, subject.side, channel / outputs * inputs, channel, element)
             : kernel_tag(evaluation, subject.side, channel, channel / inputs * outputs, element);
}

/// The kernel in small: elements that take part are filled. Answers its size.
Size draw_small_kernel(const PanelInputs& in, const PanelColumn& column, const CellSubject& subject,
                       const CellExplanation& explanation, Cell told) {
  const DrawContext& context = in.context;
  const auto& [vertical, horizontal] = in.session().evaluation()->relation.axes;
  if (vertical.kernel > most_drawn || horizontal.kernel > most_drawn) return {};
  const auto longest = static_cast<double>(std::max(vertical.kernel, horizontal.kernel));
  const double pitch = std::min(most_pitch_pt, std::floor(most_across_pt / longest));
  const Size size{pitch * static_cast<double>(horizontal.kernel), pitch * static_cast<double>(vertical.kernel)};
  const Point corner{column.right() - size.width + 2, column.y - 12};
  for (std::int64_t row = 0; row < vertical.kernel; ++row) {
    for (std::int64_t c = 0; c < horizontal.kernel; ++c) {
      const Cell element{row, c};
      const Rect rect{corner.x + pitch * static_cast<double>(c), corner.y + pitch * static_cast<double>(row),
                      pitch - gap_pt, pitch - gap_pt};
      ImGui::PushID(static_cast<int>(row * horizontal.kernel + c));
      const Touch touched = touch(context, "element", {rect.x - 1, rect.y - 1, pitch, pitch}, StopKind::none);
      ImGui::PopID();
      const bool is_absent = std::ranges::binary_search(explanation.absent, element);
      fill_box(context, rect, is_absent ? context.theme.field : context.theme.kernel, 3);
      const bool is_told = told == element || subject.element == element;
      if (is_told)
        outline_box(context, rect, context.theme.focus, 3, 2);
      else if (is_absent)
        outline_box(context, rect, context.theme.line, 3);
      if (touched.hovered) in.ui.hovered = element_tag(*in.session().evaluation(), subject, element);
    }
  }
  return size;
}

}  // namespace

void draw_reason(const PanelInputs& in, PanelColumn& column, const Reason& reason, const char* legend_key,
                 Color color) {
  const DrawContext& context = in.context;
  if (!reason.equation.empty()) {
    // In symbols on one line, with the numbers put in on the next.
    const std::string_view equation = reason.equation;
    const std::size_t numbers = equation.find(" = ", equation.find(" = ") + 1);
    const std::string axis = context.say(reason.axis == height ? "cell_panel.of_rows" : "cell_panel.of_columns");
    const double top = column.y - 16;
    column.y += draw_formula(context, {column.left, column.y}, column.width, 20, Type::body, context.theme.text_muted,
                             axis + "\u00a0\u00a0" + std::string(equation.substr(0, numbers)));
    column.y += draw_formula(context, {column.left, column.y}, column.width, 20, Type::body, color,
                             equation.substr(numbers + 1));
    const Touch touched =
        touch(context, "equation", {column.left, top, column.width, column.y - top - 16}, StopKind::none);
    hint(context, touched, context.say(legend_key));
  }
  column.y += draw_wrapped(context, {column.left, column.y}, column.width, 20, Type::body, context.theme.text_muted,
                           context.catalog.text(reason.verdict));
}

void draw_absent(const PanelInputs& in, PanelColumn& column, const CellSubject& subject,
                 const CellExplanation& explanation, const std::optional<TermProgress>& progress) {
  const DrawContext& context = in.context;
  const Evaluation& evaluation = *in.session().evaluation();
  const std::optional<Cell> told = told_element(evaluation, subject, explanation, progress);
  if (!told) return;
  column.y += 36;
  const bool is_now = progress && progress->is_on_element && told == progress->element && !subject.element;
  const std::string element = element_symbol(evaluation, *told);
  const double top = column.y - 12;
  const Size kernel = draw_small_kernel(in, column, subject, explanation, *told);
  const double room = column.width - kernel.width - 10;
  const auto term = std::ranges::find(explanation.terms, *told, [](const Term& each) { return each.kernel.cell; });
  const bool takes_part = term != explanation.terms.end();
  draw_text(context, {column.left, column.y}, Type::body_strong, is_now ? context.theme.focus : context.theme.text,
            context.say(is_now       ? "cell_panel.now"
                        : takes_part ? "cell_panel.takes_part"
                                     : "cell_panel.why_not",
                        {{"element", element}}));
  column.y += 19;
  const std::int64_t all = evaluation.relation.axes[height].kernel * evaluation.relation.axes[width].kernel;
  column.y += draw_wrapped(
      context, {column.left, column.y}, room, 17, Type::note, context.theme.text_faint,
      context.say("cell_panel.absent_count",
                  {{"count", fmt::format("{}", explanation.absent.size())}, {"total", fmt::format("{}", all)}}));
  column.y = std::max(column.y + 5, top + kernel.height + 18);
  if (takes_part) {
    const TermText text = text_of(evaluation, explanation, *term);
    draw_text(context, {column.left, column.y}, Type::body, context.theme.text_muted,
              shortened(context, Type::body, text.symbols, column.width));
    draw_text(context, {column.left, column.y + 20}, Type::body, context.theme.text,
              shortened(context, Type::body, text.numbers, column.width));
    column.y += 40;
  }
  const Tag cell{subject.side, subject.cell.part, subject.cell.channel, subject.cell.cell};
  if (const std::optional<Reason> reason = why_absent(evaluation, subject.side, cell, *told)) {
    draw_reason(in, column, *reason, "why.legend", is_now ? context.theme.focus : context.theme.text);
  }
  column.y -= 20;
}

}  // namespace convoscope
