// Every panel and dialog, with layers that are hard to find room for, in a common window and in a small one: no text over
// another, none cut off.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

constexpr Size sizes[] = {{1280, 800}, {800, 600}};
constexpr const char* languages[] = {"en", "zh"};

std::string trace_of(const char* language, Size size, const char* what) {
  return std::string(language) + " " + std::to_string(static_cast<int>(size.width)) + " " + what;
}

TEST(TidyPanels, WithEveryLayer) {
  for (const char* const language : languages) {
    for (const Size size : sizes) {
      for (const TidyScene& scene : tidy_scenes()) {
        SCOPED_TRACE(trace_of(language, size, scene.name));
        PanelStage stage(size, language);
        scene.prepare(stage);
        stage.rest();
        expect_tidy(stage);
        for (const char* const panel : {"left", "cell", "timeline", "canvas"}) expect_whole_words(stage, panel);
        if (stage.ui().cell_panel_is_shown) continue;
        stage.run("cell_panel");
        expect_tidy(stage);
        expect_whole_words(stage, "cell");
      }
    }
  }
}

TEST(TidyPanels, WithEveryDialog) {
  for (const char* const language : languages) {
    for (const Size size : sizes) {
      for (const char* const command : {"open", "save_as", "export", "help"}) {
        SCOPED_TRACE(trace_of(language, size, command));
        PanelStage stage(size, language);
        stage.run(command);
        expect_tidy(stage);
        expect_whole_words(stage, "dialog");
        const Rect card = card_of(stage, "dialog");
        for (const Record::Text& text : stage.texts("dialog")) {
          const bool is_scrolled_away = text.rect.y > text.shown.bottom() || text.rect.bottom() < text.shown.y;
          EXPECT_TRUE(is_scrolled_away || is_inside(text.rect, card)) << text.words;
        }
        EXPECT_TRUE(is_inside(card, {0, 0, size.width, size.height}));
      }
    }
  }
}

}  // namespace
}  // namespace convoscope::testing
