// Skips chosen by hand: every choice makes the channels come out, and no other map would.
#include "document/model/skips.h"

#include <gtest/gtest.h>

#include "document/model/mending.h"
#include "printed_models.h"

namespace convoscope {
namespace {

bool has_channel_problem(const Model& model) {
  // Without sizes, which would be told first.
  for (const ModelStep& step : follow(model, {model.input.channels, 0, 0}))
    if (step.problem && step.problem->key == "model.channels") return true;
  return false;
}

Model two_levels(std::int64_t extent) {
  const std::string down = "MaxPool2d(kernel_size=2, stride=2)\n";
  Model model =
      printed("Net(\n" + conv("a", 1, 4, 3, 1, 1) + "(p): " + down + conv("b", 4, 8, 3, 1, 1) + "(q): " + down +
              conv("m", 8, 8, 3, 1, 1) + "(u): ConvTranspose2d(8, 8, kernel_size=(2, 2), stride=(2, 2))\n" +
              conv("c", 16, 8, 3, 1, 1) + "(v): ConvTranspose2d(8, 4, kernel_size=(2, 2), stride=(2, 2))\n" +
              conv("d", 8, 2, 3, 1, 1) + ")");
  model.input = {1, extent, extent};
  return model;
}

TEST(Skips, AreThoseWhoseChannelsComeOut) {
  const Model model = two_levels(32);
  const std::vector<ModelStep> steps = follow(model, model.input);
  ASSERT_FALSE(has_channel_problem(model));
  for (int layer = 0; layer < static_cast<int>(model.layers.size()); ++layer) {
    if (is_pooling(model.layers[static_cast<std::size_t>(layer)].layer->spec)) continue;
    const std::vector<int> choices = skip_choices(model, steps, layer, no_skip);
    for (int from = -1; from < layer - 1; ++from) {
      const bool is_choice = std::ranges::find(choices, from) != choices.end();
      EXPECT_EQ(is_choice, !has_channel_problem(with_skip(model, layer, no_skip, from))) << layer << " from " << from;
    }
  }
}

// After a misfit the line's own size goes on, whichever map was chosen.
TEST(Skips, LeaveTheSizesAsTheyAre) {
  const Model model = two_levels(32);
  const std::vector<ModelStep> steps = follow(model, model.input);
  for (const int from : skip_choices(model, steps, 6, 2)) {
    const std::vector<ModelStep> there = follow(with_skip(model, 6, 2, from), model.input);
    for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(there[i].output, steps[i].output) << i << " from " << from;
  }
}

// A skip of another scale does not shift those proposed behind it: d is still joined by a's map, not by the pooled one.
TEST(Skips, LeaveTheLaterProposalsAsTheyAre) {
  const Model model = two_levels(32);
  const std::vector<ModelStep> steps = follow(model, model.input);
  ASSERT_EQ(steps[8].joints.size(), 1u);
  EXPECT_EQ(steps[8].joints[0].from, 0);
  const std::vector<int> choices = skip_choices(model, steps, 6, 2);
  ASSERT_TRUE(std::ranges::find(choices, 3) != choices.end()) << "q's map, half as large";
  for (const int from : choices) {
    const Model chosen = with_skip(model, 6, 2, from);
    const std::vector<ModelStep> there = follow(chosen, model.input);
    ASSERT_EQ(there[8].joints.size(), 1u) << from;
    EXPECT_EQ(there[8].joints[0].from, 0) << from;
    EXPECT_EQ(misfits(chosen, there).size(), from == no_skip || there[6].joints[0].fits ? 0u : 1u) << from;
    // The field of what joins two scales is not known; before it, all is as it was.
    EXPECT_EQ(there[5].receptive_field, steps[5].receptive_field);
    EXPECT_EQ(there[6].receptive_field.has_value(), from == no_skip || there[6].joints[0].fits) << from;
  }
}

/// Convolutions of 4 channels whose sum ends it: conv, conv, conv, add.
Model graph(Effect effect) {
  Model model =
      printed("Net(\n" + conv("a", 3, 4, 3, 1, 1) + conv("b", 4, 4, 3, 1, 1) + conv("c", 4, 4, 3, 1, 1) + ")");
  model.has_graph = true;
  model.input = {3, 8, 8};
  for (int i = 0; i < 3; ++i) model.layers[static_cast<std::size_t>(i)].inputs = {i - 1};
  ModelLayer sum;
  sum.name = "sum";
  sum.effect = effect;
  sum.inputs = {2, 0};
  model.layers.push_back(sum);
  return model;
}

TEST(Skips, OfAGraphTakeAnothersPlace) {
  for (const Effect effect : {Effect::adds, Effect::joins}) {
    const Model model = graph(effect);
    const std::vector<ModelStep> steps = follow(model, model.input);
    EXPECT_FALSE(takes_skips(model, 1));
    ASSERT_TRUE(takes_skips(model, 3));
    const std::vector<int> choices = skip_choices(model, steps, 3, 0);
    const std::vector<int> maps = effect == Effect::adds ? std::vector{no_skip, 1, 0} : std::vector{1, 0};
    EXPECT_EQ(choices, maps) << "the input has three channels, c is read already";
    const Model other = with_skip(model, 3, 0, 1);
    EXPECT_EQ(other.layers[3].inputs, (std::vector{2, 1}));
    EXPECT_EQ(follow(other, other.input).back().output, steps.back().output);
  }
  const Model alone = with_skip(graph(Effect::adds), 3, 0, no_skip);
  EXPECT_EQ(alone.layers[3].inputs, std::vector{2});
  EXPECT_FALSE(takes_skips(alone, 3));
}

}  // namespace
}  // namespace convoscope
