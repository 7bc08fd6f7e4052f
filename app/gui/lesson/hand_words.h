// A count of hands in words. Knows no widget.
#pragma once

#include <string>

#include "document/catalog.h"
#include "gui/lesson/open_lesson.h"

namespace convoscope {

/// "12 of 30 are right, 40 %", the share cut off to a whole number so that it never stands on the other side of a limit.
std::string hand_words(const Catalog& catalog, const HandCount& hands);
/// What to do now.
std::string advice_words(const Catalog& catalog, const HandCount& hands);

}  // namespace convoscope
