// What lies over the strip, and the card below it.
#include <fmt/format.h>

#include <algorithm>

#include "figure/strip/strip_figure.h"
#include "figure/strip/strip_layout.h"
#include "gui/model/model_edits.h"
#include "gui/model/model_panels.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double way_row_pt = 40;
constexpr double details_margin_pt = 16;

std::string side_words(const MapSize& size) {
  return size.rows == size.columns ? fmt::format("{}", size.rows) : fmt::format("{} × {}", size.rows, size.columns);
}

std::string layer_name(const ModelState& state, int layer) {
  return layer < 0 ? std::string() : state.of->layers[static_cast<std::size_t>(layer)].name;
}

std::string change_words(const MapSize& before, const MapSize& after) {
  return side_words(before) + " → " + side_words(after);
}

/// Why the two do not fit, in one sentence.
std::string why_words(const DrawContext& context, const ModelState& state, const Misfit& misfit) {
  const Joint& joint = misfit.joint;
  const std::string skip = joint.from < 0 ? context.say("figure.input") : layer_name(state, joint.from);
  const bool by_rows = joint.size.rows != joint.line.rows;
  const std::int64_t reached = (by_rows ? misfit.down_input.rows : misfit.down_input.columns) - misfit.left_out;
  const Catalog::Arguments arguments{{"skip", skip},
                                     {"up", layer_name(state, misfit.up)},
                                     {"down", layer_name(state, misfit.down)},
                                     {"reached", std::to_string(reached)},
                                     {"whole", std::to_string(reached + misfit.left_out)},
                                     {"size", side_words(joint.size)},
                                     {"line", side_words(joint.line)}};
  const bool is_larger = joint.line.rows > joint.size.rows || joint.line.columns > joint.size.columns;
  if (misfit.down >= 0 && misfit.up >= 0 && !is_larger) return context.say("model_page.why.left_out", arguments);
  if (misfit.up >= 0 && is_larger) return context.say("model_page.why.larger", arguments);
  return context.say("model_page.why.smaller", arguments);
}

/// "pool1: 225 → 112 · up1: 112 → 224".
std::string course_words(const ModelState& state, const Misfit& misfit) {
  std::string words;
  for (const int layer : {misfit.down, misfit.up}) {
    if (layer < 0) continue;
    const ModelStep& step = state.steps[static_cast<std::size_t>(layer)];
    if (!step.input || !step.output) continue;
    words += (words.empty() ? "" : " · ") + layer_name(state, layer) + ": " + change_words(*step.input, *step.output);
  }
  return words;
}

std::string names_of(const ModelState& state, const std::vector<int>& layers) {
  std::string names;
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(layers.size(), most); ++i)
    names += (i > 0 ? ", " : "") + layer_name(state, layers[i]);
  return layers.size() > most ? names + ", …" : names;
}

struct WayWords {
  std::string what;
  std::string effect;
};

WayWords words_of_way(const DrawContext& context, const ModelState& state, const Mend& mend) {
  const std::string change = change_words(mend.before, mend.after);
  switch (mend.kind) {
    case MendKind::output_padding:
      return {context.say("model_page.mend.output_padding", {{"names", names_of(state, mend.layers)}}), change};
    case MendKind::crop:
      return {context.say(mend.layers.size() == 1 ? "model_page.mend.crop" : "model_page.mend.crop_all",
                          {{"count", std::to_string(mend.layers.size())}}),
              context.say("model_page.mend.crop_effect", {{"change", change}})};
    case MendKind::pad_input:
      return {context.say("model_page.mend.pad", {{"size", side_words(mend.after)}}),
              context.say("model_page.mend.pad_effect", {{"change", change}})};
  }
  return {};
}

/// The layer that a map is named after; -1: it is the model's input.
int named_layer(const ModelState& state, const StripMap& map) {
  for (int at = std::max(map.first, 0); at <= map.last; ++at) {
    const std::optional<LayerCode>& code = state.of->layers[static_cast<std::size_t>(at)].layer;
    if (code && !is_pooling(code->spec)) return at;
  }
  return map.first;
}

