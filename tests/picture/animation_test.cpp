// Animations as independent programs read them: every step the picture that our PNG has, times, loops, faults.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "document/memory_sink.h"
#include "raster/animation.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

/// Writes an animation to a file; the message's key where it fails.
std::string write_animation(const std::string& path, const FrameSource& frames, const ExportOptions& options = {},
                            const Progress& progress = nullptr) {
  auto sink = TestPlatform().open_sink(path);
  const Status written = format_of(path)->animation(frames, options, font_book(), **sink)->write(progress);
  if (!written) return written.message().key;
  EXPECT_TRUE((*sink)->commit());
  return {};
}

/// Frame `step` of the animation as ImageMagick or ffmpeg shows it, against our own still.
Difference step_difference(const TemporaryFolder& folder, const FrameSource& frames, const ExportOptions& options,
                           std::int64_t step, const std::string& their_png) {
  write(folder.path("ours.png"), *format_of("x.png")->still(frames.frame(step), options, font_book()));
  return difference(read_png(folder.path("ours.png")), read_png(their_png));
}

TEST(Gif, ShowsEveryStepAsOurPngDoes) {
  const TemporaryFolder folder;
  const FrameSource frames = counting_frames(14);
  ASSERT_EQ(write_animation(folder.path("x.gif"), frames), "");
  ASSERT_EQ(run("convert " + folder.path("x.gif") + " -coalesce " + folder.path("%d.png")).status, 0);
  for (std::int64_t step = 0; step < frames.count; ++step) {
    const Difference found = step_difference(folder, frames, {}, step, folder.path(std::to_string(step) + ".png"));
    EXPECT_LT(found.mean, 0.6) << step;
    EXPECT_LT(found.blurred, 3) << step;
  }
}

TEST(Gif, IsReadByGiflibsOwnReader) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_animation(folder.path("x.gif"), counting_frames(14)), "");
  const Output text = run("giftext " + folder.path("x.gif"));
  EXPECT_EQ(text.status, 0) << text.text;
  EXPECT_NE(text.text.find("Screen Size - Width = 200, Height = 120"), std::string::npos) << text.text;
}

TEST(Gif, KeepsTimesLoopsAndTheHoldAtTheEnd) {
  const TemporaryFolder folder;
  ASSERT_EQ(
      write_animation(folder.path("x.gif"), counting_frames(4), {.frames_per_second = 3, .loops = 3, .hold_s = 2}), "");
  EXPECT_EQ(run("identify -format '%T ' " + folder.path("x.gif")).text, "33 34 33 233 ");
  // Played three times: the block says twice again.
  EXPECT_NE(read(folder.path("x.gif")).find(std::string("NETSCAPE2.0\x03\x01\x02\x00\x00", 16)), std::string::npos);
}

TEST(Gif, EqualStepsBecomeOneThatLastsLonger) {
  const TemporaryFolder folder;
  FrameSource frames = counting_frames(6);
  frames.frame = [still = counting_frames(6)](std::int64_t step) { return still.frame(step / 3); };
  ASSERT_EQ(write_animation(folder.path("x.gif"), frames, {.frames_per_second = 2}), "");
  EXPECT_EQ(run("identify -format '%T ' " + folder.path("x.gif")).text, "150 150 ");
}

TEST(Gif, StoresOnlyWhatChanged) {
  const TemporaryFolder folder;
  ASSERT_EQ(write_animation(folder.path("x.gif"), counting_frames(9)), "");
  const std::string sizes = run("identify -format '%wx%h ' " + folder.path("x.gif")).text;
  EXPECT_EQ(sizes.find("200x120 ", 1), std::string::npos) << sizes;
}

TEST(Gif, TransparentAnimationsClearWhatWasThere) {
  const TemporaryFolder folder;
  const FrameSource frames = counting_frames(5);
  ASSERT_EQ(write_animation(folder.path("x.gif"), frames, {.transparent = true}), "");
  ASSERT_EQ(run("convert " + folder.path("x.gif") + " -coalesce " + folder.path("%d.png")).status, 0);
  const Pixels last = read_png(folder.path("4.png"));
  EXPECT_EQ(last.at(2, 2)[3], 0);
  EXPECT_LT(step_difference(folder, frames, {.transparent = true}, 4, folder.path("4.png")).mean, 4);
}

