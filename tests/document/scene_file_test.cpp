// Scene files: what is written is read, and what is wrong is named.
#include "document/scene_file.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "document/catalog.h"
#include "document/presets.h"
#include "support.h"

namespace convoscope {
namespace {

Message message_of_text(const std::string& text) {
  const auto read = read_scene(text);
  EXPECT_FALSE(read) << text;
  return read ? Message{} : read.message();
}

std::string sentence(const std::string& text) {
  static const Catalog catalog =
      *Catalog::read(testing::read_text(std::string(CONVOSCOPE_ASSETS_DIR) + "/languages/en.json"));
  return catalog.text(message_of_text(text));
}

std::string argument(const Message& message, const std::string& name) {
  for (const auto& [argument_name, value] : message.arguments) {
    if (argument_name == name) return value;
  }
  return "(none)";
}

TEST(SceneFile, IsReadableByHand) {
  SavedScene saved = *preset_named("article");
  saved.scene.spec.axes[width].pad_end = 2;
  saved.scene.weight_values = testing::tensor(3, 3, {1, 0.1F, -2, 3, 4, 5, 6, 7, 8});
  saved.scene.bias = {0.5F};
  saved.pin = {Side::transposed, Part::fine, 0, {1, 1}};
  EXPECT_EQ(write_scene(saved), R"({
  "convoscope": 2,
  "title": "article",
  "layer": {
    "operation": "conv",
    "input": [3, 3],
    "kernel": [3, 3],
    "stride": [2, 2],
    "padding": [1, 1, 1, 2],
    "dilation": [1, 1],
    "in_channels": 1,
    "out_channels": 1,
    "groups": 1,
    "batch": 1,
    "padding_mode": "zeros"
  },
  "values": {
    "weight": [
      [1, 0.1, -2],
      [3, 4, 5],
      [6, 7, 8]
    ],
    "bias": [0.5]
  },
  "show": {
    "operations": ["convolution", "transposed"],
    "views": ["maps", "connections"],
    "theme": "light",
    "camera": {"azimuth": 35, "elevation": 30, "roll": 0}
  },
  "step": {
    "operation": "transposed",
    "by": "cell",
    "number": 5
  },
  "pin": "transposed.output[1,1]"
}
)");
}

TEST(SceneFile, MayBeShort) {
  const auto read = read_scene(R"({"convoscope": 2})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->scene.spec, testing::square(Operation::convolution, 3, 3, 1, 0));
  const auto layer = read_scene(R"({"convoscope": 2, "layer":
      {"operation": "conv-transpose", "input": 2, "stride": [2, 3], "padding": [1, 0], "output_padding": 1}})");
  ASSERT_TRUE(layer);
  const auto& [rows, columns] = layer->scene.spec.axes;
  EXPECT_EQ(rows, (AxisSpec{.input = 2, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1, .output_padding = 1}));
  EXPECT_EQ(columns, (AxisSpec{.input = 2, .kernel = 3, .stride = 3, .output_padding = 1}));
}

TEST(SceneFile, TakesValuesInSeveralForms) {
  for (const char* values :
       {"[[1,2],[3,4],[5,6]]", "[1,2,3,4,5,6]", "[[[[1,2],[3,4],[5,6]]]]",
        R"({"shape": [3, 2], "data": [1,2,3,4,5,6]})", R"({"shape": [1, 1, 3, 2], "data": [1,2,3,4,5,6]})"}) {
    const auto read =
        read_scene(std::string(R"({"convoscope": 2, "layer": {"input": [3, 2], "kernel": 1}, "values": {"input": )") +
                   values + "}}");
    ASSERT_TRUE(read) << values;
    EXPECT_EQ(*read->scene.fine_values, *testing::tensor(3, 2, {1, 2, 3, 4, 5, 6})) << values;
  }
}

TEST(SceneFile, TellsOneDimensionalLayersAlongTheirLine) {
  const auto read = read_scene(R"({"convoscope": 2, "layer": {"dimensions": 1, "input": 5, "kernel": 3, "stride": 2,
      "padding": [2, 0], "in_channels": 2}, "values": {"input": [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]],
      "weight": [[[1, 2, 3], [4, 5, 6]]]}})");
  ASSERT_TRUE(read) << read.message().key;
  const auto& [rows, columns] = read->scene.spec.axes;
  EXPECT_EQ(rows, AxisSpec{});
  EXPECT_EQ(columns, (AxisSpec{.input = 5, .kernel = 3, .stride = 2, .pad_begin = 2}));
  EXPECT_EQ(read->scene.fine_values->shape(), (Shape{1, 2, 1, 5}));
  EXPECT_EQ((*read->scene.fine_values)(0, 1, 0, 2), 8);
  EXPECT_EQ(read->scene.weight_values->shape(), (Shape{1, 2, 1, 3}));
  EXPECT_EQ((*read->scene.weight_values)(0, 1, 0, 0), 4);

  const std::string written = write_scene(*read);
  EXPECT_NE(written.find("\"dimensions\": 1,\n    \"operation\": \"conv\",\n    \"input\": 5,\n    \"kernel\": 3,"),
            std::string::npos)
      << written;
  EXPECT_NE(written.find("\"padding\": [2, 0]"), std::string::npos) << written;
  const auto again = read_scene(written);
  ASSERT_TRUE(again) << again.message().key;
  EXPECT_EQ(*again, *read);

  // A row of numbers is enough for one channel; "input": 5 alone stays 5x5.
  const auto plain = read_scene(
      R"({"convoscope": 2, "layer": {"dimensions": 1, "input": 3, "kernel": 1}, "values": {"input": [1, 2, 3]}})");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->scene.fine_values->shape(), (Shape{1, 1, 1, 3}));
  EXPECT_EQ(read_scene(R"({"convoscope": 2, "layer": {"input": 5}})")->scene.spec.axes[height].input, 5);
}

