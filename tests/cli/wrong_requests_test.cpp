// Requests that are wrong: status 2 (or 1 for files), one line that names what to change, and no file written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;

struct WrongRequest {
  std::string command;
  std::string named;  ///< what the error line has to name
};

/// Small legal files beside damaged ones.
void fill_with_bad_files(const TestPlatform& platform) {
  platform.files["x.npy"] = write_npy({3, 3}, std::vector<float>(9, 1.0f));
  platform.files["channels.npy"] = write_npy({2, 3, 3}, std::vector<float>(18, 1.0f));
  platform.files["w.npy"] = write_npy({1, 1, 3, 3}, std::vector<float>(9, 1.0f));
  platform.files["five.npy"] = write_npy({1, 1, 1, 3, 3}, std::vector<float>(9, 1.0f));
  platform.files["bias.npy"] = write_npy({2}, {1, 2});
  platform.files["line.npy"] = write_npy({9}, std::vector<float>(9, 1.0f));
  platform.files["cut.npy"] = platform.files["x.npy"].substr(0, 140);
  platform.files["complex.npy"] = platform.files["x.npy"];
  platform.files["complex.npy"].replace(platform.files["complex.npy"].find("<f4"), 3, "<c8");
  platform.files["text.npy"] = "1 2 3\n";
  platform.files["damaged.convo"] = "{\"convoscope\": 1, \"layer\": {\"strode\": 2}}";
  platform.files["cut.convo"] = "{\"convoscope\": 1, \"layer\": {";
}

void expect_error(const WrongRequest& wrong, int status) {
  SCOPED_TRACE(wrong.command);
  for (const std::string language : {"en", "zh"}) {
    const TestPlatform platform;
    fill_with_bad_files(platform);
    const auto before = platform.files;
    std::vector<std::string> arguments = words_of(wrong.command);
    arguments.push_back("--language=" + language);
    const Ran ran = run_words(platform, arguments);
    EXPECT_EQ(ran.status, status);
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(language == "en" ? wrong.named : ""));
    EXPECT_FALSE(ran.window);
    EXPECT_EQ(platform.files, before);
  }
}

TEST(WrongRequests, NumbersAreReadStrictly) {
  const std::string layer = "shape conv --input 5x5 --kernel 3 ";
  for (const WrongRequest& wrong :
       std::vector<WrongRequest>{{layer + "--stride 3x", "--stride"},
                                 {layer + "--stride -1", "stride"},
                                 {layer + "--stride 0", "stride"},
                                 {layer + "--stride 99999999999999999999", "--stride"},
                                 {layer + "--stride -99999999999999999999", "--stride"},
                                 {layer + "--stride 1e3", "--stride"},
                                 {layer + "--stride 0x10", "stride"},
                                 {layer + "--stride +1", "--stride"},
                                 {layer + "--stride 1,2,3", "--stride"},
                                 {layer + "--stride 1,", "--stride"},
                                 {layer + "--stride ,", "--stride"},
                                 {layer + "--stride two", "with commas between"},

                                 {layer + "--stride 9223372036854775807", "stride"},
                                 {layer + "--groups 1,1", "--groups"},
                                 {layer + "--groups 9223372036854775807", "groups"},
                                 {layer + "--padding 1,2,3", "--padding"},
                                 {layer + "--padding -1", "padding"},
                                 {layer + "--padding 9223372036854775807", "padding"},
                                 {layer + "--dilation 9223372036854775807", "dilation"},
                                 {"shape conv --input 3X3 --kernel 1", "HxW, CxHxW, FILE.npy or a picture"},

                                 {"shape conv --input 3x --kernel 1", "--input"},
                                 {"shape conv --input abc --kernel 1", "--input: \"abc\" is neither a size nor a file"},
                                 {"shape conv --input 1x1x3x3 --kernel 1", "--input"},
                                 {"shape conv --input 0x3 --kernel 1", "input"},
                                 {"shape conv --input -3x3 --kernel 1", "input"},
                                 {"shape conv --input 99999999999999999999x3 --kernel 1", "--input"},
                                 {"shape conv --input 3x3 --kernel 0", "kernel"},
                                 {"shape conv-transpose --input 3x3 --kernel 3 --output-size 5", "--output-size"}})
    expect_error(wrong, 2);
}

