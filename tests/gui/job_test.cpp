// Work beside the window: its progress, its end, and being stopped.
#include "gui/tasks/job.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <new>
#include <semaphore>
#include <stdexcept>

namespace convoscope::testing {
namespace {

void wait_for(const Job& job) {
  while (!job.is_done()) std::this_thread::yield();
}

TEST(Job, TellsItsProgressAndItsEnd) {
  std::binary_semaphore seen(0);
  std::atomic<int> woken = 0;
  Job job(
      [&](const Progress& progress) {
        EXPECT_TRUE(progress(3, 7));
        seen.acquire();
        return ok();
      },
      {[&] { ++woken; }});
  while (job.done() != 3) std::this_thread::yield();
  EXPECT_EQ(job.total(), 7);
  EXPECT_FALSE(job.is_done());
  seen.release();
  wait_for(job);
  EXPECT_TRUE(job.result());
  // The end wakes once it is known.
  while (woken == 0) std::this_thread::yield();
}

TEST(Job, IsWaitedForNoLongerThanSaid) {
  using namespace std::chrono_literals;
  std::binary_semaphore may_end(0);
  Job job(
      [&](const Progress&) {
        may_end.acquire();
        return ok();
      },
      {});
  EXPECT_FALSE(job.wait(1ms));
  may_end.release();
  EXPECT_TRUE(job.wait(60s));
  EXPECT_TRUE(job.is_done());
}

TEST(Job, StopsWhenItIsTold) {
  Job job(
      [](const Progress& progress) -> Status {
        std::int64_t part = 0;
        while (progress(++part, 1000)) std::this_thread::yield();
        return Message{"export.cancelled", {}};
      },
      {});
  job.stop();
  wait_for(job);
  EXPECT_EQ(job.result().message().key, "export.cancelled");
}

TEST(Job, StopsWhenItIsGivenUp) {
  std::atomic<bool> has_ended = false;
  {
    const Job job(
        [&](const Progress& progress) {
          while (progress(0, 1)) std::this_thread::yield();
          has_ended = true;
          return ok();
        },
        {});
  }
  EXPECT_TRUE(has_ended);
}

/// Without threads; a slice of work is over when its progress has been told `parts` times.
JobHost host_of_slices(double parts) {
  return {.has_threads = false, .slice_s = parts, .clock_s = [ticks = std::make_shared<int>(0)] { return ++*ticks; }};
}

TEST(Job, WithoutThreadsGoesOnSliceBySlice) {
  const std::thread::id caller = std::this_thread::get_id();
  int woken = 0, parts = 0, calls = 0;
  JobHost host = host_of_slices(3);
  host.wake = [&] { ++woken; };
  Job job(
      [&](const Progress& progress) -> std::optional<Status> {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        ++calls;
        while (parts < 10)
          if (!progress(++parts, 10)) return std::nullopt;
        return ok();
      },
      host);
  EXPECT_EQ(parts, 3) << "one slice when it is made";
  EXPECT_EQ(job.done(), 3);
  EXPECT_EQ(job.total(), 10);
  EXPECT_FALSE(job.is_done());
  EXPECT_FALSE(job.wait(std::chrono::milliseconds(1))) << "there is nobody to wait for";
  EXPECT_EQ(parts, 3);
  EXPECT_FALSE(job.advance());
  EXPECT_EQ(parts, 6);
  while (!job.advance()) EXPECT_EQ(woken, calls) << "the next slice is asked for";
  EXPECT_EQ(calls, 4);
  EXPECT_EQ(woken, 4);
  EXPECT_TRUE(job.result());
  EXPECT_TRUE(job.advance());
  EXPECT_EQ(calls, 4);
}

TEST(Job, WithoutThreadsIsStoppedBetweenSlices) {
  int parts = 0;
  Job job(
      [&](const Progress& progress) -> std::optional<Status> {
        while (progress(++parts, 1000)) {}
        return std::nullopt;
      },
      host_of_slices(3));
  job.stop();
  EXPECT_TRUE(job.advance());
  EXPECT_LE(parts, 4);
  EXPECT_EQ(job.result().message().cause, Cause::cancelled);
}

TEST(Job, WithoutThreadsIsDoneAtOnceByTheCaller) {
  const std::thread::id caller = std::this_thread::get_id();
  int woken = 0;
  Job job(
      [&](const Progress& progress) -> Status {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        EXPECT_TRUE(progress(1, 1));
        return Message{"export.no_pixels", {}};
      },
      {.wake = [&] { ++woken; }, .has_threads = false});
  EXPECT_TRUE(job.is_done());
  EXPECT_TRUE(job.wait(std::chrono::milliseconds(0)));
  EXPECT_EQ(job.result().message().key, "export.no_pixels");
  EXPECT_EQ(woken, 1);
}

TEST(Job, TooLittleMemoryIsAMessage) {
  Job job([](const Progress&) -> Status { throw std::bad_alloc(); }, {});
  wait_for(job);
  EXPECT_EQ(job.result().message().key, "export.out_of_memory");
}

TEST(Job, WhateverItFailsByIsAMessage) {
  Job job([](const Progress&) -> Status { throw std::runtime_error("no such luck"); }, {});
  wait_for(job);
  EXPECT_EQ(job.result().message().key, "notice.failed");
  EXPECT_EQ(job.result().message().arguments.front().second, "no such luck");
}

}  // namespace
}  // namespace convoscope::testing
