// A layer as a spreadsheet (.xlsx): its input, kernel and output as cells, those of the output as live formulas over the cells
// that they are connected to, so that a spreadsheet's "trace precedents" draws the connections. Knows no figure.
#pragma once

#include <string>
#include <vector>

#include "document/catalog.h"
#include "document/evaluation.h"
#include "figure/draw/theme.h"

namespace convoscope {

/// Products and cells of a file, at most: beyond it spreadsheets take their time, and nobody reads the formulas.
inline constexpr std::int64_t most_spreadsheet_cells = 200'000;

/// One sheet for each side, which the evaluation has, in the theme's colours. A cell of it holds a step: the output cell of that number, and
/// the cells of the input and the kernel that its formula names, are lit there. It begins with the playhead's. The bytes are the same every time. Fails with
/// Cause::picture_format where the layer is larger than that or than a sheet, where a formula would be longer than spreadsheets
/// take, or where a number is not finite.
Result<std::string> write_spreadsheet(const Evaluation& evaluation, const std::vector<Side>& sides,
                                      const Playhead& playhead, const Theme& theme, const Catalog& catalog);

}  // namespace convoscope
