// Painting only what changed shows what painting everything shows, pixel for pixel: over walks of steps, hovers, pins, zooms
// and views.
#include <gtest/gtest.h>

#include <random>

#include "canvas.h"
#include "document/presets.h"
#include "every_view.h"
#include "figure/compose.h"
#include "gl/looks.h"
#include "gl/marks.h"
#include "picture/support.h"

namespace convoscope::test {
namespace {

constexpr Size room{640, 520};

/// A reader's way through a preset: everything that a window's canvas can be asked for.
class Walk {
 public:
  Walk(std::string_view preset, std::uint32_t seed) : saved_(*preset_named(preset)), random_(seed) {
    const TestPlatform platform;
    for (const char* theme : {"light", "dark"}) {
      themes_.push_back(*read_theme(*platform.read_asset("themes/" + std::string(theme) + ".json")));
    }
    catalog_ = *Catalog::read(*platform.read_asset("languages/en.json"));
    evaluation_ = evaluate(saved_.scene);
  }

  void show(std::vector<View> views) { saved_.scene.views = std::move(views); }
  void step() { saved_.playhead.step = (saved_.playhead.step + 1) % (last_step(*evaluation_, saved_.playhead) + 1); }

  /// One change of any kind; most are steps and hovers, as in life.
  void change() {
    switch (below(10)) {
      case 0: zoom_ = std::array{1.0, 1.0, 1.7, 3.1, 0.6}[below(5)]; break;
      case 1: pan_ = {-40.0 * static_cast<double>(below(4)), -25.0 * static_cast<double>(below(4))}; break;
      case 2: saved_.pin = something(); break;
      case 3: saved_.pin = {}; break;
      case 4:
        saved_.playhead.granularity =
            saved_.playhead.granularity == Granularity::cell ? Granularity::multiply : Granularity::cell;
        break;
      case 5: theme_ = below(4) == 0 ? 1 - theme_ : theme_; break;
      case 6:
      case 7: hover_ = something(); break;
      default: step();
    }
    const std::int64_t last = last_step(*evaluation_, saved_.playhead);
    saved_.playhead.step = std::min(saved_.playhead.step, last);
  }

  Figure picture() {
    figure_ = compose({saved_.scene, *evaluation_, saved_.playhead, saved_.pin, hover_, themes_[theme_], catalog_,
                       font_book(), &cache_},
                      room);
    return figure_;
  }
  Viewport place(const Canvas& canvas) const { return canvas.viewport(zoom_, pan_); }

 private:
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }
  /// What the mouse may be on, anywhere in the last picture.
  Tag something() {
    return hit_test(figure_, {static_cast<double>(below(static_cast<std::size_t>(room.width))),
                              static_cast<double>(below(static_cast<std::size_t>(room.height)))});
  }

