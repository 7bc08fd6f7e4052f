// Colours that are moved until they are read, or until they stay behind what is read.
#include "figure/draw/contrast.h"

#include <gtest/gtest.h>

#include "every_view.h"
#include "figure/draw/theme_names.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

TEST(Contrast, HasWcagsValues) {
  EXPECT_NEAR(contrast({0, 0, 0, 255}, {255, 255, 255, 255}), 21, 1e-9);
  EXPECT_NEAR(contrast({0x76, 0x76, 0x76, 255}, {255, 255, 255, 255}), 4.54, 0.005);
}

TEST(Contrast, PalesNoMoreThanNeeded) {
  const Color white{255, 255, 255, 255}, black{0, 0, 0, 255};
  const Color pale = paled(black, white, 3);
  EXPECT_LE(contrast(pale, white), 3);
  EXPECT_GT(contrast(pale, white), 2.7);
  EXPECT_EQ(paled(pale, white, 3), pale);
  EXPECT_GT(contrast(paled(white, black, 3), black), 2);
}

TEST(Contrast, FindsAReadableColourForEverySurface) {
  for (int grey = 0; grey < 256; ++grey) {
    const auto g = static_cast<std::uint8_t>(grey);
    const Color surface{g, g, g, 255}, dark{0x1B, 0x27, 0x33, 255}, light{0xF0, 0xF0, 0xF0, 255};
    EXPECT_GE(contrast(readable_on(surface, light, dark, light), surface), 4.5) << grey;
  }
}

// What is painted, in painter's order, and where: as far as words and numbers stand on it.
class Ground {
 public:
  explicit Ground(Color background) : background_(background) {}
  void paint(const Affine& to, const Rect& rect, Color fill) {
    if (fill.a > 0) painted_.push_back({to, rect, fill});
  }
  Color at(Point p) const {
    Color color = background_;
    for (const Painted& painted : painted_) {
      const Affine& m = painted.to;
      const double size = m.a * m.d - m.b * m.c;
      const double x = p.x - m.e, y = p.y - m.f;
      const Point local{(m.d * x - m.c * y) / size, (m.a * y - m.b * x) / size};
      if (painted.rect.contains(local)) color = mix(color, with_alpha(painted.fill, 1), painted.fill.a / 255.0);
    }
    return with_alpha(color, 1);
  }

 private:
  struct Painted {
    Affine to;
    Rect rect;
    Color fill;
  };
  Color background_;
  std::vector<Painted> painted_;
};

// Words and numbers that stand out from their ground by less than 4.5 : 1.
std::string faint_texts(const Figure& figure) {
  std::string faint;
  Ground ground(figure.background);
  const auto look_at = [&](const std::string& text, Color color, Point at) {
    if (text.empty() || color.a == 0) return;
    const Color on = ground.at(at);
    const double found = contrast(mix(on, with_alpha(color, 1), color.a / 255.0), on);
    if (found < 4.5) faint += " \"" + text + "\" " + std::to_string(found);
  };
  testing::visit_items(figure, [&](const Item& item, const Affine& to) {
    if (const auto* box = std::get_if<Box>(&item.shape)) ground.paint(to, box->rect, box->fill.color);
    if (const auto* text = std::get_if<Text>(&item.shape)) {
      const double along = text->align == Align::start ? 0.5 : text->align == Align::end ? -0.5 : 0;
      look_at(text->text, text->style.color,
              to({text->position.x + along * text->width_pt, text->position.y - 0.35 * text->style.size_pt}));
    }
    const auto* grid = std::get_if<Grid>(&item.shape);
    for (std::int64_t i = 0; grid != nullptr && i < grid->rows * grid->columns; ++i) {
      const Rect cell = grid->cell_rect(i / grid->columns, i % grid->columns);
      const CellStyle& style = grid->style_of(i / grid->columns, i % grid->columns);
      ground.paint(to, cell, style.fill.color);
      if (style.text.size_pt < smallest_legible_pt) continue;
      look_at(grid->text_of(i / grid->columns, i % grid->columns), style.text.color, to(cell.center()));
    }
  });
  return faint;
}

TEST(Contrast, EveryTextOfEveryThemeCanBeRead) {
  for (const std::string_view name : theme_names) {
    for (const char* preset : {"article", "padding_strides_odd_transposed", "dilation", "numerical_max_pooling"}) {
      Stage stage(preset);
      stage.look = testing::theme(std::string(name));
      for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
        stage.playhead = {stage.playhead.side, granularity, 7};
        for (const View& view : every_view()) {
          EXPECT_EQ(faint_texts(compose_view(view, stage.inputs())), "") << name << ", " << preset << ", " << view;
        }
      }
    }
  }
}

// A zero stands on its hatching.
TEST(Contrast, HatchingLetsZerosBeRead) {
  for (const char* name : {"light", "dark", "classic", "color-blind-safe", "high-contrast", "print"}) {
    const Theme theme = testing::theme(name);
    const Color hatch = paled(theme.zero_line, theme.zero, hatch_contrast);
    EXPECT_GE(contrast(hatch, theme.zero), 1.5) << name;
    EXPECT_GE(contrast(theme.zero_text, hatch), 1.45) << name;
  }
}

}  // namespace
}  // namespace convoscope
