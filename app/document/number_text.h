// Numbers as every picture prints them: short, without the locale.
#pragma once

#include <string>

namespace convoscope {

/// Whole numbers whole, others with up to `decimals` digits after the point and no trailing zeros; U+2212 for minus, never
/// a negative zero. From ten million on, and where only zeros would be left, short scientific form: "1.2e7", "3e−5".
/// "nan", "∞", "−∞".
std::string number_text(double value, int decimals = 2);

}  // namespace convoscope
