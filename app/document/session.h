// The running document: applies edits, judges them, keeps history. The only place where a scene changes.
#pragma once

#include <memory>
#include <vector>

#include "document/edits.h"
#include "document/evaluation.h"

namespace convoscope {

class Session {
 public:
  explicit Session(SavedScene initial);  ///< a legal scene (asserted)

  /// Applies an edit to the draft. Where the draft is then legal it becomes the scene and (unless it equals the one
  /// before) a point of history; where not, `problems` says why and the scene stays as it was. ReplaceScene brings its
  /// playhead and pin with it and counts as saved.
  /// Between begin_hold and end_hold a control is held: all edits join one point of history, so that a slider dragged is one
  /// undo; and values that a map sheds on the way come back when it grows again.
  void apply(const Edit& edit);
  void begin_hold();
  void end_hold();
  /// Ends a hold as if it had not been: the scene is again what it was when the hold began.
  void abandon_hold();

  /// An illegal draft counts as a point of history: undo gives it up first. At most 200 points are kept, fewer where their
  /// values would take more than 256 MiB.
  bool can_undo() const;
  bool can_redo() const;
  void undo();
  void redo();

  const Scene& draft() const { return draft_; }                       ///< what the controls show
  const Scene& scene() const { return scene_; }                       ///< the last legal one: what the pictures show
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
  void settle();
  void remember();
  void show(Scene scene);
  void go(std::vector<Scene>& from, std::vector<Scene>& to);

  Scene draft_;
  Scene scene_;
  std::vector<Problem> problems_;
  std::shared_ptr<const Evaluation> evaluation_;
  std::vector<Scene> past_;
  std::vector<Scene> future_;
  Scene saved_;
  std::uint64_t revision_ = 0;
  bool is_modified_ = false;
  bool holding_ = false;
  bool has_joined_ = false;  ///< the hold has its point of history
};

}  // namespace convoscope
