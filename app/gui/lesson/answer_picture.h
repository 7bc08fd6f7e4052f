// What was answered, drawn beside what is right.
// Knows no widget.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "gui/lesson/open_lesson.h"
#include "publish/sheet.h"

namespace convoscope {

/// A small picture and what it shows in words. Its items stand below the origin.
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

/// Of the last answer, where it was wrong and can be drawn: each at most `room_pt` wide. Nothing else has one: of rules and of choices
/// in words what is wrong is said in words.
std::optional<AnswerPictures> answer_pictures(const OpenLesson& open, double room_pt, const DrawingKit& kit);
/// Whether there will be any, which costs less.
bool has_answer_pictures(const OpenLesson& open);

/// The colour of what is right, legible on a card.
Color right_color(const Theme& theme);

}  // namespace convoscope