TEST(WrongRequests, AnEmptyTextIsNoNumber) {
  for (const std::string flag : {"--input", "--kernel", "--stride", "--padding", "--output-size", "--groups"}) {
    const Ran ran = run_words(TestPlatform(), {"shape", "conv-transpose", "--input", "3x3", "--kernel", "3", flag, ""});
    EXPECT_EQ(ran.status, 2) << flag;
    EXPECT_THAT(ran.err, HasSubstr(flag));
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
  }
}

TEST(WrongRequests, LayersMustBeLegal) {
  for (const WrongRequest& wrong : std::vector<WrongRequest>{
           {"shape conv --input 3x3 --kernel 5", "kernel"},
           {"shape conv --input 3x3 --kernel 3 --output-padding 1", "output padding"},
           {"shape conv-transpose --input 3x3 --kernel 3 --output-padding 0,1 --stride 2,1", "output padding"},
           {"shape conv-transpose --input 1x1 --kernel 3 --padding 2", "padding"},
           {"shape conv --input 3x3x3 --kernel 3 --groups 2", "groups"},
           {"shape conv --input 3x3 --kernel 3 --padding 3 --padding-mode reflect", "padding"},
           {"shape max-pool --input 3x3 --kernel 2 --padding 2", "padding"},
           {"shape conv --input 3x3 --kernel 3 --output-size 5,5", "output size"},
           {"shape conv-transpose --input 3x3 --kernel 3 --stride 2 --padding 1 --output-size 9,9", "output size"},
           {"shape conv --input x.npy --weight w.npy --bias bias.npy", "bias"},
           {"shape conv --input channels.npy --weight w.npy", "weight"},
           {"shape avg-pool --input x.npy --weight w.npy", "weight"},
           {"shape conv --input 99999x99999 --kernel 3", "input"},
           {"connections conv-transpose --input 9000x9000 --kernel 3 --stride 2", "input"},
           {"compute conv-transpose --input 8000x8000 --kernel 3 --stride 2 -o y.npy", "zero-inserted"},
           {"compute conv --input 4x4 --kernel 1 --padding 99999 -o y.npy", "cells"},
           {"compute conv --input 2000x2000 --kernel 20 --method matrix -o y.npy", "--method"}})
    expect_error(wrong, 2);
}

TEST(WrongRequests, OptionsMustBeKnownAndComplete) {
  for (const WrongRequest& wrong : std::vector<WrongRequest>{
           {"shape", "OP"},
           {"shape cnov --input 3x3 --kernel 3", "OP"},
           {"shape conv", "--input"},
           {"shape conv --input 3x3", "--kernel"},
           {"shape conv --kernel 3 --input", "--input"},
           {"shape conv --input 3x3 --kernel 3 --stirde 2", "--stride"},
           {"shape conv --input 3x3 --kernel 3 --zzzzzzzzzz 2", "--zzzzzzzzzz"},
           {"shape conv --input 3x3 --kernel 3 -q", "-q"},
           {"shape conv --input 3x3 --kernel 3 --stride 1 --stride 2", "--stride"},
           {"shape conv --input 3x3 --kernel 3 --json=maybe", "--json"},
           {"shape conv more --input 3x3 --kernel 3", "more"},
           {"shape conv --input x.npy --weight w.npy --kernel 3", "--weight"},
           {"shape conv --input x.npy --weight w.npy --out-channels 1", "--weight"},
           {"shape conv --input 3x3 --kernel 3 --padding 1 --auto-pad valid", "--auto-pad"},
           {"shape conv --input 3x3 --kernel 3 --auto-pad same", "same-upper"},
           {"shape conv --input 3x3 --kernel 3 --padding-mode mirror", "reflect"},
           {"shape conv-transpose --input 3x3 --kernel 3 --padding 0 --output-padding 0 --output-size 5,5",
            "--output-padding"},
           {"compute conv --input 3x3 --kernel 3", "-o"},
           {"compute conv --input 3x3 --kernel 3 -o -", "-o"},
           {"compute conv --input 3x3 --kernel 3 -o y.npy --method quick", "zero-insertion"},
           {"presets all", "all"},
           {"exprot", "export"},
           {"frobnicate", "compute"},
           {"--frobnicate", "--frobnicate"},

           {"a.convo b.convo", "b.convo"},
           {"a.convo --preset article", "--preset"},
           {"--preset padding_stride", "padding_strides"},
           {"--size 1280", "--size"},
           {"--size 0x800", "--size"},
           {"--size 10x10", "from 320x240 to 16384x16384"},
           {"--size 319x240", "--size"},
           {"--size 320x239", "--size"},
           {"--size 1280x99999", "--size"},
           {"--theme pink", "light, dark"},
           {"--view side", "maps"},
           {"--step 0", "--step: 0"},
           {"--step 12", "--step: 12"},
           {"--preset padding_strides_transposed --step 26", "1 to 25"},

           {"--scale 0", "--scale"},
           {"--screenshot window.jpg", "--screenshot"}})
    expect_error(wrong, 2);
}

