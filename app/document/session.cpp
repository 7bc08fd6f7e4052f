// Applying, judging and remembering.
#include "document/session.h"

#include <algorithm>
#include <utility>

#include "core/assert.h"

namespace convoscope {

namespace {

constexpr std::size_t most_points = 200;
constexpr std::size_t most_history_bytes = std::size_t{256} << 20;

bool same_layer(const Scene& a, const Scene& b) {
  const auto equal = [](const SharedTensor& x, const SharedTensor& y) { return x == y || (x && y && *x == *y); };
  return a.spec == b.spec && a.bias == b.bias && equal(a.fine_values, b.fine_values) &&
         equal(a.coarse_values, b.coarse_values) && equal(a.weight_values, b.weight_values);
}

/// Bytes of values that `scene` alone holds: what it shares with its neighbour costs nothing.
std::size_t own_bytes(const Scene& scene, const Scene& next) {
  const auto bytes = [](const SharedTensor& values, const SharedTensor& shared) {
    return values && values != shared ? values->data().size() * sizeof(float) : 0;
  };
  return bytes(scene.fine_values, next.fine_values) + bytes(scene.coarse_values, next.coarse_values) +
         bytes(scene.weight_values, next.weight_values);
}

/// Drops the oldest points beyond the limits; `present` follows the last.
void trim(std::vector<Scene>& past, const Scene& present) {
  std::size_t kept = 0;
  std::size_t bytes = 0;
  const Scene* next = &present;
  for (auto point = past.rbegin(); point != past.rend() && kept < most_points; ++point) {
    bytes += own_bytes(*point, *next);
    if (bytes > most_history_bytes) break;
    next = &*point;
    ++kept;
  }
  past.erase(past.begin(), past.end() - static_cast<std::ptrdiff_t>(kept));
}

}  // namespace

Session::Session(SavedScene initial) : playhead(initial.playhead), pin(initial.pin) {
  CONVOSCOPE_ASSERT(validate(initial.scene.spec).empty());
  scene_ = fitted(std::move(initial.scene));
  draft_ = scene_;
  saved_ = scene_;
  evaluation_ = evaluate(scene_);
}

void Session::apply(const Edit& edit) {
  apply_edit(edit, draft_, scene_);
  problems_ = validate(draft_.spec);
  if (!problems_.empty()) return;
  settle();
  if (const auto* replacement = std::get_if<ReplaceScene>(&edit)) {
    playhead = replacement->saved.playhead;
    pin = replacement->saved.pin;
    hover = {};
    mark_saved();
  }
}

void Session::begin_hold() {
  holding_ = true;
  has_joined_ = false;
}

void Session::end_hold() {
  holding_ = false;
  has_joined_ = false;
  if (problems_.empty()) draft_ = scene_;
}

void Session::abandon_hold() {
  if (has_joined_) {
    show(Scene(past_.back()));
    past_.pop_back();
  }
  draft_ = scene_;
  problems_.clear();
  end_hold();
}

void Session::settle() {
  Scene next = fitted(draft_);
  // While held, the draft keeps what a smaller map cuts off.
  if (!holding_) draft_ = next;
  if (next == scene_) return;
  remember();
  show(std::move(next));
  if (has_joined_ && past_.back() == scene_) {  // back where the hold began: nothing to undo
    past_.pop_back();
    has_joined_ = false;
  }
  trim(past_, scene_);
  has_joined_ = has_joined_ && !past_.empty();
}

void Session::remember() {
  future_.clear();
  if (has_joined_) return;
  past_.push_back(scene_);
  has_joined_ = holding_;
}

void Session::show(Scene scene) {
  const bool needs_evaluation = !same_layer(scene, scene_);
  scene_ = std::move(scene);
  if (needs_evaluation) evaluation_ = evaluate(scene_);
  is_modified_ = !(scene_ == saved_);
  ++revision_;
}

bool Session::can_undo() const { return !past_.empty() || !problems_.empty(); }
bool Session::can_redo() const { return !future_.empty() && problems_.empty(); }

void Session::undo() {
  if (problems_.empty()) {
    go(past_, future_);
  } else {
    draft_ = scene_;
    problems_.clear();
  }
}

void Session::redo() {
  if (can_redo()) go(future_, past_);
}

void Session::go(std::vector<Scene>& from, std::vector<Scene>& to) {
  if (from.empty()) return;
  to.push_back(scene_);
  Scene next = std::move(from.back());
  from.pop_back();
  show(std::move(next));
  draft_ = scene_;
  has_joined_ = false;
}

bool Session::is_modified() const { return is_modified_; }

void Session::mark_saved() {
  saved_ = scene_;
  is_modified_ = false;
}

}  // namespace convoscope
