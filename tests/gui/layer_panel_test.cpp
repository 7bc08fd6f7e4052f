// What the layer's panel says, and what its fields, sliders and lists ask for.
#include "dump.h"
#include "gui/widgets/told_problems.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view layer_panel = "left";

double top_of(const PanelStage& stage, std::string_view words) { return stage.text(layer_panel, words).rect.y; }

/// The field in the row of a parameter.
Point field_of(PanelStage& stage, const char* key) {
  return stage.area(layer_panel, "value", top_of(stage, stage.say(key))).center();
}

Rect slider_of(PanelStage& stage, const char* key) {
  return stage.area(layer_panel, "slider", top_of(stage, stage.say(key)));
}

TEST(LayerPanel, SaysTheArticlesLayerInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    std::vector<std::string> words = stage.words(layer_panel);
    ASSERT_GE(words.size(), 19U);
    words.resize(19);
    const auto say = [&](const char* key) { return stage.say(key); };
    EXPECT_THAT(words, ElementsAre(say("layer.title"), say("layer.one_dimension"), say("layer.two_dimensions"),
                                   say("operation.conv"), say("layer.counterpart"), say("parameter.input"), "3 × 3",
                                   say("parameter.kernel"), "3 × 3", say("parameter.stride"), "2",
                                   say("parameter.padding"), say("padding_mode.zeros"), "1", say("parameter.dilation"),
                                   "1", say("parameter.output_padding"), "0", say("layer.channels")));
  }
}

TEST(LayerPanel, TakesALayerToALineAndBack) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    const Scene plane = stage.session().scene();
    stage.click(stage.area(layer_panel, "two_dimensions").center());  // it is so already
    EXPECT_THAT(stage.asked_for(), IsEmpty());
    stage.click(stage.area(layer_panel, "one_dimension").center());
    EXPECT_THAT(stage.asked_for(), ElementsAre("run one_dimensional"));
    const auto row = [&](const char* key, const char* value) {
      return stage.says(layer_panel, stage.say(key) + value);
    };
    EXPECT_TRUE(row("parameter.input", "3") && row("parameter.kernel", "3") && row("parameter.stride", "2"));
    EXPECT_FALSE(stage.says(layer_panel, "×"));
    EXPECT_FALSE(stage.has_area(layer_panel, "height"));  // of the size panel
    EXPECT_TRUE(stage.says(layer_panel, "⌊(3 + 2·1 − 3) / 2⌋ + 1 = 2"));
    EXPECT_TRUE(stage.says("cell", "nn.ConvTranspose1d(1, 1, 3, stride=2, padding=1, bias=False)"));
    EXPECT_FALSE(stage.ui().toast);  // all that is there comes back
    expect_tidy(stage);
    const Rect slider = slider_of(stage, "parameter.stride");
    stage.drag({slider.x + 6 + (slider.width - 12) / 4, slider.center().y},
               {slider.x + 6 + (slider.width - 12) / 2, slider.center().y});
    EXPECT_EQ(stage.session().scene().spec.axes, (std::array{AxisSpec{}, AxisSpec{3, 3, 3, 1, 1, 1}}));
    stage.run("undo");
    stage.click(stage.area(layer_panel, "two_dimensions").center());
    EXPECT_EQ(stage.session().scene(), plane);
    stage.run("undo");
    EXPECT_TRUE(row("parameter.input", "3") && !stage.says(layer_panel, "×"));
    stage.run("undo");
    EXPECT_EQ(stage.session().scene(), plane);
    EXPECT_FALSE(stage.session().can_undo());
  }
}

TEST(LayerPanel, SaysThatALineKeepsTheFirstRow) {
  PanelStage stage;
  stage.apply(SetValue{Part::fine, 0, {1, 1}, 40});
  const Scene plane = stage.session().scene();
  stage.run("one_dimensional");
  ASSERT_TRUE(stage.ui().toast);
  EXPECT_EQ(stage.ui().toast->message.key, "layer.first_row");
  stage.run("undo");
  EXPECT_EQ(stage.session().scene(), plane);
  stage.ui().toast.reset();
  // A map of other height is lost as well.
  stage.apply(SetValues{Part::fine, nullptr});
  stage.apply(SetParameter{Parameter::input, height, 4});
  stage.run("one_dimensional");
  EXPECT_TRUE(stage.ui().toast);
}

