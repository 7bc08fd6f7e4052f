// A photograph of 1920x1080 in colour under a kernel of 3x3: from a value that is dragged to the frame that shows what became of it.
#include <cmath>

#include "document/photograph/photograph_scene.h"
#include "gl_stage.h"
#include "groups.h"
#include "png/png_encoder.h"

namespace convoscope::bench {
namespace {

SharedPhotograph photograph_of(int columns, int rows) {
  Pixels pixels(columns, rows);
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const double wave = std::sin(x * 0.03) * std::cos(y * 0.05);
      const int noise = (x * 7919 + y * 104729) % 23;
      pixels.at(x, y)[0] = static_cast<std::uint8_t>(100 + 90 * wave + noise);
      pixels.at(x, y)[1] = static_cast<std::uint8_t>(x * 255 / columns);
      pixels.at(x, y)[2] = static_cast<std::uint8_t>(y * 255 / rows);
      pixels.at(x, y)[3] = 255;
    }
  }
  const auto bytes = std::make_shared<const std::string>(encode_png(pixels, 0, {}));
  return *read_photograph("photograph.png", bytes);
}

/// Frames until the output stands that the session's photograph has to become.
void show(Stage& stage) {
  AppState& app = stage.app();
  do (void)stage.frame();
  while (app.developing.shown != app.session.evaluation()->photograph->whole || stage.is_waiting());
}

}  // namespace

void measure_photograph(Table& table) {
  table.section("A photograph of 1920x1080 in colour, 3x3, each channel by itself");
  constexpr double frame_ms = 33;
  const SharedPhotograph photograph = photograph_of(1920, 1080);
  const Costs reading = time_each(5, [&] { (void)read_photograph("a.png", photograph->bytes); });
  table.note("reading its PNG", "", {reading.quick().wall_ms, "ms"});
  const auto stage = Stage::open(scene_of_photograph(photograph));
  if (!stage) {
    table.skip("frames", "no display with OpenGL 3.3");
    return;
  }
  show(*stage);
  stage->settle();
  perform(stage->app(), BeginHold{});
  float value = 0;
  const auto drag = [&] {
    value += 0.05F;
    perform(stage->app(), Edit{SetValue{Part::kernel, 0, {1, 1}, value}});
    show(*stage);
  };
  for (int i = 0; i < 5; ++i) drag();
  const Costs dragged = time_each(60, drag);
  perform(stage->app(), EndHold{});
  table.at_most("from a dragged value to the frame", "30 a second", frame_ms, {dragged.quick().wall_ms, "ms"});
  const Costs loupe = time_each(30, [&] {
    PhotographPage page = stage->app().session.scene().photograph;
    page.loupe.column = (page.loupe.column + 17) % 1920;
    perform(stage->app(), Edit{SetPhotograph{page}});
    show(*stage);
  });
  table.at_most("from a moved loupe to the frame", "60 a second", 17, {loupe.quick().wall_ms, "ms"});
}

}  // namespace convoscope::bench
