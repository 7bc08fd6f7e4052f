#include "gl/image_layer.h"

#include <algorithm>

#include "gl/display_list.h"

namespace convoscope {

void ImageLayer::plan(std::span<const ImageItem> items) {
  const auto is_shown = [&](const Slot& slot) {
    return std::ranges::any_of(items, [&](const ImageItem& item) { return item.image.pixels == slot.pixels; });
  };
  std::vector<Slot> free;
  std::vector<Slot> kept;
  for (Slot& slot : slots_) (is_shown(slot) ? kept : free).push_back(std::move(slot));
  slots_ = std::move(kept);
  for (const ImageItem& item : items) {
    const SharedPixels& pixels = item.image.pixels;
    if (std::ranges::any_of(slots_, [&](const Slot& slot) { return slot.pixels == pixels; })) continue;
    Slot slot;
    // Of the same size: its storage serves again.
    const auto fitting = std::ranges::find_if(
        free, [&](const Slot& each) { return each.rows == pixels->rows && each.columns == pixels->columns; });
    if (fitting != free.end()) {
      slot = std::move(*fitting);
      free.erase(fitting);
    }
    if (slot.rows == 0) {
      glBindTexture(GL_TEXTURE_2D, slot.texture.name());
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
      glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, static_cast<GLsizei>(pixels->columns),
                   static_cast<GLsizei>(pixels->rows), 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
      glBindTexture(GL_TEXTURE_2D, 0);
    }
    slot.rows = pixels->rows;
    slot.columns = pixels->columns;
    slot.uploaded = 0;
    slot.pixels = pixels;
    slots_.push_back(std::move(slot));
  }
}

bool ImageLayer::upload() {
  constexpr std::size_t pixel_bytes = 4;
  std::size_t left = most_bytes_;
  for (Slot& slot : slots_) {
    if (slot.uploaded == slot.rows) continue;
    if (left == 0) return false;
    const std::size_t row_bytes = pixel_bytes * static_cast<std::size_t>(slot.columns);
    const auto most_rows = static_cast<std::int64_t>(std::max<std::size_t>(left / row_bytes, 1));
    const std::int64_t rows = std::min(most_rows, slot.rows - slot.uploaded);
    const std::size_t begin = row_bytes * static_cast<std::size_t>(slot.uploaded);
    glBindTexture(GL_TEXTURE_2D, slot.texture.name());
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, static_cast<GLint>(slot.uploaded), static_cast<GLsizei>(slot.columns),
                    static_cast<GLsizei>(rows), GL_RGBA, GL_UNSIGNED_BYTE, slot.pixels->rgba.data() + begin);
    slot.uploaded += rows;
    left -= std::min(left, row_bytes * static_cast<std::size_t>(rows));
    if (slot.uploaded == slot.rows) {
      glGenerateMipmap(GL_TEXTURE_2D);
      slot.has_picture = true;
    }
    glBindTexture(GL_TEXTURE_2D, 0);
  }
  return std::ranges::all_of(slots_, [](const Slot& slot) { return slot.uploaded == slot.rows; });
}

void ImageLayer::draw(const ImageItem& item, ShaderSet& shaders, const std::optional<ClipUniforms>& clip) const {
  const auto slot = std::ranges::find_if(slots_, [&](const Slot& each) { return each.pixels == item.image.pixels; });
  if (slot == slots_.end() || !slot->has_picture) return;
  const ShaderProgram& program = shaders.use(Shader::image, clip);
  const Affine& m = item.transform;
  const Rect& rect = item.image.rect;
  glUniform4f(program.uniform("u_axes"), static_cast<float>(m.a), static_cast<float>(m.b), static_cast<float>(m.c),
              static_cast<float>(m.d));
  glUniform2f(program.uniform("u_image_origin"), static_cast<float>(m.e), static_cast<float>(m.f));
  glUniform4f(program.uniform("u_rect"), static_cast<float>(rect.x), static_cast<float>(rect.y),
              static_cast<float>(rect.right()), static_cast<float>(rect.bottom()));
  glUniform1f(program.uniform("u_opacity"), static_cast<float>(item.opacity));
  glUniform1i(program.uniform("u_picture"), 0);
  glBindTexture(GL_TEXTURE_2D, slot->texture.name());
  glBindVertexArray(no_attributes_.name());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  glBindVertexArray(0);
  glBindTexture(GL_TEXTURE_2D, 0);
}

}  // namespace convoscope