TEST(LayerPanel, TypesOneNumberOrTwoPaddingsOfALine) {
  PanelStage stage;
  stage.run("one_dimensional");
  stage.rest();
  stage.click(field_of(stage, "parameter.padding"));
  stage.type("2,0");
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(stage.session().scene().spec.axes, (std::array{AxisSpec{}, AxisSpec{3, 3, 2, 1, 2, 0}}));
  EXPECT_TRUE(stage.says(layer_panel, "2, 0"));
  stage.click(field_of(stage, "parameter.input"));
  stage.type("5x7");
  EXPECT_TRUE(stage.says(layer_panel, stage.say("layer.refused_one")));
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(stage.session().scene().spec.axes[width].input, 3);
  stage.click(field_of(stage, "parameter.padding"));
  stage.type("1,1,1,1");
  EXPECT_TRUE(stage.says(layer_panel, stage.say("layer.refused_padding_along")));
  stage.hit(PanelStage::Key::escape);
}

TEST(LayerPanel, SpeaksTheReadersLanguage) {
  EXPECT_TRUE(PanelStage({1280, 800}, "en").says(layer_panel, "Stride 2"));
  EXPECT_TRUE(PanelStage({1280, 800}, "zh").says(layer_panel, "步幅 2"));
}

TEST(LayerPanel, SaysWhatGroupsSave) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    perform(stage.app(),
            Edits{SetParameter{Parameter::in_channels, -1, 4}, SetParameter{Parameter::out_channels, -1, 4}});
    stage.rest();
    EXPECT_FALSE(stage.says(layer_panel, stage.say("parameter.groups")));
    stage.click(stage.text(layer_panel, stage.say("layer.channels")).rect.center());
    EXPECT_TRUE(stage.says(layer_panel, stage.say("parameter.in_channels") + "4" + stage.say("parameter.out_channels") +
                                            "4" + stage.say("parameter.groups") + "1"));
    // 4 × 4 channel pairs of 3 × 3 weights; two groups keep every second pair.
    EXPECT_TRUE(stage.says(layer_panel, stage.say("layer.groups.all", {{"weights", "144"}})));
    stage.apply(SetParameter{Parameter::groups, -1, 2});
    EXPECT_TRUE(
        stage.says(layer_panel, stage.say("layer.groups.saved", {{"weights", "72"}, {"all", "144"}, {"groups", "2"}})));
    EXPECT_TRUE(stage.says(layer_panel, stage.say("layer.groups.ordinary") + stage.say("layer.groups.depthwise")));
  }
}

TEST(LayerPanel, WhatIsWrongStandsBelowItsRowAndThePictureStays) {
  struct Wrong {
    Edit edit;
    const char* row;
    const char* row_below;
    const char* key;
    Catalog::Arguments arguments;
  };
  const std::vector<Wrong> all{
      {SetParameter{Parameter::stride, -1, 0},
       "parameter.stride",
       "parameter.padding",
       "problem.below_one",
       {{"@parameter", "term.stride"}, {"axis", ""}, {"value", "0"}}},
      // The padded input has 3 + 2 · 1 cells.
      {SetParameter{Parameter::kernel, -1, 6},
       "parameter.kernel",
       "parameter.stride",
       "problem.kernel_exceeds_input",
       {{"axis", ""}, {"effective_kernel", "6"}, {"kernel", "6"}, {"dilation", "1"}, {"padded_input", "5"}}},
  };
  for (const char* const language : {"en", "zh"}) {
    for (const Wrong& wrong : all) {
      SCOPED_TRACE(std::string(language) + " " + wrong.key);
      PanelStage stage({1280, 800}, language);
      const std::string picture = dump(stage.picture());
      stage.apply(wrong.edit);
      const std::string sentence = told_sentence(stage.app().catalog(), Message{wrong.key, wrong.arguments});
      EXPECT_TRUE(stage.says("canvas", stage.say("canvas.problem") + sentence));
      std::string between;
      for (const Record::Text& text : stage.texts(layer_panel)) {
        const bool is_between = text.rect.y > top_of(stage, stage.say(wrong.row)) &&
                                text.rect.y < top_of(stage, stage.say(wrong.row_below));
        if (is_between) between += packed_words(text.words);
      }
      EXPECT_EQ(between, packed_words(sentence));
      EXPECT_EQ(dump(stage.picture()), picture);
      expect_tidy(stage);
      stage.run("undo");
      EXPECT_FALSE(stage.says(layer_panel, sentence));
      EXPECT_THAT(stage.words("canvas"), IsEmpty());
    }
  }
}

