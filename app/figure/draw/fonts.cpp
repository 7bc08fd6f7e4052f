// FontBook over stb_truetype: where each glyph of a line stands, and its outline. No shaping beyond kerning, which is all that
// Latin, figures and Chinese need. The rasters of stb are not used.
#include "figure/draw/fonts.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "document/utf8.h"

// Static, so that other libraries may bring their own copy.
#define STBTT_STATIC
#define STB_TRUETYPE_IMPLEMENTATION
#include <stb_truetype.h>

namespace convoscope {
namespace {

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

/// From radicals and punctuation on to full-width forms, and the later planes of ideographs.
bool is_chinese(char32_t character) {
  return (character >= 0x2E80 && character <= 0x9FFF) || (character >= 0xF900 && character <= 0xFFEF) ||
         (character >= 0x20000 && character <= 0x3FFFF);
}

// Most text is Latin, and a font file's tables are slow to search: what they say of these characters is kept.
constexpr char32_t kept_characters = 256;
struct KeptGlyph {
  int glyph = 0;
  double advance = 0;  // in em
};
// Of pairs of them, in font units; filled as pairs are met, by any thread.
using KeptKerning = std::array<std::atomic<std::int16_t>, kept_characters * kept_characters>;
constexpr std::int16_t unknown_kerning = INT16_MIN;

struct Letter {
  char32_t character = 0;
  int glyph = 0;
};

struct LoadedFace {
  FontFile file;
  stbtt_fontinfo info{};
  double scale = 1;  // font units to em
  double cap_height = 0.7;
  double digit_advance = 0;  // the widest digit's, in em
  std::array<KeptGlyph, kept_characters> kept;
  std::unique_ptr<KeptKerning> kept_kerning = std::make_unique<KeptKerning>();

  int glyph(char32_t character) const {
    return character < kept_characters ? kept[character].glyph : find_glyph(character);
  }
  double advance(const Letter& letter) const {
    return letter.character < kept_characters ? kept[letter.character].advance : find_advance(letter.glyph);
  }
  // What two letters that follow each other are moved apart, in em.
  double kerning(const Letter& before, const Letter& letter) const {
    const auto find = [&] { return stbtt_GetGlyphKernAdvance(&info, before.glyph, letter.glyph); };
    if (before.character >= kept_characters || letter.character >= kept_characters) return find() * scale;
    std::atomic<std::int16_t>& known = (*kept_kerning)[before.character * kept_characters + letter.character];
    if (known.load(std::memory_order_relaxed) == unknown_kerning)
      known.store(static_cast<std::int16_t>(find()), std::memory_order_relaxed);
    return known.load(std::memory_order_relaxed) * scale;
  }

