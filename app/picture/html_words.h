// The interactive HTML file's words from a catalog: for those who fill in ExportOptions. No writer calls it.
#pragma once

#include "document/catalog.h"
#include "figure/writing/format.h"

namespace convoscope {

HtmlWords html_words(const Catalog& catalog);

}  // namespace convoscope
