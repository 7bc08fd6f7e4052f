// The keys of every `Problem` that the core reports, with the numbers that each carries, once.
// Knows no sentences: those are in the language files, written from key, parameter, axis and numbers.
#pragma once

#include <array>
#include <string_view>

namespace convoscope::keys {

using Key = std::string_view;

// A parameter by itself. Numbers: value; exceeds_limit also limit.
inline constexpr Key below_one = "problem.below_one";
inline constexpr Key exceeds_limit = "problem.exceeds_limit";
// pad_begin, pad_end.
inline constexpr Key negative_padding = "problem.negative_padding";
// output_padding; the last also stride, dilation.
inline constexpr Key negative_output_padding = "problem.negative_output_padding";
inline constexpr Key output_padding_not_transposed = "problem.output_padding_not_transposed";
inline constexpr Key output_padding_too_large = "problem.output_padding_too_large";

// effective_kernel, padded_input, kernel, dilation, input, pad_begin, pad_end.
inline constexpr Key kernel_exceeds_input = "problem.kernel_exceeds_input";
// output, uncropped, pad_begin, pad_end: the padding crops all of the uncropped result.
inline constexpr Key output_empty = "problem.output_empty";
// window (its output index), pad_begin, pad_end.
inline constexpr Key pooling_padding = "problem.pooling_padding";
// pad_begin, pad_end, size: of the map that is folded, a convolution's input or a transposed one's output.
inline constexpr Key reflect_exceeds_input = "problem.reflect_exceeds_input";
inline constexpr Key reflect_exceeds_output = "problem.reflect_exceeds_output";
inline constexpr Key circular_exceeds_input = "problem.circular_exceeds_input";
inline constexpr Key circular_exceeds_output = "problem.circular_exceeds_output";

// groups, channels.
inline constexpr Key groups_in_channels = "problem.groups_in_channels";
inline constexpr Key groups_out_channels = "problem.groups_out_channels";
// in_channels, out_channels.
inline constexpr Key pooling_channels = "problem.pooling_channels";

// batch, channels, height, width, cells (at most the largest 64-bit number), limit.
inline constexpr Key input_too_large = "problem.input_too_large";
inline constexpr Key padded_too_large = "problem.padded_too_large";
inline constexpr Key zero_inserted_too_large = "problem.zero_inserted_too_large";
inline constexpr Key output_too_large = "problem.output_too_large";
// out_channels, in_channels (per group; as stored, so exchanged for a transposed one), height, width, cells, limit.
inline constexpr Key weight_too_large = "problem.weight_too_large";
// entries, limit.
inline constexpr Key matrix_too_large = "problem.matrix_too_large";

// expected_batch, expected_channels, expected_height, expected_width, batch, channels, height, width.
inline constexpr Key input_shape = "problem.input_shape";
// expected_first, expected_second, expected_height, expected_width, first, second, height, width.
inline constexpr Key weight_shape = "problem.weight_shape";
// expected, size.
inline constexpr Key bias_size = "problem.bias_size";
// Pooling was given a weight or a bias: size.
inline constexpr Key pooling_weight = "problem.pooling_weight";
inline constexpr Key pooling_bias = "problem.pooling_bias";

// requested, smallest, largest: the sizes that the given padding can reach.
inline constexpr Key output_size_unreachable = "problem.output_size_unreachable";
// Only a transposed convolution takes an output size: no number.
inline constexpr Key output_size_not_transposed = "problem.output_size_not_transposed";

inline constexpr std::array all{below_one,
                                exceeds_limit,
                                negative_padding,
                                negative_output_padding,
                                output_padding_not_transposed,
                                output_padding_too_large,
                                kernel_exceeds_input,
                                output_empty,
                                pooling_padding,
                                reflect_exceeds_input,
                                reflect_exceeds_output,
                                circular_exceeds_input,
                                circular_exceeds_output,
                                groups_in_channels,
                                groups_out_channels,
                                pooling_channels,
                                input_too_large,
                                padded_too_large,
                                zero_inserted_too_large,
                                output_too_large,
                                weight_too_large,
                                matrix_too_large,
                                input_shape,
                                weight_shape,
                                bias_size,
                                pooling_weight,
                                pooling_bias,
                                output_size_unreachable,
                                output_size_not_transposed};

}  // namespace convoscope::keys
