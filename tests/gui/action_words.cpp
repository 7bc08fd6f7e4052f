// What an action asks for, in words: tests compare them, and show them where they differ.
#include <fmt/format.h>

#include "document/names.h"
#include "document/parameters.h"
#include "panel_stage.h"

namespace convoscope::testing {
namespace {

struct EditWords {
  std::string operator()(const SetParameter& edit) const {
    const ParameterRow& row = parameter_row(edit.id);
    if (row.kind == ValueKind::choice) return row.choices[static_cast<std::size_t>(edit.value)];
    const std::string_view axis = edit.axis == height ? " height" : edit.axis == width ? " width" : "";
    return fmt::format("{}{} {}", row.name, axis, edit.value);
  }
  std::string operator()(const SetPadding& edit) const {
    const auto& [top, left, bottom, right] = edit.top_left_bottom_right;
    return fmt::format("padding {}, {}, {}, {}", top, left, bottom, right);
  }
  std::string operator()(const SetDimensions& edit) const { return fmt::format("dimensions {}", edit.count); }
  std::string operator()(const SetShown& edit) const {
    return edit.convolution && edit.transposed ? "show both" : edit.convolution ? "show conv" : "show conv-transpose";
  }
  std::string operator()(const SetValue& edit) const { return fmt::format("value {}", edit.value); }
  template <class Other>
  std::string operator()(const Other&) const {
    return "another edit";
  }
};

struct ActionWords {
  std::string operator()(const Edit& edit) const { return std::visit(EditWords{}, edit); }
  std::string operator()(const Edits& edits) const {
    std::string words;
    for (const Edit& edit : edits) words += (words.empty() ? "" : ", ") + std::visit(EditWords{}, edit);
    return words;
  }
  std::string operator()(const BeginHold&) const { return "begin hold"; }
  std::string operator()(const EndHold&) const { return "end hold"; }
  std::string operator()(const AbandonHold&) const { return "abandon hold"; }
  std::string operator()(const RunCommand& action) const {
    return "run " + std::string(action.id) + (action.with_shift ? " with Shift" : "");
  }
  std::string operator()(const Seek& action) const { return fmt::format("seek {}", action.step); }
  std::string operator()(const SetPin& action) const { return "pin " + to_string(action.cell); }
  std::string operator()(const SetHover& action) const { return "hover " + to_string(action.tag); }
  std::string operator()(const StepThrough& action) const {
    return action.side == Side::transposed ? "step through conv-transpose" : "step through conv";
  }
  std::string operator()(const ShowAlone& action) const { return "show alone " + action.view; }
  std::string operator()(const OpenPath& action) const { return "open " + action.path; }
  std::string operator()(const EnterDirectory& action) const { return "enter " + action.path; }
  std::string operator()(const OpenPreset& action) const { return "preset " + action.name; }
  std::string operator()(const FillKernel& action) const { return "kernel " + action.name; }
  std::string operator()(const OpenLessonNamed& action) const {
    return (action.resumes ? "resume lesson " : "lesson ") + action.name;
  }
  std::string operator()(const TurnToPage& action) const { return fmt::format("page {}", action.page + 1); }
  std::string operator()(const LessonToBlock& action) const { return fmt::format("block {}", action.block); }
  std::string operator()(const LessonAnswer& action) const {
    if (action.picked) return "pick " + to_string(*action.picked);
    return action.choice ? fmt::format("choose {}", *action.choice + 1) : "answer " + action.typed;
  }
  std::string operator()(const CountHands& action) const { return "count " + action.typed; }
  std::string operator()(const OpenModelLayer& action) const { return fmt::format("open layer {}", action.layer); }
  std::string operator()(const ChooseTheme& action) const { return "theme " + action.name; }
  std::string operator()(const SavePath& action) const { return "save " + action.path; }
  std::string operator()(const SaveTest& action) const { return "save test " + action.path; }
  std::string operator()(const ExportPicture&) const { return "export"; }
  std::string operator()(const StopExport&) const { return "stop export"; }
  std::string operator()(const CancelComputing&) const { return "cancel computing"; }
  std::string operator()(const CancelOpening&) const { return "cancel opening"; }
  std::string operator()(const CopyPicture& action) const { return action.as_svg ? "copy svg" : "copy png"; }
  std::string operator()(const Recover& action) const {
    return fmt::format("recover {}", static_cast<int>(action.choice));
  }
  std::string operator()(const ChangeLearning&) const { return "change learning"; }
  std::string operator()(const LearnFromFile& action) const { return "learn from " + action.path; }
  std::string operator()(const ShowInFolder& action) const { return "show folder of " + action.path; }
};

}  // namespace

std::string words_of(const Action& action) { return std::visit(ActionWords{}, action); }

std::string packed_words(std::string_view words) {
  constexpr std::string_view wide_space = "\u00a0";
  std::string packed;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.substr(i).starts_with(wide_space)) {
      ++i;
    } else if (words[i] != ' ') {
      packed += words[i];
    }
  }
  return packed;
}

}  // namespace convoscope::testing