Tag cell_of_map(const StripMap& map, Cell cell) {
  return {Side::none,
          Part::map,
          map.last + 1,
          {std::clamp<std::int64_t>(cell.row, 0, map.size.rows - 1),
           std::clamp<std::int64_t>(cell.column, 0, map.size.columns - 1)}};
}

/// Where the mouse points to on the map's plane; its face stands for the middle column.
Tag cell_at(const DrawContext& context, const Rect& canvas, const StripPlace& place, const StripMap& map) {
  const Point mouse = context.mouse();
  const Point share = place.from_plane({mouse.x - canvas.x, mouse.y - canvas.y});
  const auto index_at = [](double part, std::int64_t extent) {
    return static_cast<std::int64_t>(part * static_cast<double>(extent));
  };
  return cell_of_map(map, {index_at(share.y, map.size.rows), index_at(share.x, map.size.columns)});
}

/// What the keyboard does where a map has it: the arrows move its pinned cell, Enter pins the middle one or lets go.
void use_map_keys(const PanelInputs& in, std::uint32_t stop, const StripMap& map) {
  if (!in.ui.focus.has(stop)) return;
  const Tag pin = in.session().pin;
  const Tag middle = cell_of_map(map, {map.size.rows / 2, map.size.columns / 2});
  const bool is_here = pin.part == Part::map && pin.channel == middle.channel;
  if (!in.ui.focus.is_pointing && !is_here) in.ui.hovered = middle;
  if (in.ui.focus.takes(stop, NamedKey::enter)) return in.act(SetPin{is_here ? Tag{} : middle});
  const auto go = [&](NamedKey key, int down, int right) {
    if (!in.ui.focus.takes(stop, key)) return;
    const Cell from = is_here ? pin.cell : middle.cell;
    in.act(SetPin{cell_of_map(map, {from.row + down, from.column + right})});
  };
  go(NamedKey::left, 0, -1);
  go(NamedKey::right, 0, 1);
  go(NamedKey::up, -1, 0);
  go(NamedKey::down, 1, 0);
}

void draw_way(const PanelInputs& in, const Rect& row, const Mend& mend, std::size_t index) {
  const DrawContext& context = in.context;
  const Touch touched = touch(context, fmt::format("mend {}", index).c_str(), row);
  fill_box(context, row, touched.hovered ? context.theme.accent_soft : context.theme.field, 6);
  outline_box(context, row, touched.hovered ? context.theme.accent : context.theme.line, 6);
  const WayWords words = words_of_way(context, in.ui.model, mend);
  const Rect inner{row.x + 14, row.y, row.width - 28, row.height};
  const double what_width = std::min(text_width(context, Type::body_strong, words.what), inner.width);
  draw_text(context, centred_baseline(inner, Type::body_strong, Align::start), Type::body_strong, context.theme.text,
            shortened(context, Type::body_strong, words.what, inner.width));
  const double room = inner.width - what_width - 16;
  // What it does is said where there is room for all of it, else in a hint.
  if (text_width(context, Type::note, words.effect) <= room)
    draw_text(context, centred_baseline(inner, Type::note, Align::end), Type::note, context.theme.text_muted,
              words.effect, Align::end);
  else
    hint(context, touched, words.effect);
  if (touched.clicked) in.act(edits_of_page(in.session().present().page, mend.mended));
}

}  // namespace

double model_details_height(const UiState& ui, Size window) {
  if (!ui.model.is_shown || ui.model.misfits.empty()) return 0;
  const double wanted = 86 + way_row_pt * static_cast<double>(std::max<std::size_t>(ui.model.mends.size(), 1));
  return std::min(wanted, window.height * 0.44);
}