TEST(LayerPanel, ADraggedSliderSetsBothAxesAtOnce) {
  PanelStage stage;
  const Rect slider = slider_of(stage, "parameter.stride");
  // From 1 to 5: 2 is a quarter of the way. The area reaches as far beyond both ends as the knob does.
  const double left = slider.x + 6;
  const double length = slider.width - 12;
  stage.drag({left + length / 4, slider.center().y}, {left + length / 2, slider.center().y});
  EXPECT_THAT(stage.asked_for(), ElementsAre("begin hold", "stride height 3, stride width 3", "end hold"));
  EXPECT_EQ(stage.session().scene().spec.axes[width].stride, 3);
  stage.run("undo");
  EXPECT_EQ(stage.session().scene().spec.axes[height].stride, 2);
  EXPECT_FALSE(stage.session().can_undo());
}

TEST(LayerPanel, ASliderKeepsTheDifferenceOfTheAxes) {
  PanelStage stage;
  stage.apply(SetParameter{Parameter::padding, width, 2});
  const Rect slider = slider_of(stage, "parameter.padding");
  stage.drag({slider.x + 6 + (slider.width - 12) / 5, slider.center().y},
             {slider.x + 6 + (slider.width - 12) * 2 / 5, slider.center().y});
  EXPECT_THAT(stage.asked_for(), ElementsAre("begin hold", "padding height 2, padding width 3", "end hold"));
}

TEST(LayerPanel, TypedSizesSetHeightAndWidth) {
  PanelStage stage;
  stage.click(field_of(stage, "parameter.input"));
  stage.type("5x7");
  stage.hit(PanelStage::Key::enter);
  const std::vector<std::string> asked = stage.asked_for();
  ASSERT_GE(asked.size(), 3U);
  EXPECT_EQ(asked.front(), "begin hold");
  EXPECT_EQ(asked[asked.size() - 2], "input height 5, input width 7");
  EXPECT_EQ(asked.back(), "end hold");
  EXPECT_TRUE(stage.says(layer_panel, stage.say("parameter.input") + "5 × 7"));
  stage.run("undo");
  EXPECT_TRUE(stage.says(layer_panel, stage.say("parameter.input") + "3 × 3"));
}

TEST(LayerPanel, OneNumberSetsBothAxesAndFourSetThePaddingsSides) {
  PanelStage stage;
  stage.click(field_of(stage, "parameter.kernel"));
  stage.type("2");
  stage.hit(PanelStage::Key::enter);
  EXPECT_THAT(stage.asked_for(), ElementsAre("begin hold", "kernel 2", "end hold"));
  stage.click(field_of(stage, "parameter.padding"));
  stage.type("0,1,2,3");
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(stage.asked_for().at(1), "padding 0, 1, 2, 3");
  EXPECT_TRUE(stage.says(layer_panel, "0, 1, 2, 3"));
}

TEST(LayerPanel, TabGoesOnToTheNextRow) {
  PanelStage stage;
  stage.click(field_of(stage, "parameter.input"));
  stage.type("4");
  stage.hit(PanelStage::Key::tab);
  ASSERT_TRUE(stage.ui().parameter_edit);
  EXPECT_EQ(stage.ui().parameter_edit->parameter, Parameter::kernel);
  stage.type("2");
  stage.hit(PanelStage::Key::enter);
  EXPECT_THAT(stage.asked_for(),
              ElementsAre("begin hold", "input 4", "end hold", "begin hold", "kernel 2", "end hold"));
}

TEST(LayerPanel, WhatCannotBeReadIsSaidAndLeavesTheLayerAsItWas) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.click(field_of(stage, "parameter.kernel"));
    stage.type("abc");
    EXPECT_TRUE(stage.says(layer_panel, stage.say("layer.refused")));
    expect_tidy(stage);
    stage.hit(PanelStage::Key::enter);
    EXPECT_THAT(stage.asked_for(), ElementsAre("begin hold", "abandon hold"));
    EXPECT_TRUE(stage.says(layer_panel, stage.say("layer.not_taken", {{"text", "abc"}, {"value", "3 × 3"}})));
    EXPECT_FALSE(stage.session().can_undo());
  }
}

