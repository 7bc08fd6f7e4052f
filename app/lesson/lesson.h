// A lesson as a value: pages of prose, of scenes that the canvas shows and of questions. Knows no file and no picture.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "document/scene.h"
#include "lesson/layer_recipe.h"
#include "lesson/prose.h"

namespace convoscope {

/// What the canvas shows from here on.
struct LessonScene {
  SavedScene saved;            ///< legal, its pin a cell that is there
  std::int64_t last_step = 0;  ///< each step after the playhead's up to this one is a stop
  bool covers_output = false;  ///< until the page's next question is answered, or a stop more
  RichText say;                ///< in place of the page's sentence; empty: that
  std::size_t line = 0;
};

enum class QuestionKind : std::uint8_t {
  size,
  value,
  connected,
  removed,
  legal,
  parameters,
  multiplications,
  picture,
  choice,
  costs,
  receptive_field,
  code,
  misfit,
};
inline constexpr std::array question_kind_names{
    "size",    "value",  "connected", "removed",         "legal", "parameters", "multiplications",
    "picture", "choice", "costs",     "receptive_field", "code",  "misfit"};

struct WrittenChoice {
  RichText text;
  bool is_right = false;
  RichText because;  ///< why it is wrong; may be empty
};

/// A question before its numbers are drawn.
struct Question {
  std::string id;
  QuestionKind kind{};
  RichText ask;                                   ///< empty: the program's own words
  RichText hint;                                  ///< may be empty
  RichText why;                                   ///< said after the answer; may be empty
  SavedScene before;                              ///< the page's scene there
  bool has_layer = false;                         ///< false of `choice` alone: there is nothing to show beside it
  std::vector<View> views;                        ///< empty: those of the scene
  LayerRecipe layer;                              ///< over that; its offsets are of no use any more
  std::string cell;                               ///< "output[1,1]" of `value` and `connected`; empty: drawn
  std::array<std::int64_t, axis_count> output{};  ///< of `parameters`; 0: what the layer drawn gives
  bool counts_zeros = false;                      ///< of `multiplications`
  bool counts_parameters = true;                  ///< of `costs`; else multiplications
  NumberRange layers{2, 3};                       ///< of `receptive_field`, `misfit`: how many follow each other
  std::size_t framework = 0;                      ///< of `code`, among interop's `framework_names`
  std::vector<WrittenChoice> choices;             ///< of `choice`
  std::size_t line = 0;
};

using PageBlock = std::variant<Prose, LessonScene, Question>;

struct LessonPage {
  std::string id;
  RichText title;
  RichText sentence;
  std::vector<PageBlock> blocks;  ///< prose after a question is for those who have answered it
  Prose notes;
  std::size_t line = 0;
};

struct Lesson {
  std::string language;  ///< "en", "zh"
  RichText title;
  Prose about;
  std::vector<LessonPage> pages;
};

}  // namespace convoscope