  int find_glyph(char32_t character) const { return stbtt_FindGlyphIndex(&info, static_cast<int>(character)); }
  double find_advance(int glyph) const {
    int advance = 0;
    stbtt_GetGlyphHMetrics(&info, glyph, &advance, nullptr);
    return advance * scale;
  }
};

std::optional<LoadedFace> load(FontFile file) {
  if (!file.bytes || file.bytes->empty()) return std::nullopt;
  LoadedFace face;
  face.file = std::move(file);
  const auto* data = reinterpret_cast<const unsigned char*>(face.file.bytes->data());
  const int offset = stbtt_GetFontOffsetForIndex(data, face.file.index);
  if (offset < 0 || stbtt_InitFont(&face.info, data, offset) == 0) return std::nullopt;
  face.scale = stbtt_ScaleForMappingEmToPixels(&face.info, 1);
  int top = 0;
  if (stbtt_GetCodepointBox(&face.info, 'H', nullptr, nullptr, nullptr, &top) != 0) face.cap_height = top * face.scale;
  for (char32_t character = 0; character < kept_characters; ++character) {
    const int glyph = face.find_glyph(character);
    face.kept[character] = {glyph, face.find_advance(glyph)};
    if (is_digit(character)) face.digit_advance = std::max(face.digit_advance, face.kept[character].advance);
  }
  for (std::atomic<std::int16_t>& pair : *face.kept_kerning) pair.store(unknown_kerning, std::memory_order_relaxed);
  return face;
}

std::vector<Segment> outline_of(const LoadedFace& face, int glyph) {
  stbtt_vertex* vertices = nullptr;
  const int count = stbtt_GetGlyphShape(&face.info, glyph, &vertices);
  std::vector<Segment> segments;
  const auto em = [&](double x, double y) { return Point{x * face.scale, -y * face.scale}; };
  Point at;
  for (int i = 0; i < count; ++i) {
    const stbtt_vertex& v = vertices[i];
    const Point p = em(v.x, v.y);
    switch (v.type) {
      case STBTT_vmove:
        if (!segments.empty()) segments.push_back({Segment::Kind::close});
        segments.push_back({Segment::Kind::move, p});
        break;
      case STBTT_vline: segments.push_back({Segment::Kind::line, p}); break;
      case STBTT_vcurve: {  // a quadratic curve, raised to a cubic one
        const Point c = em(v.cx, v.cy);
        segments.push_back({Segment::Kind::cubic,
                            p,
                            {at.x + (c.x - at.x) * 2 / 3, at.y + (c.y - at.y) * 2 / 3},
                            {p.x + (c.x - p.x) * 2 / 3, p.y + (c.y - p.y) * 2 / 3}});
        break;
      }
      case STBTT_vcubic: segments.push_back({Segment::Kind::cubic, p, em(v.cx, v.cy), em(v.cx1, v.cy1)}); break;
    }
    at = p;
  }
  if (!segments.empty()) segments.push_back({Segment::Kind::close});
  stbtt_FreeShape(&face.info, vertices);
  return segments;
}

FontFace wanted_face(const TextStyle& style) {
  if (style.family == FontFamily::mono) return FontFace::mono;
  if (style.weight == FontWeight::bold) return FontFace::bold;
  return style.weight == FontWeight::semibold ? FontFace::semibold : FontFace::regular;
}

// Where to look instead when a face is not installed or lacks a character, itself first.
std::array<FontFace, font_face_count> substitutes(FontFace face) {
  using enum FontFace;
  switch (face) {
    case regular: return {regular, cjk, semibold, bold, mono};
    case semibold: return {semibold, bold, regular, cjk, mono};
    case bold: return {bold, semibold, regular, cjk, mono};
    case mono: return {mono, regular, cjk, semibold, bold};
    case cjk: return {cjk, regular, semibold, bold, mono};
  }
  return {};
}

}  // namespace

struct FontBook::Implementation {
  /// Finds a face's file on the system.
  using Find = FontFile (Platform::*)(FontFace) const;
  Implementation(int number, const Platform& platform, Find find) : edition(number), platform_(platform), find_(find) {}

  const int edition;
  mutable std::atomic<bool> lacks_chinese = false;
  FontFile none;
  // Outlines are made when first asked for; exports may ask from another thread than the window.
  std::mutex mutex;
  std::array<std::unordered_map<int, std::vector<Segment>>, font_face_count> outlines;
  std::vector<Segment> no_outline;

  // Loaded when first asked for: an English picture needs no Chinese, whose file is the largest.
  const LoadedFace* face(FontFace id) const {
    Slot& slot = slots_[static_cast<std::size_t>(id)];
    if (!slot.is_tried.load(std::memory_order_acquire))  // once for each letter, so cheaper than what follows
      std::call_once(slot.once, [&] {
        slot.face = load((platform_.*find_)(id));
        slot.is_tried.store(true, std::memory_order_release);
      });
    return slot.face ? &*slot.face : nullptr;
  }
  // The installed face nearest to `id`, if there is any at all.
  std::optional<FontFace> installed(FontFace id) const {
    for (FontFace candidate : substitutes(id)) {
      if (face(candidate) != nullptr) return candidate;
    }
    return std::nullopt;
  }
  // The first face that has the character.
  std::optional<FontFace> face_having(FontFace id, char32_t character) const {
    // Nearly always the face itself.
    if (const LoadedFace* const own = face(id); own != nullptr && own->glyph(character) != 0) return id;
    for (FontFace candidate : substitutes(id)) {
      if (face(candidate) != nullptr && face(candidate)->glyph(character) != 0) return candidate;
    }
    if (is_chinese(character)) lacks_chinese = true;
    return std::nullopt;
  }
  std::optional<FontFace> face_with(FontFace id, char32_t character) const {
    const std::optional<FontFace> having = face_having(id, character);
    return having ? having : installed(id);
  }

