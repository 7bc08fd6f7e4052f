// The kernel learns in the window: by keys and through the panels, on the timeline, to and fro, kept or put back.
#include "gui/state/learning.h"

#include <gmock/gmock.h>

#include "core/kernels.h"
#include "gui/cell/cell_sections.h"
#include "gui/export/export_plan.h"
#include "gui/state/shown_steps.h"
#include "interop/npy.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

void finish_learning(AppState& app) {
  while (app.learning.maker.is_busy() || (app.learning.is_wanted && !app.learning.has_begun && !app.ui.toast))
    settle_learning(app, std::chrono::seconds(1));
}

/// A layer whose kernel its output settles.
void prepare_layer(AppState& app) {
  perform(app, Edits{choose(Parameter::operation, Operation::convolution), SetParameter{Parameter::input, -1, 12},
                     SetParameter{Parameter::stride, -1, 1}});
}

void begin_learning(AppState& app) {
  run_command(app, "learn");
  finish_learning(app);
  ASSERT_TRUE(is_learning(app));
}

void press(AppState& app, const KeyPress& key) {
  const Command* row = command_of(key, app);
  ASSERT_NE(row, nullptr);
  run_command(app, row->id);
}

const Tensor& kernel_of(const AppState& app) { return *app.session.evaluation()->weight; }

TEST(LearningInTheWindow, FindsSobelOnTheTimelineByKeys) {
  Stage stage;
  AppState& app = stage.app();
  prepare_layer(app);
  const Scene before = app.session.scene();
  press(app, {NamedKey::none, U'j', false, false});
  finish_learning(app);
  ASSERT_TRUE(is_learning(app));
  EXPECT_THAT(app.session.scene().views, Contains("learning"));
  const std::int64_t last = app.session.scene().learning.run->last();
  EXPECT_GT(last, 20);
  EXPECT_EQ(last_shown_step(app.session), last);
  EXPECT_EQ(kernel_of(app), Tensor({1, 1, 3, 3}));
  // Forward to the end, and back: the same states to the last bit.
  std::vector<Tensor> kernels{kernel_of(app)}, outputs{app.session.evaluation()->output(Side::convolution)};
  for (std::int64_t i = 0; i < last; ++i) {
    press(app, {NamedKey::right, 0, false, false});
    kernels.push_back(kernel_of(app));
    outputs.push_back(app.session.evaluation()->output(Side::convolution));
  }
  EXPECT_FALSE(command("next").is_enabled(app));
  const Tensor sobel = values_of(*kernel_named("sobel-x"), 3, 3);
  for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(kernel_of(app).data()[i], sobel.data()[i], 1e-3) << i;
  for (auto i = static_cast<std::size_t>(last); i-- > 0;) {
    press(app, {NamedKey::left, 0, false, false});
    EXPECT_EQ(kernel_of(app).data(), kernels[i].data()) << i;
    EXPECT_EQ(app.session.evaluation()->output(Side::convolution).data(), outputs[i].data()) << i;
  }
  EXPECT_FALSE(command("back").is_enabled(app));
  press(app, {NamedKey::end, 0, false, false});
  EXPECT_EQ(shown_step(app.session), last);
  press(app, {NamedKey::home, 0, false, false});
  EXPECT_EQ(shown_step(app.session), 0);
  perform(app, Seek{12});
  EXPECT_EQ(kernel_of(app).data(), kernels[12].data());
  press(app, {NamedKey::none, U'j', false, false});
  EXPECT_EQ(app.session.scene(), before);
}

TEST(LearningInTheWindow, PlaysToItsEnd) {
  Stage stage;
  AppState& app = stage.app();
  prepare_layer(app);
  LearningSettings settings;
  settings.steps = 5;
  begin_learning(app);
  change_learning(app, settings);
  finish_learning(app);
  app.ui.steps_per_second = 8;
  run_command(app, "play");
  for (int i = 1; i < 40 && app.ui.is_playing; ++i) advance_time(app, 0.1 * i);
  EXPECT_FALSE(app.ui.is_playing);
  EXPECT_EQ(shown_step(app.session), 5);
  run_command(app, "play");
  EXPECT_EQ(shown_step(app.session), 0) << "from the start again";
}