// Each names the bad word and the nearest that there is.
TEST(WrongRequests, SlipsOfTheKeyboardAreRecognised) {
  for (const WrongRequest& wrong : std::vector<WrongRequest>{
           {"export convtranspose --input 3x3 --kernel 3 -o a.svg", "did you mean conv-transpose?"},
           {"shape cnov --input 3x3 --kernel 3", "\"cnov\" is neither a file nor one of"},
           {"shape cnov --input 3x3 --kernel 3", "did you mean conv?"},
           {"connections maxpool --input 3x3 --kernel 3", "did you mean max-pool?"},
           {"compute AVG-POOL --input 3x3 --kernel 3 -o y.npy", "did you mean avg-pool?"},
           {"shape dilatoin --stride 2", "--preset dilation"},
           {"export --theme drak -o a.svg", "did you mean dark?"},
           {"export --theme Dark -o a.svg", "did you mean dark?"},
           {"export --preset dilaton -o a.svg", "did you mean dilation?"},
           {"export --view matirx -o a.svg", "did you mean matrix?"},
           {"export --granularity cel -o a.svg", "did you mean cell?"},
           {"export --format pgn -o a", "did you mean png?"},
           {"export -o a.pgn", "did you mean .png?"},
           {"export --paper A4 -o a.pdf", "did you mean a4?"},
           {"export --text outline -o a.svg", "did you mean outlines?"},
           {"shape conv --input 3x3 --kernel 3 --padding-mode reflekt", "did you mean reflect?"},
           {"shape conv --input 3x3 --kernel 3 --auto-pad same_upper", "did you mean same-upper"},
           {"compute conv --input 3x3 --kernel 3 --method gahter -o y.npy", "did you mean gather?"},
           {"shape conv --input 3x3 --kernle 3", "did you mean --kernel?"},
           {"shap conv --input 3x3 --kernel 3", "did you mean shape?"},
           {"help exprot", "did you mean export?"},
           {"quiz artcle -o sheets", "did you mean article?"},
           {"lesson check artcle", "did you mean article?"},
           {"lesson export artcle -o a.html", "did you mean article?"}})
    expect_error(wrong, 2);
}

