// Photographs on the command line: as WHAT and as --input, with the flags that look at them, and results as pictures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/convolve.h"
#include "core/kernels.h"
#include "document/photograph/picture_reader.h"
#include "picture/embedded_scene.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

std::string sample(const std::string& name) {
  std::ifstream file(CONVOSCOPE_ASSETS_DIR "/photographs/" + name + ".png", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// harbour.png in colour and rings.png in grey, a PNG cut off and a text that is called one.
struct Pictures : TestPlatform {
  Pictures() {
    files["harbour.png"] = sample("harbour");
    files["rings.png"] = sample("rings");
    files["cut.png"] = sample("rings").substr(0, 2000);
    files["words.jpg"] = "no picture";
  }
};

TEST(PhotographCommands, ComputesEachChannelByItself) {
  const Pictures platform;
  const NpyArray array = computed(platform, "conv --input harbour.png --weight sobel-x --padding 1 --stride 4");
  EXPECT_EQ(array.shape, (std::vector<std::int64_t>{3, 135, 240}));
  Spec spec;
  spec.in_channels = spec.out_channels = spec.groups = 3;
  spec.axes = {AxisSpec{540, 3, 4, 1, 1, 1}, AxisSpec{960, 3, 4, 1, 1, 1}};
  const Tensor weight = repeated(values_of(*kernel_named("sobel-x"), 3, 3), weight_shape(spec));
  EXPECT_EQ(array.data, apply(spec, *read_picture(sample("harbour"), "a.png"), weight).data());
}

TEST(PhotographCommands, TakesWeightsOfOnePlaneAndOfAllChannels) {
  const Pictures platform;
  platform.files["plane.npy"] = write_npy({1, 2}, {1, -1});
  platform.files["full.npy"] = write_npy({2, 3, 1, 1}, {1, 0, 0, 0, 1, 1});
  EXPECT_EQ(computed(platform, "conv --input harbour.png --weight plane.npy").shape,
            (std::vector<std::int64_t>{3, 540, 959}));
  const NpyArray full = computed(platform, "conv --input harbour.png --weight full.npy");
  EXPECT_EQ(full.shape, (std::vector<std::int64_t>{2, 540, 960}));
  const Tensor planes = *read_picture(sample("harbour"), "a.png");
  EXPECT_EQ(full.data[5], planes.data()[5]);
  EXPECT_EQ(full.data[540 * 960 + 7], planes(0, 1, 0, 7) + planes(0, 2, 0, 7));
}

TEST(PhotographCommands, WritesResultsAsPictures) {
  const Pictures platform;
  EXPECT_EQ(run(platform, "compute conv --input rings.png --weight identity --kernel 1 -o same.png").status, 0);
  EXPECT_EQ(read_picture(platform.files["same.png"], "a")->columns(), 384);
  const Result<Tensor> same = read_picture(platform.files["same.png"], "a");
  const Tensor rings = *read_picture(sample("rings"), "a");
  for (std::size_t i = 0; i < rings.data().size(); i += 97) ASSERT_NEAR(same->data()[i], rings.data()[i], 0.5 / 255);
  EXPECT_EQ(run(platform, "compute conv harbour.png -o edges.png").status, 2) << "OP and a photograph are one too many";
  EXPECT_EQ(run(platform, "compute harbour.png --tone about-grey -o edges.png").status, 0);
  EXPECT_EQ(read_picture(platform.files["edges.png"], "a")->channels(), 3);
  const Ran many = run(platform, "compute avg-pool --input 2x9x9 --kernel 3 -o a.png");
  EXPECT_EQ(many.status, 2);
  EXPECT_THAT(many.err, HasSubstr("-o: a picture has one channel or three, but the output has 2"));
}

TEST(PhotographCommands, TellShapesAndSumsOfTheLoupe) {
  const Pictures platform;
  EXPECT_THAT(run(platform, "shape harbour.png --stride 2").out, EndsWith("270x480\n"));
  const Ran told = run(platform, "explain rings.png --loupe 100,200 --select output[1,1]");
  EXPECT_EQ(told.status, 0) << told.err;
  const Tensor rings = *read_picture(sample("rings"), "a");
  double sum = 0;
  for (const std::int64_t down : {-1, 0, 1})
    sum += (down == 0 ? 2.0 : 1.0) *
           (static_cast<double>(rings(0, 0, 100 + down, 201)) - static_cast<double>(rings(0, 0, 100 + down, 199)));
  const NpyArray array = computed(platform, "rings.png");
  EXPECT_NEAR(array.data[100 * 384 + 200], sum, 1e-6);
  EXPECT_THAT(told.out, HasSubstr(" = "));
}

TEST(PhotographCommands, ExportKeepsThePhotographInThePicture) {
  const Pictures platform;
  const Ran svg = run(platform, "export rings.png --loupe 30,40 --tone absolute --view photograph -o -");
  EXPECT_EQ(svg.status, 0) << svg.err;
  EXPECT_THAT(svg.out, HasSubstr("<image"));
  const Result<SavedScene> inside = scene_of_file(svg.out);
  ASSERT_TRUE(inside);
  EXPECT_EQ(inside->scene.photograph.loupe, (Cell{30, 40}));
  EXPECT_EQ(inside->scene.photograph.tone, Tone::absolute);
  EXPECT_EQ(*inside->scene.photograph.picture->bytes, sample("rings"));
  const Ran grey = run(platform, "export harbour.png --grey -o -");
  EXPECT_EQ(scene_of_file(grey.out)->scene.spec.in_channels, 1);
}

TEST(PhotographCommands, RefuseInOneLine) {
  const Pictures platform;
  const auto refused = [&](const std::string& command, int status, const std::string& words) {
    const Ran ran = run(platform, command);
    EXPECT_EQ(ran.status, status) << command;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(words));
  };
  refused("export cut.png -o a.svg", 1, "cut.png is cut off or damaged");
  refused("compute conv --input cut.png --kernel 3 -o a.npy", 1, "cut.png is cut off or damaged");
  refused("compute conv --input words.jpg --kernel 3 -o a.npy", 1, "words.jpg is neither a PNG nor a JPEG picture");
  refused("compute conv --input none.png --kernel 3 -o a.npy", 1, "none.png");
  refused("export rings.png --loupe 384,0 -o a.svg", 2,
          "--loupe: \"384,0\" is no pixel of the photograph: write ROW,COLUMN, from 0,0 to 383,383");
  refused("export rings.png --tone loud -o a.svg", 2, "--tone");
  refused("export --preset article --loupe 0,0 -o a.svg", 2, "--loupe: there is no photograph");
  refused("export --preset article --grey -o a.svg", 2, "--grey: there is no photograph");
  refused("export rings.png --input 4x4 -o a.svg", 2, "--input: the scene's input is a photograph");
  refused("export rings.png --view photograph -o a.tex", 2, "TikZ has no photographs");
}

}  // namespace
}  // namespace convoscope::testing
