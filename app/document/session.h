// The running document: applies edits, judges them, keeps history. The only place where a scene changes.
#pragma once

#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "document/evaluation.h"
#include "document/parameters.h"

namespace convoscope {

struct SetParameter {
  Parameter id{};
  int axis = -1;  ///< height, width, or -1: both
  std::int64_t value = 0;
};
struct SetOperation { Operation operation{}; };      ///< convolution <-> transposed keeps the connections
struct SetPaddingMode { PaddingMode mode{}; };
struct SetPadding { std::array<std::int64_t, 4> top_left_bottom_right{}; };
struct SetValue { Part part{}; std::int64_t channel = 0; Cell cell; float value = 0; };  ///< fine, coarse or kernel cell
struct SetValues { Part part{}; SharedTensor values; };                       ///< null: back to 1, 2, 3, ...
struct SetViews { std::vector<View> views; };
struct SetShown { bool convolution = true; bool transposed = true; };
struct SetCamera { Camera camera; };
struct SetTheme { std::string theme; };
struct ReplaceScene { SavedScene saved; };           ///< opening a file or a preset; can be undone like any edit

using Edit = std::variant<SetParameter, SetOperation, SetPaddingMode, SetPadding, SetValue, SetValues, SetViews, SetShown,
                          SetCamera, SetTheme, ReplaceScene>;

class Session {
 public:
  explicit Session(SavedScene initial);

  /// Applies an edit to the draft. Where the draft is then legal it becomes the scene and (unless it equals the one
  /// before) a point of history; where not, `problems` says why and the scene stays as it was.
  /// While `hold` is set, edits of the same kind join one point of history: a slider dragged is one undo.
  void apply(const Edit& edit);
  void begin_hold();
  void end_hold();

  bool can_undo() const;
  bool can_redo() const;
  void undo();
  void redo();

  const Scene& draft() const { return draft_; }   ///< what the controls show
  const Scene& scene() const { return scene_; }   ///< the last legal one: what the pictures show
  const std::vector<Problem>& problems() const { return problems_; }  ///< of the draft
  std::shared_ptr<const Evaluation> evaluation() const { return evaluation_; }
  /// Changes with every change of the scene.
  std::uint64_t revision() const { return revision_; }
  /// Whether the scene differs from what was last opened or saved.
  bool is_modified() const;
  void mark_saved();

  // Beside the document, not in its history.
  Playhead playhead;
  Tag pin;
  Tag hover;

 private:
  void settle(bool join);

  Scene draft_;
  Scene scene_;
  std::vector<Problem> problems_;
  std::shared_ptr<const Evaluation> evaluation_;
  std::vector<Scene> past_;
  std::vector<Scene> future_;
  std::optional<Scene> saved_;
  std::uint64_t revision_ = 0;
  bool holding_ = false;
  bool joined_ = false;
};

}  // namespace convoscope