TEST(WrongRequests, WhatWouldDoNothingIsRefused) {
  for (const WrongRequest& wrong : std::vector<WrongRequest>{
           {"export --scale 2 -o a.svg", "--scale: belongs to png"},
           {"export --scale 2 -o a.pdf", "--scale"},
           {"export --scale 2 -o a.html", "--scale"},
           {"gallery pictures --format svg --scale 2", "--scale"},
           {"export --hold -1 -o a.gif", "from 0 to 3600"},
           {"export --text plain -o a.pdf", "--text plain: belongs to svg, tex, html; here a .pdf file"},
           {"export --text embed -o a.tex", "--text embed: belongs to svg, pdf, html; here a .tex file"},
           {"export --text outlines -o a.png", "--text: belongs to svg, pdf, tex, html; here a .png file"},
           {"export --labels weights --view stack -o a.svg",
            "--labels weights: belongs to the views maps; the picture shows stack alone"},
           {"export --labels none --view lockstep --view crop -o a.svg", "the picture shows lockstep, crop alone"},
           {"export --width 0mm -o a.svg", "at most 5080\n"},
           {"shape max-pool --input 4x4 --kernel 2 --out-channels 3", "output channels belongs to"},
           {"shape conv --input 4x4 --kernel 2 --output-padding 1", "conv has none"}})
    expect_error(wrong, 2);
}

// A range of a single number was told as "from 7 to 7".
TEST(WrongRequests, RangesOfOneNumberAreToldAsOne) {
  for (const WrongRequest& wrong : std::vector<WrongRequest>{
           {"shape conv-transpose --input 4x4 --kernel 4 --stride 1,2 --padding 0 --output-size 8,10",
            "output size (height) is 8, but with this padding it can only be 7\n"},
           {"shape conv-transpose --input 4x4 --kernel 4 --stride 2 --padding 0 --output-size 8,10",
            "it can only be from 10 to 11\n"},
           {"export conv --input 3x3 --kernel 3 --step 2 -o a.svg", "--step: 2 is out of range: it can only be 1\n"}})
    expect_error(wrong, 2);
}

TEST(WrongRequests, TheLanguageMustBeKnown) {
  const Ran ran = run("presets --language fr");
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("en, zh"));
}

TEST(WrongRequests, ExportsMustNameAPictureThatThereIs) {
  for (const WrongRequest& wrong :
       std::vector<WrongRequest>{{"export", "-o"},
                                 {"export -o picture", "png"},
                                 {"export -o picture.bmp", "png"},
                                 {"export -o picture.svg.", "png"},
                                 {"export -o -  --format png", "-o"},
                                 {"export -o a.svg --format tiff", "--format"},
                                 {"export --preset padding_stride -o a.svg", "padding_strides"},
                                 {"export --preset zzz -o a.svg", "presets"},
                                 {"export conv --preset article -o a.svg", "--preset"},
                                 {"export --stride 2 -o a.svg", "--stride"},
                                 {"export conv --input 3x3 -o a.svg", "--kernel"},
                                 {"export --view sideways -o a.svg", "maps, connections"},
                                 {"export --preset padding_strides_transposed --step 26 -o a.svg", "1 to 25"},
                                 {"export --preset padding_strides_transposed --step 0 -o a.svg", "1 to 25"},
                                 {"export --step 1.5 -o a.svg", "--step"},
                                 {"export --step abc -o a.svg", "--step: \"abc\" is not a whole number\n"},

                                 {"export --theme pink -o a.svg", "light, dark"},
                                 {"export --scale -2 -o a.png", "--scale"},
                                 {"export --scale nan -o a.png", "--scale"},
                                 {"export --scale 1e9 -o a.png", "--scale"},
                                 {"export --scale 100 -o a.png", "--scale: a picture of"},
                                 {"export --scale 100 -o a.gif", "--scale: a picture of"},

                                 {"export --fps 5 -o a.png", "--fps"},
                                 {"export --step all -o a.png", "--step"},
                                 {"export --step 2 -o a.gif", "--step"},
                                 {"export conv --input 103x103 --kernel 3 -o a.gif", "--step: 10201 "},
                                 {"export conv --input 103x103 --kernel 3 --step all -o a.pdf", "10000"},

                                 {"gallery", "DIR"},
                                 {"gallery pictures --format doc", "--format"},
                                 {"gallery pictures --view sideways", "--view"},
                                 {"export article -o a.svg", "--preset article"},
                                 {"export conv-transposed --step 2 -o a.svg", "conv-transpose"},
                                 {"export --fps none -o a.png", "--fps"},
                                 {"export --text curves -o a.svg", "outlines"}})
    expect_error(wrong, 2);
}

