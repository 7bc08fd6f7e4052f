#include "png/png_encoder.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>
#include <span>

#include "core/assert.h"

namespace convoscope {

namespace {

constexpr std::size_t slot_count = 4 * ColorTable::max_size;  // a power of two, kept sparse

std::size_t slot_of(std::uint32_t color) { return (color * 2654435761U) >> 22; }
static_assert(slot_count == 1U << 10);

/// Compresses rows as they come.
class Deflater {
 public:
  Deflater() {
    // Pictures of flat colours gain nothing above level 6, and take longer.
    const int status = deflateInit(&stream_, 6);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    CONVOSCOPE_ASSERT(status == Z_OK);
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void add(std::span<const std::uint8_t> row) {
    stream_.next_in = const_cast<Bytef*>(row.data());  // zlib's old interface; it only reads
    stream_.avail_in = static_cast<uInt>(row.size());
    run(Z_NO_FLUSH);
  }
  std::string finish() {
    run(Z_FINISH);
    return std::move(out_);
  }

 private:
  void run(int flush) {
    do {
      char buffer[16384];
      stream_.next_out = reinterpret_cast<Bytef*>(buffer);
      stream_.avail_out = sizeof buffer;
      const int status = deflate(&stream_, flush);
      CONVOSCOPE_ASSERT(status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR);
      out_.append(buffer, sizeof buffer - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  z_stream stream_{};
  std::string out_;
};

/// A row's filters worth trying for drawings: none, left neighbour, row above. Picks the one whose differences are smallest
/// in sum, PNG's customary guess.
class RowFilter {
 public:
  RowFilter(std::size_t row_bytes, std::size_t pixel_bytes)
      : pixel_bytes_(pixel_bytes), above_(row_bytes), none_(row_bytes + 1), left_(row_bytes + 1), up_(row_bytes + 1) {
    none_[0] = 0;
    left_[0] = 1;
    up_[0] = 2;
  }

  const std::vector<std::uint8_t>& filter(const std::vector<std::uint8_t>& row) {
    long sums[3] = {0, 0, 0};
    const auto size = [](std::uint8_t difference) { return std::abs(int{static_cast<std::int8_t>(difference)}); };
    for (std::size_t i = 0; i < row.size(); ++i) {
      none_[i + 1] = row[i];
      left_[i + 1] = static_cast<std::uint8_t>(row[i] - (i < pixel_bytes_ ? 0 : row[i - pixel_bytes_]));
      up_[i + 1] = static_cast<std::uint8_t>(row[i] - above_[i]);
      sums[0] += size(none_[i + 1]);
      sums[1] += size(left_[i + 1]);
      sums[2] += size(up_[i + 1]);
    }
    above_ = row;
    if (sums[2] <= sums[1] && sums[2] <= sums[0]) return up_;
    return sums[1] < sums[0] ? left_ : none_;
  }

 private:
  std::size_t pixel_bytes_;
  std::vector<std::uint8_t> above_, none_, left_, up_;
};

std::string header_data(int width_px, int height_px, PngColor color) {
  std::string data =
      png_number(static_cast<std::uint32_t>(width_px)) + png_number(static_cast<std::uint32_t>(height_px));
  data += '\x08';
  data += static_cast<char>(color);
  data.append(3, '\0');
  return data;
}

}  // namespace

ColorTable::ColorTable() : slots_(slot_count) { colors_.reserve(max_size); }

std::optional<std::uint8_t> ColorTable::enter(std::uint32_t color) {
  std::size_t slot = slot_of(color);
  while (slots_[slot].index >= 0) {
    if (slots_[slot].color == color) return static_cast<std::uint8_t>(slots_[slot].index);
    slot = (slot + 1) % slot_count;
  }
  if (colors_.size() == max_size) return std::nullopt;
  slots_[slot] = {color, static_cast<int>(colors_.size())};
  colors_.push_back(color);
  return static_cast<std::uint8_t>(colors_.size() - 1);
}

std::uint32_t packed_color(const std::uint8_t* rgba) {
  return static_cast<std::uint32_t>(rgba[0]) << 24 | static_cast<std::uint32_t>(rgba[1]) << 16 |
         static_cast<std::uint32_t>(rgba[2]) << 8 | rgba[3];
}

std::string_view png_signature() { return "\x89PNG\r\n\x1a\n"; }

std::string png_number(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::string png_chunk(std::string_view type, std::string_view data) {
  std::string body(type);
  body += data;
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return png_number(static_cast<std::uint32_t>(data.size())) + body + png_number(static_cast<std::uint32_t>(crc));
}

std::string png_header(int width_px, int height_px, PngColor color, double pixels_per_metre) {
  std::string chunks = png_chunk("IHDR", header_data(width_px, height_px, color));
  if (pixels_per_metre > 0) {
    const std::string per_metre = png_number(static_cast<std::uint32_t>(std::lround(pixels_per_metre)));
    chunks += png_chunk("pHYs", per_metre + per_metre + '\x01');
  }
  return chunks;
}

std::string png_text(std::string_view keyword, std::string_view text) {
  std::string data(keyword);
  data.append(5, '\0');  // end of keyword; not compressed, method 0; no language; no translated keyword
  data += text;
  return png_chunk("iTXt", data);
}

namespace {

/// Indices of a palette, a row after the other, with PNG's filter byte 0 before each.
class IndexedRows {
 public:
  explicit IndexedRows(const Pixels& pixels) : pixels_(pixels) {
    bytes_.reserve(pixels.rgba.size() / 4 + static_cast<std::size_t>(pixels.height));
  }
  /// False: there are too many colours.
  bool add(int y) {
    bytes_.push_back(0);
    const std::uint8_t* in = pixels_.at(0, y);
    for (int x = 0; x < pixels_.width; ++x, in += 4) {
      const auto index = table_.enter(packed_color(in));
      if (!index) return false;
      bytes_.push_back(*index);
    }
    return true;
  }
  std::span<const std::uint8_t> row(int y) const {
    const std::size_t size = static_cast<std::size_t>(pixels_.width) + 1;
    return {bytes_.data() + static_cast<std::size_t>(y) * size, size};
  }
  const ColorTable& table() const { return table_; }

 private:
  const Pixels& pixels_;
  ColorTable table_;
  std::vector<std::uint8_t> bytes_;
};

std::string palette_chunks(const ColorTable& table) {
  std::string colors, alphas;
  bool is_opaque = true;
  for (const std::uint32_t color : table.colors()) {
    colors += {static_cast<char>(color >> 24), static_cast<char>(color >> 16), static_cast<char>(color >> 8)};
    alphas += static_cast<char>(color);
    is_opaque = is_opaque && (color & 0xFF) == 0xFF;
  }
  return png_chunk("PLTE", colors) + (is_opaque ? "" : png_chunk("tRNS", alphas));
}

bool is_opaque(const Pixels& pixels) {
  for (std::size_t i = 3; i < pixels.rgba.size(); i += 4) {
    if (pixels.rgba[i] != 255) return false;
  }
  return true;
}

}  // namespace

struct PngRows::State {
  std::size_t pixel_bytes;
  std::vector<std::uint8_t> row;
  RowFilter filter;
  Deflater deflater{};
};

PngRows::PngRows(int width_px, PngColor color) {
  CONVOSCOPE_ASSERT(color != PngColor::palette);
  const std::size_t pixel_bytes = color == PngColor::rgb ? 3 : 4;
  const std::size_t size = pixel_bytes * static_cast<std::size_t>(width_px);
  state_.reset(new State{pixel_bytes, std::vector<std::uint8_t>(size), RowFilter(size, pixel_bytes)});
}
PngRows::PngRows(PngRows&&) noexcept = default;
PngRows& PngRows::operator=(PngRows&&) noexcept = default;
PngRows::~PngRows() = default;

void PngRows::add(const std::uint8_t* rgba) {
  State& s = *state_;
  for (std::size_t i = 0; i < s.row.size(); i += s.pixel_bytes, rgba += 4) std::copy_n(rgba, s.pixel_bytes, &s.row[i]);
  s.deflater.add(s.filter.filter(s.row));
}

std::string PngRows::finish() { return state_->deflater.finish(); }

/// First all rows are looked at for their colours, then all are compressed.
struct PngEncoding::State {
  const Pixels& pixels;
  double pixels_per_metre;
  std::string extra_chunks;
  int next = 0;  ///< row
  bool is_looking = true;
  std::optional<IndexedRows> indexed{};
  std::optional<PngRows> direct{};  ///< where there are too many colours
  Deflater deflater{};
  PngColor color = PngColor::palette;

  void look(int end) {
    if (!indexed) indexed.emplace(pixels);
    for (; next < end; ++next) {
      if (indexed->add(next)) continue;
      indexed.reset();
      color = is_opaque(pixels) ? PngColor::rgb : PngColor::rgba;
      direct.emplace(pixels.width, color);
      break;
    }
    if (!direct && next < pixels.height) return;
    is_looking = false;
    next = 0;
  }

  void compress(int end) {
    for (; next < end; ++next) direct ? direct->add(pixels.at(0, next)) : deflater.add(indexed->row(next));
  }

  std::string file() {
    return std::string(png_signature()) + png_header(pixels.width, pixels.height, color, pixels_per_metre) +
           extra_chunks + (direct ? std::string() : palette_chunks(indexed->table())) +
           png_chunk("IDAT", direct ? direct->finish() : deflater.finish()) + png_chunk("IEND", {});
  }
};

PngEncoding::PngEncoding(const Pixels& pixels, double pixels_per_metre, std::string extra_chunks)
    : state_(new State{pixels, pixels_per_metre, std::move(extra_chunks)}) {}
PngEncoding::~PngEncoding() = default;

std::optional<std::string> PngEncoding::advance(int rows) {
  const int end = std::min(rows, state_->pixels.height - state_->next) + state_->next;
  if (state_->is_looking) {
    state_->look(end);
    return std::nullopt;
  }
  state_->compress(end);
  return end == state_->pixels.height ? std::optional(state_->file()) : std::nullopt;
}

std::string encode_png(const Pixels& pixels, double pixels_per_metre, std::string_view extra_chunks) {
  PngEncoding encoding(pixels, pixels_per_metre, std::string(extra_chunks));
  for (;;)
    if (std::optional<std::string> file = encoding.advance(pixels.height)) return std::move(*file);
}

}  // namespace convoscope
