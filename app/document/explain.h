// How a number comes about, as lines to show: sizes and single cells, in symbols and with the numbers put in.
// Mathematics only, no words: those are keys of the catalog.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/absence.h"
#include "document/evaluation.h"
#include "document/message.h"
#include "document/number_text.h"

namespace convoscope {

/// One size rule: "⌊(n + 2p − k) / s⌋ + 1", "⌊(3 + 2·1 − 3) / 2⌋ + 1", 2.
struct SizeLine {
  std::string
      title_key;  ///< "size.convolution", "size.transposed", "size.article", "size.pooling", "size.reach" (dilated: K)
  std::string symbols;
  std::string numbers;
  std::int64_t value = 0;
  Side colour_of = Side::none;  ///< whose output the value is
};

/// The rules of one axis, and a note on when the article's rule and the general one part (or why they agree here); an
/// empty key for pooling.
struct SizeExplanation {
  std::vector<SizeLine> lines;
  Message note;
};
/// Needs the specs of `evaluation`, not its values.
SizeExplanation explain_size(const Evaluation& evaluation, int axis);
/// Whether an axis has nothing to tell: one cell, one kernel element, as the height of a layer along a line.
bool is_single(const AxisSpec& axis);
/// The axis to speak of first where they differ: the width of a layer along a line, else the height.
int telling_axis(const Spec& spec);

/// One product of a sum, or of where a cell goes.
struct Term {
  Tag input;   ///< the cell that it reads
  Tag kernel;  ///< its channel counts the weight's planes: first * second extent + second; nothing for pooling
  Tag output;  ///< the cell that it adds to
  double input_value = 0;
  double weight_value = 1;
  double value = 0;
};
struct TermText {
  std::string symbols;  ///< "x[0,0] · w[2,2]", with "→ y[1,1]" where it is told where a cell goes
  std::string numbers;  ///< "1 · 9 = 9"
};

/// Anything that can be pointed at, explained.
struct CellExplanation {
  Side side{};
  Message title;                ///< "cell.transposed_output": "Transposed output e = y[1,1]"
  std::optional<Message> lead;  ///< what the terms are: "Connections into it: 4"
  std::optional<Reason> why;    ///< why it is a zero, or cut off: of what is no cell of a map and no connection
  /// Connections only, in the order in which the window meets them; at most 4096, then `omitted`.
  std::vector<Term> terms;
  std::int64_t omitted = 0;
  bool tells_outputs = false;  ///< the terms go to different cells
  bool has_bias = false;
  double bias = 0;
  bool has_sum = false;               ///< an output cell
  double sum = 0;                     ///< the final value
  std::string sum_key;                ///< "cell.sum", "cell.average", "cell.maximum"
  double count = 1;                   ///< of an average: what the sum is divided by
  std::optional<std::size_t> winner;  ///< of a maximum: the first term that has it
  /// Kernel elements (of pooling: places of the window) that take no part, row by row; `why_absent` says why. Empty for
  /// kernels of more than 4096 elements.
  std::vector<Cell> absent;
};

/// Whether there is something to say about the tag: a cell of either map, one that is cut off, a kernel element, a padded or
/// inserted place, an entry of the matrix.
bool is_explained(const Evaluation& evaluation, const Tag& tag);
/// Explains it (asserted: `is_explained`) as a part of `side`, which the evaluation has. Costs O(kernel * channels); of a kernel
/// element O(rows + columns). A fine cell that lies beside the map is one that the transposed convolution's padding cuts off.
CellExplanation explain_cell(const Evaluation& evaluation, Side side, const Tag& tag);
/// Channels are shown where there are several: x[c,r,q], w[first,second,u,v] as stored.
TermText text_of(const Evaluation& evaluation, const CellExplanation& explanation, const Term& term);

}  // namespace convoscope
