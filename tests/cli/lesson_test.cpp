// `lesson check`: mistakes with their place on standard output, and the exit status.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* sound =
    "# T\n\n```lesson\nlanguage: en\n```\n\n## P {#p}\n\n> S.\n\n```scene\npreset: article\n```\n\n![x](x.png)\n";

TEST(LessonCheck, SaysNothingOfASoundLesson) {
  TestPlatform platform;
  platform.files["lessons/a.md"] = sound;
  platform.files["lessons/x.png"] = "";
  const Ran ran = run(platform, "lesson check lessons/a.md");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out + ran.err, "");
}

TEST(LessonCheck, ListsMistakesWithFileLineAndColumn) {
  TestPlatform platform;
  platform.files["a.md"] = std::string(sound) + "\n```scene\nstep: 77\n```\n";
  const Ran ran = run(platform, "lesson check a.md");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out,
            "a.md:15:3: expected the file x.png beside the lesson: there is none\n"
            "a.md:18:7: expected a step from 1 to 9, two of them like 1-9, all or last, not \"77\"\n");
  EXPECT_EQ(ran.err, "convoscope: error: a.md: mistakes found: 2\n");
  EXPECT_THAT(run(platform, "lesson check a.md --language zh").out, HasSubstr("a.md:15:3: 课程"));
}

TEST(LessonCheck, SaysWhatIsWrongWithTheRequest) {
  EXPECT_EQ(run("lesson check gone.md").status, 1);
  EXPECT_EQ(run("lesson").status, 2);
  EXPECT_EQ(run("lesson check").status, 2);
  EXPECT_THAT(run("lesson chek a.md").err, HasSubstr("did you mean check?"));
}

}  // namespace
}  // namespace convoscope::testing
