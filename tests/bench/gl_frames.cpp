// A frame of the whole window, panels and picture, against an empty Dear ImGui frame of the same window: as ratios, since a
// software OpenGL and a graphics card differ a hundredfold.
#include "document/presets.h"
#include "gl_stage.h"
#include "groups.h"

namespace convoscope::bench {
namespace {

struct StepCosts {
  Costs stepping, empty, all, unchanged;
  double painted_share = 0;  ///< of the window's pixels, by a step
};

/// Empty frames and steps take turns, so that both see the same machine.
StepCosts time_steps(Stage& stage, int rounds) {
  StepCosts costs;
  double painted = 0;
  for (int round = 0; round < rounds; ++round) {
    Cost start = now();
    stage.empty_frame();
    costs.empty.add_since(start);
    start = now();
    (void)stage.frame();
    costs.all.add_since(start);
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
      painted += static_cast<double>(stage.loop().painter().painted_px());
      while (stage.frame() != FrameLoop::Frame::unchanged) continue;
    }
    start = now();
    (void)stage.frame();
    costs.unchanged.add_since(start);
  }
  costs.painted_share = painted / (3.0 * rounds) / (1280 * 800);
  return costs;
}

void add_stepping(Table& table, const std::string& what, const SavedScene& saved, double limit,
                  const std::string& why) {
  const auto stage = Stage::open(saved);
  if (!stage) {
    table.skip(what, "no display with OpenGL 3.3");
    return;
  }
  (void)time_steps(*stage, 5);
  StepCosts costs = time_steps(*stage, 60);
  const double empty = costs.empty.quick().wall_ms;
  table.at_most(what + ", stepping", "an empty frame", limit, {costs.stepping.quick().wall_ms / empty, "x"});
  table.why(why);
  table.note("  the same, painted in full", "an empty frame", {costs.all.quick().wall_ms / empty, "x"});
  table.note("  a step, and the empty frame", "", {costs.stepping.quick().wall_ms, "ms"});
  table.note("  an empty frame", "", {empty, "ms"});
  table.note("  a frame that changes nothing, and paints nothing", "an empty frame",
             {costs.unchanged.quick().wall_ms / empty, "x"});
  table.note("  painted by a step", "the window's pixels", {100 * costs.painted_share, "%"});
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
  table.section("Frames of the whole window at 1280x800, panels included");
  add_stepping(table, "the article's example", *preset_named("article"), 1.5,
               "an empty frame clears the window and shows it; a step also lays out and paints cards and panels");
  add_stepping(table, "16x16, s=2 zero insertion", transposed_of(16), 2.5, "its graph of connections is painted too");
  add_stepping(table, "1024x1024, s=2 zero insertion", transposed_of(1024), 2.5,
               "cards and panels are laid out anew, which takes about as long as painting them");
  table.print();
  for (const std::int64_t side : {16, 128, 1024}) add_hovering(table, side);
}

}  // namespace convoscope::bench
