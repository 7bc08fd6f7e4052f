// `connections`: the article's sixteen, both ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support.h"

namespace convoscope::testing {
namespace {

const std::string article_convolution = "connections conv --input 3x3 --kernel 3 --stride 2 --padding 1";
const std::string article_transposed = "connections conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1";

std::vector<std::string> sorted_lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST(Connections, OfTheArticleAreTheEntriesOfItsMatrix) {
  // C of the article, row by row: output cell, then (input cell, kernel element).
  const Ran ran = run(article_convolution);
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out,
            "input 0,0 kernel 1,1 output 0,0\n"
            "input 0,1 kernel 1,2 output 0,0\n"
            "input 1,0 kernel 2,1 output 0,0\n"
            "input 1,1 kernel 2,2 output 0,0\n"
            "input 0,1 kernel 1,0 output 0,1\n"
            "input 0,2 kernel 1,1 output 0,1\n"
            "input 1,1 kernel 2,0 output 0,1\n"
            "input 1,2 kernel 2,1 output 0,1\n"
            "input 1,0 kernel 0,1 output 1,0\n"
            "input 1,1 kernel 0,2 output 1,0\n"
            "input 2,0 kernel 1,1 output 1,0\n"
            "input 2,1 kernel 1,2 output 1,0\n"
            "input 1,1 kernel 0,0 output 1,1\n"
            "input 1,2 kernel 0,1 output 1,1\n"
            "input 2,1 kernel 1,0 output 1,1\n"
            "input 2,2 kernel 1,1 output 1,1\n");
}

TEST(Connections, OfTheTransposeAreTheSameWithRolesExchanged) {
  std::string exchanged = run(article_convolution).out;
  for (const auto& [from, to] : {std::pair{"input", "*"}, {"output", "input"}, {"*", "output"}})
    for (std::size_t at = 0; (at = exchanged.find(from)) != std::string::npos;)
      exchanged.replace(at, std::string(from).size(), to);
  // "output r,c kernel r,c input r,c" turned round.
  std::vector<std::string> expected;
  for (const std::string& line : sorted_lines(exchanged)) {
    const std::size_t input = line.find("input");
    expected.push_back(line.substr(input) + " " + line.substr(line.find("kernel"), input - line.find("kernel")) +
                       line.substr(0, line.find(" kernel")));
  }
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(expected.size(), 16u);
  EXPECT_EQ(sorted_lines(run(article_transposed).out), expected);
}

TEST(Connections, JsonSaysTheSameAsText) {
  for (const std::string& command : {article_convolution, article_transposed}) {
    const auto list = nlohmann::json::parse(run(command + " --json").out);
    std::ostringstream text;
    for (const auto& each : list) {
      EXPECT_EQ(each.size(), 3u);
      text << "input " << each["input"][0] << ',' << each["input"][1] << " kernel " << each["kernel"][0] << ','
           << each["kernel"][1] << " output " << each["output"][0] << ',' << each["output"][1] << '\n';
    }
    EXPECT_EQ(text.str(), run(command).out);
  }
}

TEST(Connections, MayBeNone) {
  // The only window lies in the padding.
  const std::string none = "connections conv --input 1x1 --kernel 1 --padding 1,1,0,0 --stride 5";
  EXPECT_EQ(run(none).status, 0) << run(none).err;
  EXPECT_EQ(run(none).out, "");
  EXPECT_EQ(run(none + " --json").out, "[]\n");
}

TEST(Connections, OfPoolingSkipPadding) {
  EXPECT_EQ(run("connections max-pool --input 1x2 --kernel 1x2 --stride 1,2 --padding 0,1").out,
            "input 0,0 kernel 0,1 output 0,0\n"
            "input 0,1 kernel 0,0 output 0,1\n");
}

}  // namespace
}  // namespace convoscope::testing