TEST(SceneFile, RefusesOtherDimensionsAndHeightsOfALine) {
  EXPECT_FALSE(read_scene(R"({"convoscope": 2, "layer": {"dimensions": 3}})"));
  EXPECT_FALSE(read_scene(R"({"convoscope": 2, "layer": {"dimensions": 1, "input": [5, 5]}})"));
  EXPECT_FALSE(read_scene(R"({"convoscope": 2, "layer": {"dimensions": 1, "padding": [1, 1, 1, 1]}})"));
}

/// A layer whose 3x3 map is fine and whose 2x2 map is coarse.
std::string with_values(const std::string& version, const std::string& operation, const std::string& values) {
  const bool is_transposed = operation == "conv-transpose";
  return "{\"convoscope\": " + version + R"(, "layer": {"operation": ")" + operation + R"(", "input": )" +
         (is_transposed ? "2" : "3") + R"(, "kernel": 2}, "values": {)" + values + "}}";
}

TEST(SceneFile, CallsMapsInputAndTwinInput) {
  const std::string nine = "[9,8,7,6,5,4,3,2,1]";
  const std::string four = "[40,30,20,10]";
  const SharedTensor fine = testing::tensor(3, 3, {9, 8, 7, 6, 5, 4, 3, 2, 1});
  const SharedTensor coarse = testing::tensor(2, 2, {40, 30, 20, 10});
  for (const char* operation : {"conv", "conv-transpose", "avg-pool", "max-pool"}) {
    const bool is_transposed = operation == std::string("conv-transpose");
    const auto read = read_scene(with_values(
        "2", operation,
        "\"input\": " + (is_transposed ? four : nine) + ", \"twin_input\": " + (is_transposed ? nine : four)));
    ASSERT_TRUE(read) << operation;
    EXPECT_EQ(*read->scene.fine_values, *fine) << operation;
    EXPECT_EQ(*read->scene.coarse_values, *coarse) << operation;
    const auto old = read_scene(with_values("1", operation, "\"fine\": " + nine + ", \"coarse\": " + four));
    ASSERT_TRUE(old) << operation;
    EXPECT_EQ(*old, *read) << operation;
    const std::string written = write_scene(*old);
    EXPECT_LT(written.find("\"input\": [\n"), written.find("\"twin_input\": [\n")) << operation;
    for (const char* word : {"fine", "coarse"}) EXPECT_EQ(written.find(word), std::string::npos) << operation;
    EXPECT_EQ(*read_scene(written), *read) << operation;
  }
}

