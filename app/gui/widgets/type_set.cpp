// Font files into Dear ImGui's atlas. Digits come from a source of their own that gives them all the widest digit's
// advance, so that numbers stand in columns; CJK glyphs are merged behind the Latin ones.
#include "gui/widgets/type_set.h"

#include <cmath>
#include <cstring>

#include <imgui.h>
#include "core/assert.h"
#include "document/utf8.h"

namespace convoscope {
namespace {

struct TypeSpec {
  FontFace face;
  FontWeight weight;
  double size_pt;
  double letter_spacing_pt;
};

constexpr std::array<TypeSpec, type_count> type_specs{{
    {FontFace::regular, FontWeight::regular, 13, 0},    // body
    {FontFace::semibold, FontWeight::semibold, 13, 0},  // body_strong
    {FontFace::bold, FontWeight::bold, 13, 0},          // body_bold
    {FontFace::regular, FontWeight::regular, 12, 0},    // note
    {FontFace::semibold, FontWeight::semibold, 11, 1},  // heading
    {FontFace::bold, FontWeight::bold, 15, 0},          // title
    {FontFace::bold, FontWeight::bold, 16, 0},          // program_name
    {FontFace::bold, FontWeight::bold, 18, 0},          // result
    {FontFace::semibold, FontWeight::semibold, 14, 0},  // counter
    {FontFace::mono, FontWeight::regular, 12.5, 0},     // code
    {FontFace::regular, FontWeight::regular, 14, 0},    // prose
    {FontFace::bold, FontWeight::bold, 14, 0},          // prose_bold
    {FontFace::bold, FontWeight::bold, 21, 0},          // lesson_title
}};

const TypeSpec& spec_of(Type type) { return type_specs[static_cast<std::size_t>(type)]; }

/// Big-endian numbers of an sfnt file; 0 beyond its end.
class SfntReader {
 public:
  explicit SfntReader(const FontFile& file) : bytes_(*file.bytes) {
    const bool is_collection = bytes_.substr(0, 4) == "ttcf";
    start_ = is_collection ? u32(12 + 4 * static_cast<std::size_t>(file.index)) : 0;
  }
  std::size_t u16(std::size_t at) const {
    if (at + 2 > bytes_.size()) return 0;
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes_[at])) << 8 |
           static_cast<unsigned char>(bytes_[at + 1]);
  }
  std::size_t u32(std::size_t at) const { return u16(at) << 16 | u16(at + 2); }
  int i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }
  /// Where a table starts; 0 where there is none.
  std::size_t table(std::string_view tag) const {
    const std::size_t count = u16(start_ + 4);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t record = start_ + 12 + 16 * i;
      if (record + 16 <= bytes_.size() && bytes_.substr(record, 4) == tag) return u32(record + 8);
    }
    return 0;
  }

 private:
  std::string_view bytes_;
  std::size_t start_ = 0;
};

struct LineMetrics {
  double ascent_em = 1;
  double descent_em = 0.25;
  double line_em() const { return ascent_em + descent_em; }
};

/// From `hhea`, which is what stb_truetype scales a font by.
LineMetrics line_metrics(const FontFile& file) {
  const SfntReader sfnt(file);
  const std::size_t head = sfnt.table("head");
  const std::size_t hhea = sfnt.table("hhea");
  const double units_per_em = static_cast<double>(sfnt.u16(head + 18));
  if (head == 0 || hhea == 0 || units_per_em == 0) return {};
  return {sfnt.i16(hhea + 4) / units_per_em, -sfnt.i16(hhea + 6) / units_per_em};
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Pairs of first and last character, closed by a zero.
std::unique_ptr<std::vector<unsigned short>> ranges_of(const std::set<char32_t>& wanted, bool digits) {
  auto ranges = std::make_unique<std::vector<unsigned short>>();
  for (const char32_t c : wanted) {
    if (is_digit(c) != digits || c == 0 || c > 0xFFFF) continue;
    const auto value = static_cast<unsigned short>(c);
    if (!ranges->empty() && ranges->back() + 1 == value) {
      ranges->back() = value;
    } else {
      ranges->insert(ranges->end(), {value, value});
    }
  }
  ranges->push_back(0);
  return ranges;
}

}  // namespace

