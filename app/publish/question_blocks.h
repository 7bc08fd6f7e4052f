// Questions on paper: the text, its figure, boxes to tick or a line to write on.
#pragma once

#include <string>

#include "publish/page_flow.h"

namespace convoscope {

void add_question(PageFlow& paper, std::size_t number, const AskedQuestion& question, const DrawingKit& kit);
/// A line to write on, behind `label`, `x_pt` from the left.
SetBlock line_block(const std::string& label, double x_pt, double length_pt, const PageFlow& paper,
                    const DrawingKit& kit);
/// The letter of the right choice, or what is to be written.
std::string answer_letter(const AskedQuestion& question);

}  // namespace convoscope
