// What is made beside the window: the newest that was asked for, once, from what was there when it began.
#include "gui/tasks/maker.h"

#include <gtest/gtest.h>

#include <semaphore>
#include <string>

namespace convoscope::testing {
namespace {

using Texts = Maker<int, std::string>;

const auto text_of_number = [](int number) {
  return [number] { return [number](const Progress&) -> Result<std::string> { return std::to_string(number); }; };
};

Texts::Outcome outcome_of(Texts& maker) {
  while (true) {
    if (auto outcome = maker.take()) return *outcome;
    std::this_thread::yield();
  }
}

TEST(Maker, MakesTheNewestOfWhatIsAskedMeanwhile) {
  std::binary_semaphore may_end(0);
  Texts maker;
  EXPECT_TRUE(maker.ask(1, {}, [&] {
    return [&](const Progress&) -> Result<std::string> {
      may_end.acquire();
      return std::string("1");
    };
  }));
  EXPECT_FALSE(maker.ask(2, {}, text_of_number(2)));
  EXPECT_FALSE(maker.ask(3, {}, text_of_number(3)));
  EXPECT_FALSE(maker.take());
  EXPECT_TRUE(maker.is_busy());
  may_end.release();
  EXPECT_EQ(*outcome_of(maker).made, "1");
  EXPECT_TRUE(maker.ask(3, {}, text_of_number(3)));
  const Texts::Outcome last = outcome_of(maker);
  EXPECT_EQ(last.key, 3);
  EXPECT_EQ(*last.made, "3");
  EXPECT_FALSE(maker.is_busy());
}

TEST(Maker, MakesNothingTwiceUnlessItIsForgotten) {
  const JobHost at_once{.has_threads = false};
  Texts maker;
  EXPECT_TRUE(maker.ask(1, at_once, text_of_number(1)));
  EXPECT_FALSE(maker.ask(1, at_once, text_of_number(1)));
  EXPECT_EQ(*maker.take()->made, "1");
  EXPECT_FALSE(maker.ask(1, at_once, text_of_number(1)));
  EXPECT_FALSE(maker.take());
  EXPECT_TRUE(maker.ask(2, at_once, text_of_number(2)));
  maker.forget();
  EXPECT_FALSE(maker.take());
  EXPECT_TRUE(maker.ask(2, at_once, text_of_number(2)));
}

TEST(Maker, WithoutThreadsMakesSomethingBitByBit) {
  const JobHost slices{.has_threads = false, .slice_s = 2, .clock_s = [ticks = 0]() mutable { return ++ticks; }};
  Texts maker;
  EXPECT_TRUE(maker.ask(1, slices, [&] {
    return [text = std::string()](const Progress& progress) mutable -> std::optional<Result<std::string>> {
      while (text.size() < 6) {
        text += 'x';
        if (!progress(std::ssize(text), 6)) return std::nullopt;
      }
      return text;
    };
  }));
  for (int frame = 0; frame < 2; ++frame) EXPECT_FALSE(maker.take());
  EXPECT_EQ(*maker.take()->made, "xxxxxx");
}

TEST(Maker, SaysWhyNothingWasMade) {
  Texts maker;
  maker.ask(1, {}, [] {
    return [](const Progress& progress) -> Result<std::string> {
      while (progress(1, 2)) std::this_thread::yield();
      return Message{"export.cancelled", {}, Cause::cancelled};
    };
  });
  maker.job()->stop();
  EXPECT_EQ(outcome_of(maker).made.message().cause, Cause::cancelled);
  EXPECT_FALSE(maker.ask(1, {}, text_of_number(1))) << "it would fail again";
  maker.ask(2, {}, [] { return [](const Progress&) -> Result<std::string> { throw std::bad_alloc(); }; });
  EXPECT_EQ(outcome_of(maker).made.message().cause, Cause::out_of_memory);
}

}  // namespace
}  // namespace convoscope::testing