TEST(LearningInTheWindow, IsKeptAsOneStepOfHistory) {
  Stage stage;
  AppState& app = stage.app();
  prepare_layer(app);
  const Scene before = app.session.scene();
  begin_learning(app);
  run_command(app, "last");
  const Tensor learned = kernel_of(app);
  run_command(app, "keep_kernel");
  EXPECT_FALSE(is_learning(app));
  EXPECT_EQ(kernel_of(app), learned);
  EXPECT_EQ(app.session.scene().views, before.views);
  run_command(app, "undo");
  EXPECT_EQ(app.session.scene(), before);
  run_command(app, "redo");
  EXPECT_EQ(kernel_of(app), learned);
}

TEST(LearningInTheWindow, EndsWithUndoAndWithAnotherLayer) {
  Stage stage;
  AppState& app = stage.app();
  prepare_layer(app);
  const Scene before = app.session.scene();
  begin_learning(app);
  run_command(app, "undo");
  settle_learning(app);
  EXPECT_EQ(app.session.scene(), before);
  EXPECT_FALSE(app.learning.is_wanted);
  begin_learning(app);
  perform(app, Edit{SetParameter{Parameter::stride, -1, 2}});
  settle_learning(app);
  EXPECT_FALSE(is_learning(app));
  EXPECT_FALSE(app.learning.is_wanted);
  EXPECT_EQ(app.session.scene().spec.axes[height].stride, 2);
  perform(app, Edit{choose(Parameter::operation, Operation::max_pooling)});
  EXPECT_FALSE(command("learn").is_enabled(app));
}

TEST(LearningInTheWindow, TakesWhatIsChosen) {
  Stage stage;
  AppState& app = stage.app();
  prepare_layer(app);
  const Tensor own = kernel_of(app);
  begin_learning(app);
  LearningSettings settings;
  settings.goal = LearningGoal::output;
  settings.draws_input = true;
  settings.rate = 0.01;
  change_learning(app, settings);
  finish_learning(app);
  const Learned& run = *app.session.scene().learning.run;
  EXPECT_EQ(*run.wanted, own);
  EXPECT_EQ(run.rate, 0.01);
  settings.start = LearningStart::present;
  change_learning(app, settings);
  finish_learning(app);
  EXPECT_EQ(app.session.scene().learning.run->states.front().loss, 0);
  settings.start = LearningStart::random;
  change_learning(app, settings);
  finish_learning(app);
  EXPECT_NE(kernel_of(app), own);
  EXPECT_NE(kernel_of(app), Tensor({1, 1, 3, 3}));
}

TEST(LearningInTheWindow, LearnsFromFiles) {
  Stage stage;
  AppState& app = stage.app();
  prepare_layer(app);
  begin_learning(app);
  const Learned first = *app.session.scene().learning.run;
  const Tensor& target = first.target;
  stage.platform.files["/y.npy"] = write_npy({target.rows(), target.columns()}, target.data());
  stage.platform.files["/small.npy"] = write_npy({2, 2}, {1, 2, 3, 4});
  perform(app, LearnFromFile{"/small.npy"});
  ASSERT_TRUE(app.ui.toast);
  EXPECT_EQ(app.ui.toast->message.key, "learning.wrong_size");
  EXPECT_TRUE(is_learning(app)) << "nothing is lost";
  app.ui.toast.reset();
  perform(app, LearnFromFile{"/missing.npy"});
  EXPECT_TRUE(app.ui.toast);
  app.ui.toast.reset();
  perform(app, LearnFromFile{"/y.npy"});
  finish_learning(app);
  EXPECT_EQ(app.session.scene().learning.run->states, first.states);
  EXPECT_EQ(app.session.scene().learning.run->wanted, nullptr);
}

TEST(LearningInTheWindow, ARateThatIsTooLargeIsSaid) {
  PanelStage stage({1280, 1000});
  prepare_layer(stage.app());
  stage.run("learn");
  finish_learning(stage.app());
  LearningSettings settings = stage.app().learning.settings;
  settings.rate = 1000;
  perform(stage.app(), ChangeLearning{settings});
  finish_learning(stage.app());
  stage.rest();
  const auto& run = stage.app().session.scene().learning.run;
  EXPECT_LT(run->last(), 100);
  EXPECT_TRUE(stage.says("left", stage.say("learning.diverged", {{"step", std::to_string(run->last())}})));
}

