// A lesson on the stage of the panels' tests.
#pragma once

#include "gui/lesson/lessons.h"
#include "panel_stage.h"

namespace convoscope::testing {

inline WindowRequest lesson_request(const std::string& name, int page = 1) {
  WindowRequest request;
  request.lesson = name;
  request.page = page;
  return request;
}

/// To the question of that id.
inline void walk_to(PanelStage& stage, std::string_view id) {
  const OpenLesson& open = *stage.ui().lesson;
  while (!open.shows_results() && (!open.question() || open.question()->id != id)) lesson_on(stage.app());
  stage.rest();
}

inline const OpenLesson& lesson_of(PanelStage& stage) { return *stage.ui().lesson; }

/// All words of a picture, each text ended by a bar.
inline std::string text_of_picture(const std::vector<Item>& items) {
  std::string words;
  for (const Item& item : items) {
    if (const auto* text = std::get_if<Text>(&item.shape)) words += text->text + "|";
    if (const auto* group = std::get_if<Group>(&item.shape)) words += text_of_picture(group->items);
  }
  return words;
}

}  // namespace convoscope::testing
