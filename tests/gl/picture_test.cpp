// OpenGL's picture of a figure against Cairo's: every kind of item, at several zooms. Both are antialiased, each in its own way,
// so single pixels on edges may differ; what must not differ is where things are, and what covers what.
#include <gtest/gtest.h>

#include "canvas.h"
#include "export/support.h"

namespace convoscope::test {
namespace {

class Picture : public testing::Test {
 protected:
  void SetUp() override {
    if (GlContext::current() == nullptr) GTEST_SKIP() << "no OpenGL 3.3 here";
  }
};

TEST_F(Picture, OfEveryKindOfItemIsCairos) {
  const Figure figure = figure_with_everything();
  for (const double scale : {0.75, 1.0, 1.5, 3.0}) {
    const Pixels gl = drawn_by_gl(figure, scale), cairo = drawn_by_cairo(figure, scale);
    keep("everything_" + std::to_string(static_cast<int>(scale * 100)), gl, cairo);
    const Difference d = difference(gl, cairo);
    EXPECT_LT(d.mean, 1.0) << scale;
    EXPECT_LT(d.blurred, 20.0) << scale;
    std::printf("scale %.2f: mean %.3f blurred %.2f\n", scale, d.mean, d.blurred);
  }
}

}  // namespace
}  // namespace convoscope::test
