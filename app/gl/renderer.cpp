#include "gl/renderer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <deque>

#include "core/assert.h"
#include "gl/fill_layer.h"
#include "gl/grid_picture.h"
#include "gl/image_layer.h"
#include "gl/layers.h"
#include "gl/quad_buffer.h"
#include "gl/shader_set.h"
#include "gl/text_layer.h"

namespace convoscope {
namespace {

std::vector<Attribute> solid_attributes() {
  return {{4, GL_FLOAT, offsetof(SolidInstance, rect)}, {4, GL_UNSIGNED_BYTE, offsetof(SolidInstance, color)}};
}

std::vector<Attribute> box_attributes() {
  return {{4, GL_FLOAT, offsetof(BoxInstance, axes)},           {2, GL_FLOAT, offsetof(BoxInstance, center)},
          {4, GL_FLOAT, offsetof(BoxInstance, shape)},          {2, GL_FLOAT, offsetof(BoxInstance, pattern)},
          {4, GL_FLOAT, offsetof(BoxInstance, part)},           {4, GL_UNSIGNED_BYTE, offsetof(BoxInstance, fill)},
          {4, GL_UNSIGNED_BYTE, offsetof(BoxInstance, stroke)}, {4, GL_UNSIGNED_BYTE, offsetof(BoxInstance, hatch)}};
}

std::vector<Attribute> stroke_attributes() {
  return {{4, GL_FLOAT, offsetof(StrokeInstance, axes)},         {2, GL_FLOAT, offsetof(StrokeInstance, origin)},
          {4, GL_FLOAT, offsetof(StrokeInstance, ends)},         {4, GL_FLOAT, offsetof(StrokeInstance, cuts)},
          {3, GL_FLOAT, offsetof(StrokeInstance, pen)},          {2, GL_FLOAT, offsetof(StrokeInstance, reach)},
          {4, GL_UNSIGNED_BYTE, offsetof(StrokeInstance, color)}};
}

std::array<float, 6> to_floats(const Affine& m) {
  return {static_cast<float>(m.a), static_cast<float>(m.b), static_cast<float>(m.c),
          static_cast<float>(m.d), static_cast<float>(m.e), static_cast<float>(m.f)};
}

bool keeps_axes(const Affine& m) { return (m.b == 0 && m.c == 0) || (m.a == 0 && m.d == 0); }

bool contains(const Rect& outer, const Rect& inner) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom();
}

// A grid is drawn either cell by cell or as a kept picture.
struct GridSlot {
  GridLayer layer;
  GridPicture picture;
  bool is_picture = false;
};

}  // namespace

struct Renderer::Implementation {
  Implementation(ShaderSet compiled, const FontBook& font_book, std::size_t most_image_bytes)
      : fonts(font_book), shaders(std::move(compiled)), texts(font_book), images(most_image_bytes) {}

  void draw(const Figure& figure, std::uint64_t revision, const Viewport& viewport);
  ScreenView view() const { return {place.to_pixels, place.clip_px}; }
  void set_state() const;
  void rebuild_geometry(const Figure& figure, double scale);
  void follow(const ScreenView& view);
  void rebuild_for(const ScreenView& view, const ScreenView& now);
  void keep_kinds();
  void set_scissor(const ScreenRect& rect) const {
    if (rect.is_empty())
      glScissor(0, 0, 0, 0);
    else
      glScissor(rect.left, place.framebuffer_height - rect.bottom, rect.right - rect.left, rect.bottom - rect.top);
  }
  ScreenRect rounded(const Rect& r) const {
    return rounded_pixels(r, place.framebuffer_width, place.framebuffer_height);
  }
  void clear_background() const;
  struct Cut {
    ScreenRect scissor;
    std::optional<ClipUniforms> clip;
  };
  Cut cut_by(const std::optional<Clip>& clip) const;
  void draw_batches();
  void draw_batch(const Batch& batch, const std::optional<ClipUniforms>& clip);
  void draw_grid(GridSlot& slot, const GridItem& item, const std::optional<ClipUniforms>& clip);

  const FontBook& fonts;
  ShaderSet shaders;
  QuadBuffer solids{sizeof(SolidInstance), solid_attributes()};
  QuadBuffer opaques{sizeof(SolidInstance), solid_attributes()};
  QuadBuffer boxes{sizeof(BoxInstance), box_attributes()};
  QuadBuffer general_boxes{sizeof(BoxInstance), box_attributes()};
  QuadBuffer strokes{sizeof(StrokeInstance), stroke_attributes()};
  QuadBuffer general_strokes{sizeof(StrokeInstance), stroke_attributes()};
  FillLayer fills;
  Layers layers;
  TextLayer texts;
  std::deque<GridSlot> grids;  // one for each grid of the figure, kept from figure to figure
  std::vector<std::shared_ptr<const RowKinds>> row_kinds;  // of the grids seen from afar

  ImageLayer images;
  bool is_behind = false;  ///< with those

