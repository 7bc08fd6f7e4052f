// A question with its numbers: drawn from a seed, answered by the core, wrong choices from what people misread. The same on every
// machine and, but for the words, in every language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/catalog.h"
#include "lesson/lesson.h"

namespace convoscope {

struct AskedChoice {
  RichText text;
  bool is_right = false;
  RichText because;                     ///< of a wrong one: the misreading that leads to it; may be empty
  std::optional<SavedScene> picture{};  ///< of `picture`: what stands for the choice; "A", "B" is its text
  std::optional<Spec> layer{};          ///< of `parameters` and `code`: the one that the choice names
};

/// A wrong answer that a misreading leads to.
struct KnownAnswer {
  std::string answer;
  RichText because;
};

/// Of an encoder and its decoder: sizes along one axis.
struct SizesWay {
  std::vector<std::int64_t> down;  ///< the input's, then after each layer; empty where the layers run out of cells
  std::vector<std::int64_t> up;    ///< from the bottom up, the last is the first that does not fit, if any does not
  std::int64_t broken = 0;         ///< its level, from 1; 0: all fit
};

struct AskedQuestion {
  std::string id;
  QuestionKind kind{};
  RichText layer;                    ///< the layer or layers in words; empty of `choice`
  RichText ask;                      ///< the question
  RichText hint;                     ///< may be empty
  RichText why;                      ///< the rule with the numbers, and what the author says; may be empty
  std::optional<SavedScene> saved;   ///< what it is about, shown on the canvas
  std::vector<AskedChoice> choices;  ///< exactly one right; empty: the answer is typed, or cells are clicked
  std::string answer;                ///< a number, or names of cells with spaces between; empty where there are choices
  std::vector<KnownAnswer> known;    ///< of open questions
  std::optional<SizesWay> way;       ///< of `misfit`
  Tag cell;                          ///< of `value`, `connected`: the cell asked about
  std::vector<Tag> cells;            ///< of `connected`: the right ones
};

/// Why a question cannot be drawn, and what is to blame.
struct DrawFailure {
  std::optional<Parameter> parameter{};  ///< nothing: no single one
  bool blames_cell = false;              ///< the cell that the question names
  bool is_of_ranges = false;             ///< layers are legal, but none is what the question needs
  Message what;
};

/// Draws the question; nothing where its ranges hold no such layer, and then `failure` (where there is one) says why.
std::optional<AskedQuestion> ask(const Question& question, std::uint64_t seed, const Catalog& catalog,
                                 DrawFailure* failure = nullptr);

/// What an answer is worth. Numbers are compared within 0.005, cells as a set.
struct Grade {
  bool is_right = false;
  RichText because;  ///< what the answer misreads, where that is known
};
Grade grade(const AskedQuestion& question, std::size_t choice);
Grade grade(const AskedQuestion& question, std::string_view answer);

/// The right choice's number.
std::size_t right_choice(const AskedQuestion& question);
/// The right answer as people read it: with a real minus.
RichText answer_text(const AskedQuestion& question);

}  // namespace convoscope
