// Steps and cells in words: the numbers said are those of the layer, in both languages, and no sentence is left half filled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <charconv>
#include <cmath>
#include <regex>

#include "document/explain.h"
#include "document/sentences.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::evaluated;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::square;

const Catalog& words(const std::string& code) {
  static const auto read = [](const std::string& name) {
    return *Catalog::read(
        testing::read_text(std::filesystem::path(CONVOSCOPE_ASSETS_DIR) / "languages" / (name + ".json")));
  };
  static const Catalog english = read("en");
  static const Catalog chinese = read("zh");
  return code == "zh" ? chinese : english;
}

std::string step_words(const Evaluation& evaluation, Side side, Granularity granularity, std::int64_t step,
                       const std::string& language = "en") {
  return step_sentence(words(language), evaluation, {side, granularity, step}, side);
}

std::string cell_words(const Evaluation& evaluation, Side side, const Tag& tag, const std::string& language = "en") {
  // A line is not broken before a value; here it is a space like others.
  return std::regex_replace(cell_sentence(words(language), evaluation, side, tag), std::regex("\u00a0"), " ");
}

// reference: the article, y = [94 106; 106 94] and [5 14 10; 14 36 24; 15 34 20].
TEST(Sentences, TellTheArticlesCells) {
  const auto article = evaluate(testing::article_scene());
  EXPECT_EQ(step_words(*article, Side::convolution, Granularity::cell, 0),
            "Step 1 of 4: output 1 at [0,0] = 1·5 + 2·6 + 4·8 + 5·9 = 94.");
  EXPECT_EQ(step_words(*article, Side::transposed, Granularity::cell, 4),
            "Step 5 of 9: output e at [1,1] = 1·9 + 2·7 + 3·3 + 4·1 = 36.");
  EXPECT_EQ(step_words(*article, Side::transposed, Granularity::cell, 4, "zh"),
            "第 5 步，共 9 步：输出 e（位于 [1,1]） = 1·9 + 2·7 + 3·3 + 4·1 = 36。");
  EXPECT_EQ(cell_words(*article, Side::transposed, {Side::none, Part::fine, 0, {0, 2}}),
            "Output c at [0,2] = 2·5 = 10.");
}

TEST(Sentences, TellWhatMeetsWhatAndTheSumSoFar) {
  const auto article = evaluate(testing::article_scene());
  EXPECT_EQ(
      step_words(*article, Side::convolution, Granularity::multiply, 0),
      "Step 1 of 36: output 1 at [0,0]: a zero of the padding meets w[0,0] and adds nothing; the sum so far is 0.");
  EXPECT_EQ(step_words(*article, Side::convolution, Granularity::multiply, 5),
            "Step 6 of 36: output 1 at [0,0]: input b at [0,1] meets w[1,2], 2·6 = 12; the sum so far is 17.");
  EXPECT_EQ(
      step_words(*article, Side::transposed, Granularity::multiply, 0),
      "Step 1 of 81: output a at [0,0]: a zero of the border meets w[2,2] and adds nothing; the sum so far is 0.");
  EXPECT_EQ(step_words(*article, Side::transposed, Granularity::multiply, 37),
            "Step 38 of 81: output e at [1,1]: an inserted zero meets w[2,1] and adds nothing; the sum so far is 9.");
  EXPECT_EQ(step_words(*article, Side::transposed, Granularity::multiply, 44),
            "Step 45 of 81: output e at [1,1]: input 4 at [1,1] meets w[0,0], 4·1 = 4; the sum so far is 36.");
}

TEST(Sentences, TellInputsElementsAndConnections) {
  const auto article = evaluate(testing::article_scene());
  EXPECT_EQ(cell_words(*article, Side::convolution, {Side::none, Part::fine, 0, {1, 1}}),
            "Input e at [1,1] = 5 goes into 1, 2, 3 and 4.");
  EXPECT_EQ(cell_words(*article, Side::convolution, {Side::none, Part::kernel, 0, {0, 0}}),
            "Kernel element w[0,0] = 1: it multiplies e for 4.");
  Tag connection{Side::none, Part::connection, 0, {1, 1}, {2, 2}, {0, 0}};
  EXPECT_EQ(cell_words(*article, Side::convolution, connection),
            "Output 1 at [0,0]: input e at [1,1] meets w[2,2], 5·9 = 45.");
  EXPECT_EQ(cell_words(*article, Side::transposed, connection),
            "Output e at [1,1]: input 1 at [0,0] meets w[2,2], 1·9 = 9.");
  EXPECT_THAT(cell_words(*article, Side::transposed, {Side::transposed, Part::expanded, 0, {2, 1}}),
              HasSubstr("Inserted zero [2,1]"));
  EXPECT_EQ(cell_words(*article, Side::convolution, {Side::none, Part::matrix, 0, {0, 4}}), "Row 1, column e of C: 9.");
}

