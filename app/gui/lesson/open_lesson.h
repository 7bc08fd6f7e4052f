// A lesson that is open: which page, which stop on it, what has been answered. A plain value that is walked and graded here.
// Knows no window and no file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/catalog.h"
#include "gui/lesson/hand_count.h"
#include "lesson/ask.h"
#include "lesson/lesson.h"
#include "lesson/lesson_source.h"

namespace convoscope {

/// Where a teacher stops on a page: a step of a scene, a question, its answer.
struct LessonStop {
  enum class Kind : std::uint8_t { prose, scene, question, answer };
  Kind kind = Kind::prose;
  std::size_t block = 0;
  std::int64_t step = 0;  ///< of a scene
  bool operator==(const LessonStop&) const = default;
};
/// At least one; of a page without scenes and questions its prose.
std::vector<LessonStop> stops_of(const LessonPage& page);

/// What somebody has done about a question.
struct QuestionProgress {
  std::uint64_t draw = 0;  ///< how often new numbers were asked for
  RichText ask{};          ///< as it was asked last
  bool is_right = false;
  bool is_wrong = false;     ///< what is right is shown beside it
  bool is_revealed = false;  ///< the answer was looked up
  bool shows_hint = false;
  // The answer, and what it was worth. It counts; another try has new numbers.
  std::optional<std::size_t> choice{};
  std::string typed{};
  std::vector<Tag> picked{};
  std::optional<Grade> grade{};
  std::optional<HandCount> hands{};  ///< while presenting

  bool is_over() const { return is_right || is_revealed; }
  bool is_answered() const { return is_right || is_wrong || is_revealed; }
};

/// Where somebody stands in a lesson.
struct LessonPlace {
  std::size_t page = 0;
  std::size_t stop = 0;
  std::uint64_t draw = 0;  ///< of the question there
  bool operator==(const LessonPlace&) const = default;
};

struct OpenLesson {
  LessonSource source;
  Lesson lesson;
  std::size_t mistakes = 0;  ///< in the file; what is wrong is left out
  std::string stamp;         ///< of the file, when it was read
  double looked_s = 0;       ///< when it was looked at last
  std::uint64_t seed = 1;
  std::size_t page = 0;  ///< as many as there are pages: the results
  std::size_t stop = 0;
  std::map<std::string, QuestionProgress, std::less<>> questions;  ///< by id; those that were seen
  /// What was answered alone, while presenting: what a class is shown counts for nobody.
  std::optional<std::map<std::string, QuestionProgress, std::less<>>> own_questions;
  std::optional<AskedQuestion>
      asked;  ///< the question of the stop, or whose answer it is; drawn in the lesson's language
  bool is_presenting = false;
  bool is_blank = false;  ///< while presenting
  double presents_since_s = 0;
  std::int64_t class_size = 0;  ///< as it was typed last; 0: never
  bool shows_layer = false;     ///< the layer's rows stand in the lesson's place
  std::uint64_t revision = 0;   ///< raised by every change of what is shown
  std::map<std::uint64_t, LessonPlace>
      places;  ///< where it stood last with each scene opened (Session::opening), for undo

  bool shows_results() const { return page >= lesson.pages.size(); }
  const LessonPage* shown_page() const { return shows_results() ? nullptr : &lesson.pages[page]; }
  LessonStop at() const;
  /// The question of the stop, or whose answer it is; null where it is neither.
  const Question* question() const;
  /// Of that question; null where there is none.
  const QuestionProgress* progress() const;
  /// Whether an answer is waited for: nothing on the canvas may give it away.
  bool is_asking() const;
};

/// One stop on, to the next page after the last one, to the results after the last page; a question that is passed is revealed.
/// False where there is nothing more.
bool go_on(OpenLesson& open);
/// One stop back, to the last one of the page before. False at the beginning.
bool go_back(OpenLesson& open);
/// To the first stop of a page, or with `page` as many as there are to the results.
void go_to_page(OpenLesson& open, std::size_t page);
/// From the first page, with nothing answered and other numbers.
void begin_anew(OpenLesson& open);
/// Presents the lesson, or ends that.
void set_presenting(OpenLesson& open, bool presents);
LessonPlace place_of(const OpenLesson& open);
/// There, as far as the lesson has it; a question that has other numbers by now is asked again with those it had.
void go_to_place(OpenLesson& open, const LessonPlace& place);
/// To the first stop of a block of the page. False where it has none.
bool go_to_block(OpenLesson& open, std::size_t block);
/// Draws the question of the stop again: in another language, or with new numbers.
void draw_question(OpenLesson& open, const Catalog& catalog);
/// New numbers, and nothing answered.
void draw_anew(OpenLesson& open, const Catalog& catalog);

/// Grade what was chosen, typed or clicked; a right answer goes on to the answer's stop. Without a question nothing happens.
void answer_choice(OpenLesson& open, std::size_t choice);
void answer_text(OpenLesson& open, std::string typed);
void answer_cells(OpenLesson& open);
/// Adds a cell to those clicked, or takes it out again. Whether it could be an answer.
bool pick_cell(OpenLesson& open, Tag cell);
/// The names of the cells clicked, with spaces between.
std::string picked_names(const OpenLesson& open);

/// What the class has answered to the question of the stop; a teacher's count counts for nobody.
void count_hands(OpenLesson& open, const HandCount& hands);

/// The same lesson read again: page by its id, stop as far as it is there, answers stay.
void replace_lesson(OpenLesson& open, Lesson lesson);

/// Blocks of the page that are shown: all up to the stop, and the prose after it until the next thing to look at or to answer.
std::size_t shown_blocks(const OpenLesson& open);
/// How the lesson has gone.
struct LessonTally {
  std::size_t questions = 0;
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t revealed = 0;  ///< without an answer
};
LessonTally tally_of(const OpenLesson& open);
/// The number of the question among all of the lesson, from 1.
std::size_t question_number(const OpenLesson& open, std::string_view id);

/// What the canvas is to show at the stop; nothing: what it shows already.
std::optional<SavedScene> scene_at(const OpenLesson& open);
/// Whether outputs are covered there.
bool covers_at(const OpenLesson& open);
/// Whether a picture stands there when it is presented: not before it is known whether there is such a layer, and of none that there is not.
bool has_picture_at(const OpenLesson& open);
/// The one sentence of the stop.
const RichText& sentence_at(const OpenLesson& open);

}  // namespace convoscope
