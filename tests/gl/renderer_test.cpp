// What a renderer keeps from frame to frame must not be seen, what it leaves behind must not disturb others, and shaders that
// do not compile are a message.
#include "gl/renderer.h"

#include <utility>
#include <vector>

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include "canvas.h"
#include "picture/support.h"

namespace convoscope::test {
namespace {

class Renderers : public testing::Test {
 protected:
  void SetUp() override {
    if (GlContext::current() == nullptr) GTEST_SKIP() << "no OpenGL 3.3 here";
  }
};

TEST_F(Renderers, PannedAndZoomedDrawWhatFreshOnesDraw) {
  const Figure figure = figure_with_everything();
  const Canvas canvas(400, 300);
  const auto kept = make_renderer();
  struct Place {
    double scale;
    Point offset;
  };
  for (const Place p : {Place{1, {0, 0}}, Place{1, {-7, -13}}, Place{1, {-150, -90}}, Place{1, {-150.4, -90.2}},
                        Place{2.2, {-300, -200}}, Place{2.2, {-310, -230}}, Place{0.3, {5, 5}}, Place{1, {0, 0}},
                        Place{7, {-900, -1300}}}) {
    canvas.clear({});
    kept->draw(figure, 1, canvas.viewport(p.scale, p.offset));
    const Pixels panned = canvas.read();
    canvas.clear({});
    make_renderer()->draw(figure, 1, canvas.viewport(p.scale, p.offset));
    const Difference d = difference(panned, canvas.read());
    EXPECT_LT(d.mean, 0.02) << "scale " << p.scale << " at " << p.offset.x << ", " << p.offset.y;
    EXPECT_LT(d.blurred, 1) << "scale " << p.scale << " at " << p.offset.x << ", " << p.offset.y;
  }
}

TEST_F(Renderers, DrawAFigureThatChanged) {
  const FrameSource frames = counting_frames(12);
  const Canvas canvas(200, 120);
  const auto kept = make_renderer();
  for (std::int64_t i = 0; i < frames.count; ++i) {
    const Figure figure = frames.frame(i);
    canvas.clear({});
    kept->draw(figure, static_cast<std::uint64_t>(i), canvas.viewport(1));
    const Pixels stepped = canvas.read();
    canvas.clear({});
    make_renderer()->draw(figure, 1, canvas.viewport(1));
    EXPECT_EQ(stepped.rgba, canvas.read().rgba) << "step " << i;
  }
}

TEST_F(Renderers, StayWithinTheClip) {
  Figure figure = figure_with_everything();
  const Canvas canvas(300, 200);
  canvas.clear({10, 20, 30, 255});
  Viewport viewport = canvas.viewport(1);
  viewport.clip_px = {50, 40, 100, 60};
  make_renderer()->draw(figure, 1, viewport);
  const Pixels pixels = canvas.read();
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < 300; ++x) {
      const bool inside = x >= 50 && x < 150 && y >= 40 && y < 100;
      if (inside) continue;
      ASSERT_EQ(*pixels.at(x, y), 10) << x << ", " << y;
    }
  }
  EXPECT_NE(*pixels.at(60, 50), 10);
}

TEST_F(Renderers, LeaveTheContextUsable) {
  const Canvas canvas(300, 200);
  GLint framebuffer = 0;
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
  make_renderer()->draw(figure_with_everything(), 1, canvas.viewport(1));
  const auto value_of = [](GLenum name) {
    GLint value = -1;
    glGetIntegerv(name, &value);
    return value;
  };
  EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
  EXPECT_EQ(value_of(GL_DRAW_FRAMEBUFFER_BINDING), framebuffer);
  EXPECT_EQ(value_of(GL_CURRENT_PROGRAM), 0);
  EXPECT_EQ(value_of(GL_VERTEX_ARRAY_BINDING), 0);
  EXPECT_EQ(value_of(GL_ARRAY_BUFFER_BINDING), 0);
  EXPECT_EQ(value_of(GL_TEXTURE_BINDING_2D), 0);
  EXPECT_EQ(value_of(GL_UNPACK_ALIGNMENT), 4);
  EXPECT_EQ(glIsEnabled(GL_SCISSOR_TEST), GL_FALSE);
}

