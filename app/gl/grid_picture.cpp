#include "gl/grid_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace convoscope {
namespace {

constexpr std::int64_t many_cells = 300;

GridItem with_pending_from(GridItem item, std::int64_t first) {
  item.grid.pending_from = first;
  return item;
}

// All that the pictures show; where the pending cells begin is not in them.
bool look_alike(const GridItem& a, const GridItem& b) {
  const Grid &x = a.grid, &y = b.grid;
  return a.transform == b.transform && a.opacity == b.opacity && x.rect == y.rect && x.rows == y.rows &&
         x.columns == y.columns && x.gap_pt == y.gap_pt && x.classes == y.classes && x.values == y.values &&
         x.labels == y.labels && x.decimals == y.decimals && x.pending_style == y.pending_style && x.styles == y.styles;
}

Rect drawn_bounds(const GridItem& item, const Affine& to_pixels) {
  double widest = 0;
  for (const CellStyle& style : item.grid.styles) widest = std::max(widest, style.stroke.width_pt);
  const Rect& r = item.grid.rect;
  return bounds_of({r.x - widest, r.y - widest, r.width + 2 * widest, r.height + 2 * widest},
                   to_pixels * item.transform);
}

// Binds a framebuffer for as long as it lives.
class Target {
 public:
  Target() {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &before_);
    glGenFramebuffers(1, &name_);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, name_);
  }
  ~Target() {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(before_));
    glDeleteFramebuffers(1, &name_);
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

 private:
  GLint before_ = 0;
  GLuint name_ = 0;
};

}  // namespace

bool deserves_picture(const GridItem& item, const ScreenView& view) {
  if (pitch_px(item, view) < nearest_far_px) return true;
  const CellWindow window = visible_cells(item, view);
  return window.rows() * window.columns() > many_cells;
}

bool GridPicture::is_of(const GridItem& item, const ScreenView& view) const {
  if (!item_ || !look_alike(*item_, item)) return false;
  if (item.grid.pending_from >= 0 && item_->grid.pending_from < 0) return false;  // only one picture was made
  const std::optional<Point> shift = whole_shift(view_, view);
  if (!shift) return false;
  // What of the grid is seen now must have been in view then.
  const Rect bounds = drawn_bounds(item, view.to_pixels);
  const double left = std::max(bounds.x, view.visible.x), right = std::min(bounds.right(), view.visible.right());
  const double top = std::max(bounds.y, view.visible.y), bottom = std::min(bounds.bottom(), view.visible.bottom());
  return left >= right || top >= bottom ||
         (left >= area_.left + shift->x && right <= area_.left + area_.width + shift->x &&
          top >= area_.top + shift->y && bottom <= area_.top + area_.height + shift->y);
}

// Storage, framebuffer, and a frame whose origin is the area's corner.
void GridPicture::begin_target(const GlTexture& texture, const ScreenView& view, ShaderSet& shaders) const {
  glBindTexture(GL_TEXTURE_2D, texture.name());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, area_.width, area_.height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glBindTexture(GL_TEXTURE_2D, 0);
  glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
  glViewport(0, 0, area_.width, area_.height);
  glScissor(0, 0, area_.width, area_.height);
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  FrameUniforms frame;
  const Affine& m = view.to_pixels;
  frame.view = {static_cast<float>(m.a),
                static_cast<float>(m.b),
                static_cast<float>(m.c),
                static_cast<float>(m.d),
                static_cast<float>(m.e - area_.left),
                static_cast<float>(m.f - area_.top)};
  frame.framebuffer = {static_cast<float>(area_.width), static_cast<float>(area_.height)};
  shaders.begin_frame(frame);
}