TEST(SceneFile, HasTheWordsOfItsVersion) {
  EXPECT_EQ(sentence(with_values("2", "conv", R"("fine": [1])")),
            "unknown key \"values.fine\"; here there may be: input, twin_input, weight, bias");
  EXPECT_EQ(sentence(with_values("2", "conv-transpose", R"("coarse": [1])")),
            "unknown key \"values.coarse\"; here there may be: input, twin_input, weight, bias");
  EXPECT_EQ(sentence(with_values("2", "avg-pool", R"("weight": [1])")),
            "unknown key \"values.weight\"; here there may be: input, twin_input");
  EXPECT_EQ(sentence(with_values("1", "conv", R"("input": [1])")),
            "unknown key \"values.input\"; here there may be: fine, coarse, weight, bias");
  EXPECT_EQ(sentence(with_values("1", "max-pool", R"("twin_input": [1])")),
            "unknown key \"values.twin_input\"; here there may be: fine, coarse");
  EXPECT_EQ(sentence(with_values("2", "conv-transpose", R"("input": [1])")),
            "\"values.input\" has 1 numbers, but the layer needs 4 (1x1x2x2)");
  EXPECT_EQ(sentence(with_values("2", "conv-transpose", R"("twin_input": [1])")),
            "\"values.twin_input\" has 1 numbers, but the layer needs 9 (1x1x3x3)");
  EXPECT_EQ(sentence(with_values("1", "conv-transpose", R"("coarse": [[1], [2, 3]])")),
            "the rows of \"values.coarse\" must all be equally long");
}

TEST(SceneFile, PinsACellOfBothOperationsInOneOfThem) {
  SavedScene saved = *preset_named("article");
  const auto expect_pin = [&saved](const std::string& text) {
    const std::string written = write_scene(saved);
    EXPECT_NE(written.find("\"pin\": \"" + text + "\""), std::string::npos) << written;
    const auto read = read_scene(written);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->pin.part, saved.pin.part);
    EXPECT_EQ(read->pin.channel, saved.pin.channel);
    EXPECT_EQ(read->pin.cell, saved.pin.cell);
  };
  saved.pin = {Side::none, Part::fine, 0, {1, 1}};
  expect_pin("transposed.output[1,1]");  // which is what the article steps through
  saved.playhead.side = Side::convolution;
  expect_pin("convolution.input[1,1]");
  saved.pin = {Side::none, Part::coarse, 0, {1, 0}};
  expect_pin("convolution.output[1,0]");
  saved = *preset_named("numerical_max_pooling");
  saved.playhead.side = Side::transposed;  // which pooling does not have
  saved.pin = {Side::none, Part::fine, 0, {1, 1}};
  expect_pin("convolution.input[1,1]");
  saved.pin = {Side::none, Part::connection, 0, {1, 1}, {0, 0}, {1, 1}};
  expect_pin("connection[1,1;0,0;1,1]");
  const auto old = read_scene(R"({"convoscope": 1, "pin": "fine[1,1]"})");
  ASSERT_TRUE(old);
  EXPECT_EQ(old->pin, (Tag{Side::none, Part::fine, 0, {1, 1}}));
}

TEST(SceneFile, KeepsTheSignOfZero) {
  SavedScene saved = *preset_named("article");
  saved.scene.coarse_values = testing::tensor(2, 2, {-0.0F, 0, -1, 1});
  saved.scene.bias = {-0.0F};
  const std::string written = write_scene(saved);
  EXPECT_NE(written.find("[-0, 0],\n"), std::string::npos) << written;
  EXPECT_NE(written.find("\"bias\": [-0]"), std::string::npos) << written;
  const auto read = read_scene(written);
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::signbit(read->scene.coarse_values->data()[0]));
  EXPECT_FALSE(std::signbit(read->scene.coarse_values->data()[1]));
  EXPECT_TRUE(std::signbit(read->scene.bias[0]));
  EXPECT_EQ(write_scene(*read), written);
  const auto other = read_scene(R"({"convoscope": 2, "layer": {"kernel": 1}, "values": {"bias": [-0.0]}})");
  ASSERT_TRUE(other);
  EXPECT_TRUE(std::signbit(other->scene.bias[0]));
}