TEST(WrongRequests, WorkIsEstimatedBeforeItIsBegun) {
  for (const WrongRequest& wrong : std::vector<WrongRequest>{
           // 4096^4 products; the plain methods are slower, and do fewer.
           {"export conv --input 8191x8191 --kernel 4096 -o a.svg", "2.8·10^14 multiplications, 1408 times"},
           {"compute conv --input 8191x8191 --kernel 4096 -o y.npy", "2.8·10^14 multiplications, 1408 times"},
           {"connections conv --input 8191x8191 --kernel 4096", "2.8·10^14 multiplications, 56295 times"},
           {"compute conv-transpose --input 2048x2048 --kernel 1024 --method scatter -o y.npy",
            "4.4·10^12 multiplications"},
           {"compute conv --input 3030x3030 --kernel 31 --method gather -o y.npy", "8.6·10^9 multiplications, 2 times"},
           {"export conv --input 64x64 --kernel 3 --padding 1 --view maps -o a.html", "would fit"},
           {"export conv --input 96x96 --kernel 3 --padding 1 --view lockstep -o a.html", "would fit"}})
    expect_error(wrong, 2);
}

TEST(WrongRequests, FilesMustBeReadable) {
  for (const WrongRequest& wrong :
       std::vector<WrongRequest>{{"compute conv --input missing.npy --weight w.npy -o y.npy", "missing.npy"},
                                 {"compute conv --input x.npy --weight missing.npy -o y.npy", "missing.npy"},
                                 {"compute conv --input cut.npy --weight w.npy -o y.npy", "cut.npy"},
                                 {"compute conv --input complex.npy --weight w.npy -o y.npy", ".astype('float32')"},
                                 {"compute conv --input text.npy --weight w.npy -o y.npy", "numpy.save"},
                                 {"compute conv --input line.npy --weight w.npy -o y.npy", "line.npy"},
                                 {"compute conv --input x.npy --weight five.npy -o y.npy", "five.npy"},
                                 {"compute conv --input x.npy --weight w.npy --bias x.npy -o y.npy", "x.npy"},
                                 {"shape conv --input folder/abc --kernel 3", "folder/abc does not exist"},
                                 {"export missing.convo -o a.svg", "missing.convo"},
                                 {"export damaged.convo -o a.svg", "damaged.convo"},
                                 {"export damaged.convo --input 3x3 -o a.svg", "damaged.convo"},
                                 {"export cut.convo -o a.svg", "cut.convo"},
                                 {"cut.convo --step 2", "cut.convo"},
                                 {"lesson.md", "lesson.md does not exist"},
                                 {"export x.npy -o a.svg", "x.npy: there is no scene"},
                                 {"export text.npy -o a.svg", ".convo"}})
    expect_error(wrong, 1);
}

TEST(WrongRequests, WithoutItsOwnFilesTheProgramSaysSo) {
  class BarePlatform : public TestPlatform {
    Result<std::string> read_asset(std::string_view name) const override {
      return Message{"file.not_found", {{"path", std::string(name)}}};
    }
  };
  const BarePlatform platform;
  for (const char* request : {"export -o a.svg", "export --language zh -o a.svg", "gallery pictures",
                              "shape conv --input 3x3 --kernel 9", "export --kernal 3 -o a.svg"}) {
    const Ran ran = run(platform, request);
    EXPECT_EQ(ran.status, 1) << request;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_NE(ran.err.find("cannot be read"), std::string::npos) << ran.err;
  }
  EXPECT_TRUE(platform.files.empty());
}

TEST(WrongRequests, OddNamesStayOnOneLine) {
  const Ran ran = run_words(TestPlatform(), {"export", "a\nb\tc.convo", "-o", "a.svg"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
  EXPECT_TRUE(is_error_line(run_words(TestPlatform(), {"shape", "conv", "--input", "3\n3", "--kernel", "1"}).err));
  EXPECT_TRUE(is_error_line(run_words(TestPlatform(), {""}).err));
}

}  // namespace
}  // namespace convoscope::testing