// Stride 2 and kernel 1 leave holes; a bias alone is what stands there.
TEST(Sentences, TellWhereNothingComes) {
  Scene scene;
  scene.spec = square(Operation::transposed_convolution, 2, 1, 2, 0);
  EXPECT_EQ(step_words(*evaluate(scene), Side::transposed, Granularity::cell, 1),
            "Step 2 of 9: output b at [0,1] = 0: nothing reaches it.");
  scene.bias = {-1.5F};
  EXPECT_EQ(step_words(*evaluate(scene), Side::transposed, Granularity::cell, 1),
            "Step 2 of 9: output b at [0,1] = −1.5, the bias: nothing else reaches it.");
  EXPECT_EQ(step_words(*evaluate(scene), Side::transposed, Granularity::cell, 0),
            "Step 1 of 9: output a at [0,0] = 1·1 + bias (−1.5) = −0.5.");
  // A 4x4 input whose last row and column no window reads.
  const auto floor = evaluated(square(Operation::convolution, 4, 3, 2, 0));
  EXPECT_EQ(cell_words(*floor, Side::convolution, {Side::none, Part::fine, 0, {3, 3}}),
            "Input p at [3,3] = 16 goes into no output.");
}

TEST(Sentences, TellPooling) {
  const auto largest = evaluated(square(Operation::max_pooling, 3, 3, 2, 1));
  EXPECT_EQ(step_words(*largest, Side::convolution, Granularity::cell, 0),
            "Step 1 of 4: output 1 at [0,0] = 5, the largest of 1, 2, 4 and 5.");
  EXPECT_EQ(step_words(*largest, Side::convolution, Granularity::multiply, 5),
            "Step 6 of 36: output 1 at [0,0]: input b at [0,1] comes in, 2; the largest so far is 2.");
  Spec average = square(Operation::average_pooling, 3, 3, 2, 1);
  EXPECT_EQ(step_words(*evaluated(average), Side::convolution, Granularity::cell, 0),
            "Step 1 of 4: output 1 at [0,0] = (1 + 2 + 4 + 5) / 9 = 1.333.");
  average.count_include_pad = false;
  EXPECT_EQ(step_words(*evaluated(average), Side::convolution, Granularity::cell, 0),
            "Step 1 of 4: output 1 at [0,0] = (1 + 2 + 4 + 5) / 4 = 3.");
}

// reference.md: row 1 2 3 4, kernel (1, 10, 100), padding 1.
TEST(Sentences, TellWhatPaddingModesCopy) {
  Scene scene;
  scene.spec = square(Operation::convolution, 1, 1, 1, 0);
  scene.spec.axes[width] = {};
  scene.spec.axes[width].input = 4;
  scene.spec.axes[width].kernel = 3;
  scene.spec.axes[width].pad_begin = scene.spec.axes[width].pad_end = 1;
  scene.weight_values = testing::tensor(1, 3, {1, 10, 100});
  const auto first = [&](PaddingMode mode) {
    scene.spec.padding_mode = mode;
    return step_words(*evaluate(scene), Side::convolution, Granularity::cell, 0);
  };
  EXPECT_THAT(first(PaddingMode::zeros), HasSubstr("= 1·10 + 2·100 = 210."));
  EXPECT_THAT(first(PaddingMode::reflect), HasSubstr("= 2·1 + 1·10 + 2·100 = 212."));
  EXPECT_THAT(first(PaddingMode::replicate), HasSubstr("= 1·1 + 1·10 + 2·100 = 211."));
  EXPECT_THAT(first(PaddingMode::circular), HasSubstr("= 4·1 + 1·10 + 2·100 = 214."));
}

TEST(Sentences, TellTheChannel) {
  Spec spec = square(Operation::convolution, 2, 1, 1, 0);
  spec.in_channels = 2;
  spec.out_channels = 2;
  // Counting values: the planes are 1 2/3 4 and 5 6/7 8, the kernels 1 2 and 3 4.
  EXPECT_EQ(step_words(*evaluated(spec), Side::convolution, Granularity::cell, 4),
            "Step 5 of 8: output 1 at [0,0] of channel 1 = 1·3 + 5·4 = 23.");
  EXPECT_EQ(step_words(*evaluated(spec), Side::convolution, Granularity::multiply, 1),
            "Step 2 of 16: output 1 at [0,0] of channel 0: input a at [0,0] of channel 1 meets w[0,1,0,0], 5·2 = 10; "
            "the sum so far is 11.");
}

