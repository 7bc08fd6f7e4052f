// The parameter table: every row reads what it writes, and means what it says.
#include "document/parameters.h"

#include <gtest/gtest.h>

#include <set>

#include "core/geometry.h"
#include "document/edits.h"
#include "support.h"

namespace convoscope {
namespace {

TEST(Parameters, ReadWhatTheyWrite) {
  Scene scene;
  scene.spec = testing::square(Operation::transposed_convolution, 3, 3, 4, 1);
  std::set<std::string_view> names;
  std::int64_t value = 2;
  for (const ParameterRow& row : parameters()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(row.name, name_of(row.id));
    EXPECT_EQ(&parameter_row(row.id), &row);
    if (row.is_boolean()) continue;  // which pooling has
    EXPECT_TRUE(row.applies(scene)) << row.name;
    if (row.get == nullptr || row.kind == ValueKind::choice) continue;
    for (int axis = 0; axis < (row.per_axis() ? axis_count : 1); ++axis) row.set(scene, axis, ++value);
    for (int axis = 0; axis < (row.per_axis() ? axis_count : 1); ++axis) {
      EXPECT_EQ(row.get(scene, axis), value + (row.per_axis() ? axis - 1 : 0)) << row.name;
    }
  }
}

TEST(Parameters, AreLegalAtTheirInitialValues) {
  for (const Operation operation :
       {Operation::convolution, Operation::transposed_convolution, Operation::average_pooling}) {
    Scene scene;
    scene.spec.operation = operation;
    for (const ParameterRow& row : parameters()) {
      EXPECT_GE(row.initial, row.least);
      if (!row.applies(scene) || row.set == nullptr || row.id == Parameter::operation) continue;
      for (int axis = 0; axis < axis_count; ++axis) row.set(scene, axis, row.initial);
    }
    EXPECT_TRUE(validate(scene.spec).empty());
  }
}

TEST(Parameters, AreAllInTheTable) {
  for (int id = 0; id <= static_cast<int>(Parameter::operation); ++id)
    EXPECT_EQ(parameter_row(static_cast<Parameter>(id)).name, name_of(static_cast<Parameter>(id)));
}

TEST(Parameters, AreChosenByTheirNames) {
  Scene scene;
  scene.spec = testing::square(Operation::transposed_convolution, 3, 3, 2, 1);
  for (const ParameterRow& row : parameters()) {
    EXPECT_EQ(row.choices.empty(), row.kind != ValueKind::choice && !row.is_boolean()) << row.name;
    if (row.get == nullptr) continue;
    for (std::size_t choice = row.choices.size(); choice-- > 0;) {
      row.set(scene, 0, static_cast<std::int64_t>(choice));
      EXPECT_EQ(row.get(scene, 0), static_cast<std::int64_t>(choice)) << row.name;
    }
  }
  EXPECT_EQ(scene.spec.operation, Operation::convolution);
  EXPECT_EQ(scene.spec.padding_mode, PaddingMode::zeros);
}

TEST(Parameters, OfPoolingEndWithIt) {
  Scene scene;
  scene.spec = testing::square(Operation::convolution, 7, 2, 3, 0);
  const auto choose_of = [&](Parameter id, std::int64_t value) {
    apply_edit(SetParameter{id, -1, value}, scene, scene);
  };
  choose_of(Parameter::ceil_mode, 1);
  EXPECT_FALSE(scene.spec.ceil_mode);  // a convolution knows none
  for (const Operation operation : {Operation::average_pooling, Operation::max_pooling}) {
    apply_edit(choose(Parameter::operation, Operation::average_pooling), scene, scene);
    choose_of(Parameter::ceil_mode, 1);
    choose_of(Parameter::count_include_pad, 0);
    apply_edit(choose(Parameter::operation, operation), scene, scene);
    EXPECT_TRUE(scene.spec.ceil_mode);
    EXPECT_FALSE(scene.spec.count_include_pad);
    apply_edit(choose(Parameter::operation, Operation::transposed_convolution), scene, scene);
    EXPECT_EQ(scene.spec.ceil_mode, Spec{}.ceil_mode);
    EXPECT_EQ(scene.spec.count_include_pad, Spec{}.count_include_pad);
  }
}

// ONNX's own example of ConvTranspose's auto_pad.
TEST(AutoPad, SettlesThePadding) {
  Scene scene;
  scene.spec = testing::square(Operation::transposed_convolution, 3, 3, 2, 2);
  parameter_row(Parameter::auto_pad).set(scene, 0, static_cast<std::int64_t>(AutoPad::same_upper));
  EXPECT_EQ(geometry(scene.spec).output_height(), 6);
  EXPECT_EQ(scene.spec.axes[height].pad_begin, 0);
  EXPECT_EQ(scene.spec.axes[height].pad_end, 1);
}

TEST(OutputPadding, OfAConvolutionGrowsItsInput) {
  Scene scene = testing::article_scene();
  scene.spec.axes[height].input = scene.spec.axes[width].input = 5;
  const ParameterRow& row = parameter_row(Parameter::output_padding);
  EXPECT_EQ(row.get(scene, height), 0);
  row.set(scene, height, 1);
  EXPECT_EQ(row.get(scene, height), 1);
  EXPECT_EQ(scene.spec.axes[height].input, 6);
  EXPECT_EQ(scene.spec.axes[width].input, 5);
  EXPECT_EQ(geometry(scene.spec).output_height(), 3);  // the same output from 5 and from 6
  row.set(scene, height, 0);
  EXPECT_EQ(scene.spec.axes[height].input, 5);
}

// It was once held to what is possible, while the field went on showing what had been typed.
TEST(OutputPadding, OfAConvolutionIsRefusedWhereItsStrideLeavesLess) {
  Scene scene = testing::article_scene();
  const ParameterRow& row = parameter_row(Parameter::output_padding);
  for (const std::int64_t illegal : {2, -1}) {  // at stride 2
    for (const int axis : {height, width}) row.set(scene, axis, illegal);
    EXPECT_EQ(row.get(scene, width), illegal);
    const std::vector<Problem> problems = validate(scene.spec);
    ASSERT_EQ(problems.size(), 2u);
    EXPECT_EQ(problems[0].parameter, Parameter::output_padding);
  }
  for (const int axis : {height, width}) row.set(scene, axis, 1);
  EXPECT_TRUE(validate(scene.spec).empty());
  EXPECT_EQ(scene.spec.axes[height].input, 4);
  EXPECT_EQ(scene.spec.axes[width].input, 4);
}

TEST(OutputPadding, OfAnIllegalDraftIsLeftAlone) {
  Scene scene = testing::article_scene();
  scene.spec.axes[height].stride = 0;
  const ParameterRow& row = parameter_row(Parameter::output_padding);
  EXPECT_EQ(row.get(scene, height), 0);
  row.set(scene, height, 1);
  EXPECT_EQ(scene.spec.axes[height].input, 3);
}

TEST(Padding, IsTheSameOnBothSides) {
  Scene scene = testing::article_scene();
  scene.spec.axes[width].pad_end = 2;
  parameter_row(Parameter::padding).set(scene, width, 3);
  EXPECT_EQ(scene.spec.axes[width].pad_begin, 3);
  EXPECT_EQ(scene.spec.axes[width].pad_end, 3);
}

TEST(InputChannels, OfPoolingAreItsOutputChannels) {
  Scene scene;
  scene.spec = testing::square(Operation::max_pooling, 4, 2, 2, 0);
  parameter_row(Parameter::in_channels).set(scene, 0, 5);
  EXPECT_TRUE(validate(scene.spec).empty());
  EXPECT_FALSE(parameter_row(Parameter::out_channels).applies(scene));
  EXPECT_FALSE(parameter_row(Parameter::groups).applies(scene));
}

}  // namespace
}  // namespace convoscope