TEST(Apng, ShowsEveryStepExactly) {
  const TemporaryFolder folder;
  const FrameSource frames = counting_frames(14);
  ASSERT_EQ(write_animation(folder.path("x.apng"), frames), "");
  const Output output =
      run("ffmpeg -loglevel error -i " + folder.path("x.apng") + " -start_number 0 " + folder.path("%d.png"));
  ASSERT_EQ(output.text, "");
  for (std::int64_t step = 0; step < frames.count; ++step) {
    EXPECT_EQ(step_difference(folder, frames, {}, step, folder.path(std::to_string(step) + ".png")).mean, 0) << step;
  }
}

TEST(Apng, IsAStillForReadersThatKnowNoMore) {
  const TemporaryFolder folder;
  const FrameSource frames = counting_frames(3);
  ASSERT_EQ(write_animation(folder.path("x.apng"), frames, {.transparent = true, .scene = "{}"}), "");
  EXPECT_EQ(step_difference(folder, frames, {.transparent = true}, 0, folder.path("x.apng")).mean, 0);
}

TEST(Apng, KeepsTimesAndLoops) {
  const TemporaryFolder folder;
  ASSERT_EQ(
      write_animation(folder.path("x.apng"), counting_frames(4), {.frames_per_second = 2, .loops = 3, .hold_s = 100}),
      "");
  const std::string bytes = read(folder.path("x.apng"));
  const std::size_t control = bytes.find("acTL");
  EXPECT_EQ(bytes.substr(control + 4, 8), std::string("\0\0\0\4\0\0\0\3", 8));
  const std::size_t first = bytes.find("fcTL");
  EXPECT_EQ(bytes.substr(first + 4 + 20, 4), std::string("\x01\xF4\x03\xE8", 4));  // 500 / 1000 s
  const std::size_t last = bytes.rfind("fcTL");
  EXPECT_EQ(bytes.substr(last + 4 + 20, 4), std::string("\x00\x64\x00\x01", 4));  // 100 s, in whole seconds
}

struct FilmCase {
  const char* ending;
  const char* codec;
};

class Film : public testing::TestWithParam<FilmCase> {};

TEST_P(Film, ShowsTheSteps) {
  const TemporaryFolder folder;
  const std::string path = folder.path(std::string("x.") + GetParam().ending);
  const FrameSource frames = counting_frames(5, {201, 121});
  ASSERT_EQ(write_animation(path, frames, {.frames_per_second = 2, .hold_s = 1}), "");
  const Output probe =
      run("ffprobe -v error -show_entries stream=codec_name,width,height:format=duration -of csv=p=0 " + path);
  EXPECT_EQ(probe.text.substr(0, probe.text.find('\n')), std::string(GetParam().codec) + ",202,122");
  EXPECT_NEAR(std::stod(probe.text.substr(probe.text.find('\n') + 1)), 3.5, 0.2);
  // The middle of the fourth step.
  ASSERT_EQ(run("ffmpeg -loglevel error -ss 1.7 -i " + path + " -frames:v 1 -vf format=rgb24,crop=201:121:0:0 " +
                folder.path("s.png"))
                .text,
            "");
  const Difference found = step_difference(folder, frames, {}, 3, folder.path("s.png"));
  EXPECT_LT(found.mean, 3);
  EXPECT_LT(found.blurred, 25);
}

TEST_P(Film, SameRequestGivesSameBytes) {
  const TemporaryFolder folder;
  const std::string ending = GetParam().ending;
  ASSERT_EQ(write_animation(folder.path("a." + ending), counting_frames(5)), "");
  ASSERT_EQ(write_animation(folder.path("b." + ending), counting_frames(5)), "");
  EXPECT_EQ(read(folder.path("a." + ending)), read(folder.path("b." + ending)));
}

INSTANTIATE_TEST_SUITE_P(Films, Film, testing::Values(FilmCase{"mp4", "h264"}, FilmCase{"webm", "vp9"}),
                         [](const auto& test_info) { return std::string(test_info.param.ending); });

TEST(Webp, ShowsTheStepsExactly) {
  const TemporaryFolder folder;
  const FrameSource frames = counting_frames(5);
  ASSERT_EQ(write_animation(folder.path("x.webp"), frames, {.loops = 2}), "");
  ASSERT_EQ(run("convert " + folder.path("x.webp") + " -coalesce " + folder.path("%d.png")).status, 0);
  EXPECT_LT(step_difference(folder, frames, {}, 3, folder.path("3.png")).mean, 0.1);
}

/// The PATH for one test.
class PathOf {
 public:
  explicit PathOf(const std::string& path) : before_(std::getenv("PATH")) { setenv("PATH", path.c_str(), 1); }
  ~PathOf() { setenv("PATH", before_.c_str(), 1); }
  PathOf(const PathOf&) = delete;
  PathOf& operator=(const PathOf&) = delete;

