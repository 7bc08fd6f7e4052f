// Question sheets on paper, and the key to all of them.
#pragma once

#include <utility>
#include <vector>

#include "figure/writing/page.h"
#include "publish/sheet.h"

namespace convoscope {

struct NamedFile {
  std::string name;
  std::string bytes;
};

/// "sheet-01.pdf", ..., and "key.pdf", on A4. Asks for PDF, which a build without raster has not ("publish.no_pdf").
Result<std::vector<NamedFile>> quiz_pdf(const QuizFile& quiz);

}  // namespace convoscope
