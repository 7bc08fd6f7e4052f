// Lessons from texts, with the program's own words.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "document/catalog.h"
#include "lesson/read_lesson.h"

namespace convoscope::testing {

inline constexpr std::array<std::string_view, 7> view_names{"maps",     "connections", "stack",  "matrix",
                                                            "lockstep", "crop",        "overlap"};

inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

inline const Catalog& words() {
  static const Catalog english = *Catalog::read(read_text(CONVOSCOPE_ASSETS_DIR "/languages/en.json"));
  return english;
}

/// "there.png" lies beside each lesson.
inline LessonReading read(std::string_view text) {
  return read_lesson(text, {view_names, [](const std::string& name) { return name == "there.png"; }});
}

/// "LINE:COLUMN: sentence", a line each.
inline std::string said(const LessonReading& reading) {
  std::string text;
  for (const Mistake& mistake : reading.mistakes)
    text +=
        std::to_string(mistake.line) + ":" + std::to_string(mistake.column) + ": " + words().text(mistake.what) + "\n";
  return text;
}

}  // namespace convoscope::testing
