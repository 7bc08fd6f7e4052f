// Tables of numbers as people copy them: from a spreadsheet, a CSV file, Python's lists, what NumPy and PyTorch print.
// Knows no layer and no clipboard.
#pragma once

#include <string>
#include <string_view>

#include "core/tensor.h"
#include "interop/npy.h"

namespace convoscope {

/// So many numbers a table may have, and so many brackets inside each other.
inline constexpr std::size_t most_table_numbers = std::size_t{1} << 24;
inline constexpr std::size_t deepest_table = 4;

/// Reads a table: with brackets the nested lists of Python, NumPy (which leaves commas out) and PyTorch, and what stands before and
/// after them ("array(", ", dtype=float32)") is passed over; without, a row a line, its numbers between tabs, semicolons, commas
/// or blanks. Beside tabs and semicolons a comma is a decimal one. A list of numbers alone is one row. Fails with the line and
/// column of what is no number, of a row that is longer or shorter than the ones before, of numbers that were left out ("...").
Result<NpyArray> read_table(std::string_view text);

enum class TableStyle : std::uint8_t {
  spreadsheet,  ///< tabs and lines; the channels one below the other, an empty line between
  numpy,        ///< "np.array([[1, 2], [3, 4]], dtype=np.float32)"
  pytorch,      ///< "torch.tensor([[1., 2.], [3., 4.]])"
};
/// What `read_table` and the programs named read again. Dimensions of length 1 before the last two are left out.
std::string table_text(const Tensor& tensor, TableStyle style);

}  // namespace convoscope