TEST(SceneFile, NamesWhatIsWrong) {
  const auto with_layer = [](const std::string& layer) { return R"({"convoscope": 2, "layer": )" + layer + "}"; };
  const auto with_input = [](const std::string& values) {
    return R"({"convoscope": 2, "values": {"input": )" + values + "}}";
  };
  EXPECT_EQ(sentence(""), "the scene ends too early, at line 1, column 1: the file is incomplete");
  EXPECT_EQ(sentence("{\n \"convoscope\": 2,"),
            "the scene ends too early, at line 2, column 18: the file is incomplete");
  EXPECT_EQ(sentence("{\n \"convoscope\": nope}"), "the scene is not valid JSON at line 2, column 17");
  EXPECT_EQ(sentence("[]"), "this is no Convoscope scene: the key \"convoscope\" with the version 2 is missing");
  EXPECT_EQ(sentence(R"({"title": "x"})"),
            "this is no Convoscope scene: the key \"convoscope\" with the version 2 is missing");
  EXPECT_EQ(sentence(R"({"convoscope": 3})"),
            "the scene has version 3, but this program reads versions up to 2: update Convoscope");
  EXPECT_EQ(sentence(R"({"convoscope": "1"})"), "\"convoscope\" must be a whole number");
  EXPECT_EQ(sentence(R"({"convoscope": 0})"), "\"convoscope\" must be a whole number from 1 on");
  EXPECT_EQ(
      sentence(R"({"convoscope": 2, "layers": {}})"),
      "unknown key \"layers\"; here there may be: convoscope, title, layer, photograph, values, show, look, model, "
      "model_page, step, pin");
  EXPECT_EQ(sentence(with_layer("3")), "\"layer\" must be an object { … }");
  EXPECT_EQ(argument(message_of_text(with_layer(R"({"strides": 2})")), "key"), "layer.strides");
  EXPECT_EQ(sentence(with_layer(R"({"operation": "deconv"})")),
            "\"layer.operation\" is \"deconv\", but must be one of: conv, conv-transpose, avg-pool, max-pool");
  EXPECT_EQ(sentence(with_layer(R"({"stride": 1.5})")), "\"layer.stride\" must be a whole number or [height, width]");
  EXPECT_EQ(sentence(with_layer(R"({"stride": [1, 2, 3]})")),
            "\"layer.stride\" must be a whole number or [height, width]");
  EXPECT_EQ(sentence(with_layer(R"({"padding": [1, 2, 3]})")),
            "\"layer.padding\" must be a whole number, [height, width] or [top, left, bottom, right]");
  EXPECT_EQ(sentence(with_layer(R"({"stride": 0})")), "stride (height) is 0, but must be at least 1");
  EXPECT_EQ(sentence(with_layer(R"({"output_padding": 1})")).substr(0, 36), "unknown key \"layer.output_padding\"; ");
  EXPECT_EQ(sentence(with_input("[1, 2]")), "\"values.input\" has 2 numbers, but the layer needs 9 (1x1x3x3)");
  EXPECT_EQ(sentence(with_input("[[1, 2]]")), "\"values.input\" has the shape 1x2, but the layer needs 1x1x3x3");
  EXPECT_EQ(sentence(with_input("[[1, 2], [3]]")), "the rows of \"values.input\" must all be equally long");
  EXPECT_EQ(sentence(with_input("[1, true]")),
            "\"values.input\" must be rows of numbers, a flat list of numbers, or an object with shape and data");
  EXPECT_EQ(message_of_text(with_input("[[[[[1]]]]]")).key, "scene.wrong_type");
  EXPECT_EQ(message_of_text(with_input("7")).key, "scene.wrong_type");
  EXPECT_EQ(message_of_text(with_input(R"({"shape": [3, 3]})")).key, "scene.wrong_type");
  EXPECT_EQ(message_of_text(with_input(R"({"shape": [9, 1], "data": [1,2,3,4,5,6,7,8,9]})")).key, "scene.bad_shape");
  EXPECT_EQ(message_of_text(with_input("[1e39]")).key, "scene.not_finite");
  EXPECT_EQ(message_of_text(with_input("[NaN]")).key, "scene.syntax");
  EXPECT_EQ(sentence("{\"convoscope\": 2,\n\"values\": {\"input\": [1e999]}}"),
            "a number at line 2, column 26 is too large");
  EXPECT_EQ(message_of_text(R"({"convoscope": 2, "show": {"views": []}})").key, "scene.wrong_type");
  constexpr std::array<std::string_view, 2> views{"maps", "matrix"};
  const auto of_no_such_view = read_scene(R"({"convoscope": 2, "show": {"views": ["map"]}})", views);
  ASSERT_FALSE(of_no_such_view);
  EXPECT_EQ(of_no_such_view.message().key, "scene.bad_name");
  EXPECT_EQ(message_of_text(R"({"convoscope": 2, "show": {"theme": "../../etc/passwd"}})").key, "scene.wrong_type");
  EXPECT_EQ(message_of_text(R"({"convoscope": 2, "step": {"number": 0}})").key, "scene.wrong_type");
  EXPECT_EQ(message_of_text(R"({"convoscope": 2, "pin": "somewhere"})").key, "scene.wrong_type");
}

