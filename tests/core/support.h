// What the core's tests share: short spellings of layers and maps, and random legal layers with small integers, for
// which float and double arithmetic are exact.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <initializer_list>
#include <iosfwd>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/convolve.h"
#include "core/geometry.h"
#include "core/spec.h"
#include "core/taps.h"
#include "core/tensor.h"

namespace convoscope {

// RapidCheck and GoogleTest print these on failure.
void showValue(const Spec& spec, std::ostream& out);
void PrintTo(const Tensor& tensor, std::ostream* out);
void PrintTo(const Tap& tap, std::ostream* out);

namespace testing {

struct Axis {
  std::int64_t n = 1, k = 1, s = 1, p = 0, d = 1, a = 0;
};

/// A square layer: input, kernel, stride, padding, dilation, output padding.
Spec convolution(Axis axis);
Spec transposed(Axis axis);
Spec pooling(Operation operation, Axis axis);
/// A layer of one row.
Spec row_convolution(Axis axis);
Spec row_transposed(Axis axis);

/// A single-channel map or kernel.
Tensor map(std::initializer_list<std::initializer_list<float>> rows);
/// rows x columns filled with `value`, or with first, first + 1, ...
Tensor filled(std::int64_t rows, std::int64_t columns, float value);
Tensor counted(std::int64_t rows, std::int64_t columns, float first);
/// The digits of each row: digits("012", "220").
template <typename... Rows>
Tensor digits(Rows... rows) {
  std::vector<float> data;
  std::int64_t columns = 0;
  for (const std::string_view row : {std::string_view(rows)...}) {
    columns = static_cast<std::int64_t>(row.size());
    for (const char digit : row) data.push_back(static_cast<float>(digit - '0'));
  }
  return Tensor({1, 1, static_cast<std::int64_t>(sizeof...(rows)), columns}, std::move(data));
}

using Random = std::mt19937_64;
std::int64_t pick(Random& random, std::int64_t first, std::int64_t last);

/// Any numbers, a third of them legal.
Spec any_spec(Random& random);
/// A legal layer: every padding mode, groups, dilation, asymmetric padding, non-square, batches; sometimes an
/// extended output. `largest` bounds the input's extent.
Spec legal_spec(Random& random, std::optional<Operation> operation = std::nullopt, std::int64_t largest = 6);
/// Integers from -4 to 4.
Tensor integers(Random& random, Shape shape);
std::vector<float> integer_bias(Random& random, const Spec& spec);

/// The layer's input, weight and, every second time, bias.
struct Operands {
  Tensor input;
  Tensor weight;
  std::vector<float> bias;
};
Operands operands(Random& random, const Spec& spec);

/// A source of randomness that RapidCheck seeds and reports.
inline Random seeded() { return Random(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>())); }

/// Layers that one run of a property looks at; RapidCheck runs each property 100 times.
inline constexpr int layers_per_run = 25;

inline constexpr std::array methods{Method::gather, Method::scatter, Method::zero_insertion, Method::matrix};

std::string describe(const Spec& spec);

/// How often the program has asked for memory.
std::int64_t allocations();

}  // namespace testing
}  // namespace convoscope