TEST(LearningInTheWindow, ThePanelsSayEverything) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size window : {Size{1280, 800}, Size{800, 600}}) {
      SCOPED_TRACE(language);
      PanelStage stage(window, language);
      prepare_layer(stage.app());
      stage.run("learn");
      finish_learning(stage.app());
      perform(stage.app(), Seek{3});
      stage.rest();
      EXPECT_TRUE(stage.says("left", stage.say("learning.section")));
      EXPECT_THAT(stage.words("timeline"), Contains("3 / " + std::to_string(last_shown_step(stage.session()))));
      expect_tidy(stage);
      expect_whole_words(stage, "timeline");
    }
  }
}

TEST(LearningInTheWindow, AWeightsGradientIsASumOverItsConnections) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({1280, 800}, language);
    AppState& app = stage.app();
    prepare_layer(app);
    stage.run("learn");
    finish_learning(app);
    perform(app, Seek{2});
    perform(app, SetPin{{Side::none, Part::kernel, 0, {0, 2}}});
    stage.rest();
    const Learned& run = *app.session.scene().learning.run;
    const WeightSlope told = weight_slope(run.task(), run.states[2], 2, run.rate);
    EXPECT_TRUE(stage.says("cell", stage.say("learning.weight")));
    EXPECT_THAT(stage.words("cell"), Contains("w[0,2] = " + slope_text(told.value)));
    EXPECT_THAT(stage.words("cell"), Contains("dL/dw[0,2]"));
    EXPECT_THAT(stage.words("cell"), Contains(slope_text(told.gradient.sum)));
    const GradientTerm& first = told.gradient.terms.front();
    EXPECT_THAT(stage.words("cell"), Contains(symbols_of(first, run.input->shape(), told.slope.shape())));
    EXPECT_THAT(stage.words("cell"), Contains(numbers_of(first, *run.input, told.slope)));
    // The next state is what the panel says that it will be.
    EXPECT_FLOAT_EQ(static_cast<float>(told.next), run.states[3].weight.data()[2]);
    expect_tidy(stage);
    // A product under the mouse lights its connection.
    stage.move_to(stage.area("cell", "product").center());
    EXPECT_EQ(app.session.hover, connection_of(first, 2, run.spec));
    // The chosen weight stays while the steps go on.
    stage.run("next");
    EXPECT_EQ(weight_at_hand(app.session, false), 2U);
    EXPECT_TRUE(stage.says("cell", "w[0,2] = " + slope_text(static_cast<double>(run.states[3].weight.data()[2]))));
  }
}

TEST(LearningInTheWindow, IsExportedLikeAnyOtherView) {
  Stage stage;
  AppState& app = stage.app();
  prepare_layer(app);
  begin_learning(app);
  perform(app, Seek{9});
  app.ui.picture.view = "learning";
  const std::string last = std::to_string(last_shown_step(app.session));
  EXPECT_EQ(step_count(app), last_shown_step(app.session) + 1);
  export_to(app, "/x.svg");
  settle(app);
  EXPECT_THAT(stage.platform.files["/x.svg"], HasSubstr("step 9 of " + last));
  run_command(app, "export");
  app.ui.picture.step = 4;
  app.ui.picture.view.reset();
  app.ui.picture.name.set("/y.svg");
  perform(app, ExportPicture{});
  settle(app);
  EXPECT_THAT(stage.platform.files["/y.svg"], HasSubstr("step 4 of " + last));
  run_command(app, "export");
  app.ui.picture.name.set("/z.html");
  app.ui.picture.extension = "html";
  app.ui.picture.steps_typed.set("3-4");  // the second state is after the first step
  perform(app, ExportPicture{});
  settle(app);
  const std::string& html = stage.platform.files["/z.html"];
  EXPECT_THAT(html, HasSubstr("step 2 of " + last));
  EXPECT_THAT(html, HasSubstr("step 3 of " + last));
  EXPECT_THAT(html, Not(HasSubstr("step 1 of " + last)));
}

}  // namespace
}  // namespace convoscope::testing
