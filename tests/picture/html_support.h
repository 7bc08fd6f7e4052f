// Pages, and Chromium that reads them: what the tests of interactive HTML share.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "document/memory_sink.h"
#include "picture/html_words.h"
#include "preset_pictures.h"
#include "support.h"
#include "vector/html.h"

namespace convoscope::test {

inline std::string html_of(const FrameSource& frames, const ExportOptions& options = {}) {
  MemorySink sink;
  EXPECT_TRUE(begin_html(frames, options, font_book(), sink)->write(nullptr));
  return sink.take();
}

inline std::string article_page() {
  PresetPictures light("article", "light", "en");
  PresetPictures dark("article", "dark", "en");
  FrameSource frames = light.frames();
  frames.dark_frame = [&](std::int64_t step) { return dark.at(step); };
  ExportOptions options;
  options.scene = R"({"title": "a & b \"c\""})";
  options.html_words = html_words(*Catalog::read(*TestPlatform().read_asset("languages/en.json")));
  visit_taps(light.evaluation().relation, [&](const Tap& tap) {
    options.connections.push_back(Tag{Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse});
  });
  for (std::int64_t i = 0; i < 9; ++i) {
    const Tag cell{Side::none, Part::fine, 0, {i / 3, i % 3}};
    options.cell_words.emplace_back(cell, "this is " + to_string(cell));
  }
  for (std::int64_t i = 0; i < 4; ++i) {
    const Tag cell{Side::none, Part::coarse, 0, {i / 2, i % 2}};
    options.cell_words.emplace_back(cell, "this is " + to_string(cell));
  }
  return html_of(frames, options);
}

/// What Chromium answers to the commands of browser.py, one a line.
inline std::vector<nlohmann::json> browse(const std::string& page, const std::string& commands) {
  const TemporaryFolder folder;
  write(folder.path("x.html"), page);
  write(folder.path("commands"), commands);
  const Output output = run("timeout 100 python3 " CONVOSCOPE_GOLDENS_DIR "/../picture/browser.py " +
                            folder.path("x.html") + " <" + folder.path("commands"));
  EXPECT_EQ(output.status, 0) << output.text;
  std::vector<nlohmann::json> answers;
  std::istringstream lines(output.text);
  for (std::string line; std::getline(lines, line);) answers.push_back(nlohmann::json::parse(line, nullptr, false));
  EXPECT_EQ(static_cast<std::ptrdiff_t>(answers.size()), std::count(commands.begin(), commands.end(), '\n'));
  return answers;
}

/// Tells which tags are lit.
inline constexpr const char* lit =
    "eval [...new Set([...stage.querySelectorAll('.lit')].map(e => e.dataset.tag))].sort().join(' ')\n";

/// The tags that the core connects with a cell, as the page tells them.
inline std::string connected_with(const Relation& relation, const Tag& cell) {
  std::set<std::string> tags;
  const auto add = [&](const Tap& tap) {
    tags.insert(to_string(Tag{Side::none, Part::fine, 0, tap.fine}));
    tags.insert(to_string(Tag{Side::none, Part::coarse, 0, tap.coarse}));
    tags.insert(to_string(Tag{Side::none, Part::kernel, 0, tap.kernel}));
    tags.insert(to_string(Tag{Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse}));
  };
  cell.part == Part::fine ? visit_taps_of_fine(relation, cell.cell, add)
                          : visit_taps_of_coarse(relation, cell.cell, add);
  std::string text;
  for (const std::string& tag : tags) text += (text.empty() ? "" : " ") + tag;
  return text;
}

class InChromium : public ::testing::Test {
 protected:
  void SetUp() override {
    if (run("command -v chromium && command -v python3").status != 0) GTEST_SKIP() << "chromium is not installed";
  }
};

}  // namespace convoscope::test