double TypeSet::size_pt(Type type) { return spec_of(type).size_pt; }
double TypeSet::letter_spacing_pt(Type type) { return spec_of(type).letter_spacing_pt; }

TypeSet::TypeSet(const FontBook& fonts) : book_(fonts) { require(Type::body, {}); }

TypeSet::~TypeSet() = default;

void TypeSet::require(Type type, std::string_view utf8) {
  auto& wanted = wanted_[static_cast<std::size_t>(type)];
  if (wanted.empty()) {
    for (char32_t c = U' '; c <= U'~'; ++c) wanted.insert(c);
    is_incomplete_ = true;
  }
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_character(utf8, at);
    // ASCII is always there.
    if (c < 0x80 || !wanted.insert(c).second) continue;
    is_incomplete_ = true;
    book_.has(c);  // it remembers what no face has
  }
}

void TypeSet::add(Type type, double pixels_per_pt) {
  const TypeSpec& spec = spec_of(type);
  const auto& wanted = wanted_[static_cast<std::size_t>(type)];
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  TypeFont& result = fonts_[static_cast<std::size_t>(type)];
  const double em_px = spec.size_pt * pixels_per_pt;

  const auto add_source = [&](FontFace face, bool digits) {
    const FontFile& file = book_.file(face);
    if (!file.bytes || file.bytes->empty()) return;
    const LineMetrics metrics = line_metrics(file);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.FontNo = file.index;
    config.MergeMode = result.font != nullptr;
    // Large text needs no finer steps, and would make the atlas large.
    config.OversampleH = em_px > 24 ? 1 : 3;
    config.OversampleV = 1;
    if (digits) {
      TextStyle style;
      style.size_pt = em_px;
      style.weight = spec.weight;
      style.family = face == FontFace::mono ? FontFamily::mono : FontFamily::sans;
      config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = static_cast<float>(book_.width("0", style));
    }
    ranges_.push_back(ranges_of(wanted, digits));
#if IMGUI_VERSION_NUM >= 19200
    // Glyphs are made on demand there, from the first source that has them: the digits' source may give digits only.
    static const ImWchar all_but_digits[] = {1, '0' - 1, '9' + 1, 0xFFFF, 0};
    if (digits) config.GlyphExcludeRanges = all_but_digits;
    const ImWchar* const ranges = nullptr;
#else
    static_assert(sizeof(ImWchar) == sizeof(unsigned short));
    const ImWchar* const ranges = ranges_.back()->data();
#endif
    const auto line_px = static_cast<float>(metrics.line_em() * em_px);
    ImFont* const font = atlas.AddFontFromMemoryTTF(const_cast<char*>(file.bytes->data()),
                                                    static_cast<int>(file.bytes->size()), line_px, &config, ranges);
    if (result.font) return;
    result.font = font;
    result.line_px = line_px;
    // As Dear ImGui rounds it when it places a glyph on the line.
    result.ascent_px = static_cast<float>(std::floor(metrics.ascent_em * em_px + 1));
  };

  add_source(spec.face, true);
  add_source(spec.face, false);
  add_source(FontFace::cjk, false);
  if (!result.font) {
    result.font = atlas.AddFontDefault();
    result.line_px = static_cast<float>(em_px);
    result.ascent_px = static_cast<float>(em_px);
  }
}

void TypeSet::build(double scale, double density) {
  CONVOSCOPE_ASSERT(scale > 0 && density > 0);
  ImGui::GetIO().Fonts->Clear();
  fonts_ = {};
  ranges_.clear();
#if IMGUI_VERSION_NUM >= 19200
  density = 1;  // there, Dear ImGui knows the framebuffer's density and makes glyphs for it
#endif
  for (int i = 0; i < type_count; ++i) {
    TypeFont& font = fonts_[static_cast<std::size_t>(i)];
    if (wanted_[static_cast<std::size_t>(i)].empty()) {
      font = fonts_[static_cast<std::size_t>(Type::body)];
      continue;
    }
    add(static_cast<Type>(i), scale * density);
    font.font->Scale = static_cast<float>(1 / density);
    font.line_px = static_cast<float>(font.line_px / density);
    font.ascent_px = static_cast<float>(font.ascent_px / density);
  }
  is_incomplete_ = false;
}

}  // namespace convoscope