  SavedScene saved_;
  std::shared_ptr<const Evaluation> evaluation_;
  std::vector<Theme> themes_;
  Catalog catalog_;
  PictureCache cache_;
  std::mt19937 random_;
  Tag hover_;
  std::size_t theme_ = 0;
  double zoom_ = 1;
  Point pan_;
  Figure figure_;
};

class Damage : public testing::Test {
 protected:
  void SetUp() override {
    if (GlContext::current() == nullptr) GTEST_SKIP() << "no OpenGL 3.3 here";
  }
};

constexpr int across = 640, down = 520;

TEST_F(Damage, PaintedAloneShowsWhatPaintingEverythingShows) {
  const Canvas kept(across, down), full(across, down);
  for (const char* preset : {"article", "padding_strides_odd_transposed"}) {
    for (std::size_t view = 0; view < every_view().size(); ++view) {
      const auto changing = make_renderer(), painting_all = make_renderer();
      Walk walk(preset, static_cast<std::uint32_t>(view));
      walk.show(view == 0 ? std::vector<View>{"maps", "connections"} : std::vector<View>{every_view()[view]});
      for (std::uint64_t revision = 1; revision <= 24; ++revision) {
        const Figure figure = walk.picture();
        kept.bind();
        changing->paint(changing->prepare(figure, revision, walk.place(kept)));
        const Pixels changed = kept.read();
        full.bind();
        painting_all->draw(figure, revision, walk.place(full));
        ASSERT_EQ(changed.rgba, full.read().rgba) << preset << ", view " << view << ", picture " << revision;
        walk.change();
      }
    }
  }
}

TEST_F(Damage, OfAStepIsASmallPartOfThePicture) {
  const Canvas canvas(across, down);
  const auto renderer = make_renderer();
  Walk walk("padding_strides_odd_transposed", 1);
  walk.show({"maps"});
  (void)renderer->prepare(walk.picture(), 1, walk.place(canvas));
  for (std::uint64_t revision = 2; revision < 12; ++revision) {
    walk.step();
    const ScreenRegion region = renderer->prepare(walk.picture(), revision, walk.place(canvas));
    EXPECT_GT(region.area(), 0);
    EXPECT_LT(region.area(), across * down / 4) << "picture " << revision;
  }
}

TEST_F(Damage, IsNoneWhereNothingChangedAndAllWhereThePlaceDid) {
  const Canvas canvas(across, down);
  const auto renderer = make_renderer();
  Walk walk("article", 1);
  const Figure figure = walk.picture();
  EXPECT_EQ(renderer->prepare(figure, 1, canvas.viewport(1)).area(), across * down);
  EXPECT_TRUE(renderer->prepare(figure, 1, canvas.viewport(1)).is_empty());
  EXPECT_TRUE(renderer->prepare(walk.picture(), 2, canvas.viewport(1)).is_empty()) << "composed anew, but the same";
  EXPECT_EQ(renderer->prepare(figure, 2, canvas.viewport(1.5)).area(), across * down);
}

Mark mark(std::uint64_t look) { return {look, {static_cast<double>(look), 0, 1, 1}}; }

TEST(Marks, HaveTwinsOfTheSameLookInTheSameOrder) {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    const auto below = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count)(random); };
    std::vector<Mark> before, now;
    for (std::size_t i = below(9); i > 0; --i) before.push_back(mark(below(6)));
    now = before;
    for (std::size_t i = below(3); i > 0 && !now.empty(); --i)
      now.erase(now.begin() + static_cast<long>(below(now.size() - 1)));
    for (std::size_t i = below(3); i > 0; --i)
      now.insert(now.begin() + static_cast<long>(below(now.size())), mark(below(6)));
    const Twins twins = find_twins(before, now);
    std::size_t last = 0, pairs = 0;
    for (std::size_t n = 0; n < now.size(); ++n) {
      const std::size_t b = twins.of_now[n];
      if (b == no_twin) continue;
      ASSERT_EQ(before[b].look, now[n].look);
      ASSERT_EQ(twins.of_before[b], n);
      if (pairs++ > 0) {
        ASSERT_GT(b, last);
      }
      last = b;
    }
    const auto of_before =
        std::count_if(twins.of_before.begin(), twins.of_before.end(), [](std::size_t twin) { return twin != no_twin; });
    EXPECT_EQ(pairs, static_cast<std::size_t>(of_before));
  }
}

TEST(Marks, ThatMovedAmongOthersCostOnlyThemselves) {
  std::vector<Mark> before, now;
  for (std::uint64_t i = 0; i < 100; ++i) before.push_back(mark(i));
  now = before;
  std::rotate(now.begin() + 10, now.begin() + 11, now.begin() + 90);
  const Twins twins = find_twins(before, now);
  EXPECT_EQ(std::count(twins.of_now.begin(), twins.of_now.end(), no_twin), 1);
  EXPECT_EQ(twins.of_before[10], no_twin);
}

TEST(ScreenRegions, CoverWhatWasAddedWithoutOverlap) {
  std::mt19937 random(3);
  const auto below = [&](int count) { return std::uniform_int_distribution<int>(0, count - 1)(random); };
  for (int round = 0; round < 100; ++round) {
    ScreenRegion region;
    std::vector<ScreenRect> added;
    for (int i = below(60); i >= 0; --i) {
      const int left = below(900), top = below(600);
      added.push_back({left, top, left + below(90), top + below(60)});
      region.add(added.back());
    }
    region.reduce_to(static_cast<std::size_t>(below(8)) + 1);
    EXPECT_LE(region.rects().size(), 8U);
    for (const ScreenRect& rect : added) {
      if (rect.is_empty()) continue;
      const auto holds = [&](const ScreenRect& r) { return r.meet(rect) == rect; };
      EXPECT_TRUE(std::any_of(region.rects().begin(), region.rects().end(), holds));
    }
    for (const ScreenRect& a : region.rects()) {
      for (const ScreenRect& b : region.rects()) EXPECT_TRUE(&a == &b || a.meet(b).is_empty());
    }
  }
}

}  // namespace
}  // namespace convoscope::test