TEST(SceneFile, RefusesHostileSizesBeforeAnythingIsMade) {
  for (const char* size : {"2000000000", "9223372036854775807", "18446744073709551615", "-9223372036854775808"}) {
    for (const char* key :
         {"input", "kernel", "stride", "padding", "dilation", "in_channels", "out_channels", "groups", "batch"}) {
      const std::string text =
          std::string(R"({"convoscope": 2, "layer": {")") + key + "\": " + size + "}, \"values\": {\"input\": [1]}}";
      EXPECT_EQ(message_of_text(text).key.substr(0, 8), "problem.") << text;
    }
  }
  EXPECT_FALSE(read_scene(std::string(1000000, '[')));
  EXPECT_FALSE(read_scene(R"({"convoscope": 2, "values": {"input": )" + std::string(100000, '[') +
                          std::string(100000, ']') + "}}"));
}

TEST(SceneFile, RefusesDepthBeforeAnythingIsMade) {
  // Values are copied and destroyed level by level: this many ended the program where anything looked at them.
  std::string objects, ends;
  for (int i = 0; i < 60000; ++i) {
    objects += "{\"a\":";
    ends += "}";
  }
  const std::string lists = std::string(200000, '[') + std::string(200000, ']');
  for (const char* key : {"stride", "padding", "kernel", "operation", "extends_output", "in_channels"}) {
    for (const std::string& deep : {lists, objects + "1" + ends, "[" + lists + ", 1]"}) {
      const std::string text = std::string(R"({"convoscope": 2, "layer": {")") + key + "\": " + deep + "}}";
      EXPECT_EQ(message_of_text(text).key, "scene.too_deep") << key;
    }
  }
  EXPECT_EQ(sentence(std::string(1000, '[')), "the scene is nested more than 16 levels deep");
}

TEST(SceneFile, RefusesLengthBeforeAnythingIsMade) {
  std::string text = R"({"convoscope": 2, "values": {"input": [1)";
  while (text.size() <= most_scene_bytes) text += ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1";
  EXPECT_EQ(sentence(text + "]}}"), "the scene is larger than 128 MB, the most that is read");
}

TEST(SceneFile, QuotesLongWordsInPart) {
  const std::string long_word = std::string(79, 'x') + "\u00e9" + std::string(100000, 'x');
  for (const std::string& text :
       {R"({"convoscope": 2, ")" + long_word + R"(": 1})", R"({"convoscope": 2, "layer": {")" + long_word + R"(": 1}})",
        R"({"convoscope": 2, "layer": {"operation": ")" + long_word + R"("}})",
        R"({"convoscope": 2, "values": {"input": {"shape": [)" + std::string(100000, '1') + R"(], "data": []}}})"}) {
    EXPECT_LT(sentence(text).size(), 400U);
  }
  EXPECT_EQ(argument(message_of_text(R"({"convoscope": 2, "layer": {"operation": ")" + long_word + R"("}})"), "value"),
            std::string(79, 'x') + "…");
}

TEST(SceneFile, TakesEachViewOnce) {
  std::string names;
  for (int i = 0; i < 100000; ++i) names += i % 2 == 0 ? "\"maps\"," : "\"matrix\",";
  const auto read =
      read_scene(R"({"convoscope": 2, "show": {"operations": ["convolution", "convolution"], "views": [)" + names +
                 R"("maps"]}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->scene.views, (std::vector<View>{"maps", "matrix"}));
  EXPECT_FALSE(read->scene.shows_transposed);
}

TEST(SceneFile, KeepsNumbersThatJsonCannotSpell) {
  SavedScene saved = *preset_named("article");
  const float infinity = std::numeric_limits<float>::infinity();
  saved.scene.coarse_values = testing::tensor(2, 2, {std::numeric_limits<float>::max(), -infinity, infinity, 1e-45F});
  const auto read = read_scene(write_scene(saved));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, saved);
}

TEST(SceneFile, HoldsEveryPreset) {
  for (const Preset& preset : presets()) {
    const SavedScene saved{preset.scene, preset.playhead, preset.pin};
    const auto read = read_scene(write_scene(saved));
    ASSERT_TRUE(read) << preset.name;
    EXPECT_EQ(*read, saved) << preset.name;
  }
}

