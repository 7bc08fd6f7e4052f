// The lock-step view: the transposed convolution by zero insertion, by scatter, as a matrix and as the ordinary convolution's
// backward pass, one connection lit in all four.
// Panels, words and counts; the maps in the panels are lockstep_maps.h's.
#include <algorithm>
#include <cmath>

#include "document/number_text.h"
#include "figure/draw/fitting.h"
#include "figure/draw/missing_card.h"
#include "figure/draw/paragraph.h"
#include "figure/draw/words.h"
#include "figure/lockstep/lockstep_layout.h"
#include "figure/lockstep/lockstep_maps.h"
#include "figure/lockstep/lockstep_state.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr Size natural{700, 640};
constexpr double heading_gap_pt = 10;
constexpr double least_bar_pt = 4;
// Differences below this share of the largest number are float rounding.
constexpr double rounding_share = 1e-5;

std::string heading_words(const Catalog& catalog, Method method) {
  switch (method) {
    case Method::zero_insertion: return catalog.text("figure.lockstep.zero_insertion");
    case Method::scatter: return catalog.text("figure.lockstep.scatter");
    case Method::matrix: return catalog.text("figure.lockstep.matrix");
    case Method::gather: return catalog.text("figure.lockstep.backward");
  }
  return {};
}

std::string note_words(const Catalog& catalog, Method method) {
  switch (method) {
    case Method::zero_insertion: return catalog.text("figure.lockstep.zero_insertion_note");
    case Method::scatter: return catalog.text("figure.lockstep.scatter_note");
    case Method::matrix: return catalog.text("figure.lockstep.matrix_note");
    case Method::gather: return catalog.text("figure.lockstep.backward_note");
  }
  return {};
}

// "41 of 81 multiplications, 33 of 65 on zeros". Scatter and the backward pass come to the cursor's connection in another order.
std::string work_words(const Catalog& catalog, Method method, const MethodWork& work) {
  const auto of = [&](std::int64_t so_far, std::int64_t total) {
    if (!work.so_far) return whole_text(total);
    return catalog.text("figure.lockstep.of", {{"so_far", whole_text(so_far)}, {"total", whole_text(total)}});
  };
  const Work now = work.so_far.value_or(work.total);
  const Catalog::Arguments arguments{{"all", of(now.multiplications, work.total.multiplications)},
                                     {"wasted", of(now.on_zeros, work.total.on_zeros)}};
  const std::string words = work.total.on_zeros == 0    ? catalog.text("figure.lockstep.work", arguments)
                            : method == Method::scatter ? catalog.text("figure.lockstep.work_cut", arguments)
                                                        : catalog.text("figure.lockstep.work_zeros", arguments);
  const bool is_own_order =
      (method == Method::scatter || method == Method::gather) && work.so_far && work.so_far != work.total;
  return is_own_order ? catalog.text("figure.lockstep.own_order", {{"work", words}}) : words;
}

std::string agreement_words(const Catalog& catalog, const LockstepResults& results) {
  const Catalog::Arguments arguments{{"count", whole_text(results.numbers)},
                                     {"difference", number_text(results.largest_difference)}};
  if (!results.is_compared) return catalog.text("figure.lockstep.not_compared", arguments);
  if (results.largest_difference == 0) {
    return results.numbers == 1 ? catalog.text("figure.lockstep.agree_one")
                                : catalog.text("figure.lockstep.agree", arguments);
  }
  double largest = 0;
  for (const float value : results.outputs[0]->data())
    largest = std::max(largest, std::abs(static_cast<double>(value)));
  return results.largest_difference <= rounding_share * largest
             ? catalog.text("figure.lockstep.agree_rounded", arguments)
             : catalog.text("figure.lockstep.disagree", arguments);
}

