// Applying, judging and remembering.
#include "document/session.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/assert.h"

namespace convoscope {

namespace {

constexpr std::size_t most_points = 200;
constexpr std::size_t most_history_bytes = std::size_t{256} << 20;

bool same_layer(const Scene& a, const Scene& b) {
  const auto equal = [](const SharedTensor& x, const SharedTensor& y) { return x == y || (x && y && *x == *y); };
  const bool same_picture =
      a.photograph.picture == b.photograph.picture ||
      (a.photograph.picture && b.photograph.picture && *a.photograph.picture == *b.photograph.picture);
  return same_picture && a.photograph.loupe == b.photograph.loupe && a.spec == b.spec && a.bias == b.bias &&
         equal(a.fine_values, b.fine_values) && equal(a.coarse_values, b.coarse_values) &&
         equal(a.weight_values, b.weight_values);
}

/// Bytes of values that `scene` alone holds: what it shares with its neighbour costs nothing.
std::size_t own_bytes(const Scene& scene, const Scene& next) {
  const auto bytes = [](const SharedTensor& values, const SharedTensor& shared) {
    return values && values != shared ? values->data().size() * sizeof(float) : 0;
  };
  const SharedPhotograph& picture = scene.photograph.picture;
  const std::size_t pictured =
      picture && picture != next.photograph.picture
          ? picture->bytes->size() + bytes(picture->planes, nullptr) + picture->pixels->rgba.size()
          : 0;
  return bytes(scene.fine_values, next.fine_values) + bytes(scene.coarse_values, next.coarse_values) +
         bytes(scene.weight_values, next.weight_values) + pictured;
}

}  // namespace

/// Drops the oldest points beyond the limits; `present` follows the last.
void Session::trim(std::vector<Point>& past, const Scene& present) {
  std::size_t kept = 0;
  std::size_t bytes = 0;
  const Scene* next = &present;
  for (auto point = past.rbegin(); point != past.rend() && kept < most_points; ++point) {
    bytes += own_bytes(point->scene, *next);
    if (bytes > most_history_bytes) break;
    next = &point->scene;
    ++kept;
  }
  past.erase(past.begin(), past.end() - static_cast<std::ptrdiff_t>(kept));
}

Session::Session(SavedScene initial, std::string path) : playhead(initial.playhead), pin(initial.pin) {
  CONVOSCOPE_ASSERT(validate(initial.scene.spec).empty());
  scene_ = fitted(std::move(initial.scene));
  draft_ = scene_;
  present_ = scene_;
  origin_ = std::make_shared<Origin>(Origin{scene_, std::move(path), 0});
  evaluation_ = evaluate(scene_);
}

Session::Session(SavedScene initial, std::string path, SavedScene meanwhile, std::function<bool(const Scene&)> defers)
    : Session(std::move(meanwhile)) {
  defers_ = std::move(defers);
  CONVOSCOPE_ASSERT(validate(initial.scene.spec).empty() && is_deferred(initial.scene));
  waiting_ = Waiting{scene_, {}, {}, origin_, false, std::pair{initial.playhead, initial.pin}};
  present_ = fitted(std::move(initial.scene));
  draft_ = present_;
  origin_ = std::make_shared<Origin>(Origin{present_, std::move(path), ++openings_});
  ++wanted_id_;
}

void Session::apply(std::span<const Edit> edits) {
  const ReplaceScene* replacement = nullptr;
  bool has_new_layer = false;
  for (const Edit& edit : edits) {
    apply_edit(edit, draft_, present_);
    if (const auto* found = std::get_if<ReplaceScene>(&edit)) replacement = found;
    has_new_layer = has_new_layer || std::holds_alternative<SetLayer>(edit);
  }
  problems_ = validate(draft_.spec);
  if (!problems_.empty()) return;
  settle();
  const Side side = is_transposed(present_.spec) ? Side::transposed : Side::convolution;
  if (has_new_layer) arrive({side, playhead.granularity, 0}, {});
  if (replacement != nullptr) {
    arrive(replacement->saved.playhead, replacement->saved.pin);
    origin_ = std::make_shared<Origin>(Origin{present_, replacement->path, ++openings_});
    if (replacement->is_unsaved) origin_->saved.reset();
    compare_with_saved();
  }
}

/// The reader goes there with the scene that has just been set.
void Session::arrive(const Playhead& at, const Tag& pinned) {
  if (waiting_) {
    waiting_->arriving = {at, pinned};
  } else {
    playhead = at;
    pin = pinned;
    hover = {};
  }
}

void Session::begin_hold() {
  holding_ = true;
  has_joined_ = false;
  if (waiting_) waiting_->has_joined = false;
}

void Session::end_hold() {
  holding_ = false;
  has_joined_ = false;
  if (waiting_) waiting_->has_joined = false;
  if (problems_.empty()) draft_ = present_;
}

void Session::abandon_hold() {
  if (has_joined_) {
    Scene before = past_.back().scene;
    await(before);
    past_.pop_back();
    show(std::move(before));
  }
  draft_ = present_;
  problems_.clear();
  end_hold();
}

void Session::settle() {
  Scene next = fitted(draft_);
  // While held, the draft keeps what a smaller map cuts off.
  if (!holding_) draft_ = next;
  if (next == present_) return;
  const bool was_learning = present_.learning.run != nullptr;
  await(next);
  remember();
  show(std::move(next));
  const bool is_back = has_joined_ || was_learning;
  if (is_back && !past_.empty() &&
      past_.back().scene == present_) {  // where the hold or the learning began: nothing to undo
    past_.pop_back();
    has_joined_ = false;
  }
  trim(past_, present_);
  has_joined_ = has_joined_ && !past_.empty();
}

void Session::remember() {
  future_.clear();
  if (has_joined_) return;
  if (!present_.learning.run) past_.push_back({present_, origin_});
  has_joined_ = holding_ && !past_.empty();
}

bool Session::is_deferred(const Scene& next) const { return defers_ && !same_layer(next, scene_) && defers_(next); }

/// Before the history changes for `next`: keeps it where `next` will have to wait.
void Session::await(const Scene& next) {
  if (waiting_ || !is_deferred(next)) return;
  waiting_ = Waiting{scene_, past_, future_, origin_, has_joined_, {}};
}

/// Makes `next` the present scene, and shows it unless it has to wait.
void Session::show(Scene next) {
  const bool was_wanted = waiting_ && same_layer(next, present_);
  present_ = std::move(next);
  compare_with_saved();
  if (is_deferred(present_)) {
    CONVOSCOPE_ASSERT(waiting_);
    if (was_wanted) {
      scene_.views = present_.views;
      scene_.camera = present_.camera;
      scene_.theme = present_.theme;
      scene_.page = present_.page;
      scene_.photograph.tone = present_.photograph.tone;
      ++revision_;
    } else {
      ++wanted_id_;
    }
    return;
  }
  if (!same_layer(present_, scene_)) evaluation_ = evaluate(present_, {}, evaluation_.get());
  take_shown();
}

void Session::adopt(std::shared_ptr<const Evaluation> evaluation) {
  CONVOSCOPE_ASSERT(waiting_ && evaluation);
  evaluation_ = std::move(evaluation);
  take_shown();
}

/// The present scene is the one shown.
void Session::take_shown() {
  scene_ = present_;
  if (waiting_ && waiting_->arriving) {
    std::tie(playhead, pin) = *waiting_->arriving;
    hover = {};
  }
  waiting_.reset();
  ++revision_;
}

void Session::give_up_wanted() {
  if (!waiting_) return;
  Waiting before = std::move(*waiting_);
  waiting_.reset();
  past_ = std::move(before.past);
  future_ = std::move(before.future);
  origin_ = std::move(before.origin);
  has_joined_ = before.has_joined;
  if (!(scene_ == before.shown)) {  // its look was changed meanwhile
    present_ = std::move(before.shown);
    remember();
  }
  present_ = scene_;
  draft_ = scene_;
  problems_.clear();
  compare_with_saved();
}

bool Session::can_undo() const { return !past_.empty() || !problems_.empty(); }
bool Session::can_redo() const { return !future_.empty() && problems_.empty(); }

void Session::undo() {
  if (problems_.empty()) {
    go(past_, future_);
  } else {
    draft_ = present_;
    problems_.clear();
  }
}

void Session::redo() {
  if (can_redo()) go(future_, past_);
}

void Session::go(std::vector<Point>& from, std::vector<Point>& to) {
  if (from.empty()) return;
  Point next = from.back();
  await(next.scene);
  if (waiting_ && same_layer(next.scene, scene_)) waiting_->arriving.reset();  // what was to come with it is undone
  to.push_back({present_, origin_});
  from.pop_back();
  origin_ = std::move(next.origin);
  show(std::move(next.scene));
  draft_ = present_;
  has_joined_ = false;
}

SavedScene Session::to_save() const {
  if (!waiting_ || !waiting_->arriving) return {present_, playhead, pin};
  const auto& [arriving_playhead, arriving_pin] = *waiting_->arriving;
  return {present_, arriving_playhead, arriving_pin};
}

bool Session::is_modified() const { return is_modified_; }
bool Session::is_layer_modified() const { return is_layer_modified_; }

void Session::compare_with_saved() {
  is_modified_ = !(origin_->saved == present_);
  is_layer_modified_ = is_modified_ && !(origin_->saved && same_layer(present_, *origin_->saved));
}

void Session::mark_saved(std::string path) {
  origin_->saved = present_;
  origin_->path = std::move(path);
  compare_with_saved();
}

}  // namespace convoscope
