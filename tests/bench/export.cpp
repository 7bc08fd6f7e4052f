// Pictures and animations as files: conv_arithmetic's nineteen as GIF, one still in each format. LaTeX took 203 s for the
// nineteen on two cores.
#include <algorithm>
#include <atomic>
#include <thread>

#include "clock.h"
#include "document/presets.h"
#include "export/preset_pictures.h"
#include "export/support.h"
#include "groups.h"

namespace convoscope::bench {
namespace {

using namespace test;

class CountingSink : public FileSink {
 public:
  Status write(std::string_view bytes) override {
    size += bytes.size();
    return ok();
  }
  Status commit() override { return ok(); }
  std::size_t size = 0;
};

/// The scale that fits a figure into conv_arithmetic's 495 x 542 pixels.
double gallery_scale(const Figure& figure) { return std::min(495 / figure.size.width, 542 / figure.size.height); }

/// The file's bytes.
std::size_t write_preset(std::string_view name, std::string_view path) {
  PresetPictures pictures(name, "light", "en", View::maps);
  const FrameSource frames = pictures.frames();
  CountingSink sink;
  const Status written =
      format_of(path)->animation(frames, {.scale = gallery_scale(frames.frame(0))}, font_book(), sink, nullptr);
  return written ? sink.size : 0;
}

/// All of conv_arithmetic's, on two threads.
void write_gallery() {
  std::atomic<std::size_t> next = 1;
  const auto work = [&] {
    for (std::size_t i = next++; i < presets().size(); i = next++) (void)write_preset(presets()[i].name, "x.gif");
  };
  std::thread other(work);
  work();
  other.join();
}

}  // namespace

void measure_export(Table& table) {
  table.section("Files");
  (void)font_book();
  table.at_most("conv_arithmetic's 19 animations as GIF, 495x542, two threads", "203 s by LaTeX", 2,
                {time_each(3, write_gallery).quick().wall_ms / 1e3, "s"});
  table.at_most("GIF of padding_strides_transposed, 25 frames", "conv_arithmetic's own, 272 KB", 272,
                {static_cast<double>(write_preset("padding_strides_transposed", "x.gif")) / 1024, "KB"});

  PresetPictures pictures("article", "light", "en");
  const Figure figure = pictures.at(4);
  const auto still = [&](std::string_view path) { (void)format_of(path)->still(figure, {}, font_book()); };
  table.at_most("article as SVG", "", 30, {time_each(30, [&] { still("x.svg"); }).quick().wall_ms, "ms"});
  table.note("article as PDF", "", {time_each(10, [&] { still("x.pdf"); }).quick().wall_ms, "ms"});
  table.note("article as PNG", "", {time_each(10, [&] { still("x.png"); }).quick().wall_ms, "ms"});
  const Costs cold = time_each(5, [] {
    const FontBook fonts{TestPlatform()};
    PresetPictures fresh("article", "light", "en");
    (void)format_of("x.png")->still(fresh.at(4), {}, fonts);
  });
  table.at_most("article as PNG, fonts and scene loaded first", "", 100, {cold.quick().wall_ms, "ms"});
}

}  // namespace convoscope::bench
