// The style and the script of a lesson's page. Plain text: knows no lesson.
#pragma once

#include <string_view>

namespace convoscope {

std::string_view lesson_page_style();
/// Unpacks the element "data" (zlib in base64: {"words", "questions", "figures"}), asks, grades and reveals; keeps the score.
std::string_view lesson_page_script();
/// Reports the score through SCORM 1.2's API, where a frame around the page has one. Stands before the other.
std::string_view scorm_script();

}  // namespace convoscope
