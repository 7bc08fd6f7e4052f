// The sentences of figures: which key of the catalog a layer's state is told by, and with which numbers.
// Knows no layout.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/catalog.h"
#include "document/evaluation.h"
#include "document/sentences.h"

namespace convoscope {

/// Whether an axis is a one-dimensional layer's other one, of which there is nothing to say.
bool is_flat(const AxisSpec& axis);
/// "3×3"; height before width.
std::string size_words(const Catalog& catalog, std::int64_t rows, std::int64_t columns);
/// A map's size: "3×3"; of a one-dimensional layer "(16,)".
std::string map_words(const Catalog& catalog, const Spec& spec, std::int64_t rows, std::int64_t columns);
/// "3×3"; of a one-dimensional layer "3".
std::string kernel_size_words(const Catalog& catalog, const Spec& spec);
/// The operation that a side performs: "Transposed convolution", "Max pooling".
std::string operation_words(const Catalog& catalog, const Evaluation& evaluation, Side side);
/// The title of a view that shows the transposed convolution whichever operation was asked for: of the other one it says so.
std::string of_transposed_words(const Catalog& catalog, const Evaluation& evaluation, std::string_view title);
/// "3×3 → 2×2".
std::string sizes_words(const Catalog& catalog, const Evaluation& evaluation, Side side);
/// The role of a side's first grid: "input, padding 1", "input, zeros between and around".
std::string input_words(const Catalog& catalog, const Evaluation& evaluation, Side side);
/// Which channels are shown; empty where there is one of each.
std::string channel_words(const Catalog& catalog, const Evaluation& evaluation, Side side, std::int64_t input_channel,
                          std::int64_t output_channel);
/// The role of the kernel's grid, with the bias where there is one; or what pooling has in its place.
std::string kernel_words(const Catalog& catalog, const Evaluation& evaluation, Side side, std::int64_t output_channel);
/// How the window moves.
std::string stride_words(const Catalog& catalog, const Evaluation& evaluation, Side side);
/// The stride alone.
std::string short_stride_words(const Catalog& catalog, const Evaluation& evaluation, Side side);
/// What one multiplication adds, or why it adds nothing.
std::string product_words(const Catalog& catalog, const Evaluation& evaluation, Side side, const Step& step);

}  // namespace convoscope
