// Sheets of a lesson's questions, each with numbers of its own, and what every file that carries them is made from.
#pragma once

#include <string>
#include <vector>

#include "document/catalog.h"
#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "lesson/ask.h"
#include "lesson/lesson.h"

namespace convoscope {

struct Sheet {
  int number = 1;
  std::vector<AskedQuestion> questions;
};

/// Whose sheets they are, and how many.
struct SheetRequest {
  std::uint64_t seed = 0;
  int copies = 1;
  std::string student;  ///< may be empty
};

/// The same for the same lesson and request on every machine. No two sheets are alike where the lesson's ranges allow it.
std::vector<Sheet> sheets_of(const Lesson& lesson, const SheetRequest& request, const Catalog& catalog);

/// "output-size", of several copies "output-size-03".
std::string question_name(const AskedQuestion& question, const Sheet& sheet, std::size_t sheets);

/// What figures are drawn with.
struct DrawingKit {
  const Theme& theme;
  const Catalog& catalog;
  const FontBook& fonts;
};

/// Sheets as one file of a learning platform. A message where a picture cannot be made.
struct QuizFile {
  const std::vector<Sheet>& sheets;
  std::string title;  ///< the lesson's
  const DrawingKit& kit;
};
/// Columns id, kind, question, choices (joined by "|"), answer; as RFC 4180 has it.
std::string quiz_csv(const QuizFile& quiz);
/// Moodle XML, pictures inside as base64.
Result<std::string> quiz_moodle(const QuizFile& quiz);
/// A zip of QTI 1.2 with the pictures as files.
Result<std::string> quiz_qti(const QuizFile& quiz);

}  // namespace convoscope
