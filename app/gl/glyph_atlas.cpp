#include "gl/glyph_atlas.h"

#include <algorithm>

#include "gl/glyph_raster.h"

namespace convoscope {
namespace {

constexpr int tallest = 8192;  // 8 MB: more than a screen full of text

}  // namespace

GlyphAtlas::GlyphAtlas(const FontBook& fonts) : fonts_(fonts) { reset(false); }

std::size_t GlyphAtlas::KeyHash::operator()(const GlyphKey& key) const {
  std::uint64_t hash = static_cast<std::uint64_t>(key.face) << 32 ^ static_cast<std::uint64_t>(key.edition) << 40 ^
                       static_cast<std::uint64_t>(key.glyph);
  const auto mix = [&hash](std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  };
  for (const std::int32_t axis : key.axes) mix(static_cast<std::uint32_t>(axis));
  mix(static_cast<std::uint64_t>(key.quarter_x) << 8 | key.quarter_y);
  return static_cast<std::size_t>(hash);
}

std::optional<AtlasGlyph> GlyphAtlas::find(const GlyphKey& key) {
  if (const auto known = glyphs_.find(key); known != glyphs_.end()) return known->second;
  const auto axis = [&key](std::size_t i) { return key.axes[i] / 256.0; };
  const Coverage coverage = rasterize(fonts_.outline(key.face, key.glyph),
                                      {axis(0), axis(1), axis(2), axis(3), key.quarter_x / 4.0, key.quarter_y / 4.0});
  AtlasGlyph glyph;
  if (coverage.width > 0) {
    if (shelf_x_ + coverage.width > width_) {
      shelf_y_ += shelf_height_;
      shelf_x_ = shelf_height_ = 0;
    }
    if (coverage.width > width_ || shelf_y_ + coverage.height > height_) return std::nullopt;
    glyph = {static_cast<std::uint16_t>(shelf_x_),       static_cast<std::uint16_t>(shelf_y_),
             static_cast<std::uint16_t>(coverage.width), static_cast<std::uint16_t>(coverage.height),
             static_cast<std::int16_t>(coverage.left),   static_cast<std::int16_t>(coverage.top)};
    for (int row = 0; row < coverage.height; ++row) {
      const auto* from = coverage.pixels.data() + static_cast<std::ptrdiff_t>(row) * coverage.width;
      std::copy(from, from + coverage.width,
                pixels_.data() + static_cast<std::ptrdiff_t>(shelf_y_ + row) * width_ + shelf_x_);
    }
    if (dirty_from_ == dirty_to_) dirty_from_ = dirty_to_ = shelf_y_;
    dirty_from_ = std::min(dirty_from_, shelf_y_);
    dirty_to_ = std::max(dirty_to_, shelf_y_ + coverage.height);
    shelf_x_ += coverage.width;
    shelf_height_ = std::max(shelf_height_, coverage.height);
  }
  glyphs_.emplace(key, glyph);
  return glyph;
}

bool GlyphAtlas::reset(bool grow) {
  if (grow) {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    if (2 * height_ > std::min(tallest, limit)) return false;
    height_ *= 2;
    has_storage_ = false;
  }
  pixels_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
  glyphs_.clear();
  shelf_x_ = shelf_y_ = shelf_height_ = 0;
  dirty_from_ = dirty_to_ = 0;
  return true;
}

void GlyphAtlas::upload_and_bind() {
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  if (!has_storage_) {
    for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
      glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
    }
    for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) {
      glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
    }
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width_, height_, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
    has_storage_ = true;
  }
  if (dirty_from_ < dirty_to_) {
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, dirty_from_, width_, dirty_to_ - dirty_from_, GL_RED, GL_UNSIGNED_BYTE,
                    pixels_.data() + static_cast<std::ptrdiff_t>(dirty_from_) * width_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    dirty_from_ = dirty_to_ = 0;
  }
}

}  // namespace convoscope
