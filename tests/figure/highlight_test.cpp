// The one list of what a picture lights, and that views light what it says.
#include "figure/state/highlight.h"

#include <gtest/gtest.h>

#include "every_view.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

std::vector<Role> roles_of(const Stage& stage) {
  std::vector<Role> roles;
  const std::shared_ptr<const Highlights> all = highlights(stage.inputs());
  for (const Highlight& lit : *all) roles.push_back(lit.role);
  return roles;
}

TEST(Highlight, ListsTheCellInFocusThePinAndThePointer) {
  using enum Role;
  Stage stage("article");
  stage.pin = {};
  EXPECT_EQ(roles_of(stage), (std::vector{step}));
  stage.pin = {Side::none, Part::fine, 0, {1, 1}};  // a cell takes the step's place
  EXPECT_EQ(roles_of(stage), (std::vector{pin}));
  stage.hover = stage.pin;
  EXPECT_EQ(roles_of(stage), (std::vector{pin}));
  stage.pin = {Side::none, Part::kernel, 0, {1, 1}};  // an element of the kernel stands beside it
  EXPECT_EQ(roles_of(stage), (std::vector{step, pin, hover}));
  const auto lit = highlights(stage.inputs());
  EXPECT_EQ(main_highlight(*lit).tag, stage.pin);
  EXPECT_EQ(hovered(*lit)->tag, stage.hover);
  EXPECT_EQ(hovered(*lit)->taps.size(), 4u);
}

TEST(Highlight, KnowsWhatAStepHasPerformed) {
  Stage stage("article");
  stage.pin = {};
  stage.playhead = {Side::transposed, Granularity::multiply, 9 * 4 + 6};  // the centre's seventh tap
  const Highlight lit = highlights(stage.inputs())->front();              // a copy: nothing keeps the list
  EXPECT_TRUE(lit.is_partial);
  EXPECT_EQ(lit.taps.size(), 4u);
  EXPECT_EQ(lit.done.size(), 3u);
  EXPECT_EQ(lit.current, lit.done.back());
  stage.playhead.step = 9 * 4 + 1;  // an inserted zero
  EXPECT_FALSE(highlights(stage.inputs())->front().current);
}

// Also of an ordinary convolution, whose counterpart these views draw.
TEST(Highlight, EveryViewIsAboutTheCellOfTheStep) {
  for (const char* preset : {"padding_strides", "padding_strides_odd_transposed"}) {
    Stage stage(preset);
    stage.pin = {};
    for (stage.playhead.step = 0; stage.playhead.step < 9; ++stage.playhead.step) {
      const Tag cell = focus(*stage.evaluation, stage.playhead, {});
      for (const char* view : {"crop", "overlap"}) {
        Stage pinned = stage;
        pinned.pin = cell;
        Figure by_step = compose_view(view, stage.inputs());
        by_step.description = compose_view(view, pinned.inputs()).description;  // which does not say a step's number
        EXPECT_EQ(dump(by_step), dump(compose_view(view, pinned.inputs())))
            << preset << ", " << view << ", step " << stage.playhead.step;
      }
    }
  }
}

TEST(Highlight, ViewsOfTheCounterpartSaySo) {
  for (const char* view : {"crop", "overlap"}) {
    const auto says_so = [&](const char* preset) {
      const std::vector<std::string> texts = testing::texts_of(compose_view(view, Stage(preset).inputs()));
      return std::ranges::any_of(
          texts, [](const std::string& text) { return text.ends_with(" of the transposed convolution"); });
    };
    EXPECT_TRUE(says_so("padding_strides")) << view;
    EXPECT_FALSE(says_so("padding_strides_transposed")) << view;
  }
}

}  // namespace
}  // namespace convoscope