 private:
  std::string before_;
};

void make_program(const std::string& path, const std::string& script) {
  write(path, "#!/bin/sh\n" + script + "\n");
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

TEST(Ffmpeg, MissingIsSaid) {
  const TemporaryFolder folder;
  const PathOf path(folder.path(""));
  EXPECT_EQ(write_animation(folder.path("x.mp4"), counting_frames(3)), "export.program_missing");
  EXPECT_FALSE(std::filesystem::exists(folder.path("x.mp4")));
}

TEST(Ffmpeg, DyingHalfWayIsSaidInItsOwnWords) {
  const TemporaryFolder folder;
  make_program(folder.path("ffmpeg"), "head -c 1000 >/dev/null; echo 'it hurts' >&2; exit 3");
  const PathOf path(folder.path("") + ":/usr/bin:/bin");
  auto sink = TestPlatform().open_sink(folder.path("x.mp4"));
  const Status written = format_of("x.mp4")->animation(counting_frames(40), {}, font_book(), **sink)->write(nullptr);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.message().key, "export.program_failed");
  EXPECT_EQ(written.message().arguments[1].second, "it hurts");
}

TEST(Ffmpeg, BeingKilledIsSaid) {
  const TemporaryFolder folder;
  make_program(folder.path("ffmpeg"), "kill -9 $$");
  const PathOf path(folder.path("") + ":/usr/bin:/bin");
  EXPECT_EQ(write_animation(folder.path("x.webm"), counting_frames(40)), "export.program_failed");
}

TEST(Ffmpeg, HasToWriteAFilm) {
  const TemporaryFolder folder;
  const PathOf path(folder.path("") + ":/usr/bin:/bin");
  for (const char* name : {"x.mp4", "x.webm", "x.webp"}) {
    make_program(folder.path("ffmpeg"), "cat >/dev/null");
    EXPECT_EQ(write_animation(folder.path(name), counting_frames(3)), "export.program_wrote_nothing");
    make_program(folder.path("ffmpeg"), "cat >/dev/null; for last; do :; done; echo 'no film' >\"$last\"");
    EXPECT_EQ(write_animation(folder.path(name), counting_frames(3)), "export.program_wrote_nothing");
    make_program(folder.path("ffmpeg"), "head -c 1000 >/dev/null");
    EXPECT_EQ(write_animation(folder.path(name), counting_frames(40)), "export.program_ended_early");
    EXPECT_FALSE(std::filesystem::exists(folder.path(name)));
  }
}

TEST(Ffmpeg, CanBeCancelledWhileItHangs) {
  const TemporaryFolder folder;
  make_program(folder.path("ffmpeg"), "exec sleep 1000");
  const PathOf path(folder.path("") + ":/usr/bin:/bin");
  int asked = 0;
  EXPECT_EQ(write_animation(folder.path("x.mp4"), counting_frames(400), {},
                            [&](std::int64_t, std::int64_t) { return ++asked < 20; }),
            "export.cancelled");
}

TEST(Ffmpeg, LeavesNoTemporaryFiles) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path("tmp"));
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before != nullptr ? before : "/tmp";
  setenv("TMPDIR", folder.path("tmp").c_str(), 1);
  EXPECT_EQ(write_animation(folder.path("x.mp4"), counting_frames(3)), "");
  EXPECT_EQ(write_animation(folder.path("y.mp4"), counting_frames(30), {},
                            [](std::int64_t done, std::int64_t) { return done < 2; }),
            "export.cancelled");
  setenv("TMPDIR", kept.c_str(), 1);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path("tmp")));
}

class EveryAnimation : public testing::TestWithParam<std::string> {};

TEST_P(EveryAnimation, StopsWhenCancelled) {
  FailingSink sink(std::size_t{1} << 30);
  std::int64_t told = 0;
  const Status written = format_of("x." + GetParam())
                             ->animation(counting_frames(30), {}, font_book(), sink)
                             ->write([&](std::int64_t done, std::int64_t total) {
                               EXPECT_LE(done, total);
                               return ++told < 3;
                             });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.message().key, "export.cancelled");
  EXPECT_EQ(written.message().cause, Cause::cancelled);
  EXPECT_EQ(told, 3);
}

