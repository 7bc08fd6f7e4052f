// --help and --version, in both languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "document/parameters.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<std::string> commands{"",        "compute", "shape",   "connections", "matrix",
                                        "explain", "snippet", "compare", "learn",       "solve",
                                        "model",   "export",  "gallery", "presets",     "help"};

TEST(Help, OfEveryCommandHasUsageOptionsAndAnExample) {
  for (const std::string& command : commands) {
    SCOPED_TRACE(command);
    const Ran ran = run(command + " --help");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_FALSE(ran.window);
    EXPECT_THAT(ran.out, StartsWith("Usage:\n  convoscope " + command));
    EXPECT_THAT(ran.out, HasSubstr("--language en|zh"));
    EXPECT_THAT(ran.out, HasSubstr("\nExamples:\n  convoscope"));
    EXPECT_EQ(run(command + " --nonsense --help").out, ran.out);
  }
}

TEST(Help, ShowsNoBareKeyAndKeepsToEightyColumns) {
  for (const std::string& command : commands) {
    for (const std::string language : {"en", "zh"}) {
      const std::string help = run(command + " --help --language " + language).out;
      EXPECT_THAT(help, Not(HasSubstr("cli.")));
      EXPECT_THAT(help, Not(HasSubstr("parameter.")));
      std::istringstream lines(help);
      for (std::string line; language == "en" && std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
    }
  }
  EXPECT_THAT(run("--help --language zh").out, StartsWith("用法："));
}

TEST(Help, SaysWhatGoesForAFlagThatIsNotGiven) {
  const std::string help = run("shape --help").out;
  for (const ParameterRow& row : parameters()) {
    if (row.usage.empty()) continue;
    std::string flag = "\n      --" + std::string(row.name) + " " + std::string(row.usage);
    std::replace(flag.begin(), flag.end(), '_', '-');
    const std::size_t begin = help.find(flag);
    ASSERT_NE(begin, std::string::npos) << flag;
    const std::string entry = help.substr(begin + 1, help.find("\n      --", begin + 1) - begin - 1);
    // An operation needs --input and --kernel; --output-size is left to the other numbers.
    const bool has_default = !row.usual.empty() || row.kind == ValueKind::file;
    EXPECT_EQ(has_default, entry.find("Default:") != std::string::npos || entry.find("Without") != std::string::npos)
        << entry;
  }
}

TEST(Help, OfACommandIsWhatTheCommandSays) {
  EXPECT_EQ(run("help").out, run("--help").out);
  EXPECT_EQ(run("help export").out, run("export --help").out);
  EXPECT_EQ(run("help --language zh shape").out, run("shape --help --language zh").out);
  EXPECT_EQ(run("--language zh help shape").out, run("shape --help --language zh").out);
}

// Of every option but those that a command needs or that only say yes.
TEST(Help, StatesEveryDefault) {
  const std::set<std::string> needed{"--input",  "--kernel",  "--output-size", "--preset", "-o",
                                     "-h",       "--version", "--screenshot",  "--format", "--frames",
                                     "--select", "--output",  "--snippet",     "--layer",  "--from"};
  for (const std::string& command : commands) {
    std::istringstream lines(run(command + " --help").out);
    std::string entry;
    for (std::string line; std::getline(lines, line);) {
      const std::size_t begin = line.find_first_not_of(' ');
      const bool is_option = begin != std::string::npos && begin <= 6 && line[begin] == '-';
      if ((is_option || line.empty()) && !entry.empty()) {
        const std::string name = entry.substr(0, entry.find_first_of(" ,"));
        const bool takes_value = entry[name.size() + 1] != ' ';
        const bool is_told = entry.find("efault") != std::string::npos || entry.find("ithout") != std::string::npos ||
                             entry.find("y itself") != std::string::npos;
        EXPECT_TRUE(is_told || !takes_value || needed.contains(name)) << command << ": " << entry;
        entry.clear();
      }
      if (is_option)
        entry = line.substr(begin) + ' ';
      else if (!entry.empty())
        entry += line.substr(std::min(begin, line.size())) + ' ';
    }
  }
}

TEST(Help, OfTheProgramListsTheCommands) {
  const std::string help = run("--help").out;
  for (const std::string& command : commands) EXPECT_THAT(help, HasSubstr("\n  " + command));
  EXPECT_THAT(help, HasSubstr("convoscope [SCENE.convo|LESSON.md]"));
}

TEST(Help, ExamplesRun) {
  TestPlatform platform;
  platform.files["x.npy"] = write_npy({2, 2}, {1, 2, 3, 4});
  platform.files["w.npy"] = write_npy({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  for (const std::string& command : commands) {
    if (command == "gallery") continue;  // makes a folder; tests/cli/executable.sh runs it
    std::istringstream help(run(command + " --help").out);
    std::string line;
    while (std::getline(help, line) && line != "Examples:") continue;
    std::string example;
    const auto run_example = [&] {
      EXPECT_EQ(run(platform, example.empty() ? "presets" : example).status, 0) << example;
    };
    while (std::getline(help, line)) {
      // A continued line is indented further.
      if (line.starts_with("      ")) {
        example += line;
        continue;
      }
      run_example();
      example = line.substr(std::string("  convoscope").size());
    }
    run_example();
  }
}

TEST(Version, IsOneLine) {
  const Ran ran = run("--version");
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, ::testing::MatchesRegex("convoscope [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_FALSE(ran.window);
}

}  // namespace
}  // namespace convoscope::testing