  DisplayList list;
  std::optional<std::uint64_t> list_revision;
  double list_scale = 0;  // what curves were flattened for
  std::optional<ScreenView>
      built_view;  // what glyphs and windows of grids were made for; larger than the visible region
  Viewport place;
  ScreenRect visible;  // its clip
  Color background;
  Size size;  // of the figure, points
};

void Renderer::Implementation::rebuild_geometry(const Figure& figure, double scale) {
  list_scale = std::exp2(std::ceil(std::log2(scale)));
  list = make_display_list(figure, fonts, list_scale);
  solids.upload(list.solids);
  opaques.upload(list.opaques);
  boxes.upload(list.boxes);
  general_boxes.upload(list.general_boxes);
  strokes.upload(list.strokes);
  general_strokes.upload(list.general_strokes);
  fills.upload(list.fills, list.edges);
  images.plan(list.images);
  built_view.reset();
}

// `view` is what may become visible without building again, `now` what is visible.
void Renderer::Implementation::rebuild_for(const ScreenView& view, const ScreenView& now) {
  while (grids.size() < list.grids.size()) grids.emplace_back();
  grids.resize(list.grids.size());
  std::vector<std::size_t> stale;  // pictures to be made
  for (std::size_t i = 0; i < grids.size(); ++i) {
    GridItem& item = list.grids[i];
    GridSlot& slot = grids[i];
    slot.is_picture = deserves_picture(item, view);
    item.numbers = Numbers::follow_steps;
    if (!slot.is_picture) {
      slot.layer.build(item, view, row_kinds);
    } else if (slot.picture.is_of(item, now)) {
      item.numbers = Numbers::in_old_picture;
    } else {
      item.numbers = Numbers::in_new_picture;
      stale.push_back(i);
    }
  }
  texts.build(list, view);
  for (const std::size_t i : stale) {
    const auto draw_numbers = [&](Point shift_px) { texts.draw_numbers(i, shaders, shift_px); };
    grids[i].picture.render(list.grids[i], view, grids[i].layer, row_kinds, draw_numbers, shaders);
    keep_kinds();
  }
  keep_kinds();
  built_view = view;
}

// What grids of the next figure may share: what those of this one know.
void Renderer::Implementation::keep_kinds() {
  row_kinds.clear();
  for (const GridSlot& slot : grids) {
    if (slot.layer.kinds()) row_kinds.push_back(slot.layer.kinds());
  }
}

// Brings glyphs and windows of grids to what is to be seen.
void Renderer::Implementation::follow(const ScreenView& view) {
  // Panning by whole pixels within what was prepared needs nothing new, and who pans goes on: some more is prepared then. Who
  // zooms would not see it.
  const std::optional<Point> shift = built_view ? whole_shift(*built_view, view) : std::nullopt;
  if (shift) {
    const Rect seen{view.visible.x - shift->x, view.visible.y - shift->y, view.visible.width, view.visible.height};
    if (contains(built_view->visible, seen)) return;
  }
  const double margin_x = shift ? view.visible.width / 8 : 0, margin_y = shift ? view.visible.height / 8 : 0;
  rebuild_for({view.to_pixels,
               {view.visible.x - margin_x, view.visible.y - margin_y, view.visible.width + 2 * margin_x,
                view.visible.height + 2 * margin_y}},
              view);
}

void Renderer::Implementation::clear_background() const {
  if (place.is_cleared || background.a == 0) return;
  const ScreenRect rect = rounded(bounds_of({0, 0, size.width, size.height}, place.to_pixels)).meet(visible);
  if (rect.is_empty()) return;
  set_scissor(rect);
  glClearColor(background.r / 255.0f, background.g / 255.0f, background.b / 255.0f, background.a / 255.0f);
  glClear(GL_COLOR_BUFFER_BIT);
}

// Where a clip lets anything through, and what the shaders must know of it if it is no rectangle of pixels.
Renderer::Implementation::Cut Renderer::Implementation::cut_by(const std::optional<Clip>& clip) const {
  if (!clip) return {visible, std::nullopt};
  const Affine to_pixels = place.to_pixels * clip->transform;
  Rect bounds = bounds_of(clip->rect, to_pixels);
  std::optional<ClipUniforms> uniforms;
  if (!keeps_axes(to_pixels)) {
    bounds = {bounds.x - 1, bounds.y - 1, bounds.width + 2, bounds.height + 2};
    uniforms = ClipUniforms{to_floats(to_pixels.inverse()),
                            {static_cast<float>(clip->rect.x), static_cast<float>(clip->rect.y),
                             static_cast<float>(clip->rect.right()), static_cast<float>(clip->rect.bottom())}};
  }
  return {visible.meet(rounded(bounds)), uniforms};
}

void Renderer::Implementation::draw_batches() {
  for (const Batch& batch : list.batches) {
    Cut cut = cut_by(batch.clip);
    if (batch.kind == BatchKind::begin_layer || batch.kind == BatchKind::end_layer) {
      const Rect area = bounds_of(batch.bounds.front(), place.to_pixels);
      cut.scissor = cut.scissor.meet(rounded({area.x - 1, area.y - 1, area.width + 2, area.height + 2}));
    } else if (cut.scissor.is_empty()) {
      continue;
    }
    set_scissor(cut.scissor);
    draw_batch(batch, cut.clip);
  }
}

