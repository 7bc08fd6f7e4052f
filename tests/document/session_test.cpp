// Edits, judgement and history.
#include "document/session.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/presets.h"
#include "support.h"

namespace convoscope {
namespace {

Session article() { return Session(*preset_named("article")); }

TEST(Session, EditsThatBelongTogetherAreJudgedAndEvaluatedOnce) {
  Session session = article();
  const std::uint64_t before = session.revision();
  session.apply(std::vector<Edit>{SetParameter{Parameter::input, height, 5}, SetParameter{Parameter::input, width, 7}});
  EXPECT_EQ(session.revision(), before + 1);
  EXPECT_EQ(session.scene().spec.axes[height].input, 5);
  EXPECT_EQ(session.scene().spec.axes[width].input, 7);
  // On the way a kernel taller than its map would have been illegal.
  session.apply(std::vector<Edit>{SetParameter{Parameter::kernel, -1, 9}, SetParameter{Parameter::input, -1, 12}});
  EXPECT_TRUE(session.problems().empty());
  EXPECT_EQ(session.revision(), before + 2);
  session.undo();
  session.undo();
  EXPECT_EQ(session.scene().spec.axes[width].input, 3);
  EXPECT_FALSE(session.can_undo());
}

TEST(Session, TakesALayerToALineAndBack) {
  Session session = article();
  const Scene plane = session.scene();
  session.apply(SetDimensions{1});
  const AxisSpec along = plane.spec.axes[width];
  EXPECT_EQ(session.scene().spec.axes, (std::array{AxisSpec{}, along}));
  EXPECT_EQ(session.evaluation()->output(Side::convolution).shape(), (Shape{1, 1, 1, 2}));
  const Scene line = session.scene();
  session.apply(SetDimensions{1});
  EXPECT_EQ(session.scene(), line);
  session.apply(SetDimensions{2});
  EXPECT_EQ(session.scene(), plane);
  session.undo();
  EXPECT_EQ(session.scene(), line);
  session.undo();
  EXPECT_EQ(session.scene(), plane);
  EXPECT_FALSE(session.can_undo());
}

TEST(Session, ALineKeepsTheFirstRowAndAColumnIsLaidDown) {
  Scene scene;
  scene.spec = testing::square(Operation::convolution, 3, 2, 1, 0);
  scene.fine_values = testing::tensor(3, 3, {1, 0, 2, 4, 5, 6, 7, 8, 9});
  scene.weight_values = testing::tensor(2, 2, {3, -1, 5, 6});
  Session plane(SavedScene{scene, {}, {}});
  plane.apply(SetDimensions{1});
  EXPECT_EQ(*plane.scene().fine_values, *testing::tensor(1, 3, {1, 0, 2}));
  // 3·1 - 0 and 3·0 - 2.
  EXPECT_EQ(plane.evaluation()->output(Side::convolution), *testing::tensor(1, 2, {3, -2}));

  scene.spec.axes = {AxisSpec{3, 2}, AxisSpec{}};
  scene.fine_values = testing::tensor(3, 1, {1, 0, 2});
  scene.weight_values = testing::tensor(2, 1, {3, -1});
  Session column(SavedScene{scene, {}, {}});
  column.apply(SetDimensions{1});
  EXPECT_EQ(column.scene().spec.axes, (std::array{AxisSpec{}, AxisSpec{3, 2}}));
  EXPECT_EQ(*column.scene().fine_values, *testing::tensor(1, 3, {1, 0, 2}));
  EXPECT_EQ(column.evaluation()->output(Side::convolution), *testing::tensor(1, 2, {3, -2}));
}

TEST(Session, AppliesUndoesAndRedoes) {
  Session session = article();
  const Scene before = session.scene();
  EXPECT_FALSE(session.can_undo());
  session.apply(SetParameter{Parameter::stride, -1, 1});
  EXPECT_EQ(session.scene().spec.axes[height].stride, 1);
  EXPECT_EQ(session.evaluation()->output(Side::convolution).shape(), (Shape{1, 1, 3, 3}));
  EXPECT_TRUE(session.is_modified());
  session.undo();
  EXPECT_EQ(session.scene(), before);
  EXPECT_EQ(session.draft(), before);
  EXPECT_FALSE(session.is_modified());
  EXPECT_FALSE(session.can_undo());
  session.redo();
  EXPECT_EQ(session.scene().spec.axes[width].stride, 1);
  session.undo();
  session.apply(SetTheme{"dark"});
  EXPECT_FALSE(session.can_redo());
}

TEST(Session, KeepsTheSceneWhileTheDraftIsIllegal) {
  Session session = article();
  const Scene before = session.scene();
  const std::uint64_t revision = session.revision();
  session.apply(SetParameter{Parameter::kernel, -1, 6});
  ASSERT_EQ(session.problems().size(), 2U);
  EXPECT_EQ(session.problems()[0].parameter, Parameter::kernel);
  EXPECT_EQ(session.draft().spec.axes[height].kernel, 6);
  EXPECT_EQ(session.scene(), before);
  EXPECT_EQ(session.revision(), revision);
  // A later edit of the draft makes it legal: both edits arrive at once.
  session.apply(SetParameter{Parameter::padding, -1, 2});
  EXPECT_TRUE(session.problems().empty());
  EXPECT_EQ(session.scene().spec.axes[height].kernel, 6);
  session.undo();
  EXPECT_EQ(session.scene(), before);
}

TEST(Session, UndoGivesUpAnIllegalDraft) {
  Session session = article();
  session.apply(SetTheme{"dark"});
  session.apply(SetParameter{Parameter::stride, width, 0});
  EXPECT_FALSE(session.problems().empty());
  EXPECT_TRUE(session.can_undo());
  session.undo();
  EXPECT_TRUE(session.problems().empty());
  EXPECT_EQ(session.draft(), session.scene());
  EXPECT_EQ(session.scene().theme, "dark");
}

TEST(Session, JoinsWhatIsDoneWhileHeld) {
  Session session = article();
  const Scene before = session.scene();
  session.begin_hold();
  for (const std::int64_t input : {4, 5, 6, 7}) session.apply(SetParameter{Parameter::input, -1, input});
  session.end_hold();
  EXPECT_EQ(session.scene().spec.axes[height].input, 7);
  session.undo();
  EXPECT_EQ(session.scene(), before);
  EXPECT_FALSE(session.can_undo());

  session.begin_hold();
  session.apply(SetParameter{Parameter::input, -1, 5});
  session.apply(SetParameter{Parameter::stride, height, 3});
  session.apply(SetParameter{Parameter::stride, width, 3});
  session.end_hold();
  session.undo();
  EXPECT_EQ(session.scene(), before);
  EXPECT_FALSE(session.can_undo());
}

TEST(Session, AbandonsAHold) {
  Session session = article();
  const Scene before = session.scene();
  session.begin_hold();
  session.apply(SetValue{Part::fine, 0, {1, 1}, 12});
  session.abandon_hold();
  EXPECT_EQ(session.scene(), before);
  EXPECT_FALSE(session.can_undo());

  session.begin_hold();
  session.apply(SetParameter{Parameter::input, -1, 9});
  session.apply(SetParameter{Parameter::input, -1, -9});
  session.abandon_hold();
  EXPECT_EQ(session.scene(), before);
  EXPECT_EQ(session.draft(), before);
  EXPECT_TRUE(session.problems().empty());
  EXPECT_FALSE(session.can_undo());
}

TEST(Session, ForgetsAHoldThatEndsWhereItBegan) {
  Session session = article();
  session.begin_hold();
  for (const std::int64_t input : {4, 5, 3}) session.apply(SetParameter{Parameter::input, -1, input});
  EXPECT_FALSE(session.can_undo());
  session.apply(SetParameter{Parameter::input, -1, 5});
  session.end_hold();
  session.undo();
  EXPECT_EQ(session.scene().spec.axes[height].input, 3);
  EXPECT_FALSE(session.can_undo());
}

TEST(Session, JoinsTheValuesOfOneCell) {
  Session session = article();
  session.begin_hold();
  for (const float value : {1.0F, 12.0F, 125.0F}) session.apply(SetValue{Part::fine, 0, {1, 1}, value});
  session.end_hold();
  EXPECT_EQ((*session.scene().fine_values)(0, 0, 1, 1), 125);
  EXPECT_EQ((*session.scene().fine_values)(0, 0, 2, 2), 9);
  session.undo();
  EXPECT_EQ(session.scene().fine_values, nullptr);
}

TEST(Values, AreSetOnMapsAndKernel) {
  Session session = article();
  session.apply(SetValue{Part::kernel, 0, {0, 0}, 0});
  EXPECT_EQ(session.evaluation()->output(Side::transposed).data()[4], 32);  // 36 - 4 * w00
  session.apply(SetValue{Part::coarse, 0, {1, 1}, 0});
  EXPECT_EQ(session.evaluation()->output(Side::transposed).data()[8], 0);
  const Scene before = session.scene();
  for (const SetValue& edit : {SetValue{Part::coarse, 0, {2, 0}, 1}, SetValue{Part::fine, 1, {0, 0}, 1},
                               SetValue{Part::kernel, 0, {0, -1}, 1}, SetValue{Part::expanded, 0, {0, 0}, 1}}) {
    session.apply(edit);
    EXPECT_EQ(session.scene(), before);
  }
  session.apply(SetValues{Part::kernel, nullptr});
  EXPECT_EQ(session.evaluation()->weight->data()[0], 1);
}

TEST(Values, KeepWhatOverlapsWhenASizeChanges) {
  Session session = article();
  session.apply(SetValues{Part::fine, testing::tensor(3, 3, {9, 8, 7, 6, 5, 4, 3, 2, 1})});
  session.apply(SetParameter{Parameter::input, width, 4});
  EXPECT_EQ(session.scene().fine_values->data(), (std::vector<float>{9, 8, 7, 0, 6, 5, 4, 0, 3, 2, 1, 0}));
  session.apply(SetParameter{Parameter::input, width, 2});
  session.apply(SetParameter{Parameter::input, width, 3});
  EXPECT_EQ(session.scene().fine_values->data(), (std::vector<float>{9, 8, 0, 6, 5, 0, 3, 2, 0}));
}

TEST(Values, ComeBackWhileHeld) {
  Session session = article();
  session.apply(SetValues{Part::fine, testing::tensor(3, 3, {9, 8, 7, 6, 5, 4, 3, 2, 1})});
  session.begin_hold();
  session.apply(SetParameter{Parameter::input, -1, 1});
  EXPECT_EQ(session.scene().fine_values->data(), (std::vector<float>{9}));
  session.apply(SetParameter{Parameter::input, -1, 3});
  session.end_hold();
  EXPECT_EQ(session.scene().fine_values->data(), (std::vector<float>{9, 8, 7, 6, 5, 4, 3, 2, 1}));
}

TEST(Values, OfAnotherSizeChangeTheLayer) {
  Session session = article();
  session.apply(SetValues{Part::fine, testing::tensor(4, 5, std::vector<float>(20, 1))});
  EXPECT_EQ(session.scene().spec.axes[height].input, 4);
  EXPECT_EQ(session.scene().spec.axes[width].input, 5);
  session.apply(SetValues{Part::kernel, testing::tensor(1, 3, {1, 0, -1})});
  EXPECT_EQ(session.scene().spec.axes[height].kernel, 1);
  // The other map follows from the layer and keeps its size.
  session.apply(SetValues{Part::coarse, testing::tensor(1, 1, {5})});
  EXPECT_EQ(session.scene().coarse_values->shape(), coarse_shape(session.scene().spec));
  EXPECT_EQ(session.scene().coarse_values->data()[0], 5);
}

TEST(Operation, KeepsConnectionsAndValues) {
  Session session = article();
  session.apply(SetValue{Part::fine, 0, {0, 0}, 50});
  const auto before = session.evaluation();
  session.apply(choose(Parameter::operation, Operation::transposed_convolution));
  const auto after = session.evaluation();
  EXPECT_EQ(after->relation, before->relation);
  EXPECT_EQ(*after->fine, *before->fine);
  EXPECT_EQ(*after->convolved, *before->convolved);
  EXPECT_EQ(after->asked, Side::transposed);
  EXPECT_EQ(session.scene().spec.axes[height].input, 2);
  session.apply(choose(Parameter::operation, Operation::convolution));
  EXPECT_EQ(session.scene().spec, preset_named("article")->scene.spec);
}

TEST(Operation, ShownAloneIsTheOneAskedFor) {
  Session session(*preset_named("padding_strides"));
  session.apply(choose(Parameter::operation, Operation::transposed_convolution));
  EXPECT_TRUE(session.scene().shows_transposed);
  EXPECT_FALSE(session.scene().shows_convolution);
}

TEST(Operation, GoesToPoolingAndBack) {
  Session session = article();
  session.apply(SetParameter{Parameter::in_channels, -1, 2});
  session.apply(choose(Parameter::operation, Operation::transposed_convolution));
  session.apply(choose(Parameter::operation, Operation::max_pooling));
  EXPECT_TRUE(session.problems().empty());
  EXPECT_EQ(session.scene().spec.axes[height].input, 3);
  EXPECT_EQ(session.scene().spec.out_channels, 2);
  session.apply(choose(Parameter::operation, Operation::transposed_convolution));
  EXPECT_TRUE(session.problems().empty());
  EXPECT_EQ(session.scene().spec.axes[height].input, 2);
}

TEST(Replacing, IsUndoneAndCountsAsSaved) {
  Session session = article();
  const Scene before = session.scene();
  session.pin = {Side::none, Part::fine, 0, {1, 1}};
  session.apply(ReplaceScene{*preset_named("padding_strides_transposed")});
  EXPECT_EQ(session.playhead.step, 0);
  EXPECT_FALSE(session.pin);
  EXPECT_FALSE(session.is_modified());
  session.undo();
  EXPECT_EQ(session.scene(), before);
  EXPECT_FALSE(session.is_modified()) << "it is as it was opened";
}

TEST(Replacing, TakesTheFileAlongThroughUndo) {
  Session session(*preset_named("article"), "/a.convo");
  session.apply(SetValue{Part::kernel, 0, {0, 0}, 7});
  session.apply(ReplaceScene{*preset_named("padding_strides_transposed"), "/b.convo"});
  session.apply(SetTheme{"dark"});
  session.mark_saved("/c.convo");
  session.undo();
  EXPECT_EQ(session.path(), "/c.convo");
  EXPECT_TRUE(session.is_modified()) << "the file is dark";
  session.undo();
  EXPECT_EQ(session.path(), "/a.convo");
  EXPECT_TRUE(session.is_modified());
  session.mark_saved("/a.convo");
  EXPECT_FALSE(session.is_modified());
  session.undo();
  EXPECT_TRUE(session.is_modified());
  session.redo();
  session.redo();
  EXPECT_EQ(session.path(), "/c.convo");
  EXPECT_TRUE(session.is_modified());
  session.redo();
  EXPECT_FALSE(session.is_modified());
}

TEST(Session, TellsAChangedLayerFromAChangedLook) {
  Session session = article();
  session.apply(SetViews{{"stack"}});
  session.apply(SetCamera{{1, 50, 0}});
  EXPECT_TRUE(session.is_modified());
  EXPECT_FALSE(session.is_layer_modified());
  session.apply(SetValue{Part::kernel, 0, {0, 0}, 7});
  EXPECT_TRUE(session.is_layer_modified());
  session.undo();
  EXPECT_FALSE(session.is_layer_modified());
  session.redo();
  session.mark_saved("/x.convo");
  EXPECT_FALSE(session.is_layer_modified());
}

TEST(Shown, IsNeverNothing) {
  Session session = article();
  session.apply(SetViews{{}});
  session.apply(SetShown{false, false});
  EXPECT_EQ(session.scene(), preset_named("article")->scene);
  session.apply(SetShown{false, true});
  EXPECT_FALSE(session.scene().shows_convolution);
}

TEST(History, IsBounded) {
  Session session = article();
  for (int i = 0; i < 450; ++i) session.apply(SetCamera{{.azimuth_deg = static_cast<double>(i)}});
  int undone = 0;
  for (; session.can_undo(); ++undone) session.undo();
  EXPECT_EQ(undone, 200);
  EXPECT_EQ(session.scene().camera.azimuth_deg, 249);
}

TEST(Session, EvaluatesOnlyWhatChangedTheLayer) {
  Session session = article();
  const auto evaluation = session.evaluation();
  session.apply(SetTheme{"dark"});
  EXPECT_EQ(session.evaluation(), evaluation);
  EXPECT_GT(session.revision(), 0U);
}

Edit random_edit() {
  using rc::gen::inRange;
  const auto number = [] {
    return *rc::gen::weightedOneOf<std::int64_t>(
        {{9, inRange<std::int64_t>(-1, 8)}, {1, rc::gen::arbitrary<std::int64_t>()}});
  };
  switch (*inRange(0, 9)) {
    case 0: return choose(Parameter::operation, static_cast<Operation>(*inRange(0, 4)));
    case 1: return choose(Parameter::padding_mode, static_cast<PaddingMode>(*inRange(0, 4)));
    case 2: return SetPadding{{number(), number(), number(), number()}};
    case 3: return SetValue{static_cast<Part>(*inRange(1, 4)), *inRange(0, 2), {*inRange(0, 4), *inRange(0, 4)}, 7};
    case 4: return SetValues{Part::fine, testing::tensor(2, 3, {1, 2, 3, 4, 5, 6})};
    case 5: return SetValues{Part::kernel, testing::tensor(2, 2, {1, 0, 0, 1})};
    default: break;
  }
  const auto& row = parameters()[*inRange<std::size_t>(0, parameters().size())];
  return SetParameter{row.id, *inRange(-1, 2), number()};
}

RC_GTEST_PROP(Session, SurvivesAnyEditsAndReturnsToTheBeginning, ()) {
  Session session = article();
  const Scene first = session.scene();
  const auto count = *rc::gen::inRange(0, 30);
  for (int i = 0; i < count; ++i) {
    switch (*rc::gen::inRange(0, 12)) {
      case 0: session.undo(); break;
      case 1: session.redo(); break;
      case 2: session.begin_hold(); break;
      case 3: session.end_hold(); break;
      default: {
        const Edit edit = random_edit();
        // Layers of a million cells are legal; they are not what is tested here.
        Scene trial = session.draft();
        apply_edit(edit, trial, session.scene());
        bool is_small = true;
        for (const AxisSpec& axis : trial.spec.axes) {
          for (const std::int64_t n :
               {axis.input, axis.kernel, axis.stride, axis.dilation, axis.pad_begin, axis.pad_end}) {
            is_small = is_small && (n < 64 || !validate(trial.spec).empty());
          }
        }
        if (trial.spec.batch > 64 || trial.spec.in_channels > 64 || trial.spec.out_channels > 64)
          is_small = !validate(trial.spec).empty();
        if (is_small) session.apply(edit);
      }
    }
    RC_ASSERT(validate(session.scene().spec).empty());
    RC_ASSERT(session.problems().empty() == validate(session.draft().spec).empty());
    RC_ASSERT(fitted(session.scene()) == session.scene());
    RC_ASSERT(session.evaluation()->fine->shape() == fine_shape(session.scene().spec));
  }
  session.end_hold();
  while (session.can_undo()) session.undo();
  RC_ASSERT(session.scene() == first);
}

TEST(Session, SeveralValuesOfOneMapAreSetTogether) {
  Session session(*preset_named("article"));
  const std::array<Edit, 2> edits{SetValue{Part::fine, 0, {0, 0}, 8}, SetValue{Part::fine, 0, {2, 2}, 5}};
  session.apply(edits);
  EXPECT_EQ(session.evaluation()->fine->data(), (std::vector<float>{8, 2, 3, 4, 5, 6, 7, 8, 5}));
  session.undo();
  EXPECT_EQ(session.evaluation()->fine->data()[8], 9);
}

}  // namespace
}  // namespace convoscope