TEST_P(EveryAnimation, IsTheSameFileInPieces) {
  if (!format_of("x." + GetParam())->program.empty()) GTEST_SKIP() << "another program writes it";
  const auto begin = [](FileSink& sink) {
    return format_of("x." + GetParam())
        ->animation(counting_frames(9), {.frames_per_second = 2, .scene = "{}"}, font_book(), sink);
  };
  MemorySink whole;
  ASSERT_TRUE(begin(whole)->write(nullptr));
  MemorySink pieces;
  const std::unique_ptr<FileWriting> writing = begin(pieces);
  std::optional<Status> ended;
  int calls = 0;
  std::int64_t before = 0;
  for (; !ended; ++calls) {
    int asked = 0;
    ended = writing->advance([&](std::int64_t done, std::int64_t total) {
      EXPECT_EQ(++asked, 1) << "it was to break off";
      EXPECT_GE(done, before);
      EXPECT_LE(done, total);
      before = done;
      return false;
    });
  }
  EXPECT_TRUE(*ended);
  EXPECT_GT(calls, 9);
  EXPECT_EQ(pieces.take(), whole.take());
}

TEST_P(EveryAnimation, SaysThatTheDiskIsFull) {
  FailingSink sink(500);
  const Status written =
      format_of("x." + GetParam())->animation(counting_frames(5), {}, font_book(), sink)->write(nullptr);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.message().key, "file.disk_full");
  EXPECT_EQ(written.message().cause, Cause::other);
}

TEST_P(EveryAnimation, RefusesEnormousSizes) {
  if (GetParam() == "html") GTEST_SKIP() << "a page of shapes has no size of its own";
  FailingSink sink(500);
  const Status written = format_of("x." + GetParam())
                             ->animation(counting_frames(5, {1e6, 1e6}), {.scale = 10}, font_book(), sink)
                             ->write(nullptr);
  ASSERT_FALSE(written);
  const bool is_of_pages = GetParam() == "pdf";
  EXPECT_EQ(written.message().key, is_of_pages ? "export.page_too_large" : "export.too_large");
  EXPECT_EQ(written.message().cause, is_of_pages ? Cause::picture_format : Cause::picture_size);
}

std::vector<std::string> animation_endings() {
  std::vector<std::string> endings;
  for (const Format& format : formats()) {
    if (format.animation != nullptr) endings.emplace_back(format.extension);
  }
  return endings;
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryAnimation, testing::ValuesIn(animation_endings()),
                         [](const auto& test_info) { return test_info.param; });

TEST(Duration, OfAStepThatMovesOnIsHalfRest) {
  // Two steps a second with three pictures between: each rests 25 cs; the others share 25.
  const ExportOptions options{.frames_per_second = 2, .hold_s = 1, .between = 3};
  std::vector<std::int64_t> found;
  for (std::int64_t frame = 0; frame < 9; ++frame) found.push_back(duration_of(frame, 9, options, 100));
  EXPECT_EQ(found, (std::vector<std::int64_t>{25, 8, 9, 8, 25, 8, 9, 8, 150}));
}

TEST(Duration, NeverDrifts) {
  std::int64_t sum = 0;
  for (std::int64_t frame = 0; frame < 701; ++frame)
    sum += duration_of(frame, 701, {.frames_per_second = 3, .between = 6}, 100);
  EXPECT_EQ(sum, 3367);  // 101 steps
}

TEST_P(Film, MovesOnBetweenSteps) {
  const TemporaryFolder folder;
  const std::string path = folder.path(std::string("x.") + GetParam().ending);
  ASSERT_EQ(write_animation(path, counting_frames(9), {.frames_per_second = 2, .hold_s = 1, .between = 3}), "");
  const Output probe = run("ffprobe -v error -show_entries format=duration -of csv=p=0 " + path);
  EXPECT_NEAR(std::stod(probe.text), 2.5, 0.1);
}

TEST(ChangedPart, IsTheSmallestRectangle) {
  Pixels a(20, 10);
  Pixels b = a;
  const PixelRect all{0, 0, 20, 10};
  EXPECT_FALSE(changed_part(a, b, all));
  b.rgba[4 * (3 * 20 + 5)] = 1;
  EXPECT_EQ(*changed_part(a, b, all), (PixelRect{5, 3, 1, 1}));
  b.rgba[4 * (7 * 20 + 2) + 3] = 1;
  b.rgba[4 * (4 * 20 + 19)] = 1;
  EXPECT_EQ(*changed_part(a, b, all), (PixelRect{2, 3, 18, 5}));
  EXPECT_EQ(*changed_part(a, b, {4, 2, 12, 6}), (PixelRect{5, 3, 1, 1}));
}

}  // namespace
}  // namespace convoscope