  // Visits each glyph (face, glyph, x in em before letter spacing, number of characters before it); gives the width in em.
  template <class Visit>
  double walk(std::string_view text, const TextStyle& style, const Visit& visit) const {
    const FontFace wanted = wanted_face(style);
    const double spacing = style.size_pt > 0 ? style.letter_spacing_pt / style.size_pt : 0;
    double x = 0;
    Letter before;
    std::optional<FontFace> face_before;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t character = next_character(text, at);
      const auto id = face_with(wanted, character);
      if (!id) continue;
      const LoadedFace& loaded = *face(*id);
      const Letter letter{character, loaded.glyph(character)};
      const bool digit = is_digit(character);
      if (face_before == id && before.glyph != 0 && !digit) x += loaded.kerning(before, letter);
      const double advance = loaded.advance(letter);
      const double cell = digit ? loaded.digit_advance : advance;
      visit(*id, letter.glyph, x + (cell - advance) / 2);
      x += cell + spacing;
      face_before = id;
      before = digit ? Letter{} : letter;
    }
    return text.empty() ? 0 : x - spacing;
  }

 private:
  struct Slot {
    std::atomic<bool> is_tried = false;
    std::once_flag once;
    std::optional<LoadedFace> face;
  };
  const Platform& platform_;
  Find find_;
  mutable std::array<Slot, font_face_count> slots_;
};

FontBook::FontBook(const Platform& platform)
    : own_(std::make_unique<Implementation>(0, platform, &Platform::find_font)), used_(own_.get()) {}

FontBook::~FontBook() = default;

bool FontBook::use_plain(bool plain, const Platform& platform) {
  if (plain && !plain_) {
    auto faces = std::make_unique<Implementation>(own_->edition + 1, platform, &Platform::find_plain_font);
    if (!faces->face(FontFace::regular)) return false;
    plain_ = std::move(faces);
  }
  used_ = plain ? plain_.get() : own_.get();
  return true;
}

bool FontBook::is_plain() const { return used_.load() != own_.get(); }

void FontBook::reload(const Platform& platform) {
  const bool was_plain = is_plain();
  const int number = own_->edition + 2;  // own and plain in turn
  former_.push_back(std::exchange(own_, std::make_unique<Implementation>(number, platform, &Platform::find_font)));
  if (plain_) former_.push_back(std::move(plain_));
  used_ = own_.get();
  if (was_plain) use_plain(true, platform);
}

int FontBook::edition() const { return used_.load()->edition; }

bool FontBook::has(char32_t character) const {
  return used_.load()->face_having(FontFace::regular, character).has_value();
}

bool FontBook::lacks_chinese() const { return used_.load()->lacks_chinese; }

double FontBook::width(std::string_view utf8, const TextStyle& style) const {
  return used_.load()->walk(utf8, style, [](FontFace, int, double) {}) * style.size_pt;
}

double FontBook::cap_height(const TextStyle& style) const {
  const Implementation& used = *used_;
  const auto id = used.installed(wanted_face(style));
  return id ? used.face(*id)->cap_height : 0.7;
}

std::vector<PlacedGlyph> FontBook::place(std::string_view utf8, const TextStyle& style) const {
  std::vector<PlacedGlyph> glyphs;
  used_.load()->walk(utf8, style, [&](FontFace face, int glyph, double x_em) {
    glyphs.push_back({face, glyph, x_em * style.size_pt});
  });
  return glyphs;
}

const std::vector<Segment>& FontBook::outline(FontFace face, int glyph) const {
  Implementation& used = *used_;
  const LoadedFace* loaded = used.face(face);
  if (loaded == nullptr) return used.no_outline;
  const std::scoped_lock lock(used.mutex);
  auto& outlines = used.outlines[static_cast<std::size_t>(face)];
  const auto found = outlines.find(glyph);
  return found != outlines.end() ? found->second : outlines.emplace(glyph, outline_of(*loaded, glyph)).first->second;
}

const FontFile& FontBook::file(FontFace face) const {
  const Implementation& used = *used_;
  const auto id = used.installed(face);
  return id ? used.face(*id)->file : used.none;
}

}  // namespace convoscope
