// How a number comes about, as lines to show: sizes and single cells, in symbols and with the numbers put in.
// Mathematics only, no words: those are keys of the catalog.
#pragma once

#include <string>
#include <vector>

#include "document/evaluation.h"
#include "document/message.h"
#include "document/number_text.h"

namespace convoscope {

/// One size rule: "⌊(n + 2p − k) / s⌋ + 1", "⌊(3 + 2·1 − 3) / 2⌋ + 1", 2.
struct SizeLine {
  std::string title_key;   ///< "size.convolution", "size.transposed", "size.article"
  std::string symbols;
  std::string numbers;
  std::int64_t value = 0;
  Side colour_of = Side::none;  ///< whose output the value is
};

/// The rules of one axis, and a note on when the article's rule and the general one part (or why they agree here).
struct SizeExplanation {
  std::vector<SizeLine> lines;
  Message note;
};
SizeExplanation explain_size(const Evaluation& evaluation, int axis);

/// One product of a cell's sum: "x[0,0] · w[2,2]", "1 · 9 = 9". Channels are shown where there are several.
struct Term {
  std::string symbols;
  std::string numbers;
  Tag input;   ///< the cell that it reads
  Tag kernel;
  double value = 0;
};

/// A cell's sum on one side (`cell` is a fine or coarse cell; for an output of `side` the sum; for an input, where it goes).
struct CellExplanation {
  Message title;            ///< "cell.title": "Transposed output e = y[1,1]"
  std::vector<Term> terms;  ///< connections only, in kernel order; at most 64, then `omitted`
  std::int64_t omitted = 0;
  double bias = 0;
  bool has_bias = false;
  double sum = 0;           ///< the final value (an output cell)
  bool is_output = true;
  /// Kernel elements that take no part in a transposed output, each with the index equation that shows it:
  /// "o = (i + p − u) / s = (1 + 1 − 1) / 2" and the reason "why.not_whole" or "why.outside".
  struct Absent {
    Cell kernel;
    std::string equation;
    std::string reason_key;
  };
  std::vector<Absent> absent;
};
CellExplanation explain_cell(const Evaluation& evaluation, Side side, const Tag& cell);

}  // namespace convoscope