RC_GTEST_PROP(SceneFile, IsReadAsItWasWritten, ()) {
  SavedScene saved;
  saved.scene = testing::random_legal_scene();
  saved.scene.title = *rc::gen::element<std::string>("", "a \"title\"\\\n\t", "转置卷积 → y", "/* */");
  saved.scene.theme = *rc::gen::element<std::string>("light", "dark", "print-2");
  saved.scene.camera.azimuth_deg = *rc::gen::inRange(-3600, 3600) / 7.0;
  saved.scene.shows_convolution = *rc::gen::arbitrary<bool>();
  saved.scene.views = *rc::gen::element(std::vector<View>{"matrix"}, std::vector<View>{"overlap", "maps", "stack"});
  saved.playhead = {.side = *rc::gen::element(Side::convolution, Side::transposed),
                    .granularity = *rc::gen::element(Granularity::cell, Granularity::multiply),
                    .step = *rc::gen::inRange<std::int64_t>(0, 1000)};
  if (*rc::gen::arbitrary<bool>()) {
    saved.pin =
        *rc::gen::element(Tag{Side::transposed, Part::fine, 1, {2, 3}}, Tag{Side::none, Part::kernel, 1, {2, 3}});
  }
  const auto read = read_scene(write_scene(saved));
  RC_ASSERT(static_cast<bool>(read));
  RC_ASSERT(*read == saved);
}

std::string good_file() {
  SavedScene saved = *preset_named("numerical_padding_strides");
  saved.scene.bias = {1};
  saved.pin = {Side::convolution, Part::coarse, 0, {1, 1}};
  return write_scene(saved);
}

TEST(SceneFile, CutAnywhereIsAnError) {
  const std::string text = good_file();
  const std::size_t end = text.find_last_of('}');
  for (std::size_t length = 0; length <= end; ++length) {
    const auto read = read_scene(text.substr(0, length));
    ASSERT_FALSE(read) << length;
    EXPECT_FALSE(read.message().key.empty());
  }
  EXPECT_TRUE(read_scene(text.substr(0, end + 1)));
}

RC_GTEST_PROP(SceneFile, DamagedAnywhereIsAnErrorOrAScene, ()) {
  std::string text = good_file();
  const auto count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) {
    text[*rc::gen::inRange<std::size_t>(0, text.size())] =
        *rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::element('[', ']', '{', '}', '9', '-', '"', ',', 'e'));
  }
  const auto read = read_scene(text);
  if (read) {
    RC_ASSERT(validate(read->scene.spec).empty());
    RC_ASSERT(*read_scene(write_scene(*read)) == *read);
  } else {
    RC_ASSERT(!read.message().key.empty());
  }
}

TEST(SceneFile, KeepsWhatPoolingRoundsAndCounts) {
  SavedScene saved = *preset_named("numerical_average_pooling");
  const std::string usual = write_scene(saved);
  EXPECT_EQ(usual.find("ceil_mode"), std::string::npos);
  EXPECT_EQ(usual.find("count_include_pad"), std::string::npos);
  saved.scene.spec.ceil_mode = true;
  saved.scene.spec.count_include_pad = false;
  const std::string text = write_scene(saved);
  EXPECT_NE(text.find("\"ceil_mode\": true"), std::string::npos);
  EXPECT_NE(text.find("\"count_include_pad\": false"), std::string::npos);
  EXPECT_EQ(read_scene(text)->scene.spec, saved.scene.spec);
}

TEST(SceneFile, KeepsMarksAndRefusesWhatNamesNoCell) {
  SavedScene saved = *preset_named("article");
  saved.scene.look.marks = {Tag{Side::none, Part::fine, 0, {1, 1}}, Tag{Side::transposed, Part::coarse, 0, {0, 1}},
                            Tag{Side::none, Part::kernel, 3, {2, 0}}};
  const std::string text = write_scene(saved);
  EXPECT_NE(text.find(R"("marks": ["fine[1,1]", "transposed.input[0,1]", "kernel[3:2,0]"])"), std::string::npos);
  EXPECT_EQ(*read_scene(text), saved);
  const std::string open = R"({"convoscope": 2, "layer": {}, "look": {"marks": )";
  for (const char* wrong : {"7", "[7]", "[]", R"(["fine"])", R"(["e"])", R"(["fine[1,1"])"})
    EXPECT_NE(sentence(open + wrong + "}}").find("marks"), std::string::npos) << wrong;
  std::string many = "[";
  for (int i = 0; i < 65; ++i) many += (i > 0 ? ", \"fine[0," : "\"fine[0,") + std::to_string(i) + "]\"";
  EXPECT_NE(sentence(open + many + "]}}").find("marks"), std::string::npos);
}

}  // namespace
}  // namespace convoscope
