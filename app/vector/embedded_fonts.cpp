#include "vector/embedded_fonts.h"

#include "document/base64.h"
#include "document/utf8.h"
#include "figure/writing/escape.h"

namespace convoscope {

namespace {

struct FaceName {
  std::string_view family;
  std::string_view weight;
};

FaceName name_of(FontFace face) {
  switch (face) {
    case FontFace::regular: return {"sans", "400"};
    case FontFace::semibold: return {"sans", "600"};
    case FontFace::bold: return {"sans", "700"};
    case FontFace::mono: return {"mono", "400"};
    case FontFace::cjk: return {"cjk", "400"};
  }
  return {"sans", "400"};
}

}  // namespace

std::string font_face_rule(const std::string& prefix, FontFace face, const std::string& bytes) {
  if (bytes.empty()) return {};
  const FaceName name = name_of(face);
  // What has its outlines as OpenType's own kind begins so.
  const bool is_otf = bytes.starts_with("OTTO");
  return "@font-face{font-family:'" + prefix + std::string(name.family) + "';font-weight:" + std::string(name.weight) +
         ";src:url(data:font/" + (is_otf ? "otf" : "ttf") + ";base64," + base64(bytes) + ")}\n";
}

void EmbeddedFonts::add(std::string_view text, const TextStyle& style) {
  if (!subset_) return;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    if (!known_.emplace(style.family, style.weight, character).second) continue;
    for (const PlacedGlyph& glyph : fonts_.place(text.substr(begin, at - begin), style))
      used_[glyph.face].insert(character);
  }
}

std::string EmbeddedFonts::family(FontFamily family) const {
  const bool is_mono = family == FontFamily::mono;
  std::string names;
  if (subset_) names = "'" + prefix_ + (is_mono ? "mono', '" : "sans', '") + prefix_ + "cjk', ";
  return names + (is_mono ? "'DejaVu Sans Mono', 'WenQuanYi Micro Hei', monospace"
                          : "Inter, 'WenQuanYi Micro Hei', sans-serif");
}

std::string EmbeddedFonts::rules() const {
  std::string rules;
  for (const auto& [face, characters] : used_) rules += font_face_rule(prefix_, face, subset_(face, characters));
  return rules;
}

}  // namespace convoscope
