// Helpers of the document's tests: specs in a line, files, random legal scenes.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "core/convolve.h"
#include "document/evaluation.h"
#include "document/language.h"
#include "document/scene.h"

namespace convoscope::testing {

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A language of the program: "en", "zh".
inline Catalog catalog_of(const std::string& code) {
  const Result<Catalog> read =
      Catalog::read(read_text(std::filesystem::path(CONVOSCOPE_ASSETS_DIR) / "languages" / (code + ".json")));
  EXPECT_TRUE(read) << code << ".json: " << read.message().key;
  return read ? *read : Catalog();
}

inline Spec square(Operation operation, std::int64_t input, std::int64_t kernel, std::int64_t stride,
                   std::int64_t padding) {
  Spec spec;
  spec.operation = operation;
  for (AxisSpec& axis : spec.axes) {
    axis.input = input;
    axis.kernel = kernel;
    axis.stride = stride;
    axis.pad_begin = axis.pad_end = padding;
  }
  return spec;
}

/// The article's layer: 3x3, kernel 3, stride 2, padding 1.
inline Scene article_scene() {
  Scene scene;
  scene.spec = square(Operation::convolution, 3, 3, 2, 1);
  return scene;
}

inline SharedTensor tensor(std::int64_t rows, std::int64_t columns, std::vector<float> values) {
  return std::make_shared<const Tensor>(Shape{1, 1, rows, columns}, std::move(values));
}

/// A legal layer of a few cells, of any operation.
inline Spec random_legal_spec() {
  using rc::gen::inRange;
  const auto spec = rc::gen::suchThat(
      rc::gen::exec([] {
        Spec made;
        made.operation = static_cast<Operation>(*inRange(0, 4));
        const bool is_pooling = made.operation >= Operation::average_pooling;
        made.groups = *inRange<std::int64_t>(1, 3);
        made.in_channels = made.groups * *inRange<std::int64_t>(1, 3);
        made.out_channels = is_pooling ? made.in_channels : made.groups * *inRange<std::int64_t>(1, 3);
        if (is_pooling) made.groups = 1;
        made.batch = *inRange<std::int64_t>(1, 3);
        made.padding_mode = static_cast<PaddingMode>(*inRange(0, 4));
        made.ceil_mode = is_pooling && *rc::gen::arbitrary<bool>();
        made.count_include_pad = !is_pooling || *rc::gen::arbitrary<bool>();
        for (AxisSpec& axis : made.axes) {
          axis.input = *inRange<std::int64_t>(1, 6);
          axis.kernel = *inRange<std::int64_t>(1, 4);
          axis.stride = *inRange<std::int64_t>(1, 4);
          axis.dilation = *inRange<std::int64_t>(1, 3);
          axis.pad_begin = *inRange<std::int64_t>(0, 3);
          axis.pad_end = *rc::gen::element(axis.pad_begin, *inRange<std::int64_t>(0, 3));
          if (made.operation == Operation::transposed_convolution) axis.output_padding = *inRange<std::int64_t>(0, 2);
        }
        return made;
      }),
      [](const Spec& made) { return validate(made).empty(); });
  return *spec;
}

inline SharedTensor random_values(const Shape& shape) {
  if (*rc::gen::arbitrary<bool>()) return nullptr;
  const auto count = static_cast<std::size_t>(shape[0] * shape[1] * shape[2] * shape[3]);
  const auto number =
      rc::gen::map(rc::gen::inRange(-100000, 100000), [](int n) { return static_cast<float>(n) / 7.0F; });
  return std::make_shared<const Tensor>(shape, *rc::gen::container<std::vector<float>>(count, number));
}

/// A legal scene with values of its own here and there.
inline Scene random_legal_scene() {
  Scene scene;
  scene.spec = random_legal_spec();
  scene.fine_values = random_values(fine_shape(scene.spec));
  scene.coarse_values = random_values(coarse_shape(scene.spec));
  if (weight_shape(scene.spec)[0] > 0) {
    scene.weight_values = random_values(weight_shape(scene.spec));
    if (*rc::gen::arbitrary<bool>()) scene.bias.assign(static_cast<std::size_t>(scene.spec.out_channels), 0.5F);
  }
  return scene;
}

/// A scene of this layer alone, evaluated.
inline std::shared_ptr<const Evaluation> evaluated(const Spec& spec) {
  Scene scene;
  scene.spec = spec;
  return evaluate(scene);
}

}  // namespace convoscope::testing
