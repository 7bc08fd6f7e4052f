// Pointing from cell to cell: what a picture of all views costs to compose anew, without drawing it.
#include "clock.h"
#include "document/presets.h"
#include "figure/compose.h"
#include "figure/views.h"
#include "groups.h"
#include "picture/support.h"

namespace convoscope::bench {

void measure_hover(Table& table) {
  table.section("Pictures composed");
  const test::TestPlatform platform;
  const Theme theme = *read_theme(*platform.read_asset("themes/light.json"));
  const Catalog catalog = *Catalog::read(*platform.read_asset("languages/en.json"));
  for (const char* preset : {"article", "padding_strides"}) {
    SavedScene saved = *preset_named(preset);
    saved.scene.views.clear();
    for (const std::string_view view : view_names()) saved.scene.views.emplace_back(view);
    const std::shared_ptr<const Evaluation> evaluation = evaluate(saved.scene);
    PictureCache cache;
    int next = 0;
    const auto point_at_another = [&] {
      const Tag cell{Side::convolution, next % 2 == 0 ? Part::fine : Part::coarse, 0, {next / 2 % 2, next / 4 % 2}};
      ++next;
      (void)compose(
          {saved.scene, *evaluation, saved.playhead, saved.pin, cell, theme, catalog, test::font_book(), &cache},
          {1400, 900});
    };
    point_at_another();
    table.at_most(std::string("compose a hover, all views, ") + preset + ", CPU", "a quarter of 0.1.0's 1.9 ms", 0.475,
                  {time_each(400, point_at_another).quick().own_cpu_ms, "ms"});
  }
}

}  // namespace convoscope::bench
