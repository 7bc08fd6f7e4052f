// Prose as Dear ImGui paints it, beside the metrics that its lines were measured with.
#include "gui/lesson/item_painter.h"

#include <imgui.h>
#include "panel_stage.h"

namespace convoscope::testing {
namespace {

class ItemPainting : public ::testing::Test {
 protected:
  ItemPainting() {
    types_.require(Type::prose, {});
    types_.build(1, 1);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {800, 600};
    io.DeltaTime = 0.02F;
#if IMGUI_VERSION_NUM < 19200
    unsigned char* pixels = nullptr;
    int across = 0, down = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &across, &down);
#endif
  }
  /// Where the last letter's box begins, of words written from `x` on.
  float last_letter(const std::string& words, double x) {
    Focus focus;
    HintState hints;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({800, 600});
    ImGui::Begin("prose");
    paint_items({app_->theme(), app_->catalog(), types_, hints, focus}, fonts_, {{{}, Text{{x, 100}, words, style_}}},
                {});
    const ImVector<ImDrawVert>& corners = ImGui::GetWindowDrawList()->VtxBuffer;
    const float left = corners[corners.Size - 4].pos.x;
    ImGui::End();
    ImGui::EndFrame();
    return left;
  }
  double width(const std::string& words) const { return fonts_.width(words, style_); }

  const FontBook& fonts_ = machine_fonts();
  const TextStyle style_{14, {0, 0, 0, 255}};
  PanelPlatform platform_;
  Result<AppState> app_ = start({}, platform_, machine_fonts(), "en_GB.UTF-8");
  WidgetContext widgets_;
  TypeSet types_{fonts_};
};

TEST_F(ItemPainting, EachWordEndsWhereTheLineWasMeasured) {
  for (const std::string word : {"Write", "row", "Type", "feeds", "convolution", "AVAIL"}) {
    for (const double x : {20.0, 20.3, 20.8}) {
      SCOPED_TRACE(word + " at " + std::to_string(x));
      const std::string last = word.substr(word.size() - 1);
      EXPECT_NEAR(last_letter(word, x), last_letter(last, x + width(word) - width(last)), 0.05);
    }
  }
}

TEST_F(ItemPainting, TheSecondWordBeginsWhereTheLineWasMeasured) {
  EXPECT_NEAR(last_letter("Write a", 20.4), last_letter("a", 20.4 + width("Write ")), 0.05);
}

}  // namespace
}  // namespace convoscope::testing
