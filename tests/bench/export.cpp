// Pictures and animations as files: conv_arithmetic's nineteen as GIF, one still in each format. LaTeX took 203 s for the
// nineteen on two cores.
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "clock.h"
#include "document/presets.h"
#include "groups.h"
#include "picture/preset_pictures.h"
#include "picture/support.h"

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
  PresetPictures pictures(name, "light", "en", "maps");
  const FrameSource frames = pictures.frames();
  CountingSink sink;
  const Status written =
      format_of(path)->animation(frames, {.scale = gallery_scale(frames.frame(0))}, font_book(), sink)->write(nullptr);
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

#ifdef CONVOSCOPE_EXECUTABLE
/// Runs the built program to its end; its peak of resident memory in MB, or -1 where it failed.
double run_program(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), CONVOSCOPE_EXECUTABLE);
  std::vector<char*> values;
  for (std::string& argument : arguments) values.push_back(argument.data());
  values.push_back(nullptr);
  pid_t process = -1;
  int status = -1;
  rusage usage{};
  if (posix_spawn(&process, CONVOSCOPE_EXECUTABLE, nullptr, nullptr, values.data(), environ) != 0) return -1;
  if (wait4(process, &status, 0, &usage) < 0 || status != 0) return -1;
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void measure_whole_program(Table& table) {
  const TemporaryFolder folder;
  const auto seconds = [](int count, const std::vector<std::string>& arguments) {
    return time_each(count, [&] { (void)run_program(arguments); }).quick().wall_ms / 1e3;
  };
  table.at_most("convoscope gallery: 20 presets and their page", "203 s by LaTeX for 19", 2,
                {seconds(3, {"gallery", folder.path("g")}), "s"});
  const auto article = [&](const char* file) { return seconds(10, {"export", "-o", folder.path(file)}) * 1e3; };
  table.at_most("convoscope export -o article.png, from its start", "", 100, {article("a.png"), "ms"});
  table.at_most("convoscope export -o article.svg, from its start", "", 30, {article("a.svg"), "ms"});
  const auto memory_with = [&](const char* between) {
    return run_program({"export", "--preset", "padding_strides_transposed", "--view", "maps", "--smooth", between, "-o",
                        folder.path("a.gif")});
  };
  table.at_most("memory that 793 frames of a GIF take beyond 25", "the program's peak", 2,
                {memory_with("32") - memory_with("0"), "MB"});
}
#endif

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
    const TestPlatform platform;
    const FontBook fonts(platform);
    PresetPictures fresh("article", "light", "en");
    (void)format_of("x.png")->still(fresh.at(4), {}, fonts);
  });
  table.note("article as PNG, fonts and scene loaded first", "", {cold.quick().wall_ms, "ms"});
#ifdef CONVOSCOPE_EXECUTABLE
  measure_whole_program(table);
#endif
}

}  // namespace convoscope::bench
