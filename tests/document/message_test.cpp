// The sentences of the core's problems, in both languages.
#include "document/message.h"

#include <gtest/gtest.h>

#include "document/catalog.h"
#include "support.h"

namespace convoscope {
namespace {

std::string first_problem(const Spec& spec, const std::string& code = "en") {
  return testing::catalog_of(code).text(message_of(validate(spec).at(0)));
}

TEST(Problem, IsOneClearSentence) {
  Spec spec = testing::square(Operation::transposed_convolution, 2, 3, 2, 1);
  spec.axes[height].output_padding = 2;
  EXPECT_EQ(
      first_problem(spec),
      "output padding (height) is 2, but must be smaller than the stride 2 or the dilation 1: it only chooses among "
      "the output sizes that the ordinary convolution brings to the same input size");
  EXPECT_EQ(first_problem(spec, "zh"),
            "输出填充（高）是 2，但应小于步幅 2 或膨胀率 "
            "1：它只用来在几种输出尺寸中选一种，普通卷积会把这些尺寸变成同样的输入尺寸");

  spec = testing::square(Operation::convolution, 3, 3, 1, 0);
  spec.axes[width].kernel = 4;
  EXPECT_EQ(first_problem(spec),
            "the kernel (width) covers 4 cells (4 elements, dilation 1), but the padded input has only 3: make the "
            "kernel smaller or the padding larger");

  spec = testing::square(Operation::convolution, 3, 3, 0, 0);
  EXPECT_EQ(first_problem(spec), "stride (height) is 0, but must be at least 1");
  spec = testing::square(Operation::convolution, 3, 3, 1, -1);
  EXPECT_EQ(first_problem(spec), "padding (height) is −1 before and −1 after, but must be at least 0");
  spec = testing::square(Operation::convolution, 3, 3, 1, 0);
  spec.groups = 2;
  EXPECT_EQ(first_problem(spec),
            "groups is 2, but must divide the number of input channels, which is 1: every group gets as many");
}

/// Specs that are wrong in every way that `validate` knows.
std::vector<Spec> wrong_specs() {
  std::vector<Spec> specs;
  const auto add = [&](Operation operation, auto change) {
    specs.push_back(testing::square(operation, 3, 3, 1, 0));
    change(specs.back(), specs.back().axes[width]);
  };
  using enum Operation;
  add(convolution, [](Spec&, AxisSpec& a) { a.stride = 0; });
  add(convolution, [](Spec&, AxisSpec& a) { a.kernel = max_cells + 1; });
  add(convolution, [](Spec&, AxisSpec& a) { a.pad_end = -1; });
  add(convolution, [](Spec&, AxisSpec& a) { a.output_padding = -1; });
  add(convolution, [](Spec&, AxisSpec& a) { a.output_padding = 1; });
  add(transposed_convolution, [](Spec&, AxisSpec& a) { a.output_padding = 1; });
  add(convolution, [](Spec&, AxisSpec& a) { a.kernel = 4; });
  add(transposed_convolution, [](Spec&, AxisSpec& a) { a.pad_begin = a.pad_end = 5; });
  add(max_pooling, [](Spec&, AxisSpec& a) { a.pad_begin = 3; });
  for (const PaddingMode mode : {PaddingMode::reflect, PaddingMode::circular}) {
    add(convolution, [&](Spec& s, AxisSpec& a) { s.padding_mode = mode, a.pad_begin = 4; });
    add(transposed_convolution, [&](Spec& s, AxisSpec& a) { s.padding_mode = mode, a.pad_begin = 4; });
  }
  add(convolution, [](Spec& s, AxisSpec&) { s.groups = 2; });
  add(max_pooling, [](Spec& s, AxisSpec&) { s.out_channels = 2; });
  for (const Operation operation : {convolution, transposed_convolution}) {
    add(operation, [](Spec& s, AxisSpec& a) { a.input = max_cells, s.batch = max_cells, s.in_channels = max_cells; });
    add(operation, [](Spec& s, AxisSpec&) { s.in_channels = s.out_channels = 1 << 13; });
  }
  return specs;
}

TEST(Problem, FillsEveryPlaceholder) {
  for (const char* code : {"en", "zh"}) {
    const Catalog texts = testing::catalog_of(code);
    for (const Spec& spec : wrong_specs()) {
      const auto problems = validate(spec);
      EXPECT_FALSE(problems.empty());
      for (const Problem& problem : problems) {
        const std::string text = texts.text(message_of(problem));
        EXPECT_EQ(text.find_first_of("{}@"), std::string::npos) << text;
        EXPECT_NE(text, problem.key) << "no sentence";
        EXPECT_EQ(text.find('\n'), std::string::npos) << text;
      }
    }
  }
}

}  // namespace
}  // namespace convoscope