// What the cursor is on; at the end, whether the four agree.
std::string status_words(const PictureInputs& inputs, const LockstepState& state, const LockstepResults& results) {
  const Catalog& catalog = inputs.catalog;
  const Relation& relation = inputs.evaluation.relation;
  const MapsState& maps = state.maps;
  const auto count = static_cast<std::int64_t>(state.lit.size());
  if (state.is_finished) return agreement_words(catalog, results);
  if (!inputs.scene.look.is_lit) return {};
  const bool has_channels = relation.fine_channels > 1 || relation.coarse_channels > 1;
  if (!maps.shows_window) {
    const Catalog::Arguments arguments{{"name", coarse_name(relation, inputs.pin.cell)},
                                       {"count", whole_text(state.lit_in_all)},
                                       {"shown", whole_text(count)}};
    return has_channels ? catalog.text("figure.lockstep.of_input_channels", arguments)
                        : catalog.text("figure.lockstep.of_input", arguments);
  }
  const std::string name = fine_name(relation, maps.step.focus);
  if (maps.by_multiplication && maps.current_in_window >= 0) {
    const std::string words = product_words(catalog, inputs.evaluation, Side::transposed, maps.step);
    const Catalog::Arguments arguments{{"name", name}, {"words", words}};
    return state.is_on_zero ? catalog.text("figure.lockstep.on_zero", arguments)
                            : catalog.text("figure.lockstep.on_connection", arguments);
  }
  const Catalog::Arguments arguments{{"name", name},
                                     {"count", whole_text(state.lit_in_all)},
                                     {"shown", whole_text(count)},
                                     {"value", number_text(maps.step.sum)}};
  if (state.lit_in_all == 0) return catalog.text("figure.lockstep.on_hole", arguments);
  if (has_channels) return catalog.text("figure.lockstep.on_cell_channels", arguments);
  return count == 1 ? catalog.text("figure.lockstep.on_cell_one", arguments)
                    : catalog.text("figure.lockstep.on_cell", arguments);
}

class LockstepView {
 public:
  LockstepView(Pen& pen, const PictureInputs& inputs, Point origin, Size size)
      : pen_(pen), in_(inputs), size_(size), layout_(lay_out_lockstep(size)), state_(lockstep_state(inputs)) {
    results_ = inputs.kept({"lockstep", Side::transposed, 0, 0}, [&] {
      return std::make_shared<const LockstepResults>(lockstep_results(inputs.evaluation));
    });
    parts_ = lockstep_parts(inputs, state_);
    origin_ = origin;
    for (const MethodWork& work : state_.work) most_work_ = std::max(most_work_, work.total.multiplications);
  }

  void draw() {
    const Catalog& catalog = in_.catalog;
    std::string sizes = sizes_words(catalog, in_.evaluation, Side::transposed);
    const std::string channels =
        channel_words(catalog, in_.evaluation, Side::transposed, state_.maps.input_channel, state_.maps.output_channel);
    if (!channels.empty()) sizes = channels + catalog.text("figure.list_comma") + sizes;
    pen_.header(origin_, size_.width, catalog.text("figure.lockstep.title"), sizes);
    const std::string progress =
        catalog.text("figure.lockstep.progress",
                     {{"so_far", whole_text(state_.connections_done)}, {"total", whole_text(state_.connections)}});
    const double progress_pt =
        pen_.text(at(Point{size_.width, layout_.status_y}), progress, pen_.body_style(), Align::end);
    TextStyle strong = pen_.body_style();
    strong.color = in_.theme.text;
    if (state_.is_finished) strong.weight = FontWeight::semibold;
    pen_.fitted_text(at(Point{0, layout_.status_y}), status_words(in_, state_, *results_), strong,
                     size_.width - progress_pt - 14);
    for (std::size_t panel = 0; panel < method_count; ++panel) draw_panel(panel);
  }

 private:
  Point at(Point p) const { return {origin_.x + p.x, origin_.y + p.y}; }
  Rect at(const Rect& r) const { return {origin_.x + r.x, origin_.y + r.y, r.width, r.height}; }

