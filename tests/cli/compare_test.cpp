// `compare`: the form of its answers, and that its cells are those that differ. The rules are interop's test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

const std::string shifted = "compare conv --input 6x6 --kernel 3 --stride 2 --padding 1";

// Of 1, 2, 3, … under both paddings every cell differs.
TEST(Compare, TellsEachFrameworksSizeAndCells) {
  const Json frameworks = Json::parse(run(shifted + " --json").out);
  std::vector<std::string> names;
  for (const auto& [name, entry] : frameworks.items()) {
    names.push_back(name);
    EXPECT_EQ(entry["legal"], true);
    EXPECT_EQ(entry["output"], (Json{3, 3}));
    EXPECT_NE(entry["code"], "");
  }
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("pytorch", "tensorflow", "keras", "onnx", "jax", "caffe"));
  EXPECT_EQ(frameworks["keras"]["differs"].size(), 9u);
  EXPECT_EQ(frameworks["keras"]["differs"][0], (Json{0, 0}));
  EXPECT_EQ(frameworks["keras"]["tells_apart"], (Json{2, 2}));
  EXPECT_EQ(frameworks["onnx"]["differs"], Json::array());
  EXPECT_EQ(frameworks["onnx"]["tells_apart"], nullptr);
}

// A kernel of one element in its middle reads the same cells wherever the padding lies, if the input is one value.
TEST(Compare, ListsThoseCellsAlone) {
  TestPlatform platform;
  std::vector<float> input(36, 1.0f);
  platform.files["x.npy"] = write_npy({6, 6}, input);
  platform.files["w.npy"] = write_npy({3, 3}, {0, 0, 0, 0, 0, 0, 0, 0, 1});
  const Json frameworks =
      Json::parse(run(platform, "compare conv --input x.npy --weight w.npy --stride 2 --padding 1 --json").out);
  // SAME pads after the map: the last row and column then read padding.
  EXPECT_EQ(frameworks["tensorflow"]["differs"], Json::parse("[[0, 2], [1, 2], [2, 0], [2, 1], [2, 2]]"));
}

TEST(Compare, SaysNothingOfCellsWhereTheSizesDiffer) {
  const Json frameworks =
      Json::parse(run("compare max-pool --input 64x64 --kernel 3 --stride 2 --padding 1 --json").out);
  EXPECT_EQ(frameworks["caffe"]["output"], (Json{33, 33}));
  EXPECT_FALSE(frameworks["caffe"].contains("differs"));
}

TEST(Compare, SaysWhyALayerIsRefused) {
  const Json frameworks = Json::parse(run("compare conv --input 9x9 --kernel 3 --stride 2 --dilation 2 --json").out);
  EXPECT_EQ(frameworks["keras"]["legal"], false);
  EXPECT_EQ(frameworks["keras"]["output"], nullptr);
  EXPECT_THAT(frameworks["keras"]["reason"].get<std::string>(), HasSubstr("dilation"));
}

TEST(Compare, KeepsTheWordOfAutomaticPadding) {
  const std::string same = "compare conv-transpose --input 3x3 --kernel 3 --stride 2 --auto-pad same-upper";
  EXPECT_THAT(run(same).out, HasSubstr("padding='same'"));
  EXPECT_THAT(run(same).out, StartsWith("PyTorch  6x6\n"));
  EXPECT_THAT(run(same).out, HasSubstr("Keras  6x6  34 cells differ from PyTorch, the first is 0,0\n"));
}

TEST(Compare, TakesCode) {
  const std::vector<std::string> words{"compare", "--json", "--snippet", "Conv2D(1, 3, strides=2, padding='same')",
                                       "--input", "6x6"};
  const Json frameworks = Json::parse(run_words(TestPlatform(), words).out);
  EXPECT_EQ(frameworks["keras"]["code"], "layers.Conv2D(1, 3, strides=2, padding='same')");
  EXPECT_EQ(frameworks["keras"]["differs"].size(), 9u);
}

TEST(Compare, WritesTables) {
  EXPECT_THAT(run(shifted + " --format markdown").out, HasSubstr("| Keras | 3x3 | 9 cells differ"));
  EXPECT_THAT(run(shifted + " --format csv --language zh").out, HasSubstr("Keras,3x3,"));
  EXPECT_EQ(run(shifted + " --format latex").status, 2);
  EXPECT_EQ(run("compare --preset dilation").status, 0);
}

TEST(Compare, WritesATest) {
  TestPlatform platform;
  EXPECT_EQ(run(platform, shifted + " --between pytorch,keras -o case.py").status, 0);
  const std::string test = *platform.read_file("case.py");
  EXPECT_THAT(test, HasSubstr("PYTORCH = np.array(\n    [[77]]"));
  EXPECT_THAT(test, HasSubstr("KERAS = np.array(\n    [[37]]"));
  // Without --between PyTorch and the first that an input tells from it, TensorFlow.
  EXPECT_THAT(run(shifted + " -o -").out, HasSubstr("def in_tensorflow(x, w):"));
  EXPECT_THAT(run(shifted + " --between keras,onnx -o -").out, HasSubstr("def in_onnx(x, w):"));
}

TEST(Compare, WritesNoTestOfWhatIsTheSame) {
  const Ran same = run("compare conv --input 6x6 --kernel 3 --padding 1 -o case.py");
  EXPECT_EQ(same.status, 2);
  EXPECT_TRUE(is_error_line(same.err)) << same.err;
  for (const std::string between : {"pytorch,onnx", "pytorch", "pytorch,keros", "pytorch,pytorch"}) {
    const Ran ran = run(shifted + " -o case.py --between " + between);
    EXPECT_EQ(ran.status, 2) << between;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
  }
  EXPECT_THAT(run(shifted + " -o case.py --between pytorch,keros").err, HasSubstr("keras"));
  EXPECT_EQ(run(shifted + " --between pytorch,keras").status, 2);
}

}  // namespace
}  // namespace convoscope::testing