void GridPicture::render(const GridItem& item, const ScreenView& view, GridLayer& layer,
                         std::span<const std::shared_ptr<const RowKinds>> known,
                         const std::function<void(Point shift_px)>& draw_numbers, ShaderSet& shaders) {
  item_ = item;
  view_ = view;
  const Rect bounds = drawn_bounds(item, view.to_pixels);
  area_.left = static_cast<int>(std::floor(std::max(bounds.x - 1, view.visible.x)));
  area_.top = static_cast<int>(std::floor(std::max(bounds.y - 1, view.visible.y)));
  area_.width = static_cast<int>(std::ceil(std::min(bounds.right() + 1, view.visible.right()))) - area_.left;
  area_.height = static_cast<int>(std::ceil(std::min(bounds.bottom() + 1, view.visible.bottom()))) - area_.top;
  if (area_.width <= 0 || area_.height <= 0) {
    area_ = {};
    return;
  }
  const Target target;
  begin_target(done_, view, shaders);
  const GridItem all_done = with_pending_from(item, -1);
  layer.build(all_done, view, known);
  layer.draw(all_done, view, shaders, std::nullopt);
  draw_numbers({static_cast<double>(-area_.left), static_cast<double>(-area_.top)});
  if (item.grid.pending_from < 0) return;
  begin_target(pending_, view, shaders);
  const GridItem all_pending = with_pending_from(item, 0);
  layer.build(all_pending, view, known);
  layer.draw(all_pending, view, shaders, std::nullopt);
}

void GridPicture::draw(const GridItem& item, const ScreenView& view, int framebuffer_height, ShaderSet& shaders,
                       const std::optional<ClipUniforms>& clip) const {
  const std::optional<Point> shift = whole_shift(view_, view);
  if (area_.width == 0 || !shift) return;
  const Grid& grid = item.grid;
  const Size pitch = pitch_of(grid);
  const ShaderProgram& program = shaders.use(Shader::grid_picture, clip);
  const Affine& m = item.transform;
  glUniform4f(program.uniform("u_axes"), static_cast<float>(m.a), static_cast<float>(m.b), static_cast<float>(m.c),
              static_cast<float>(m.d));
  glUniform2f(program.uniform("u_grid_origin"), static_cast<float>(m.e), static_cast<float>(m.f));
  // The picture's lower left pixel, as OpenGL counts rows.
  glUniform2i(program.uniform("u_corner"), area_.left + static_cast<int>(shift->x),
              framebuffer_height - (area_.top + area_.height + static_cast<int>(shift->y)));
  glUniform2i(program.uniform("u_size"), area_.width, area_.height);
  glUniform1i(program.uniform("u_picture"), 0);
  glBindVertexArray(no_attributes_.name());

  const auto copy = [&](const GlTexture& texture, double left, double top, double right, double bottom) {
    if (left >= right || top >= bottom) return;
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glUniform4f(program.uniform("u_rect"), static_cast<float>(left), static_cast<float>(top), static_cast<float>(right),
                static_cast<float>(bottom));
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  };
  // Half a cell more all round, for outlines; the border between two cells is the middle of their gap.
  const double left = grid.rect.x - pitch.width / 2, right = grid.rect.right() + pitch.width / 2;
  const double top = grid.rect.y - pitch.height / 2, bottom = grid.rect.bottom() + pitch.height / 2;
  if (grid.pending_from < 0 || grid.pending_from >= grid.rows * grid.columns) {
    copy(done_, left, top, right, bottom);
    return;
  }
  const std::int64_t row = grid.pending_from / grid.columns, column = grid.pending_from % grid.columns;
  const double row_top = row == 0 ? top : grid.rect.y + static_cast<double>(row) * pitch.height - grid.gap_pt / 2;
  const double row_bottom =
      row + 1 == grid.rows ? bottom : grid.rect.y + static_cast<double>(row + 1) * pitch.height - grid.gap_pt / 2;
  const double turn = column == 0 ? left : grid.rect.x + static_cast<double>(column) * pitch.width - grid.gap_pt / 2;
  copy(done_, left, top, right, row_top);
  copy(done_, left, row_top, turn, row_bottom);
  copy(pending_, turn, row_top, right, row_bottom);
  copy(pending_, left, row_bottom, right, bottom);
}

}  // namespace convoscope
