// A wrong answer, drawn beside what is right: for the window, and for pages that grade themselves.
// Knows no widget and no page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "publish/sheet.h"

namespace convoscope {

/// One of these, as the question is answered.
struct Answer {
  std::optional<std::size_t> choice{};
  std::string typed{};
  std::vector<Tag> picked{};
};

/// A small picture and what it shows in words. Its items stand below the origin; there may be none.
struct AnswerPicture {
  Size size;
  std::vector<Item> items;
  std::string words;
  std::string numbers;  ///< "6 − 3 + 1 = 4"; may be empty
};
struct AnswerPictures {
  AnswerPicture wrong;
  AnswerPicture right;
};

/// Of a wrong answer to the question, each at most `room_pt` wide; nothing where no picture can say it, or where it would have too many
/// cells. Sizes come from core's geometry, cells from the question's own tags.
std::optional<AnswerPictures> answer_pictures(const AskedQuestion& asked, const Answer& answer, double room_pt,
                                              const DrawingKit& kit);
/// Both in one figure, the wrong one at the left, each over its words; what it shows stands in its description.
Figure answer_figure(AnswerPictures pictures, const DrawingKit& kit);
/// Whether there are any for this kind: of a choice in words what is wrong is said in words.
bool can_draw_answers(QuestionKind kind);

/// The colour of what is right, legible on a card.
Color right_color(const Theme& theme);

}  // namespace convoscope
