// What figures of a lesson's page share, so that it stands in the page once: their fonts, the player of those that are stepped.
// Knows no lesson.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "figure/writing/format.h"

namespace convoscope {

class PagePictures {
 public:
  explicit PagePictures(const FontBook& fonts);

  /// What stands in place of a font cutter: it notes the characters, and the pictures name the page's families.
  FontSubset recorder();

  /// A still picture as an <svg> element that can stand in the page.
  Result<std::string> svg(const Figure& figure);
  /// Its place among the page's pictures.
  Result<std::size_t> add_still(const Figure& figure);
  /// The place of an interactive page, made with `recorder`, among the page's frames; the same page is kept once.
  std::size_t add_frame(std::string page);

  /// {"style", "script", "fonts", "frames": [...], "pictures": [...]}: frames have the first two as marks, "fonts" are the rules of all
  /// pictures' type.
  std::string json() const;

 private:
  const FontBook& fonts_;
  FontSubset cut_;
  std::map<FontFace, std::set<char32_t>> used_;
  std::vector<std::string> frames_;
  std::unordered_map<std::string, std::size_t> frame_indices_;
  std::vector<std::string> stills_;
};

}  // namespace convoscope
