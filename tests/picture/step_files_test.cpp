// Names of files that hold a step each.
#include "picture/step_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace convoscope {
namespace {

TEST(StepFiles, AreNumberedFromOneInAsManyDigitsAsTheLastNeeds) {
  EXPECT_EQ(step_file_name("/a/steps", 0, 1, "png"), "/a/steps-01.png");
  EXPECT_EQ(step_file_name("steps", 8, 99, "svg"), "steps-09.svg");
  EXPECT_EQ(step_file_name("steps", 8, 100, "svg"), "steps-009.svg");
  EXPECT_EQ(step_file_name("steps", 99, 100, "svg"), "steps-100.svg");
}

TEST(StepFiles, SortAsTheStepsDo) {
  std::vector<std::string> names;
  for (std::int64_t step = 0; step < most_step_files; ++step)
    names.push_back(step_file_name("s", step, most_step_files, "png"));
  EXPECT_TRUE(std::ranges::is_sorted(names));
}

}  // namespace
}  // namespace convoscope
