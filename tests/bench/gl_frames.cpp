// A frame of the whole window, panels and picture, against an empty Dear ImGui frame of the same window: as ratios, since a
// software OpenGL and a graphics card differ a hundredfold.
#include <fmt/format.h>

#include "document/presets.h"
#include "figure/views.h"
#include "gl_stage.h"
#include "groups.h"

namespace convoscope::bench {
namespace {

struct StepCosts {
  Costs stepping, empty, unchanged;
};

/// Empty frames and steps take turns, so that both see the same machine.
StepCosts time_steps(Stage& stage, int rounds) {
  StepCosts costs;
  for (int round = 0; round < rounds; ++round) {
    Cost start = now();
    stage.empty_frame();
    costs.empty.add_since(start);
    (void)stage.frame();
    for (int i = 0; i < 3; ++i) {
      AppState& app = stage.app();
      const bool is_at_end = app.session.playhead.step == last_step(*app.session.evaluation(), app.session.playhead);
      if (is_at_end)
        seek(app, 0);
      else
        step_by(app, 1);
      start = now();
      (void)stage.frame();
      costs.stepping.add_since(start);
      while (stage.frame() != FrameLoop::Frame::unchanged) continue;
    }
    start = now();
    (void)stage.frame();
    costs.unchanged.add_since(start);
  }
  return costs;
}

/// A step, panels and picture laid out anew and all pixels painted. What is wanted holds for a software OpenGL on two cores.
void add_stepping(Table& table, const std::string& what, const SavedScene& saved, Size window, double limit_ms) {
  const std::string size = fmt::format(", {}x{}", window.width, window.height);
  const auto stage = Stage::open(saved, window);
  if (!stage) {
    table.skip(what + size, "no display with OpenGL 3.3");
    return;
  }
  (void)time_steps(*stage, 5);
  const StepCosts costs = time_steps(*stage, 60);
  const double empty = costs.empty.quick().wall_ms;
  table.at_most(what + ", a step's frame" + size, "", limit_ms, {costs.stepping.quick().wall_ms, "ms"});
  table.why(fmt::format("other work took the processor; the quickest took {:.1f} ms", costs.stepping.least().wall_ms));
  table.note("  the same", "an empty frame", {costs.stepping.quick().wall_ms / empty, "x"});
  table.note("  a frame that changes nothing, and paints nothing", "an empty frame",
             {costs.unchanged.quick().wall_ms / empty, "x"});
}

/// The mouse moves from cell to cell; a frame later the picture shows it, another one later the panels.
void add_hovering(Table& table, std::int64_t side) {
  const auto stage = Stage::open(transposed_of(side));
  const std::string what = "hover to finished frames, " + std::to_string(side) + "x" + std::to_string(side);
  if (!stage) {
    table.skip(what, "no display with OpenGL 3.3");
    return;
  }
  Costs costs;
  int noticed = 0;
  for (int i = 0; i < 60; ++i) {
    stage->point_at(330 + 9 * (i % 30), 250 + 7 * (i % 20));
    const Tag before = stage->app().session.hover;
    const Cost start = now();
    (void)stage->frame();
    (void)stage->frame();
    if (stage->app().session.hover == before) continue;
    ++noticed;
    costs.add_since(start);
  }
  if (noticed < 10) {
    table.skip(what, "the mouse could not be moved");
    return;
  }
  table.at_most(what + ", CPU", "the web visualizer's 106 ms", 10, {costs.quick().cpu_ms, "ms"});
}

}  // namespace

void measure_frames(Table& table) {
  table.section("Frames of the whole window, panels included");
  SavedScene all = *preset_named("article");
  all.scene.views.clear();
  for (const std::string_view view : view_names()) all.scene.views.emplace_back(view);
  for (const auto& [window, limit_ms] : {std::pair{Size{1280, 800}, 16.0}, {Size{2560, 1440}, 33.0}}) {
    add_stepping(table, "the article's example", *preset_named("article"), window, limit_ms);
    add_stepping(table, "the article's example, all views", all, window, limit_ms);
    add_stepping(table, "16x16, s=2 zero insertion", transposed_of(16), window, limit_ms);
    add_stepping(table, "1024x1024, s=2 zero insertion", transposed_of(1024), window, limit_ms);
  }
  table.print();
  for (const std::int64_t side : {16, 128, 1024}) add_hovering(table, side);
}

}  // namespace convoscope::bench
