#include "drawn_rows.h"

#include <imgui.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <imgui_internal.h>

namespace convoscope::testing {
namespace {

/// A glyph as Dear ImGui puts it on the screen, by where it stands in the atlas.
struct AtlasGlyph {
  ImFontGlyph glyph{};
  float space = 0;  ///< how far its font's space moves on
};
using Atlas = std::map<std::pair<float, float>, AtlasGlyph>;

const ImVector<ImFontGlyph>& glyphs_of(const TypeFont& type) {
#if IMGUI_VERSION_NUM >= 19200
  return type.font->GetFontBaked(type.line_px)->Glyphs;
#else
  return type.font->Glyphs;
#endif
}

Atlas atlas_of(const TypeSet& types) {
  Atlas atlas;
  for (int i = 0; i < type_count; ++i) {
    const ImVector<ImFontGlyph>& glyphs = glyphs_of(types[static_cast<Type>(i)]);
    float space = 1;
    for (const ImFontGlyph& glyph : glyphs) space = glyph.Codepoint == ' ' ? glyph.AdvanceX : space;
    for (const ImFontGlyph& glyph : glyphs) {
      if (glyph.U1 > glyph.U0) atlas[{glyph.U0, glyph.V0}] = {glyph, space};
    }
  }
  return atlas;
}

void append(std::string& words, unsigned int character) {
  if (character < 0x80) {
    words += static_cast<char>(character);
  } else if (character < 0x800) {
    words += static_cast<char>(0xC0 | character >> 6);
    words += static_cast<char>(0x80 | (character & 0x3F));
  } else {
    words += static_cast<char>(0xE0 | character >> 12);
    words += static_cast<char>(0x80 | (character >> 6 & 0x3F));
    words += static_cast<char>(0x80 | (character & 0x3F));
  }
}

/// The texts of a draw list, put together again from their letters.
void read_letters(const ImDrawList& list, const Atlas& atlas, std::vector<Record::Text>& texts) {
  constexpr float widest_gap = 1.5f;  // spaces; beyond it another text begins
  float pen = -1e9f;
  float top = 0;
  for (int i = 0; i + 3 < list.VtxBuffer.Size;) {
    const ImDrawVert& near = list.VtxBuffer[i];
    const ImDrawVert& far = list.VtxBuffer[i + 2];
    const auto found = atlas.find({near.uv.x, near.uv.y});
    if (found == atlas.end() || far.uv.x != found->second.glyph.U1 || far.uv.y != found->second.glyph.V1) {
      ++i;
      continue;
    }
    const auto& [glyph, space] = found->second;
    const float left = near.pos.x - glyph.X0;
    const float line = near.pos.y - glyph.Y0;
    const float gap = (left - pen) / space;
    if (texts.empty() || line != top || gap < -0.5f || gap > widest_gap) {
      texts.push_back({{}, {near.pos.x, near.pos.y, 0, 0}, {}, list._OwnerName});
    } else if (gap > 0.5f) {
      texts.back().words += ' ';
    }
    Record::Text& text = texts.back();
    append(text.words, glyph.Codepoint);
    text.rect.width = far.pos.x - text.rect.x;
    text.rect.height = std::max(text.rect.height, far.pos.y - text.rect.y);
    pen = left + glyph.AdvanceX;
    top = line;
    i += 4;
  }
}

}  // namespace

std::vector<Record::Text> drawn_rows(const TypeSet& types) {
  const Atlas atlas = atlas_of(types);
  std::vector<Record::Text> texts;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    const std::string_view name = list._OwnerName;
    // A menu's name may have its label before it.
    const bool is_menu = name.find("##Menu_") != std::string_view::npos;
    if (is_menu || name.starts_with("##Popup")) read_letters(list, atlas, texts);
  }
  return texts;
}

}  // namespace convoscope::testing
