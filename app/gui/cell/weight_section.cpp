// A weight that is learned: how the loss changes with it, as a sum over its connections, and what the next step makes of it.
#include <algorithm>

#include <fmt/format.h>

#include "document/number_text.h"
#include "gui/cell/cell_sections.h"
#include "gui/cell/term_layout.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr std::size_t most_measured_products = 64;

/// As far as it is made of the state shown.
const WeightSlope& slope_at(const PanelInputs& in, std::size_t element) {
  const LearningPage& page = in.session().scene().learning;
  std::optional<ToldSlope>& told = in.ui.told_slope;
  if (!told || told->run != page.run || told->step != page.step || told->slope.element != element)
    told = ToldSlope{page.run, page.step,
                     weight_slope(page.run->task(), page.run->states[at_index(page.step)], element, page.run->rate)};
  return told->slope;
}

/// The products, those in sight alone put into words. Answers the list's height.
double draw_products(const PanelInputs& in, const PanelColumn& column, const WeightSlope& told, double below_pt) {
  constexpr double bar_pt = 12;
  const DrawContext& context = in.context;
  const Learned& run = *in.ui.told_slope->run;
  const std::vector<GradientTerm>& terms = told.gradient.terms;
  const auto symbols = [&](const GradientTerm& term) {
    return symbols_of(term, run.input->shape(), told.slope.shape());
  };
  const auto numbers = [&](const GradientTerm& term) { return numbers_of(term, *run.input, told.slope); };
  double widest_symbols = 0, widest_numbers = 0;
  for (std::size_t i = 0; i < terms.size(); i += 1 + terms.size() / most_measured_products) {
    widest_symbols = std::max(widest_symbols, text_width(context, Type::body, symbols(terms[i])));
    widest_numbers = std::max(widest_numbers, text_width(context, Type::body, numbers(terms[i])));
  }
  const double available = column.top + column.height - column.y - below_pt;
  const TermLayout layout = lay_out_terms(widest_symbols, widest_numbers, column.width, terms.size(), available);
  const Rect part{column.left - 6, column.y, column.width + 6 + bar_pt, layout.height_pt()};
  const double scroll = begin_part(context, "products", part, PanelLook::scrolling);
  const auto first = static_cast<std::size_t>(std::max(0.0, scroll / layout.row_pt));
  for (std::size_t i = first; i < std::min(terms.size(), first + layout.shown + 1); ++i) {
    const double top = column.y + layout.row_pt * static_cast<double>(i) - scroll;
    const Rect row{column.left - 6, top, column.width + 10, layout.row_pt};
    ImGui::PushID(static_cast<int>(i));
    const Touch touched = touch(context, "product", row, StopKind::none);
    ImGui::PopID();
    // A loupe's cells have other places than the photograph's.
    if (touched.hovered && !in.session().evaluation()->photograph)
      in.ui.hovered = connection_of(terms[i], told.element, run.spec);
    if (touched.hovered) fill_box(context, row, context.theme.accent_soft, 5);
    const std::string words = numbers(terms[i]);
    const double room =
        layout.is_stacked ? column.width : column.width - text_width(context, Type::body, words) - term_gap_pt;
    draw_text(context, {column.left, top + 17}, Type::body, context.theme.text_muted,
              shortened(context, Type::body, symbols(terms[i]), room));
    draw_text(context, {column.right(), top + 17 + (layout.is_stacked ? 18 : 0)}, Type::body, context.theme.text,
              shortened(context, Type::body, words, column.width), Align::end);
  }
  end_part(context, column.y + layout.row_pt * static_cast<double>(terms.size()) - scroll);
  return layout.height_pt();
}

}  // namespace

std::optional<std::size_t> weight_at_hand(const Session& session, bool is_playing) {
  const LearningPage& page = session.scene().learning;
  if (!page.run) return std::nullopt;
  const Tensor& weight = page.run->states.front().weight;
  for (const Tag& tag : {is_playing ? Tag() : session.hover, session.pin}) {
    const bool is_there = tag.part == Part::kernel && lies_on(tag.cell, weight.rows(), weight.columns()) &&
                          tag.channel >= 0 && tag.channel < weight.batch() * weight.channels();
    if (is_there) return at_index((tag.channel * weight.rows() + tag.cell.row) * weight.columns() + tag.cell.column);
    if (tag && tag.part != Part::connection) break;  // something else is pointed at
  }
  return std::nullopt;
}

void draw_weight(const PanelInputs& in, PanelColumn& column, std::size_t element) {
  constexpr double below_pt = 150;
  const DrawContext& context = in.context;
  const Learned& run = *in.session().scene().learning.run;
  const WeightSlope& told = slope_at(in, element);
  const std::string name = weight_name(element, run.states.front().weight.shape());
  const auto note = [&](const std::string& words) {
    column.y += 4;
    column.y += draw_wrapped(context, {column.left, column.y + 18}, column.width, 18, Type::body,
                             context.theme.text_muted, words);
  };
  draw_title(context, column, "learning.weight");
  column.y += 28;
  draw_text(context, {column.left, column.y}, Type::title, context.theme.text,
            fmt::format("{} = {}", name, slope_text(told.value)));
  note(context.say(
      "learning.weight.sum",
      {{"weight", name}, {"count", whole_text(told.gradient.count)}, {"cells", whole_text(told.slope.size())}}));
  column.y += 7;
  column.y += draw_products(in, column, told, below_pt);
  const std::int64_t omitted = told.gradient.count - static_cast<std::int64_t>(told.gradient.terms.size());
  if (omitted > 0) note(context.say("cell_panel.more", {{"count", whole_text(omitted)}}));
  draw_rule(context, {column.left, column.y + 10}, column.width, context.theme.line);
  column.y += 36;
  draw_text(context, {column.left, column.y}, Type::body, context.theme.text_muted, fmt::format("dL/d{}", name));
  draw_text(context, {column.right(), column.y}, Type::result, legible(context.theme, context.theme.kernel),
            slope_text(told.gradient.sum), Align::end);
  note(context.say("learning.weight.next", {{"weight", name},
                                            {"value", slope_text(told.value)},
                                            {"rate", fmt::format("{}", run.rate)},
                                            {"gradient", slope_factor(told.gradient.sum)},
                                            {"next", slope_text(told.next)}}));
  column.y += 20;
}

}  // namespace convoscope
