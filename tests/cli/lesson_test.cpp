// `lesson check`: mistakes with their place on standard output, and the exit status.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "document/base64.h"
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

constexpr const char* offline_page =
    "<html><script type=\"application/json\" id=\"convoscope-lesson\"></script><script>run()</script></html>";

TEST(LessonExport, PutsALessonIntoTheOfflinePage) {
  TestPlatform platform;
  platform.files["app.html"] = offline_page;
  platform.files["lessons/a.md"] = sound;
  platform.files["lessons/x.png"] = "</script><!--";
  const Ran ran = run(platform, "lesson export lessons/a.md --app-page app.html -o out.html");
  ASSERT_EQ(ran.status, 0) << ran.err;
  const std::string page = platform.files["out.html"];
  const std::string opening = "id=\"convoscope-lesson\">";
  const std::size_t begin = page.find(opening) + opening.size();
  const auto lesson = nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin));
  EXPECT_EQ(lesson["name"], "a.md");
  EXPECT_EQ(lesson["language"], "en");
  EXPECT_EQ(bytes_of_base64(lesson["files"]["a.md"].get<std::string>()), sound);
  EXPECT_EQ(bytes_of_base64(lesson["files"]["x.png"].get<std::string>()), "</script><!--");
  EXPECT_EQ(lesson["files"].size(), 2u);
  EXPECT_THAT(page, ::testing::EndsWith("</script><script>run()</script></html>"));
  // Exported anew from a page that has a lesson already, it has the new one alone.
  platform.files["again.html"] = page;
  EXPECT_EQ(run(platform, "lesson export lessons/a.md --app-page again.html -o out.html").status, 0);
  EXPECT_EQ(platform.files["out.html"], page);
}

TEST(LessonExport, NamesABuiltInLessonInTheOfflinePage) {
  TestPlatform platform;
  platform.files["app.html"] = offline_page;
  ASSERT_EQ(run(platform, "lesson export article --language zh --app --app-page app.html -o out.html").status, 0);
  EXPECT_THAT(platform.files["out.html"], HasSubstr(R"({"files":{},"language":"zh","name":"article"})"));
}

/// Without what lies beside the assets: the page may have been built.
class AssetsAlone : public TestPlatform {
 public:
  Result<std::string> read_asset(std::string_view name) const override {
    if (name.starts_with("../")) return Message{"file.not_found", {{"path", std::string(name)}}, Cause::missing_file};
    return TestPlatform::read_asset(name);
  }
};

TEST(LessonExport, SaysWhereTheOfflinePageIsMissing) {
  AssetsAlone platform;
  platform.files["other.html"] = "<html></html>";
  const Ran missing = run(platform, "lesson export article --app -o out.html");
  EXPECT_EQ(missing.status, 1);
  EXPECT_THAT(missing.err, HasSubstr("app/run --web"));
  EXPECT_EQ(run(platform, "lesson export article --app-page gone.html -o out.html").status, 1);
  const Ran other = run(platform, "lesson export article --app-page other.html -o out.html");
  EXPECT_EQ(other.status, 1);
  EXPECT_THAT(other.err, HasSubstr("no place for a lesson"));
  EXPECT_EQ(run(platform, "lesson export article --app -o out.pdf").status, 2);
  EXPECT_EQ(platform.files.count("out.html") + platform.files.count("out.pdf"), 0u);
}

}  // namespace
}  // namespace convoscope::testing
