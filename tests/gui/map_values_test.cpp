// Whole maps: which one is meant, filled, pasted, dropped, copied.
#include "gui/state/map_values.h"

#include <gmock/gmock.h>

#include "archives.h"
#include "interop/npy.h"
#include "support.h"

namespace convoscope {
namespace {

using ::testing::ElementsAre;
using testing::Stage;

std::optional<std::string> toast_of(AppState& app) {
  return app.ui.toast ? std::optional(app.ui.toast->message.key) : std::nullopt;
}

/// Puts a text on the clipboard, and pastes it where a cell is pinned.
void paste(AppState& app, const std::string& text, const Tag& pin = {}) {
  app.read_clipboard = [text] { return text; };
  app.session.pin = pin;
  run_command(app, "paste_values");
}

// The layer that goes with the article's: a transposed convolution of 2x2 to 3x3.
struct Transposed : Stage {
  Transposed() { perform(app(), choose(Parameter::operation, Operation::transposed_convolution)); }
};

const Tag own_input{Side::transposed, Part::coarse, 0, {0, 1}};
const Tag other_input{Side::convolution, Part::fine, 0, {0, 1}};
const Tag result{Side::transposed, Part::fine, 0, {0, 1}};
const Tag element{Side::none, Part::kernel, 0, {0, 1}};

TEST(MapValues, MeansThePinnedMapElseTheLayersInput) {
  Transposed stage;
  AppState& app = stage.app();
  app.session.pin = {};
  EXPECT_EQ(map_at_hand(app).part, Part::coarse);
  EXPECT_EQ(map_at_hand(app).side, Side::transposed);
  EXPECT_TRUE(map_at_hand(app).is_editable);
  EXPECT_TRUE(map_of_cell(app, other_input).is_editable);
  EXPECT_EQ(map_of_cell(app, element).part, Part::kernel);
  EXPECT_FALSE(map_of_cell(app, result).is_editable);
  const MapAtHand node = map_of_cell(app, {Side::none, Part::fine, 0, {0, 0}});
  EXPECT_EQ(node.side, Side::convolution) << "a node of the graph is the cell that can be changed";
}

TEST(MapValues, PastesATableIntoTheMap) {
  Transposed stage;
  AppState& app = stage.app();
  paste(app, "5\t6\n7\t8\n");
  EXPECT_THAT(app.session.evaluation()->coarse->data(), ElementsAre(5, 6, 7, 8));
  EXPECT_EQ(toast_of(app), "map.set");
  run_command(app, "undo");
  EXPECT_THAT(app.session.evaluation()->coarse->data(), ElementsAre(1, 2, 3, 4)) << "in one step";

  paste(app, "tensor([[1., 0., 0.],\n        [0., 1., 0.],\n        [0., 0., 1.]])", element);
  EXPECT_THAT(app.session.evaluation()->weight->data(), ElementsAre(1, 0, 0, 0, 1, 0, 0, 0, 1));
}

TEST(MapValues, GivesTheLayerTheTablesSize) {
  Transposed stage;
  AppState& app = stage.app();
  paste(app, "1 2 3\n4 5 6");
  EXPECT_EQ(app.session.scene().spec.axes[height].input, 2);
  EXPECT_EQ(app.session.scene().spec.axes[width].input, 3);
  paste(app, "1 2\n3 4", element);
  EXPECT_EQ(app.session.scene().spec.axes[height].kernel, 2);
}

TEST(MapValues, RefusesWhatDoesNotFit) {
  Transposed stage;
  AppState& app = stage.app();
  const Scene before = app.session.scene();
  paste(app, "1 2\n3 4", other_input);
  EXPECT_EQ(toast_of(app), "map.wrong_size") << "its size follows from the layer";
  paste(app, "1 2\n3 4", result);
  EXPECT_EQ(toast_of(app), "map.computed");
  paste(app, "1 2\n3 x");
  EXPECT_EQ(toast_of(app), "table.no_number");
  paste(app, "");
  EXPECT_EQ(toast_of(app), "table.empty");
  EXPECT_EQ(app.session.scene(), before);
}

TEST(MapValues, PastesIntoOneChannel) {
  Transposed stage;
  AppState& app = stage.app();
  perform(app, SetParameter{Parameter::in_channels, -1, 2});
  paste(app, "9 9\n9 9", {Side::transposed, Part::coarse, 1, {0, 0}});
  EXPECT_THAT(app.session.evaluation()->coarse->data(), ElementsAre(1, 2, 3, 4, 9, 9, 9, 9));
  paste(app, "9 9 9", {Side::transposed, Part::coarse, 1, {0, 0}});
  EXPECT_EQ(toast_of(app), "map.wrong_size");
}

TEST(MapValues, TakesDroppedArrays) {
  Transposed stage;
  AppState& app = stage.app();
  stage.platform.files["/x.npy"] = write_npy({2, 2}, {4, 3, 2, 1});
  open_array(app, "/x.npy", own_input);
  EXPECT_THAT(app.session.evaluation()->coarse->data(), ElementsAre(4, 3, 2, 1));
  stage.platform.files["/w.npy"] = write_npy({3, 3}, std::vector<float>(9, 2));
  open_array(app, "/w.npy", element);
  EXPECT_THAT(app.session.evaluation()->weight->data(), ::testing::Each(2.0f));
  open_array(app, "/none.npy", element);
  EXPECT_EQ(toast_of(app), "file.not_found");
  stage.platform.files["/bad.npy"] = "no array";
  open_array(app, "/bad.npy", element);
  EXPECT_EQ(toast_of(app), "npy.not_npy");
}

TEST(MapValues, TakesTheArrayOfAnArchiveThatFits) {
  Transposed stage;
  AppState& app = stage.app();
  const auto put = [&](const std::vector<Member>& members) { stage.platform.files["/w.npz"] = archive_of(members); };
  const std::string bias = write_npy({1}, {5});
  const std::string square = write_npy({2, 2}, {4, 3, 2, 1});
  const std::string layer = write_npy({1, 1, 3, 3}, std::vector<float>(9, 2));
  put({{"x.npy", square}});
  open_array(app, "/w.npz", own_input);
  EXPECT_THAT(app.session.evaluation()->coarse->data(), ElementsAre(4, 3, 2, 1)) << "the only one";
  put({{"bias.npy", bias}, {"weight.npy", layer}, {"x.npy", square}});
  open_array(app, "/w.npz", element);
  EXPECT_THAT(app.session.evaluation()->weight->data(), ::testing::Each(2.0f)) << "the one of the kernel's size";
  EXPECT_EQ(app.session.scene().spec.axes[height].kernel, 3);
  put({{"bias.npy", bias}, {"big.npy", write_npy({5, 5}, std::vector<float>(25, 1))}});
  open_array(app, "/w.npz", own_input);
  EXPECT_EQ(app.session.scene().spec.axes[height].input, 5) << "the only one that can be a map";

  const Scene before = app.session.scene();
  put({{"a.npy", square}, {"b.npy", write_npy({2, 2}, {1, 2, 3, 4})}});
  open_array(app, "/w.npz", own_input);
  EXPECT_EQ(toast_of(app), "map.arrays_fit");
  EXPECT_EQ(app.catalog().text(app.ui.toast->message),
            "several arrays of w.npz fit the input; save the one meant by itself: a (2, 2), b (2, 2)");
  open_array(app, "/w.npz", other_input);
  EXPECT_EQ(toast_of(app), "map.no_array_fits");
  put({{"bias.npy", bias}, {"scale.npy", bias}});
  open_array(app, "/w.npz", own_input);
  EXPECT_EQ(app.catalog().text(app.ui.toast->message),
            "no array of w.npz fits the input of 5 × 5: bias (1,), scale (1,)");
  open_array(app, "/w.npz", result);
  EXPECT_EQ(toast_of(app), "map.computed");
  stage.platform.files["/w.npz"] = "no archive";
  open_array(app, "/w.npz", own_input);
  EXPECT_EQ(toast_of(app), "npz.broken");
  EXPECT_EQ(app.session.scene(), before);
}

TEST(MapValues, TakesArraysOfOneDimension) {
  Stage stage;
  AppState& app = stage.app();
  const Tag input{Side::convolution, Part::fine, 0, {0, 1}};
  stage.platform.files["/line.npy"] = write_npy({5}, {1, 2, 3, 4, 5});
  open_array(app, "/line.npy", input);
  EXPECT_EQ(toast_of(app), "npy.map_rank") << "the layer has two";
  perform(app, SetDimensions{1});
  open_array(app, "/line.npy", input);
  EXPECT_THAT(app.session.evaluation()->fine->data(), ElementsAre(1, 2, 3, 4, 5));
  stage.platform.files["/weight.npy"] = write_npy({1, 1, 2}, {7, 8});
  open_array(app, "/weight.npy", element);
  EXPECT_THAT(app.session.evaluation()->weight->data(), ElementsAre(7, 8));
  stage.platform.files["/channels.npy"] = write_npy({2, 4}, {1, 2, 3, 4, 5, 6, 7, 8});
  open_array(app, "/channels.npy", input);
  EXPECT_EQ(app.session.evaluation()->fine->shape(), (Shape{1, 2, 1, 4})) << "(C, L)";
}

TEST(MapValues, Fills) {
  Transposed stage;
  AppState& app = stage.app();
  const auto values = [&] { return app.session.evaluation()->coarse->data(); };
  app.session.pin = own_input;
  run_command(app, "fill_ones");
  EXPECT_THAT(values(), ElementsAre(1, 1, 1, 1));
  run_command(app, "fill_one_hot");
  EXPECT_THAT(values(), ElementsAre(0, 1, 0, 0)) << "at the pinned cell";
  run_command(app, "fill_ramp");
  EXPECT_THAT(values(), ElementsAre(1, 2, 3, 4));
  run_command(app, "fill_random");
  const std::vector<float> first = values();
  EXPECT_THAT(first, ::testing::Each(::testing::AllOf(::testing::Ge(-9), ::testing::Le(9))));
  run_command(app, "fill_random");
  EXPECT_NE(values(), first);

  Transposed other;
  other.app().session.pin = own_input;
  run_command(other.app(), "fill_random");
  EXPECT_EQ(other.app().session.evaluation()->coarse->data(), first) << "the same seed, the same numbers";
}

TEST(MapValues, FillTheKernelByName) {
  Transposed stage;
  AppState& app = stage.app();
  const auto kernel = [&] { return app.session.evaluation()->weight->data(); };
  fill_kernel(app, "sobel-x");
  EXPECT_THAT(kernel(), ElementsAre(-1, 0, 1, -2, 0, 2, -1, 0, 1));
  run_command(app, "flip_kernel");
  EXPECT_THAT(kernel(), ElementsAre(1, 0, -1, 2, 0, -2, 1, 0, -1));
  run_command(app, "normalize_kernel");
  EXPECT_THAT(kernel(), ElementsAre(.125f, 0, -.125f, .25f, 0, -.25f, .125f, 0, -.125f));
  perform(app, SetParameter{Parameter::kernel, width, 4});
  fill_kernel(app, "box");
  EXPECT_THAT(kernel(), ::testing::Each(1.0f / 12)) << "in the size that it has";
  EXPECT_EQ(kernel().size(), 12u);
  fill_kernel(app, "laplacian");
  EXPECT_THAT(kernel(), ElementsAre(0, 1, 0, 1, -4, 1, 0, 1, 0)) << "in the one that it has";
  app.session.undo();
  EXPECT_EQ(kernel().size(), 12u);
}

TEST(MapValues, CopiesAsTableNumPyAndPyTorch) {
  Transposed stage;
  AppState& app = stage.app();
  app.session.pin = own_input;
  run_command(app, "copy_table");
  EXPECT_EQ(app.ui.clipboard, "1\t2\n3\t4\n");
  run_command(app, "copy_numpy");
  EXPECT_EQ(app.ui.clipboard, "np.array([[1, 2], [3, 4]], dtype=np.float32)");
  app.session.pin = result;
  run_command(app, "copy_pytorch");
  EXPECT_EQ(*map_of(*read_table(app.ui.clipboard), ""), *app.session.evaluation()->transposed_result);
}

}  // namespace
}  // namespace convoscope