TEST(LayerPanel, TheCounterpartIsShownAndHiddenByItsCheckBox) {
  PanelStage stage;
  stage.click(stage.text(layer_panel, stage.say("layer.counterpart")).rect.center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("show conv", "step through conv"));
  EXPECT_FALSE(stage.session().scene().shows_transposed);
  stage.click(stage.text(layer_panel, stage.say("layer.counterpart")).rect.center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("show both"));
  EXPECT_TRUE(stage.session().scene().shows_transposed);
}

TEST(LayerPanel, TheOperationIsChosenFromItsList) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    stage.click(stage.area(layer_panel, "operation").center());
    EXPECT_THAT(stage.row_words(), ElementsAre(stage.say("operation.conv"), stage.say("operation.conv-transpose"),
                                               stage.say("operation.avg-pool"), stage.say("operation.max-pool")));
    stage.click_row(stage.say("operation.conv-transpose"));
    EXPECT_THAT(stage.asked_for(), ElementsAre("conv-transpose", "step through conv-transpose"));
    EXPECT_THAT(stage.row_words(), IsEmpty());
    EXPECT_TRUE(stage.says(layer_panel, stage.say("operation.conv-transpose")));
    // It takes the article's 2 × 2 to 3 × 3.
    EXPECT_TRUE(stage.says(layer_panel, stage.say("parameter.input") + "2 × 2"));
  }
}

TEST(LayerPanel, PoolingHasNeitherCounterpartNorPaddingMode) {
  PanelStage stage;
  stage.apply(choose(Parameter::operation, Operation::max_pooling));
  EXPECT_TRUE(stage.says(layer_panel, stage.say("operation.max-pool")));
  EXPECT_FALSE(stage.says(layer_panel, stage.say("layer.counterpart")));
  EXPECT_FALSE(stage.says(layer_panel, stage.say("padding_mode.zeros")));
  EXPECT_FALSE(stage.says(layer_panel, stage.say("parameter.output_padding")));
}

TEST(LayerPanel, PoolingTicksWhatItRoundsAndCounts) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    EXPECT_FALSE(stage.says(layer_panel, stage.say("parameter.ceil_mode")));
    stage.apply(choose(Parameter::operation, Operation::max_pooling));
    EXPECT_TRUE(stage.says(layer_panel, stage.say("parameter.ceil_mode")));
    EXPECT_FALSE(stage.says(layer_panel, stage.say("parameter.count_include_pad")));  // no maximum is in the padding
    stage.apply(choose(Parameter::operation, Operation::average_pooling));
    stage.click(stage.text(layer_panel, stage.say("parameter.ceil_mode")).rect.center());
    stage.click(stage.text(layer_panel, stage.say("parameter.count_include_pad")).rect.center());
    EXPECT_TRUE(stage.app().session.scene().spec.ceil_mode);
    EXPECT_FALSE(stage.app().session.scene().spec.count_include_pad);
  }
}

TEST(LayerPanel, ThePaddingModeIsChosenFromItsList) {
  PanelStage stage;
  stage.click(stage.area(layer_panel, "mode").center());
  EXPECT_THAT(stage.row_words(), ElementsAre("Zeros", "Reflect", "Replicate", "Circular"));
  stage.click_row("Reflect");
  EXPECT_THAT(stage.asked_for(), ElementsAre("reflect"));
  EXPECT_TRUE(stage.says(layer_panel, "Reflect"));
}

TEST(LayerPanel, TheGroupsSliderStopsAtLegalNumbersAlone) {
  PanelStage stage;
  perform(stage.app(),
          Edits{SetParameter{Parameter::in_channels, -1, 12}, SetParameter{Parameter::out_channels, -1, 18}});
  stage.ui().shows_channels = true;
  stage.rest();
  const Rect slider = slider_of(stage, "parameter.groups");
  // 12 and 18 share 1, 2, 3 and 6.
  const double length = slider.width - 12;
  stage.drag({slider.x + 6, slider.center().y}, {slider.x + 6 + length * 2 / 3, slider.center().y});
  EXPECT_THAT(stage.asked_for(), ElementsAre("begin hold", "groups 3", "end hold"));
}

TEST(LayerPanel, ALabelSaysMoreOnceTheMouseHasRested) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({1280, 800}, language);
    stage.move_to(stage.text(layer_panel, stage.say("parameter.stride")).rect.center());
    EXPECT_THAT(stage.words("##Tooltip"), IsEmpty());
    stage.wait(0.6);
    EXPECT_THAT(stage.words("##Tooltip"), ElementsAre(stage.say("parameter.stride.help")));
  }
}

}  // namespace
}  // namespace convoscope::testing
