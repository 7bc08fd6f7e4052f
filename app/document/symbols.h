// Cells as mathematics writes them: x[0,0] for what an operation reads, y[1,1] for what it makes, w[2,2] for the kernel.
// Knows no words.
#pragma once

#include <string>

#include "document/evaluation.h"

namespace convoscope {

/// Channels are shown where there are several: x[c,r,q].
std::string input_symbol(const Evaluation& evaluation, Side side, std::int64_t channel, Cell cell);
std::string output_symbol(const Evaluation& evaluation, Side side, std::int64_t channel, Cell cell);
/// "w[2,2]", of several planes w[first,second,u,v] as stored; `kernel`'s channel counts the planes.
std::string weight_symbol(const Evaluation& evaluation, const Tag& kernel);
/// An element of any plane: "w[1,1]"; of pooling the place in the window, "[1,1]".
std::string element_symbol(const Evaluation& evaluation, Cell element);

/// A factor or summand behind an operator: negative ones in brackets.
std::string operand_text(double value, int decimals);

/// The kernel element between two channels of one group.
Tag kernel_tag(const Evaluation& evaluation, Side side, std::int64_t input_channel, std::int64_t output_channel,
               Cell element);

}  // namespace convoscope
