// A kernel that is learned as a thing that a scene holds: what is learned, what is put back, what history makes of it.
#include "document/learning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/kernels.h"
#include "document/presets.h"
#include "document/scene_file.h"
#include "document/session.h"
#include "support.h"

namespace convoscope {
namespace {

std::shared_ptr<const Tensor> shared(Tensor tensor) { return std::make_shared<const Tensor>(std::move(tensor)); }

LearningWish wish_for(const Spec& spec, std::uint64_t seed = 1) {
  const Shape shape = weight_shape(spec);
  LearningWish wish;
  wish.spec = spec;
  wish.input = shared(drawn_values(input_shape(spec), seed));
  wish.start = shared(Tensor(shape));
  wish.wanted = shared(repeated(values_of(*kernel_named("sobel-x"), shape[2], shape[3]), shape));
  return wish;
}

SharedLearned run_for(const Spec& spec, std::int64_t steps = 20) {
  LearningWish wish = wish_for(spec);
  wish.steps = steps;
  const Result<SharedLearned> run = learn_kernel(wish, {});
  EXPECT_TRUE(run) << run.message().key;
  return *run;
}

Session article() { return Session(*preset_named("article")); }

/// As the window begins: the view goes along.
void begin(Session& session, const SharedLearned& run) {
  std::vector<View> views = session.scene().views;
  views.emplace_back(learning_view_name);
  session.apply(Edits{ShowLearned{run, 0}, SetViews{views}});
}

TEST(Learned, FindsSobelByARateOfItsOwn) {
  for (const Spec& spec : {testing::square(Operation::convolution, 12, 3, 1, 1),
                           testing::square(Operation::transposed_convolution, 9, 3, 2, 1)}) {
    LearningWish wish = wish_for(spec);
    wish.steps = 150;
    const SharedLearned run = *learn_kernel(wish, {});
    EXPECT_LT(run->last(), 150);
    for (std::size_t i = 1; i < run->states.size() && run->states[i - 1].loss > 1e-9; ++i)
      EXPECT_LT(run->states[i].loss, run->states[i - 1].loss) << i;
    for (std::size_t i = 0; i < 9; ++i)
      EXPECT_NEAR(run->states.back().weight.data()[i], run->wanted->data()[i], 1e-3) << i;
    EXPECT_FALSE(remark_on(*run));
    EXPECT_EQ((*learn_kernel(wish, {}))->states, run->states) << "the same again, to the last bit";
  }
}

TEST(Learned, IsTheSameMadeStateByState) {
  LearningWish wish = wish_for(testing::square(Operation::convolution, 12, 3, 1, 1));
  wish.steps = 30;
  const SharedLearned whole = *learn_kernel(wish, {});
  KernelLearner learner(wish);
  std::vector<std::int64_t> told;
  std::optional<Result<SharedLearned>> made;
  for (int call = 0; call < 100 && !made; ++call) {
    made = learner.advance([&](std::int64_t states, std::int64_t total) {
      EXPECT_EQ(total, 31);
      told.push_back(states);
      return false;
    });
  }
  ASSERT_TRUE(made && *made);
  EXPECT_EQ((**made)->states, whole->states);
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_EQ(told.back(), 30);
  EXPECT_EQ(learn_kernel(wish, [](std::int64_t, std::int64_t) { return false; }).message().cause, Cause::cancelled);
}

TEST(Learned, SaysWhatIsWrong) {
  LearningWish wish = wish_for(testing::square(Operation::convolution, 12, 3, 1, 1));
  wish.rate = 1e6;
  EXPECT_EQ(remark_on(**learn_kernel(wish, {}))->key, "learning.diverged");
  wish.steps = 3;
  EXPECT_EQ(remark_on(**learn_kernel(wish, {}))->key, "learning.rose");
  EXPECT_EQ(remark_on(*run_for(preset_named("article")->scene.spec))->key, "learning.too_few");
  Tensor infinite(input_shape(wish.spec));
  infinite.data()[0] = INFINITY;
  wish.input = shared(std::move(infinite));
  EXPECT_EQ(learn_kernel(wish, {}).message().key, "learning.not_finite");
  wish.spec.operation = Operation::max_pooling;
  EXPECT_EQ(learn_kernel(wish, {}).message().key, "learning.pooling");
  Spec large = testing::square(Operation::convolution, 64, 3, 1, 0);
  large.in_channels = large.out_channels = 256;
  EXPECT_EQ(learn_kernel(wish_for(large), {}).message().key, "learning.too_large");
}

TEST(Learned, StopsWhenToldTo) {
  std::int64_t told = 0;
  const auto stopped = learn_kernel(wish_for(testing::square(Operation::convolution, 6, 3, 1, 0)),
                                    [&](std::int64_t done, std::int64_t) { return (told = done) < 3; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.message().cause, Cause::cancelled);
  EXPECT_EQ(told, 3);
}

TEST(Learned, StandsInTheSceneAndIsPutBack) {
  Session session = article();
  const Scene before = session.scene();
  const SharedLearned run = run_for(before.spec);
  begin(session, run);
  EXPECT_EQ(*session.scene().weight_values, run->states[0].weight);
  EXPECT_EQ(session.evaluation()->output(session.evaluation()->asked),
            apply(run->spec, *run->input, run->states[0].weight));
  std::vector<Scene> seen;
  for (const std::int64_t step : {0, 1, 2, 20, 99}) {
    session.apply(ShowLearned{run, step});
    seen.push_back(session.scene());
    EXPECT_EQ(*session.scene().weight_values, run->states[at_index(std::min<std::int64_t>(step, 20))].weight);
  }
  for (const std::int64_t step : {2, 1, 0}) {  // back
    session.apply(ShowLearned{run, step});
    EXPECT_EQ(session.scene(), seen[at_index(step)]);
    EXPECT_EQ(session.evaluation()->weight->data(), run->states[at_index(step)].weight.data());
  }
  session.apply(EndLearning{});
  EXPECT_EQ(session.scene(), before);
  EXPECT_FALSE(session.can_undo());
  EXPECT_FALSE(session.is_modified());
}

TEST(Learned, UndoGoesBackToWhatWasThereBefore) {
  Session session = article();
  session.apply(SetParameter{Parameter::input, -1, 6});
  const Scene before = session.scene();
  const SharedLearned run = run_for(before.spec);
  begin(session, run);
  session.apply(ShowLearned{run, 7});
  session.apply(SetViews{{"stack"}});
  session.undo();
  EXPECT_EQ(session.scene(), before);
  session.redo();
  EXPECT_EQ(session.scene().learning.step, 7);
  EXPECT_EQ(session.scene().views, std::vector<View>{"stack"});
  session.apply(EndLearning{true});
  EXPECT_EQ(*session.scene().weight_values, run->states[7].weight);
  EXPECT_EQ(session.scene().views, before.views);
  EXPECT_EQ(session.scene().fine_values, before.fine_values);
  session.undo();
  EXPECT_EQ(session.scene(), before) << "keeping is one step of history";
  session.redo();
  EXPECT_EQ(*session.scene().weight_values, run->states[7].weight);
  EXPECT_FALSE(session.scene().learning.run);
}

TEST(Learned, EndsWithAnyOtherEditOfTheLayer) {
  const std::vector<Edit> edits{SetParameter{Parameter::stride, -1, 1},
                                SetValue{Part::kernel, 0, {0, 0}, 5},
                                SetValue{Part::fine, 0, {0, 0}, 5},
                                SetValue{Part::coarse, 0, {0, 0}, 5},
                                SetBias{{1}},
                                SetValues{Part::kernel, nullptr}};
  for (const Edit& edit : edits) {
    Session session = article();
    const Scene before = session.scene();
    const SharedLearned run = run_for(before.spec);
    begin(session, run);
    session.apply(ShowLearned{run, 5});
    session.apply(edit);
    // The article's layer is the convolution: the coarse map is its counterpart's input.
    const auto* value = std::get_if<SetValue>(&edit);
    const bool is_of_counterpart = value && value->part == Part::coarse;
    EXPECT_EQ(session.scene().learning.run != nullptr, is_of_counterpart) << edit.index();
    if (is_of_counterpart) continue;
    EXPECT_THAT(session.scene().views, ::testing::Not(::testing::Contains(learning_view_name)));
    session.undo();
    EXPECT_EQ(session.scene(), before);
  }
}

TEST(Learned, OfAnotherLayerChangesNothing) {
  Session session = article();
  const Scene before = session.scene();
  session.apply(ShowLearned{run_for(testing::square(Operation::convolution, 6, 3, 1, 0)), 1});
  session.apply(EndLearning{true});
  EXPECT_EQ(session.scene(), before);
}

TEST(Learned, IsWrittenAsTheSceneWithTheKernelOfItsState) {
  Session session = article();
  const SharedLearned run = run_for(session.scene().spec);
  begin(session, run);
  session.apply(ShowLearned{run, 4});
  const Result<SavedScene> read = read_scene(write_scene(session.to_save()));
  ASSERT_TRUE(read);
  session.apply(EndLearning{true});
  EXPECT_EQ(read->scene, session.scene());
}

// The parabola's central difference, once more: of one weight, by its own connections.
RC_GTEST_PROP(Learned, EachWeightsSlopeIsTheSumOverItsConnections, ()) {
  const auto operation = *rc::gen::element(Operation::convolution, Operation::transposed_convolution);
  Spec spec = testing::square(operation, *rc::gen::inRange(3, 6), *rc::gen::inRange(1, 4), *rc::gen::inRange(1, 3), 0);
  spec.in_channels = spec.out_channels = *rc::gen::inRange(1, 3);
  RC_PRE(validate(spec).empty());
  const Tensor input = drawn_values(input_shape(spec), 3), target = drawn_values(output_shape(spec), 4);
  const LearningTask task{spec, input, target};
  LearningState state{drawn_values(weight_shape(spec), 5), 0};
  const auto element = *rc::gen::inRange<std::size_t>(0, state.weight.data().size());
  const WeightSlope told = weight_slope(task, state, element, 0.5);
  RC_ASSERT(told.gradient.count == static_cast<std::int64_t>(told.gradient.terms.size()));
  double sum = 0;
  for (const GradientTerm& term : told.gradient.terms) {
    sum += term.product;
    const Tag tag = connection_of(term, element, spec);
    const std::vector<Tap> taps = all_taps(relation(spec));
    RC_ASSERT(std::ranges::any_of(taps, [&](const Tap& tap) {
      return tap.fine == tag.cell && tap.kernel == tag.kernel && tap.coarse == tag.coarse;
    }));
  }
  RC_ASSERT(sum == told.gradient.sum);
  const float at = state.weight.data()[element];
  const auto loss_at = [&](float value) {
    state.weight.data()[element] = value;
    return mean_squared_difference(apply(spec, input, state.weight), target);
  };
  const double difference = (loss_at(at + 1) - loss_at(at - 1)) / 2;
  RC_ASSERT(std::abs(difference - told.gradient.sum) <= 1e-4 * (1 + std::abs(difference)));
  RC_ASSERT(told.next == static_cast<double>(at) - 0.5 * told.gradient.sum);
}

}  // namespace
}  // namespace convoscope
