// What panels ask for. They draw from const state and emit these; app_state carries them out after the frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/session.h"
#include "gui/state/learning.h"

namespace convoscope {

struct BeginHold {};  ///< a control is held: its edits are one step of history
struct EndHold {};
struct AbandonHold {};  ///< what was typed is refused: back to what was there
struct RunCommand {
  std::string_view id;      ///< a row of the command table
  bool with_shift = false;  ///< as when Shift is held
};
struct Seek {
  std::int64_t step = 0;  ///< 0-based; held within the trace. Frees the pin: the selection follows the step
};
struct SetPin {
  Tag cell;  ///< Part::none frees it
};
struct SetHover {
  Tag tag;
};
struct StepThrough {
  Side side{};  ///< the operation that the timeline steps through
};
struct ShowAlone {
  View view{};  ///< this view and no other; where it stands alone already, those that were shown before it
};
struct OpenPath {
  std::string path;
};
struct EnterDirectory {
  std::string path;  ///< listed in the open dialog; empty: the working folder
};
struct OpenModelLayer {
  int layer = 0;  ///< of the document's model
};
struct OpenPreset {
  std::string name;
};
struct FillKernel {
  std::string name;  ///< of a named kernel
};
/// A built-in lesson by its name, or a file's by its path; where it was left the last time, or from its first page.
struct OpenLessonNamed {
  std::string name;
  bool resumes = false;
};
struct TurnToPage {
  std::size_t page = 0;  ///< of the open lesson; as many as there are: the results
};
struct LessonToBlock {
  std::size_t block = 0;  ///< of the page: its first stop
};
/// An answer to the lesson's question: a choice, what was typed, or (all empty) the cells that have been picked; or one more cell picked.
struct LessonAnswer {
  std::optional<std::size_t> choice{};
  std::string typed{};
  std::optional<Tag> picked{};
};
/// How many of a class's hands were right, as it was typed.
struct CountHands {
  std::string typed;
};
struct ChooseTheme {
  std::string name;  ///< also remembered for the next run
};
struct SavePath {
  std::string path;
};
struct SaveTest {
  std::string path;  ///< of the two frameworks that are compared
};
struct ExportPicture {};  ///< as the dialog's settings say
struct StopExport {};
struct CancelComputing {};  ///< the change that takes so long is undone
struct CancelOpening {};
struct CopyPicture {
  bool as_svg = false;  ///< text; else a PNG
};
/// What becomes of the work that the recovery dialog asks about.
enum class Recovery : std::uint8_t { open, keep, discard };
struct Recover {
  Recovery choice{};
};
struct ChangeLearning {
  LearningSettings settings;
};
struct LearnFromFile {
  std::string path;
};
struct ShowInFolder {
  std::string path;
};

using Action = std::variant<Edit, Edits, BeginHold, EndHold, AbandonHold, RunCommand, Seek, SetPin, SetHover,
                            StepThrough, ShowAlone, OpenPath, EnterDirectory, OpenPreset, FillKernel, OpenModelLayer,
                            OpenLessonNamed, TurnToPage, LessonToBlock, LessonAnswer, CountHands, ChooseTheme, SavePath,
                            SaveTest, ExportPicture, StopExport, CancelComputing, CancelOpening, CopyPicture, Recover,
                            ChangeLearning, LearnFromFile, ShowInFolder>;
using Actions = std::vector<Action>;

}  // namespace convoscope
