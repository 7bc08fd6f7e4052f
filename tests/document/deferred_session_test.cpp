// Scenes that wait to be evaluated: what is shown, undone, saved and opened meanwhile.
#include <gtest/gtest.h>

#include "document/presets.h"
#include "document/session.h"

namespace convoscope {
namespace {

/// The article's layer, where every input above 8 has to wait.
Session deferring() {
  Session session(*preset_named("article"));
  session.set_defer([](const Scene& scene) { return scene.spec.axes[height].input > 8; });
  return session;
}
void compute(Session& session) { session.adopt(evaluate(*session.wanted())); }

TEST(DeferredSession, ShowsWhatIsEvaluatedLater) {
  Session session = deferring();
  Session prompt(*preset_named("article"));
  const Scene before = session.scene();
  const auto shown = session.evaluation();
  session.apply(SetParameter{Parameter::input, -1, 8});
  EXPECT_EQ(session.wanted(), nullptr);
  session.undo();
  const std::uint64_t revision = session.revision();
  for (Session* each : {&session, &prompt}) each->apply(SetParameter{Parameter::input, -1, 20});
  ASSERT_NE(session.wanted(), nullptr);
  EXPECT_EQ(session.scene(), before);
  EXPECT_EQ(session.revision(), revision);
  EXPECT_EQ(session.draft().spec.axes[height].input, 20);
  EXPECT_EQ(session.to_save().scene, prompt.scene());
  EXPECT_TRUE(session.is_modified());
  compute(session);
  EXPECT_EQ(session.wanted(), nullptr);
  EXPECT_GT(session.revision(), revision);
  EXPECT_EQ(session.scene(), prompt.scene());
  EXPECT_EQ(session.evaluation()->output(Side::convolution), prompt.evaluation()->output(Side::convolution));
  EXPECT_EQ(session.evaluation()->output(Side::transposed), prompt.evaluation()->output(Side::transposed));
  session.undo();
  EXPECT_EQ(session.scene(), before);
  EXPECT_FALSE(session.can_undo());
}

TEST(DeferredSession, WantsOnlyTheLastOfSeveralChanges) {
  Session session = deferring();
  const Scene before = session.scene();
  session.begin_hold();
  std::uint64_t id = session.wanted_id();
  for (const std::int64_t input : {6, 12, 13, 14}) {
    session.apply(SetParameter{Parameter::input, -1, input});
    EXPECT_EQ(session.wanted_id() != id, input > 8);
    id = session.wanted_id();
  }
  session.end_hold();
  EXPECT_EQ(session.wanted()->spec.axes[height].input, 14);
  EXPECT_EQ(session.scene().spec.axes[height].input, 6);
  compute(session);
  EXPECT_EQ(session.scene().spec.axes[height].input, 14);
  session.undo();
  EXPECT_EQ(session.scene(), before);
  session.redo();
  ASSERT_NE(session.wanted(), nullptr);
  compute(session);
  EXPECT_EQ(session.scene().spec.axes[width].input, 14);
}

TEST(DeferredSession, APromptChangeTakesItsPlace) {
  Session session = deferring();
  session.apply(SetParameter{Parameter::input, -1, 20});
  session.apply(SetParameter{Parameter::input, -1, 7});
  EXPECT_EQ(session.wanted(), nullptr);
  EXPECT_EQ(session.scene().spec.axes[height].input, 7);
  session.undo();
  ASSERT_NE(session.wanted(), nullptr);
  EXPECT_EQ(session.wanted()->spec.axes[height].input, 20);
  session.undo();
  EXPECT_EQ(session.wanted(), nullptr);
  EXPECT_EQ(session.scene(), preset_named("article")->scene);
}

TEST(DeferredSession, GivenUpItIsAsItWas) {
  Session session = deferring();
  session.apply(SetParameter{Parameter::stride, -1, 1});
  session.apply(SetParameter{Parameter::input, -1, 6});
  session.undo();
  const Scene shown = session.scene();
  session.apply(SetParameter{Parameter::input, -1, 20});
  session.apply(SetParameter{Parameter::kernel, -1, 2});
  EXPECT_FALSE(session.can_redo());
  session.give_up_wanted();
  EXPECT_EQ(session.wanted(), nullptr);
  EXPECT_EQ(session.scene(), shown);
  EXPECT_EQ(session.draft(), shown);
  EXPECT_EQ(session.present(), shown);
  session.redo();
  EXPECT_EQ(session.scene().spec.axes[height].input, 6);
  session.undo();
  session.undo();
  EXPECT_FALSE(session.can_undo());
  EXPECT_FALSE(session.is_modified());
  // Of what is typed the last prompt part stays, as one point of history.
  session.begin_hold();
  for (const std::int64_t input : {6, 64}) session.apply(SetParameter{Parameter::input, -1, input});
  session.give_up_wanted();
  EXPECT_EQ(session.scene().spec.axes[height].input, 6);
  session.apply(SetParameter{Parameter::input, -1, 7});
  session.end_hold();
  session.undo();
  EXPECT_EQ(session.scene(), preset_named("article")->scene);
}

TEST(DeferredSession, AHoldAbandonedWaitsForNothing) {
  Session session = deferring();
  const Scene before = session.scene();
  session.begin_hold();
  session.apply(SetParameter{Parameter::input, -1, 7});
  session.apply(SetParameter{Parameter::input, -1, 70});
  session.abandon_hold();
  EXPECT_EQ(session.wanted(), nullptr);
  EXPECT_EQ(session.scene(), before);
  EXPECT_EQ(session.draft(), before);
  EXPECT_FALSE(session.can_undo());
}

TEST(DeferredSession, TheLookChangesMeanwhile) {
  Session session = deferring();
  const Scene before = session.scene();
  session.apply(SetParameter{Parameter::input, -1, 20});
  const std::uint64_t id = session.wanted_id();
  session.apply(SetTheme{"dark"});
  EXPECT_EQ(session.scene().theme, "dark");
  EXPECT_EQ(session.wanted_id(), id);
  session.give_up_wanted();
  EXPECT_EQ(session.scene().theme, "dark");
  EXPECT_EQ(session.scene().spec, before.spec);
  session.undo();
  EXPECT_EQ(session.scene(), before);
}

TEST(DeferredSession, AnOpenedSceneArrivesWithItsPlayhead) {
  SavedScene opened = *preset_named("article");
  opened.scene.spec.axes[height].input = opened.scene.spec.axes[width].input = 21;
  opened.scene = fitted(std::move(opened.scene));
  opened.playhead.step = 17;
  Session session = deferring();
  const SavedScene before = session.to_save();
  session.apply(SetTheme{"dark"});
  session.apply(ReplaceScene{opened});
  EXPECT_EQ(session.playhead, before.playhead);
  EXPECT_EQ(session.to_save(), opened);
  EXPECT_FALSE(session.is_modified());
  session.give_up_wanted();
  EXPECT_TRUE(session.is_modified());
  EXPECT_EQ(session.playhead, before.playhead);
  session.apply(ReplaceScene{opened});
  compute(session);
  EXPECT_EQ(session.playhead.step, 17);
  EXPECT_FALSE(session.is_modified());
  EXPECT_EQ(session.to_save(), opened);
}

TEST(DeferredSession, BeginsWithASceneThatWaits) {
  SavedScene large = *preset_named("article");
  large.scene.spec.axes[height].input = large.scene.spec.axes[width].input = 21;
  large.scene = fitted(std::move(large.scene));
  large.playhead.step = 17;
  const SavedScene article = *preset_named("article");
  const auto defers = [](const Scene& scene) { return scene.spec.axes[height].input > 8; };
  Session session(large, "/large.convo", article, defers);
  EXPECT_EQ(session.path(), "/large.convo");
  ASSERT_NE(session.wanted(), nullptr);
  EXPECT_EQ(session.scene(), article.scene);
  EXPECT_EQ(session.draft(), large.scene);
  EXPECT_EQ(session.to_save(), large);
  compute(session);
  EXPECT_EQ(session.scene(), large.scene);
  EXPECT_EQ(session.playhead.step, 17);
  EXPECT_FALSE(session.can_undo());
  EXPECT_FALSE(session.is_modified());

  Session given_up(large, "/large.convo", article, defers);
  given_up.give_up_wanted();
  EXPECT_EQ(given_up.path(), "");
  EXPECT_EQ(given_up.scene(), article.scene);
  EXPECT_EQ(given_up.draft(), article.scene);
  EXPECT_FALSE(given_up.can_undo());
  EXPECT_FALSE(given_up.is_modified());
}

TEST(DeferredSession, ItsValuesCanBeChanged) {
  Session session = deferring();
  session.apply(SetParameter{Parameter::input, -1, 20});
  session.apply(SetValue{Part::fine, 0, {15, 15}, 3});
  compute(session);
  EXPECT_EQ((*session.scene().fine_values)(0, 0, 15, 15), 3);
}

}  // namespace
}  // namespace convoscope
