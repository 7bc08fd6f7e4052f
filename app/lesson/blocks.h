// The fenced blocks of a page, read by their keys. For read_lesson alone.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "lesson/fields.h"
#include "lesson/lesson.h"

namespace convoscope {

/// `before`: the scene of the page so far, null where there is none. Nothing where it is mistaken.
std::optional<LessonScene> read_scene_block(const MarkdownBlock& block, std::size_t line, const SavedScene* before,
                                            std::span<const std::string_view> views, Mistakes& mistakes);
std::optional<Question> read_question_block(const MarkdownBlock& block, std::size_t line, const SavedScene* before,
                                            std::span<const std::string_view> views, Mistakes& mistakes);

/// The views that the key "view" names; empty where it is missing.
std::vector<View> read_views(Fields& fields, std::span<const std::string_view> views);
/// Whether it is an id of pages and questions: lower-case letters, digits and hyphens.
bool is_lesson_id(std::string_view text);

}  // namespace convoscope
