// Looks at rectangles: of texts as they were recorded, of cards as Dear ImGui was told to fill them.
#include "tidy_panels.h"

#include <algorithm>

#include <imgui.h>

namespace convoscope::testing {
namespace {

constexpr double touching = 1;  // lines may stand on each other, and are rounded to whole points

Rect common(const Rect& a, const Rect& b) {
  const double x = std::max(a.x, b.x);
  const double y = std::max(a.y, b.y);
  return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

std::string_view root_of(const Record::Text& text) {
  return std::string_view(text.panel).substr(0, text.panel.find('/'));
}

/// Panels whose wheel shows what is below their edge.
bool scrolls(std::string_view panel) {
  const auto begins = [&](std::string_view with) { return panel.starts_with(with); };
  return begins("left") || begins("lesson") || begins("answer") || begins("cell") || begins("dialog/help") ||
         begins("dialog/entries") || begins("dialog/choices");
}

}  // namespace

bool is_inside(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x - touching && inner.right() <= outer.right() + touching && inner.y >= outer.y - touching &&
         inner.bottom() <= outer.bottom() + touching;
}

void expect_tidy(const PanelStage& stage) {
  const std::vector<Record::Text> texts = stage.texts("");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Record::Text& text = texts[i];
    if (text.panel.starts_with("##")) continue;  // a hint lies over everything
    Rect seen = text.rect;
    if (scrolls(text.panel)) {
      seen.y = text.shown.y;
      seen.height = 0;
    }
    EXPECT_TRUE(is_inside(seen, text.shown))
        << "\"" << text.words << "\" leaves " << text.panel << ": " << text.rect.x << ".." << text.rect.right() << ", "
        << text.rect.y << ".." << text.rect.bottom();
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      if (root_of(texts[j]) != root_of(text)) continue;
      const Rect shared = common(common(text.rect, text.shown), common(texts[j].rect, texts[j].shown));
      EXPECT_FALSE(shared.width > touching && shared.height > touching)
          << "\"" << text.words << "\" and \"" << texts[j].words << "\" overlap in " << text.panel;
    }
  }
}

void expect_whole_words(PanelStage& stage, std::string_view panel) {
  const auto& entries = stage.app().catalog().entries();
  for (const Record::Text& text : stage.texts(panel)) {
    const bool is_said = std::ranges::any_of(entries, [&](const auto& entry) { return entry.second == text.words; });
    EXPECT_TRUE(is_said || !text.words.ends_with("…")) << text.words;
  }
}

Rect card_of(PanelStage& stage, std::string_view panel) {
  const ImU32 color = packed(stage.app().theme().card);
  float left = 1e9f;
  float top = 1e9f;
  float right = -1e9f;
  float bottom = -1e9f;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    if (!std::string_view(list._OwnerName).starts_with(panel)) continue;
    for (const ImDrawVert& vertex : list.VtxBuffer) {
      if (vertex.col != color) continue;
      left = std::min(left, vertex.pos.x);
      top = std::min(top, vertex.pos.y);
      right = std::max(right, vertex.pos.x);
      bottom = std::max(bottom, vertex.pos.y);
    }
  }
  return {left, top, right - left, bottom - top};
}

const std::vector<TidyScene>& tidy_scenes() {
  static const std::vector<TidyScene> scenes{
      {"the article's example", [](PanelStage&) {}},
      {"several channels in groups",
       [](PanelStage& stage) {
         perform(stage.app(),
                 Edits{SetParameter{Parameter::in_channels, -1, 4}, SetParameter{Parameter::out_channels, -1, 4},
                       SetParameter{Parameter::groups, -1, 2}});
         stage.ui().shows_channels = true;
       }},
      {"axes that differ",
       [](PanelStage& stage) {
         perform(stage.app(),
                 Edits{SetParameter{Parameter::input, height, 11}, SetParameter{Parameter::input, width, 9},
                       SetParameter{Parameter::kernel, height, 4}, SetParameter{Parameter::stride, width, 3},
                       SetPadding{{1, 2, 3, 4}}, SetParameter{Parameter::dilation, height, 2}});
       }},
      {"a long padding mode",
       [](PanelStage& stage) { perform(stage.app(), Edit(choose(Parameter::padding_mode, PaddingMode::replicate))); }},
      {"an illegal stride",
       [](PanelStage& stage) {
         stage.apply(SetParameter{Parameter::stride, -1, 0});
       }},
      {"a kernel that is too large",
       [](PanelStage& stage) {
         stage.apply(SetParameter{Parameter::kernel, -1, 60});
       }},
      {"all that can be wrong with channels",
       [](PanelStage& stage) {
         perform(stage.app(),
                 Edits{SetParameter{Parameter::in_channels, -1, 4}, SetParameter{Parameter::groups, -1, 3}});
       }},
      {"average pooling",
       [](PanelStage& stage) { perform(stage.app(), Edit(choose(Parameter::operation, Operation::average_pooling))); }},
      {"max pooling",
       [](PanelStage& stage) { perform(stage.app(), Edit(choose(Parameter::operation, Operation::max_pooling))); }},
      {"a large layer",
       [](PanelStage& stage) {
         perform(stage.app(), Edits{SetParameter{Parameter::input, -1, 64}, SetParameter{Parameter::kernel, -1, 11}});
         stage.run("last");
       }},
      {"one multiplication at a time",
       [](PanelStage& stage) {
         perform(stage.app(), RunCommand{"granularity"});
         stage.run("next");
       }},
  };
  return scenes;
}

}  // namespace convoscope::testing
