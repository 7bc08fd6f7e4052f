// The fonts that an SVG or HTML file brings along, so that its text looks the same where none of them is installed: no more of each
// than the characters that the file uses. Knows no font format.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "figure/writing/format.h"

namespace convoscope {

/// The @font-face rule of a face's family, called `prefix` and "sans", "mono" or "cjk"; empty where there are no `bytes`.
std::string font_face_rule(const std::string& prefix, FontFace face, const std::string& bytes);

/// The prefix of an HTML page's families.
inline constexpr std::string_view page_font_prefix = "embedded-";

class EmbeddedFonts {
 public:
  /// `prefix` tells the families of this file from those of others on a page. Without `subset` nothing is embedded.
  EmbeddedFonts(const FontBook& fonts, FontSubset subset, std::string prefix)
      : fonts_(fonts), subset_(std::move(subset)), prefix_(std::move(prefix)) {}

  /// Notes the characters of a text, by the faces that they are set in.
  void add(std::string_view text, const TextStyle& style);

  /// The families of text, as CSS names them: the file's own first, then what machines may have installed.
  std::string family(FontFamily family) const;

  /// An @font-face rule for each face in use; empty where nothing is embedded.
  std::string rules() const;

 private:
  const FontBook& fonts_;
  FontSubset subset_;
  std::string prefix_;
  std::map<FontFace, std::set<char32_t>> used_;
  std::set<std::tuple<FontFamily, FontWeight, char32_t>> known_;
};

}  // namespace convoscope
