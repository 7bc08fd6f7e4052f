#include "gl/image_layer.h"

#include <algorithm>

#include "gl/display_list.h"

namespace convoscope {

void ImageLayer::upload(std::span<const ImageItem> items) {
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
    glBindTexture(GL_TEXTURE_2D, slot.texture.name());
    const auto columns = static_cast<GLsizei>(pixels->columns);
    const auto rows = static_cast<GLsizei>(pixels->rows);
    if (slot.rows == 0) {
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
      glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, columns, rows, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels->rgba.data());
    } else {
      glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, columns, rows, GL_RGBA, GL_UNSIGNED_BYTE, pixels->rgba.data());
    }
    glGenerateMipmap(GL_TEXTURE_2D);
    slot.rows = pixels->rows;
    slot.columns = pixels->columns;
    slot.pixels = pixels;
    slots_.push_back(std::move(slot));
  }
  glBindTexture(GL_TEXTURE_2D, 0);
}

void ImageLayer::draw(const ImageItem& item, ShaderSet& shaders, const std::optional<ClipUniforms>& clip) const {
  const auto slot = std::ranges::find_if(slots_, [&](const Slot& each) { return each.pixels == item.image.pixels; });
  if (slot == slots_.end()) return;
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
