// What the fuzz targets share: a check that ends the run, the desktop's words and themes, and what holds for every scene that is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "document/catalog.h"
#include "document/scene_file.h"
#include "figure/draw/theme.h"
#include "figure/views.h"
#include "platform/platform_desktop.h"

// Not an assertion: a fault of the program that libFuzzer keeps with the input that led to it.
#define FUZZ_CHECK(condition)                                                        \
  do {                                                                               \
    if (!(condition)) {                                                              \
      std::fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                  \
    }                                                                                \
  } while (false)

namespace convoscope::fuzz {

inline const DesktopPlatform& desktop() {
  static const DesktopPlatform platform;
  return platform;
}

inline const Catalog& words(const char* language = "en") {
  static const Catalog english = *Catalog::read(*desktop().read_asset("languages/en.json"));
  static const Catalog chinese = *Catalog::read(*desktop().read_asset("languages/zh.json"));
  return std::string_view(language) == "zh" ? chinese : english;
}

inline Theme theme(const std::string& name) { return *read_theme(*desktop().read_asset("themes/" + name + ".json")); }

/// A refusal is one sentence with nothing left open, in both languages.
inline void expect_sentence(const Message& message) {
  for (const char* language : {"en", "zh"}) FUZZ_CHECK(words(language).text(message) != message.key);
}

/// Written and read again a scene is what it was.
inline void expect_kept(const SavedScene& saved) {
  const std::string text = write_scene(saved);
  const Result<SavedScene> again = read_scene(text, view_names());
  FUZZ_CHECK(again);
  FUZZ_CHECK(write_scene(*again) == text);
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace convoscope::fuzz