TEST(Sentences, LeaveTheMiddleOfLongSumsOut) {
  const auto large = evaluated(square(Operation::convolution, 5, 5, 1, 0));
  EXPECT_EQ(step_words(*large, Side::convolution, Granularity::cell, 0),
            "Step 1 of 1: output 1 at [0,0] = 1·1 + 2·2 + 3·3 + 4·4 + 5·5 + 6·6 + 7·7 + … + 25·25 = 5525.");
}

double number_at(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 3, "−") == 0) {
      plain += '-';
      i += 2;
    } else if (text[i] != '(' && text[i] != ')') {
      plain += text[i];
    }
  }
  double value = NAN;
  std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return value;
}

/// "1·5 + (−2)·6 + bias 3" worked out.
double worked_out(std::string sum) {
  double total = 0;
  while (!sum.empty()) {
    const std::size_t end = std::min(sum.find(" + "), sum.size());
    std::string term = sum.substr(0, end);
    sum.erase(0, end + 3);
    if (term.starts_with("bias ")) term.erase(0, 5);
    const std::size_t dot = term.find("·");
    total += number_at(term) * (dot == std::string::npos ? 1 : number_at(term.substr(dot + 2)));
  }
  return total;
}

RC_GTEST_PROP(Sentences, SumsInWordsAreTheResults, ()) {
  Scene scene;
  scene.spec = testing::random_legal_spec();
  RC_PRE(!is_pooling(scene.spec));
  if (*rc::gen::arbitrary<bool>()) scene.bias.assign(static_cast<std::size_t>(scene.spec.out_channels), -2);
  const auto evaluation = evaluate(scene);
  const Side side = evaluation->asked;
  const Trace trace = evaluation->trace(side, Granularity::cell);
  const std::int64_t step = *rc::gen::inRange<std::int64_t>(0, trace.size());
  const Step at = trace.at(step);
  const std::string text = step_words(*evaluation, side, Granularity::cell, step);
  const float result = evaluation->output(side)(0, at.focus_channel, at.focus.row, at.focus.column);
  RC_PRE(std::abs(result) < 1e7F);
  RC_ASSERT(std::isfinite(result));
  if (text.find("nothing") != std::string::npos) {
    RC_ASSERT(number_at(text.substr(text.find(" = ") + 3)) == result);
    return;
  }
  const std::size_t begin = text.find(" = ") + 3;
  const std::size_t end = text.find(" = ", begin);
  RC_ASSERT(number_at(text.substr(end + 3)) == result);
  if (text.find("…") == std::string::npos) RC_ASSERT(worked_out(text.substr(begin, end - begin)) == result);
}

RC_GTEST_PROP(Sentences, AreWholeInBothLanguages, ()) {
  const auto evaluation = evaluate(testing::random_legal_scene());
  const auto judge = [](const std::string& text) {
    RC_ASSERT(text.find('{') == std::string::npos);
    RC_ASSERT(text.find("sentence.") == std::string::npos);
    RC_ASSERT(text.find("nan") == std::string::npos);
  };
  for (const Side side : {Side::convolution, Side::transposed}) {
    if (!(side == Side::convolution ? evaluation->convolution : evaluation->transposed)) continue;
    for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
      const std::int64_t steps = evaluation->trace(side, granularity).size();
      const std::int64_t step = *rc::gen::inRange<std::int64_t>(0, steps);
      for (const char* language : {"en", "zh"}) judge(step_words(*evaluation, side, granularity, step, language));
    }
    const Part part = *rc::gen::element(Part::fine, Part::coarse, Part::kernel, Part::expanded, Part::matrix);
    const Tag tag{side, part, 0, {*rc::gen::inRange<std::int64_t>(-2, 8), *rc::gen::inRange<std::int64_t>(-2, 8)}};
    const bool is_cut_off = part == Part::fine && !lies_on(tag, *evaluation->fine);  // of the transposed convolution
    if (!is_explained(*evaluation, tag) || (is_cut_off && side == Side::convolution)) continue;
    for (const char* language : {"en", "zh"}) judge(cell_words(*evaluation, side, tag, language));
  }
}

}  // namespace
}  // namespace convoscope
