// The catalog of English words, for code whose reasons are written out.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "document/catalog.h"

namespace convoscope {

inline const Catalog& english_words() {
  static const Catalog english = [] {
    std::ifstream file(CONVOSCOPE_ASSETS_DIR "/languages/en.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return *Catalog::read(text);
  }();
  return english;
}

}  // namespace convoscope
