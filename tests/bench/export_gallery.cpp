// Pictures and animations as files: conv_arithmetic's nineteen as GIF, one still in each format. LaTeX took 203 s for the
// nineteen on two cores.
#include <benchmark/benchmark.h>

#include <thread>
#include <vector>

#include "document/presets.h"
#include "export/preset_pictures.h"
#include "export/support.h"

namespace convoscope {
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

std::size_t write_preset(std::string_view name, std::string_view format) {
  PresetPictures pictures(name, "light", "en", View::maps);
  const FrameSource frames = pictures.frames();
  CountingSink sink;
  const Status written =
      format_of(format)->animation(frames, {.scale = gallery_scale(frames.frame(0))}, font_book(), sink, nullptr);
  return written ? sink.size : 0;
}

void gallery(benchmark::State& state, const char* format) {
  font_book();
  std::size_t size = 0;
  for (auto _ : state) {
    std::atomic<std::size_t> next = 1, total = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < presets().size(); i = next++) total += write_preset(presets()[i].name, format);
    };
    std::thread other(work);
    work();
    other.join();
    size = total;
  }
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK_CAPTURE(gallery, gif, "x.gif")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(gallery, apng, "x.apng")->Unit(benchmark::kMillisecond)->UseRealTime();

void one_animation(benchmark::State& state, const char* format) {
  std::size_t size = 0;
  for (auto _ : state) size = write_preset("padding_strides_transposed", format);
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK_CAPTURE(one_animation, gif, "x.gif")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(one_animation, apng, "x.apng")->Unit(benchmark::kMillisecond);

void still(benchmark::State& state, const char* format) {
  PresetPictures pictures("article", "light", "en");
  const Figure figure = pictures.at(4);
  std::size_t size = 0;
  for (auto _ : state) size = format_of(format)->still(figure, {}, font_book())->size();
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK_CAPTURE(still, png, "x.png")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(still, svg, "x.svg")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(still, pdf, "x.pdf")->Unit(benchmark::kMillisecond);

/// What one still costs from nothing: fonts found and loaded, scene, layout, file.
void still_with_fonts(benchmark::State& state, const char* format) {
  for (auto _ : state) {
    const FontBook fonts{TestPlatform()};
    PresetPictures pictures("article", "light", "en");
    benchmark::DoNotOptimize(format_of(format)->still(pictures.at(4), {}, fonts));
  }
}
BENCHMARK_CAPTURE(still_with_fonts, png, "x.png")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace convoscope
