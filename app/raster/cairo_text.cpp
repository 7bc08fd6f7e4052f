#include "raster/cairo_text.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <new>
#include <string>
#include <vector>

#include "document/utf8.h"

namespace convoscope {

namespace {

struct LibraryDeleter {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
using SharedLibrary = std::shared_ptr<FT_LibraryRec_>;

/// What a Cairo font face borrows; it may outlive the writer inside Cairo's caches.
struct FaceHolder {
  SharedLibrary library;
  std::shared_ptr<const std::string> bytes;
  FT_Face face = nullptr;
  ~FaceHolder() { FT_Done_Face(face); }
};

void delete_holder(void* holder) { delete static_cast<FaceHolder*>(holder); }

constexpr cairo_user_data_key_t holder_key{};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

struct CairoText::Faces {
  SharedLibrary library;
  std::array<cairo_font_face_t*, font_face_count> faces{};

  Faces() {
    FT_Library opened = nullptr;
    if (FT_Init_FreeType(&opened) != 0) throw std::bad_alloc();  // nothing else is asked of it
    library = SharedLibrary(opened, LibraryDeleter{});
  }
  ~Faces() {
    for (cairo_font_face_t* face : faces) cairo_font_face_destroy(face);
  }
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  /// One Cairo face per font file, so that a document embeds each font once; null where the font is not installed.
  cairo_font_face_t* get(const FontBook& fonts, FontFace id) {
    cairo_font_face_t*& cached = faces[static_cast<std::size_t>(id)];
    if (cached != nullptr) return cached;
    const FontFile& file = fonts.file(id);
    if (!file.bytes || file.bytes->empty()) return nullptr;
    FT_Face face = nullptr;
    const FT_Error error = FT_New_Memory_Face(library.get(), reinterpret_cast<const FT_Byte*>(file.bytes->data()),
                                              static_cast<FT_Long>(file.bytes->size()), file.index, &face);
    if (error == FT_Err_Out_Of_Memory) throw std::bad_alloc();
    if (error != 0) return nullptr;
    auto holder = std::make_unique<FaceHolder>();
    holder->library = library;
    holder->bytes = file.bytes;
    holder->face = face;
    cached = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(cached, &holder_key, holder.get(), delete_holder) == CAIRO_STATUS_SUCCESS)
      static_cast<void>(holder.release());
    return cached;
  }
};

CairoText::CairoText(const FontBook& fonts, Mode mode)
    : fonts_(fonts), mode_(mode), faces_(mode == Mode::embedded_fonts ? std::make_unique<Faces>() : nullptr) {}

CairoText::~CairoText() = default;

void CairoText::draw(cairo_t* cairo, std::string_view text, Point position, const TextStyle& style, Align align) {
  const double share = align == Align::start ? 0 : align == Align::middle ? 0.5 : 1;
  const double before = share > 0 ? share * fonts_.width(text, style) : 0;
  const Point start{position.x - before, position.y};
  const std::vector<PlacedGlyph> glyphs = fonts_.place(text, style);
  if (mode_ == Mode::outlines) {
    draw_outlines(cairo, glyphs, start, style.size_pt);
  } else {
    draw_glyphs(cairo, text, glyphs, start, style);
  }
}

void CairoText::draw_outlines(cairo_t* cairo, const std::vector<PlacedGlyph>& glyphs, Point start, double size_pt) {
  cairo_new_path(cairo);
  for (const PlacedGlyph& glyph : glyphs) {
    const auto x = [&](Point p) { return start.x + glyph.x_pt + p.x * size_pt; };
    const auto y = [&](Point p) { return start.y + p.y * size_pt; };
    for (const Segment& s : fonts_.outline(glyph.face, glyph.glyph)) {
      switch (s.kind) {
        case Segment::Kind::move: cairo_move_to(cairo, x(s.p), y(s.p)); break;
        case Segment::Kind::line: cairo_line_to(cairo, x(s.p), y(s.p)); break;
        case Segment::Kind::cubic: cairo_curve_to(cairo, x(s.c1), y(s.c1), x(s.c2), y(s.c2), x(s.p), y(s.p)); break;
        case Segment::Kind::close: cairo_close_path(cairo); break;
      }
    }
  }
  cairo_fill(cairo);
}

void CairoText::draw_glyphs(cairo_t* cairo, std::string_view text, const std::vector<PlacedGlyph>& glyphs, Point start,
                            const TextStyle& style) {
  cairo_set_font_size(cairo, style.size_pt);
  std::size_t at = 0;
  for (std::size_t i = 0; i < glyphs.size() && at < text.size();) {
    const FontFace face = glyphs[i].face;
    const std::size_t run_start = at;
    std::vector<cairo_glyph_t> run;
    std::vector<cairo_text_cluster_t> clusters;
    bool joins = false;
    for (; i < glyphs.size() && glyphs[i].face == face && at < text.size(); ++i) {
      const auto length = static_cast<int>(character_length(text, at));
      // Readers of PDF take wide gaps for spaces. Where digits keep their distance or letters are spaced, the characters go as one
      // cluster, which says what they are.
      const bool is_set_apart = is_digit(text[at]) || style.letter_spacing_pt > 0;
      if (joins && is_set_apart && text[at] != ' ') {
        clusters.back().num_bytes += length;
        ++clusters.back().num_glyphs;
      } else {
        clusters.push_back({length, 1});
      }
      joins = is_set_apart && text[at] != ' ';
      run.push_back({static_cast<unsigned long>(glyphs[i].glyph), start.x + glyphs[i].x_pt, start.y});
      at += static_cast<std::size_t>(length);
    }
    cairo_font_face_t* font = faces_->get(fonts_, face);
    if (font == nullptr) continue;
    cairo_set_font_face(cairo, font);
    const std::string_view part = text.substr(run_start, at - run_start);
    cairo_show_text_glyphs(cairo, part.data(), static_cast<int>(part.size()), run.data(), static_cast<int>(run.size()),
                           clusters.data(), static_cast<int>(clusters.size()), cairo_text_cluster_flags_t{});
  }
}

}  // namespace convoscope
