// The running document: applies edits, judges them, keeps history. The only place where a scene changes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "document/edits.h"
#include "document/evaluation.h"

namespace convoscope {

class Session {
 public:
  /// A legal scene (asserted), and the file that it comes from, if any.
  explicit Session(SavedScene initial, std::string path = {});
  /// Begins with a scene that `defers` holds for: it waits to be evaluated, and `meanwhile` is shown.
  Session(SavedScene initial, std::string path, SavedScene meanwhile, std::function<bool(const Scene&)> defers);

  /// Applies an edit to the draft. Where the draft is then legal it becomes the scene and (unless it equals the one
  /// before) a point of history; where not, `problems` says why and the scene stays as it was. ReplaceScene brings its
  /// playhead and pin with it and counts as saved, unless it says otherwise.
  /// A kernel that is learned is only looked at: as long as it is, nothing joins the history, and undo goes back to what was there before.
  /// Between begin_hold and end_hold a control is held: all edits join one point of history, so that a slider dragged is one
  /// undo; and values that a map sheds on the way come back when it grows again.
  void apply(const Edit& edit) { apply(std::span(&edit, 1)); }
  /// Several edits that belong together, such as both axes of a slider: judged and evaluated once, when all are applied.
  void apply(std::span<const Edit> edits);
  void begin_hold();
  void end_hold();
  /// Ends a hold as if it had not been: the scene is again what it was when the hold began.
  void abandon_hold();

  /// Evaluates the scenes that `defers` holds for not at once: `scene` and `evaluation` then stay those of the last one
  /// evaluated, which is only looked at, while controls, history and files go on with `present`, until somebody has
  /// evaluated `wanted` and calls `adopt`. Views, camera and theme change at once as long as the layer is the wanted one.
  void set_defer(std::function<bool(const Scene&)> defers) { defers_ = std::move(defers); }
  /// The scene that waits to be evaluated; null: none does.
  const Scene* wanted() const { return waiting_ ? &present_ : nullptr; }
  /// Changes with the layer of the wanted scene.
  std::uint64_t wanted_id() const { return wanted_id_; }
  /// The evaluation of the scene wanted (asserted to be), which is then shown.
  void adopt(std::shared_ptr<const Evaluation> evaluation);
  /// Gives up what waits: document and history are those of the scene shown.
  void give_up_wanted();

  /// An illegal draft counts as a point of history: undo gives it up first. At most 200 points are kept, fewer where their
  /// values would take more than 256 MiB.
  bool can_undo() const;
  bool can_redo() const;
  void undo();
  void redo();

  const Scene& draft() const { return draft_; }      ///< what the controls show
  const Scene& present() const { return present_; }  ///< the last legal one: what is saved
  const Scene& scene() const { return scene_; }      ///< the last evaluated one: what the pictures show
  const std::vector<Problem>& problems() const { return problems_; }  ///< of the draft
  std::shared_ptr<const Evaluation> evaluation() const { return evaluation_; }
  /// Changes with every change of the scene.
  std::uint64_t revision() const { return revision_; }
  /// What a file would hold now: the present scene, with the playhead and pin that belong to it.
  SavedScene to_save() const;
  /// The file that the present scene was opened from or saved in; empty: none. It goes with the scene through undo.
  const std::string& path() const { return origin_->path; }
  /// Another number for each scene that has been opened. It goes with the scene through undo, as the path does.
  std::uint64_t opening() const { return origin_->number; }
  /// Whether the present scene differs from what was last opened or saved.
  bool is_modified() const;
  /// The same of its layer and values alone, however it is looked at.
  bool is_layer_modified() const;
  /// What the present scene's history comes back to is in that file from now on.
  void mark_saved(std::string path);

  // Beside the document, not in its history.
  Playhead playhead;
  Tag pin;
  Tag hover;

 private:
  /// What was opened, or saved last: one for all scenes of a history that began with it.
  struct Origin {
    std::optional<Scene> saved;  ///< nothing: never
    std::string path;
    std::uint64_t number = 0;
  };
  /// A point of history.
  struct Point {
    Scene scene;
    std::shared_ptr<Origin> origin;
  };
  /// What the document was when the first scene after the one shown began to wait, and what comes with the wanted one.
  struct Waiting {
    Scene shown;
    std::vector<Point> past;
    std::vector<Point> future;
    std::shared_ptr<Origin> origin;
    bool has_joined = false;
    std::optional<std::pair<Playhead, Tag>> arriving;
  };

  void settle();
  void arrive(const Playhead& at, const Tag& pinned);
  void compare_with_saved();
  void remember();
  bool is_deferred(const Scene& next) const;
  void await(const Scene& next);
  void show(Scene next);
  void take_shown();
  static void trim(std::vector<Point>& past, const Scene& present);
  void go(std::vector<Point>& from, std::vector<Point>& to);

  Scene draft_;
  Scene present_;
  Scene scene_;
  std::vector<Problem> problems_;
  std::shared_ptr<const Evaluation> evaluation_;
  std::vector<Point> past_;
  std::vector<Point> future_;
  std::shared_ptr<Origin> origin_;  ///< of the present scene
  std::function<bool(const Scene&)> defers_;
  std::optional<Waiting> waiting_;
  std::uint64_t openings_ = 0;
  std::uint64_t wanted_id_ = 0;
  std::uint64_t revision_ = 0;
  bool is_modified_ = false;
  bool is_layer_modified_ = false;
  bool holding_ = false;
  bool has_joined_ = false;  ///< the hold has its point of history
};

}  // namespace convoscope
