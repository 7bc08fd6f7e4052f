// Numbers as every picture prints them: short, without the locale.
#pragma once

#include <cstdint>
#include <string>

namespace convoscope {

/// Whole numbers whole, others with up to `decimals` digits after the point and no trailing zeros; U+2212 for minus, never
/// a negative zero. From 2^24 on, where floats begin to skip whole numbers, and where only zeros would be left, short scientific
/// form: "1.7e7", "3e−5".
/// "nan", "∞", "−∞".
std::string number_text(double value, int decimals = 2);

/// A count or an index: all its digits, U+2212 for minus.
std::string whole_text(std::int64_t value);
/// The same behind another sign: "(−3)" where it is negative.
std::string operand_text(std::int64_t value);

}  // namespace convoscope
