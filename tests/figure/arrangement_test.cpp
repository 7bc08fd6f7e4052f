// Where cards stand: nothing that only says where the reader is moves them, and what is kept is what would be made anew.
#include "figure/arrangement.h"

#include <gtest/gtest.h>

#include "document/presets.h"
#include "every_view.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

void expect_same(const Arrangement& a, const Arrangement& b) {
  EXPECT_EQ(a.scale, b.scale);
  ASSERT_EQ(a.cards.size(), b.cards.size());
  for (std::size_t i = 0; i < a.cards.size(); ++i) {
    EXPECT_EQ(a.cards[i].view, b.cards[i].view);
    EXPECT_EQ(a.cards[i].side, b.cards[i].side);
    EXPECT_EQ(a.cards[i].rect, b.cards[i].rect);
  }
}

TEST(Arrangement, StaysWhereTheReaderGoes) {
  for (const char* preset : {"article", "padding_strides_odd_transposed", "dilation", "numerical_max_pooling"}) {
    Stage stage(preset);
    stage.scene.views = every_view();
    const Size canvas{1200, 900};
    const Arrangement still = arrange(stage.inputs(), canvas);
    EXPECT_EQ(still.size, canvas);
    const std::int64_t last = last_step(*stage.evaluation, stage.playhead);
    for (std::int64_t step = 0; step <= last; step += 3) {
      stage.playhead.step = step;
      stage.hover = {Side::convolution, Part::fine, 0, {0, 0}};
      stage.pin = step % 2 == 0 ? Tag{} : Tag{Side::convolution, Part::coarse, 0, {0, 0}};
      SCOPED_TRACE(std::string(preset) + " " + std::to_string(step));
      expect_same(still, arrange(stage.inputs(), canvas));
    }
  }
}

TEST(Arrangement, ThatIsKeptIsTheOneThatWouldBeMade) {
  PictureCache cache;
  Stage stage("article");
  stage.scene.views = every_view();
  const auto compare = [&](Size canvas) {
    PictureInputs inputs = stage.inputs();
    const Arrangement fresh = arrange(inputs, canvas);
    inputs.cache = &cache;
    for (int i = 0; i < 2; ++i) expect_same(fresh, arrange(inputs, canvas));
  };
  compare({1200, 900});
  compare({500, 900});
  stage.scene.views = {"maps", "crop"};
  compare({500, 900});
  stage.scene.shows_transposed = false;
  compare({500, 900});
  stage.words = testing::catalog("zh");
  compare({500, 900});
  stage.look = testing::theme("print");
  compare({500, 900});
  stage.playhead.granularity = Granularity::multiply;
  compare({500, 900});
  stage.scene.look.cells = CellText::letters;
  compare({500, 900});
  stage.scene.look.has_words = false;
  compare({500, 900});
}

}  // namespace
}  // namespace convoscope