TEST_F(Renderers, OfEmptyFiguresAndViewportsDrawNothing) {
  const Canvas canvas(20, 20);
  const auto renderer = make_renderer();
  renderer->draw(Figure{}, 1, canvas.viewport(1));
  Figure figure = figure_with_everything();
  Viewport nowhere = canvas.viewport(1);
  nowhere.clip_px = {0, 0, 0, 0};
  renderer->draw(figure, 2, nowhere);
  for (const std::uint8_t byte : canvas.read().rgba) ASSERT_EQ(byte, 0);
  EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

/// Spoils one shader.
class SpoiltPlatform : public TestPlatform {
 public:
  SpoiltPlatform(std::string name, std::optional<std::string> text) : name_(std::move(name)), text_(std::move(text)) {}
  Result<std::string> read_shader(std::string_view name) const override {
    if (name != name_) return TestPlatform::read_shader(name);
    if (!text_) return Message{"file.not_found", {{"path", name_}}};
    return *text_;
  }

 private:
  std::string name_;
  std::optional<std::string> text_;
};

SharedPixels photograph(std::int64_t rows, std::int64_t columns, std::uint8_t seed) {
  auto pixels = std::make_shared<ImagePixels>();
  pixels->rows = rows;
  pixels->columns = columns;
  for (std::int64_t i = 0; i < rows * columns; ++i) {
    const auto level = static_cast<std::uint8_t>(seed + 7 * i);
    pixels->rgba.insert(pixels->rgba.end(), {level, static_cast<std::uint8_t>(255 - level), seed, 255});
  }
  return pixels;
}

Figure figure_of_photographs(const std::vector<SharedPixels>& photographs) {
  Figure figure;
  figure.size = {400, 200};
  double x = 0;
  for (const SharedPixels& pixels : photographs)
    figure.items.push_back({{}, Image{{std::exchange(x, x + 200), 0, 190, 190}, pixels}});
  return figure;
}

TEST_F(Renderers, TakePhotographsToTheGpuByBits) {
  constexpr std::int64_t rows = 40, columns = 64;
  constexpr std::size_t row_bytes = 4 * columns;
  const Canvas canvas(400, 200);
  const auto drawn = [&](Renderer& renderer, const Figure& figure, std::uint64_t revision) {
    canvas.clear({});
    renderer.draw(figure, revision, canvas.viewport(1));
    return canvas.read().rgba;
  };
  const SharedPixels first = photograph(rows, columns, 1), second = photograph(rows, columns, 99);
  const Figure both = figure_of_photographs({first, second});
  const auto whole = drawn(*make_renderer(), both, 1);
  const auto nothing = drawn(*make_renderer(), figure_of_photographs({}), 1);
  // 16 rows at a time, and where that is less than a row, one.
  for (const auto& [most_bytes, draws] : {std::pair{16 * row_bytes, std::int64_t{5}}, {row_bytes / 2, 2 * rows}}) {
    const auto renderer = make_renderer(most_bytes);
    EXPECT_EQ(drawn(*renderer, both, 1), nothing);
    std::int64_t count = 1;
    auto last = nothing;
    for (; renderer->is_behind() && count < 100; ++count) last = drawn(*renderer, both, 1);
    EXPECT_EQ(count, draws);
    EXPECT_EQ(last, whole);
    EXPECT_EQ(drawn(*renderer, both, 1), whole);
    EXPECT_FALSE(renderer->is_behind());
    // Another takes the first one's texture: there is never nothing, nor what never was.
    const Figure other = figure_of_photographs({photograph(rows, columns, 50), second});
    EXPECT_NE(drawn(*renderer, other, 2), nothing);
    EXPECT_TRUE(renderer->is_behind());
    while (renderer->is_behind()) last = drawn(*renderer, other, 2);
    EXPECT_EQ(last, drawn(*make_renderer(), other, 1));
    // And back before that is over.
    EXPECT_NE(drawn(*renderer, both, 3), nothing);
    while (renderer->is_behind()) last = drawn(*renderer, both, 3);
    EXPECT_EQ(last, whole);
  }
  // What is not seen waits for nothing.
  const auto hidden = make_renderer(row_bytes);
  Viewport away = canvas.viewport(1);
  away.clip_px = {};
  hidden->draw(both, 1, away);
  EXPECT_FALSE(hidden->is_behind());
}

TEST_F(Renderers, NameTheShaderThatFails) {
  const auto broken = Renderer::create(SpoiltPlatform("glyph.frag", "void main() { nonsense; }\n"), font_book());
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.message().key, "gl.shader_failed");
  EXPECT_EQ(broken.message().arguments.at(0), (std::pair<std::string, std::string>("name", "glyph.frag")));
  EXPECT_NE(broken.message().arguments.at(1).second.find("nonsense"), std::string::npos);

  const auto missing = Renderer::create(SpoiltPlatform("stroke.vert", std::nullopt), font_book());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.message().key, "file.not_found");
}

}  // namespace
}  // namespace convoscope::test
