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
  std::string title_key;  ///< "size.convolution", "size.transposed", "size.article", "size.pooling"
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

/// One product of a cell's sum: "x[0,0] · w[2,2]", "1 · 9 = 9"; of an input cell also where it goes: "x[0,0] · w[2,2] →
/// y[1,1]". Channels are shown where there are several: x[c,r,q], w[first,second,u,v] as stored.
struct Term {
  std::string symbols;
  std::string numbers;
  Tag input;   ///< the cell that it reads
  Tag kernel;  ///< its channel counts the weight's planes: first * second extent + second
  Tag output;  ///< the cell that it adds to
  double value = 0;
};

/// A cell's sum on one side (`cell` is a fine or coarse cell on the map; for an output of `side` the sum; for an input, where
/// it goes).
struct CellExplanation {
  Message title;  ///< "cell.transposed_output": "Transposed output e = y[1,1]"
  std::vector<Term>
      terms;  ///< connections only, in the order in which the window meets them; at most 64, then `omitted`
  std::int64_t omitted = 0;
  double bias = 0;
  bool has_bias = false;
  std::string sum_key;  ///< "cell.sum"; "cell.maximum" of a max pooling
  double sum = 0;       ///< the final value (an output cell)
  bool is_output = true;
  /// Kernel elements that take no part in a transposed output, each with the index equation of one axis that shows it:
  /// "o = (i + p − u) / s = (1 + 1 − 1) / 2" and the reason "why.not_whole" or "why.outside". Zero padding only.
  struct Absent {
    Cell kernel;
    int axis = height;
    std::string equation;
    std::string reason_key;
  };
  std::vector<Absent> absent;  ///< row by row; at most 64
};
/// Costs O(kernel * channels).
CellExplanation explain_cell(const Evaluation& evaluation, Side side, const Tag& cell);

}  // namespace convoscope