void Renderer::Implementation::draw_batch(const Batch& batch, const std::optional<ClipUniforms>& clip) {
  const std::uint32_t first = batch.first, count = batch.count;
  switch (batch.kind) {
    case BatchKind::solid:
      shaders.use(Shader::solid, clip);
      solids.draw(first, count);
      break;
    case BatchKind::opaque:
      // Not blending halves what large areas cost a software OpenGL. A slanted clip's border must blend.
      if (!clip) glDisable(GL_BLEND);
      shaders.use(Shader::solid, clip);
      opaques.draw(first, count);
      glEnable(GL_BLEND);
      break;
    case BatchKind::box:
      shaders.use(Shader::box, clip);
      boxes.draw(first, count);
      break;
    case BatchKind::general_box:
      shaders.use(Shader::general_box, clip);
      general_boxes.draw(first, count);
      break;
    case BatchKind::stroke:
      shaders.use(Shader::stroke, clip);
      strokes.draw(first, count);
      break;
    case BatchKind::general_stroke:
      shaders.use(Shader::general_stroke, clip);
      general_strokes.draw(first, count);
      break;
    case BatchKind::fill: fills.draw(shaders.use(Shader::fill, clip), first, count); break;
    case BatchKind::text:
      texts.draw_texts(first, count, shaders, clip, whole_shift(*built_view, view()).value_or(Point{}));
      break;
    case BatchKind::begin_layer: layers.begin(); break;
    case BatchKind::end_layer: layers.end(batch.opacity, shaders, clip); break;
    case BatchKind::image: images.draw(list.images[batch.first], shaders, clip); break;
    case BatchKind::grid: draw_grid(grids[batch.first], list.grids[batch.first], clip); break;
  }
}

void Renderer::Implementation::draw_grid(GridSlot& slot, const GridItem& item,
                                         const std::optional<ClipUniforms>& clip) {
  if (slot.is_picture)
    slot.picture.draw(item, view(), place.framebuffer_height, shaders, clip);
  else
    slot.layer.draw(item, view(), shaders, clip);
}

void Renderer::Implementation::set_state() const {
  glActiveTexture(GL_TEXTURE0);
  glEnable(GL_SCISSOR_TEST);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

void Renderer::Implementation::draw(const Figure& figure, std::uint64_t revision, const Viewport& viewport) {
  place = viewport;
  background = figure.background;
  size = figure.size;
  is_behind = false;
  visible = rounded(viewport.clip_px);
  const double scale = scale_of(place.to_pixels);
  if (scale <= 0 || visible.is_empty()) return;
  set_state();
  if (list_revision != revision || scale > list_scale || scale < list_scale / 2) rebuild_geometry(figure, scale);
  list_revision = revision;
  is_behind = !images.upload();
  follow(view());
  glViewport(0, 0, place.framebuffer_width, place.framebuffer_height);
  shaders.begin_frame({to_floats(place.to_pixels),
                       {static_cast<float>(place.framebuffer_width), static_cast<float>(place.framebuffer_height)}});
  layers.set_size(place.framebuffer_width, place.framebuffer_height);
  clear_background();
  draw_batches();
  glBindTexture(GL_TEXTURE_2D, 0);
  glBindVertexArray(0);
  glUseProgram(0);
  glDisable(GL_SCISSOR_TEST);
}

void fill_pixels(const ScreenRect& rect, int framebuffer_height, Color color) {
  if (rect.is_empty()) return;
  glEnable(GL_SCISSOR_TEST);
  glScissor(rect.left, framebuffer_height - rect.bottom, rect.right - rect.left, rect.bottom - rect.top);
  glClearColor(static_cast<float>(color.r) / 255, static_cast<float>(color.g) / 255, static_cast<float>(color.b) / 255,
               1);
  glClear(GL_COLOR_BUFFER_BIT);
  glDisable(GL_SCISSOR_TEST);
}

Result<std::unique_ptr<Renderer>> Renderer::create(const Platform& platform, const FontBook& fonts,
                                                   std::size_t most_image_bytes) {
  Result<ShaderSet> shaders = ShaderSet::compile(platform);
  if (!shaders) return shaders.message();
  return std::unique_ptr<Renderer>(
      new Renderer(std::make_unique<Implementation>(std::move(*shaders), fonts, most_image_bytes)));
}

Renderer::Renderer(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Renderer::~Renderer() = default;

void Renderer::draw(const Figure& figure, std::uint64_t revision, const Viewport& viewport) {
  CONVOSCOPE_ASSERT(viewport.to_pixels.a == viewport.to_pixels.d && viewport.to_pixels.b == 0 &&
                    viewport.to_pixels.c == 0);
  implementation_->draw(figure, revision, viewport);
}

bool Renderer::is_behind() const { return implementation_->is_behind; }

}  // namespace convoscope