  void draw_panel(std::size_t panel) {
    const Method method = lockstep_methods[panel];
    const PanelLayout& p = layout_.panels[panel];
    const Catalog& catalog = in_.catalog;
    pen_.add(Box{at(p.panel), in_.theme.measures.card_radius_pt * 0.8, {}, {in_.theme.line, 1}});
    const Point heading = at(p.heading);
    const double heading_pt = pen_.text(heading, heading_words(catalog, method), pen_.heading_style()) + heading_gap_pt;
    TextStyle note = pen_.label_style();
    note.size_pt -= 0.5;
    if (method == Method::gather && !in_.evaluation.convolution) {
      write_paragraph(pen_, {heading.x, heading.y + 2 * line_pitch(note)}, no_convolution_words(in_), note, p.width_pt);
      return;
    }
    pen_.fitted_text({heading.x + heading_pt, heading.y}, note_words(catalog, method), note, p.width_pt - heading_pt);
    LockstepMaps maps(pen_, in_, state_, parts_, *results_->outputs[panel], method, at(p.body));
    maps.draw();
    maps.frame_cursor();
    maps.light(state_.hovered, hover_width_pt, hover_alpha);
    maps.light(state_.lit, in_.theme.measures.focus_width_pt, 1);
    maps.write_labels();
    draw_work(panel);
  }

  // As long as the work is, beside the other panels'; what has been done is filled, what of it was wasted in grey.
  void draw_work(std::size_t panel) {
    const PanelLayout& p = layout_.panels[panel];
    const MethodWork& work = state_.work[panel];
    const double unit = p.bar.width / static_cast<double>(std::max<std::int64_t>(most_work_, 1));
    const auto part = [&](std::int64_t first, std::int64_t count, Color color) {
      if (count <= 0) return;
      Rect rect = at(p.bar);
      rect.x += static_cast<double>(first) * unit;
      rect.width = std::max(static_cast<double>(count) * unit, 1.0);
      pen_.add(Box{rect, std::min(rect.height, rect.width) / 2, {color, {}}, {}});
    };
    const auto least = static_cast<std::int64_t>(std::ceil(least_bar_pt / unit));
    part(0, std::max(work.total.multiplications, least), mix(in_.theme.line, in_.theme.card, 0.35));
    const Work now = work.so_far.value_or(Work{});
    part(0, now.that_count(), in_.theme.accent);
    part(now.that_count(), now.on_zeros, in_.theme.text_faint);
    TextStyle style = pen_.label_style();
    style.size_pt -= 0.5;
    pen_.fitted_text(at(p.work), work_words(in_.catalog, lockstep_methods[panel], work), style, p.width_pt);
  }

  Pen& pen_;
  const PictureInputs& in_;
  Point origin_;
  Size size_;
  LockstepLayout layout_;
  LockstepState state_;
  std::shared_ptr<const LockstepResults> results_;
  LockstepParts parts_;
  std::int64_t most_work_ = 0;
};

Size lockstep_size(const PictureInputs& inputs, Side, Size room) {
  if (!inputs.evaluation.transposed) return missing_card_size(inputs, room);
  return limited(room, natural);
}

void draw_lockstep(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  if (!inputs.evaluation.transposed) {
    draw_missing_card(pen, inputs, inputs.catalog.text("figure.lockstep.title"), origin, size);
    return;
  }
  LockstepView(pen, inputs, origin, size).draw();
}

}  // namespace

extern const ViewRow lockstep_view{.name = "lockstep",
                                   .is_of_transposed = true,
                                   .size = lockstep_size,
                                   .draw = draw_lockstep,
                                   .least_width_pt = 620,
                                   .tallest_pt = 640,
                                   .least_height_share = 0.85,
                                   .most_growth_pt = 60,
                                   .largest_alone = {700, 640},
                                   .steps = Side::transposed};

}  // namespace convoscope
