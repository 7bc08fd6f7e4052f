// Photographs in scenes: kept in files, looked at through the loupe, changed by edits, developed by the fast path.
#include "document/photograph/photograph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/convolve.h"
#include "core/fast.h"
#include "core/kernels.h"
#include "document/base64.h"
#include "document/photograph/photograph_scene.h"
#include "document/photograph/tones.h"
#include "document/presets.h"
#include "document/scene_file.h"
#include "document/session.h"
#include "support.h"

namespace convoscope {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

SharedPhotograph sample(const std::string& name = "harbour", bool is_grey = false) {
  const std::string path = std::string(CONVOSCOPE_ASSETS_DIR) + "/photographs/" + name + ".png";
  const auto bytes = std::make_shared<const std::string>(testing::read_text(path));
  const Result<SharedPhotograph> read = read_photograph(path, bytes, is_grey);
  EXPECT_TRUE(read) << path;
  return *read;
}

TEST(Photograph, OpensAsALayerOfEachChannelByItself) {
  const SavedScene saved = scene_of_photograph(sample());
  const Spec& spec = saved.scene.spec;
  EXPECT_EQ(saved.scene.title, "harbour.png");
  EXPECT_EQ(input_shape(spec), (Shape{1, 3, 540, 960}));
  EXPECT_EQ(output_shape(spec), input_shape(spec));
  EXPECT_EQ(spec.groups, 3);
  EXPECT_TRUE(validate(spec).empty());
  EXPECT_EQ(input_shape(scene_of_photograph(sample("rings")).scene.spec), (Shape{1, 1, 384, 384}));
}

TEST(Photograph, IsKeptInItsScenesFile) {
  SavedScene saved = scene_of_photograph(sample("harbour", true));
  saved.scene.photograph.loupe = {3, 900};
  saved.scene.photograph.tone = Tone::about_grey;
  const std::string text = write_scene(saved);
  const Result<SavedScene> again = read_scene(text);
  ASSERT_TRUE(again) << again.message().key;
  EXPECT_EQ(*again, saved);
  EXPECT_EQ(*again->scene.photograph.picture->planes, *saved.scene.photograph.picture->planes);
  EXPECT_EQ(write_scene(*again), text);
}

TEST(Photograph, OfADamagedSceneFileIsOneSentence) {
  const std::string text = write_scene(scene_of_photograph(sample("rings")));
  const auto refusal = [&](const std::string& what, const std::string& instead) {
    std::string wrong = text;
    const std::size_t at = wrong.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    const Result<SavedScene> read = read_scene(wrong.replace(at, what.size(), instead));
    return read ? std::string() : read.message().key;
  };
  EXPECT_EQ(refusal("\"input\": [384, 384]", "\"input\": [384, 383]"), "scene.photograph_size");
  EXPECT_EQ(refusal("\"file\": \"iVBO", "\"file\": \"i=BO"), "scene.wrong_type");
  EXPECT_EQ(refusal("\"file\": \"iVBO", "\"file\": \"AAAA"), "photograph.no_picture");
  EXPECT_EQ(refusal("\"loupe\": [", "\"loupes\": ["), "scene.unknown_key");
  EXPECT_EQ(refusal("\"name\": \"rings.png\"", "\"name\": \"rings.png\", \"tone\": \"loud\""), "scene.bad_name");
}

TEST(Photograph, KeepsItsSizeAndChannelsThroughEdits) {
  Session session(scene_of_photograph(sample()));
  session.apply(SetParameter{Parameter::input, -1, 7});
  session.apply(SetParameter{Parameter::in_channels, -1, 8});
  session.apply(SetDimensions{1});
  session.apply(SetValue{Part::fine, 0, {0, 0}, 5});
  session.apply(SetValues{Part::fine, std::make_shared<const Tensor>(Tensor({1, 1, 4, 4}))});
  EXPECT_FALSE(session.can_undo()) << "none of these changes anything";
  session.apply(SetParameter{Parameter::stride, -1, 2});
  EXPECT_EQ(output_shape(session.scene().spec), (Shape{1, 3, 270, 480}));
  session.apply(choose(Parameter::operation, Operation::transposed_convolution));
  EXPECT_EQ(input_shape(session.scene().spec), (Shape{1, 3, 540, 960}));
  EXPECT_EQ(session.evaluation()->asked, Side::transposed);
  session.apply(choose(Parameter::operation, Operation::max_pooling));
  EXPECT_EQ(session.scene().spec.groups, 1);
  session.apply(choose(Parameter::operation, Operation::convolution));
  EXPECT_EQ(session.scene().spec.groups, 3) << "each channel by itself again";
  EXPECT_TRUE(session.problems().empty());
  session.apply(SetLayer{"", preset_named("article")->scene.spec, {}, {}});
  EXPECT_FALSE(session.scene().photograph.picture);
  EXPECT_FALSE(session.evaluation()->photograph);
}

TEST(Photograph, HasOneKernelForAllChannels) {
  Session session(scene_of_photograph(sample()));
  session.apply(SetValue{Part::kernel, 1, {0, 2}, 7});
  const Tensor& weight = *session.scene().weight_values;
  for (std::int64_t channel = 0; channel < 3; ++channel) EXPECT_EQ(weight(channel, 0, 0, 2), 7);
  Tensor apart = weight;
  apart(2, 0, 0, 0) = 100;
  session.apply(SetValues{Part::kernel, std::make_shared<const Tensor>(apart)});
  session.apply(SetValue{Part::kernel, 1, {0, 2}, 8});
  EXPECT_EQ((*session.scene().weight_values)(1, 0, 0, 2), 8);
  EXPECT_EQ((*session.scene().weight_values)(0, 0, 0, 2), 7) << "kernels that differ are changed one by one";
}

TEST(Photograph, IsExchangedUnderTheSameLayer) {
  Session session(scene_of_photograph(sample()));
  session.apply(SetParameter{Parameter::stride, -1, 3});
  const Tensor plane({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  session.apply(SetValues{Part::kernel, std::make_shared<const Tensor>(repeated(plane, {3, 1, 3, 3}))});
  session.apply(SetPhotograph{{sample("rings"), {5, 5}, {}}});
  EXPECT_EQ(input_shape(session.scene().spec), (Shape{1, 1, 384, 384}));
  EXPECT_EQ(session.scene().spec.axes[height].stride, 3);
  EXPECT_EQ(*session.scene().weight_values, plane);
  EXPECT_EQ(session.scene().title, "rings.png");
  session.apply(SetPhotograph{{sample("harbour", true), {5, 5}, {}}});
  EXPECT_EQ(session.scene().spec.in_channels, 1);
  session.undo();
  session.undo();
  EXPECT_EQ(session.scene().spec.in_channels, 3);
  EXPECT_EQ(session.scene().photograph.picture->name, "harbour.png");
}

TEST(Photograph, LoupesNumbersAreThoseOfTheWholeOutput) {
  SavedScene saved = scene_of_photograph(sample());
  for (const Operation operation :
       {Operation::convolution, Operation::transposed_convolution, Operation::max_pooling}) {
    for (const Cell at : {Cell{0, 0}, Cell{539, 959}, Cell{200, 431}}) {
      Scene scene = saved.scene;
      apply_edit(choose(Parameter::operation, operation), scene, saved.scene);
      apply_edit(SetParameter{Parameter::stride, -1, 2}, scene, scene);
      scene = fitted(scene);
      scene.photograph.loupe = at;
      ASSERT_TRUE(validate(scene.spec).empty());
      const auto evaluation = evaluate(scene);
      const OnPhotograph& place = *evaluation->photograph;
      const auto whole = place.whole->output();
      const Tensor& part = evaluation->output(evaluation->asked);
      ASSERT_LE(part.rows() * part.columns(), 81);
      for (std::int64_t channel = 0; channel < 3; ++channel)
        for (std::int64_t row = 0; row < part.rows(); ++row)
          for (std::int64_t column = 0; column < part.columns(); ++column)
            ASSERT_NEAR(part(0, channel, row, column),
                        (*whole)(0, channel, place.output.row + row, place.output.column + column),
                        10 * fast_error * 8);
      const Tensor& input = evaluation->input(evaluation->asked);
      EXPECT_EQ(input(0, 1, 0, 0), (*scene.photograph.picture->planes)(0, 1, place.input.row, place.input.column));
      if (operation == Operation::convolution) {
        EXPECT_EQ(*evaluation->coarse, *evaluation->convolved);
      }
    }
  }
}

TEST(Photograph, ItsWholeOutputIsThePlainPathsWhateverTheKernelHolds) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  Scene scene = scene_of_photograph(sample("rings", true)).scene;
  for (const float value : {nan, infinity, -infinity, 3e38F, 1e-44F}) {
    Tensor weight = *weight_of(scene);
    weight(0, 0, 0, 1) = value;
    weight(0, 0, 2, 2) = -value;
    scene.weight_values = std::make_shared<const Tensor>(weight);
    const auto whole = evaluate(scene)->photograph->whole->output();
    const Tensor plain = apply(scene.spec, *scene.photograph.picture->planes, weight);
    ASSERT_EQ(whole->shape(), plain.shape());
    std::int64_t different = 0;
    for (std::size_t i = 0; i < plain.data().size(); ++i) {
      const float a = whole->data()[i], b = plain.data()[i];
      const bool is_same = std::isfinite(b) ? std::abs(a - b) <= 10 * fast_error * 8 * std::max(1.0F, std::abs(b))
                                            : a == b || (std::isnan(a) && std::isnan(b));
      different += is_same ? 0 : 1;
    }
    EXPECT_EQ(different, 0) << value;
    const float most = bright_magnitude(*whole);
    EXPECT_TRUE(std::isfinite(most) && most >= 0) << value;
    for (const Tone tone : {Tone::clamped, Tone::absolute, Tone::about_grey})
      EXPECT_EQ(pixels_of(*whole, tone, most)->rgba.size(), 4 * plain.data().size());
  }
}

TEST(Photograph, IsDevelopedAnewForAnotherLayerAlone) {
  Session session(scene_of_photograph(sample("rings")));
  const auto first = session.evaluation()->photograph->whole;
  PhotographPage page = session.scene().photograph;
  page.loupe = {3, 3};
  session.apply(SetPhotograph{page});
  EXPECT_EQ(session.evaluation()->photograph->whole, first) << "the loupe is another, the output is not";
  page.tone = Tone::clamped;
  session.apply(SetPhotograph{page});
  EXPECT_EQ(session.evaluation()->photograph->whole, first);
  session.begin_hold();
  for (const float value : {1.0F, 2.0F, 3.0F}) session.apply(SetValue{Part::kernel, 0, {1, 1}, value});
  session.end_hold();
  EXPECT_NE(session.evaluation()->photograph->whole, first);
  session.undo();
  EXPECT_EQ(session.scene().photograph.tone, Tone::clamped) << "one step back";
  EXPECT_EQ((*session.scene().weight_values)(0, 0, 1, 1), 0);
}

TEST(Photograph, InColorIsShadedOnceForAllChannels) {
  const auto whole = evaluate(scene_of_photograph(sample()).scene)->photograph->whole;
  const SharedPixels shown = whole->pixels(Tone::clamped, 0);
  EXPECT_EQ(whole->pixels(Tone::clamped, 2), shown);
  std::optional<Toning> toning;
  while (!whole->make_pixels(Tone::absolute, 1, toning, [](std::int64_t, std::int64_t) { return false; })) {}
  EXPECT_EQ(whole->pixels(Tone::absolute, 2)->rgba, pixels_of(*whole->output(), Tone::absolute, whole->most())->rgba);
}

TEST(Photograph, DevelopingIsStoppedAndUsesItsTrayAgain) {
  const SavedScene saved = scene_of_photograph(sample("rings"));
  DevelopingTray tray;
  const auto evaluation = evaluate(saved.scene);
  const Development& whole = *evaluation->photograph->whole;
  EXPECT_FALSE(whole.make([](std::int64_t done, std::int64_t) { return done < 3; }, &tray));
  EXPECT_FALSE(whole.is_made());
  ASSERT_TRUE(whole.make({}, &tray));
  EXPECT_EQ(tray.outputs.size(), 1U);
  const Tensor wanted =
      apply_fast(saved.scene.spec, *saved.scene.photograph.picture->planes, *saved.scene.weight_values);
  EXPECT_EQ(*whole.output(), wanted);
  const Development next(saved.scene.photograph.picture, saved.scene.spec, saved.scene.weight_values, {1});
  EXPECT_FALSE(next.is_same(whole));
  ASSERT_TRUE(next.make({}, &tray));
  EXPECT_EQ(tray.outputs.size(), 2U) << "the first is still looked at";
}

TEST(Tones, SayWhatIsBlackGreyAndWhite) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  const Tensor map({1, 1, 1, 8}, {0, 0.5F, 1, 2, -1, nan, infinity, -infinity});
  const auto levels = [&](Tone tone, float most) {
    std::vector<int> found;
    const SharedPixels pixels = pixels_of(map, tone, most);
    for (std::size_t i = 0; i < pixels->rgba.size(); i += 4) found.push_back(pixels->rgba[i]);
    return found;
  };
  EXPECT_THAT(levels(Tone::clamped, 1), ElementsAre(0, 128, 255, 255, 0, 0, 255, 0));
  EXPECT_THAT(levels(Tone::absolute, 2), ElementsAre(0, 64, 128, 255, 128, 0, 255, 255));
  EXPECT_THAT(levels(Tone::about_grey, 2), ElementsAre(128, 159, 191, 255, 64, 0, 255, 0));
  EXPECT_THAT(levels(Tone::absolute, 0), Each(0)) << "of zeros alone nothing is white";
}

TEST(Photograph, IsReadBitByBitAsInOneGo) {
  for (const bool is_grey : {false, true}) {
    const SharedPhotograph whole = sample("harbour", is_grey);
    PhotographReading reading("a/harbour.png", whole->bytes, is_grey);
    std::int64_t calls = 0, told = 0;
    std::optional<Result<SharedPhotograph>> read;
    for (; !read; ++calls)
      read = reading.advance([&](std::int64_t done, std::int64_t total) {
        EXPECT_LE(done, total);
        told = std::max(told, done);
        return false;
      });
    ASSERT_TRUE(*read);
    EXPECT_GT(calls, whole->planes->rows());
    EXPECT_EQ(told, whole->planes->rows());
    EXPECT_EQ(***read, *whole);
    EXPECT_EQ(*(**read)->planes, *whole->planes);
    EXPECT_EQ((**read)->pixels->rgba, whole->pixels->rgba);
  }
}

TEST(Tones, FollowTheKernelAndTheMagnitudes) {
  EXPECT_EQ(suggested_tone(values_of(*kernel_named("sobel-x"), 3, 3)), Tone::absolute);
  EXPECT_EQ(suggested_tone(values_of(*kernel_named("laplacian"), 3, 3)), Tone::absolute);
  EXPECT_EQ(suggested_tone(values_of(*kernel_named("gaussian"), 3, 3)), Tone::clamped);
  EXPECT_EQ(suggested_tone(values_of(*kernel_named("sharpen"), 3, 3)), Tone::clamped);
  Tensor map({1, 1, 100, 100}, 0.0F);
  EXPECT_EQ(bright_magnitude(map), 0);
  map(0, 0, 0, 0) = -8;
  EXPECT_EQ(bright_magnitude(map), 8) << "one strong edge alone";
  for (std::int64_t i = 0; i < 100; ++i) map(0, 0, 50, i) = map(0, 0, 51, i) = 2;
  EXPECT_NEAR(bright_magnitude(map), 2, 0.05) << "edges beside one that is far stronger";
  map(0, 0, 99, 0) = std::numeric_limits<float>::infinity();
  map(0, 0, 99, 1) = std::numeric_limits<float>::quiet_NaN();
  EXPECT_NEAR(bright_magnitude(map), 2, 0.05) << "what is no finite number does not count";
  for (const float tiny : {1e-45F, 1e-38F}) EXPECT_EQ(bright_magnitude(Tensor({1, 1, 10, 10}, tiny)), 0);
  EXPECT_NEAR(bright_magnitude(Tensor({1, 1, 10, 10}, 3e38F)), 3e38F, 1e36F);
}

TEST(Base64, IsReadAsItIsWritten) {
  std::string bytes;
  for (int i = 0; i < 260; ++i) {
    EXPECT_EQ(bytes_of_base64(base64(bytes)), bytes);
    bytes += static_cast<char>(i * 7);
  }
  EXPECT_EQ(base64("Man"), "TWFu");
  EXPECT_EQ(base64("Ma"), "TWE=");
  EXPECT_EQ(base64("M"), "TQ==");
  for (const char* const wrong : {"TWF", "TWF*", "T===", "====", "TWE=TWFu", "TWF=", "TR==", "TW u"})
    EXPECT_EQ(bytes_of_base64(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace convoscope