void draw_model_strip(const PanelInputs& in, const Rect& canvas) {
  const DrawContext& context = in.context;
  begin_panel(context, "canvas", canvas, PanelLook::still);
  const MapStrip& strip = in.ui.model.strip;
  const StripLayout layout = lay_out_strip(strip, {canvas.width, canvas.height}, strip_margin(context.theme, true));
  const Tag pin = in.session().pin;
  bool is_beside = true;
  for (std::size_t i = 0; i < layout.maps.size(); ++i) {
    const Rect& slot = layout.maps[i].slot;
    const StripMap& map = strip.maps[i];
    const Rect area{canvas.x + slot.x + 2, canvas.y + slot.y, slot.width - 4, slot.height};
    const std::string id = fmt::format("map {}", i);
    const Touch touched = touch(context, id.c_str(), area, StopKind::none);
    const std::uint32_t stop = add_stop(context, id.c_str(), area, StopKind::canvas);
    if (touched.pressed) click_focus(context.focus, stop);
    is_beside = is_beside && !touched.hovered;
    const Tag cell = cell_at(context, canvas, layout.maps[i], map);
    if (touched.hovered) in.ui.hovered = cell;
    use_map_keys(in, stop, map);
    const int layer = named_layer(in.ui.model, map);
    hint(context, touched,
         context.say(layer < 0 ? "model_page.pin_input" : "model_page.pin",
                     {{"name", layer < 0 ? context.say("figure.input") : layer_name(in.ui.model, layer)}}));
    if (touched.double_clicked && layer >= 0)
      in.act(OpenModelLayer{layer});
    else if (touched.clicked)
      in.act(SetPin{pin == cell ? Tag{} : cell});
  }
  if (is_beside && pin && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && canvas.contains(context.mouse()) &&
      in.ui.dialog == Dialog::none)
    in.act(SetPin{});
  draw_notices(in, canvas);
  end_panel(context, canvas.bottom());
}

void draw_model_details(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  const ModelState& state = in.ui.model;
  if (rect.height <= 0 || state.misfits.empty()) return;
  ImGui::GetBackgroundDrawList()->AddRectFilled(context.at({rect.x, rect.y}), context.at({rect.right(), rect.bottom()}),
                                                packed(context.theme.canvas));
  const Rect card{rect.x + details_margin_pt, rect.y, rect.width - 2 * details_margin_pt,
                  rect.height - details_margin_pt};
  begin_panel(context, "details", card, PanelLook::scrolling);
  fill_box(context, card, context.theme.card, 10);
  outline_box(context, {card.x + 1, card.y + 1, card.width - 2, card.height - 2}, context.theme.line, 10);
  const auto chosen = static_cast<std::size_t>(std::clamp(state.misfit, 0, static_cast<int>(state.misfits.size()) - 1));
  const Misfit& misfit = state.misfits[chosen];
  const Rect inner{card.x + 20, card.y, card.width - 40, card.height};
  double y = inner.y + 26;
  y += draw_wrapped(context, {inner.x, y}, inner.width, 19, Type::body_strong, context.theme.text,
                    why_words(context, state, misfit));
  std::string course = course_words(state, misfit);
  if (state.misfits.size() > 1)
    course += (course.empty() ? "" : " · ") +
              context.say("model_page.places",
                          {{"number", std::to_string(chosen + 1)}, {"count", std::to_string(state.misfits.size())}});
  y += draw_wrapped(context, {inner.x, y}, inner.width, 17, Type::note, context.theme.text_muted, course);
  if (state.mends.empty())
    y += draw_wrapped(context, {inner.x, y + 10}, inner.width, 18, Type::body, context.theme.warning,
                      context.say("model_page.no_mend")) +
         10;
  for (std::size_t i = 0; i < state.mends.size(); ++i, y += way_row_pt)
    draw_way(in, {inner.x, y - 6, inner.width, way_row_pt - 6}, state.mends[i], i);
  end_panel(context, y);
}

}  // namespace convoscope
