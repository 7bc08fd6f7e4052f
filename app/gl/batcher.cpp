#include "gl/batcher.h"

#include <algorithm>

namespace convoscope {
namespace {

bool overlap(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool is_layer(const Batch& batch) { return batch.kind == BatchKind::begin_layer || batch.kind == BatchKind::end_layer; }

Rect hull_of(const Rect& a, const Rect& b) {
  const double left = std::min(a.x, b.x), top = std::min(a.y, b.y);
  return {left, top, std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top};
}

}  // namespace

void Batcher::Open::add(std::uint32_t member, const Rect& bounds) {
  members.push_back(member);
  batch.bounds.push_back(bounds);
  hull = hull_of(hull, bounds);
}

void Batcher::add(BatchKind kind, const std::optional<Clip>& clip, std::uint32_t member, const Rect& bounds) {
  // Each grid and image has its own textures, and so its own draw call.
  const bool is_apart = kind == BatchKind::grid || kind == BatchKind::image;
  const auto is_under = [&](const Rect& other) { return overlap(other, bounds); };
  auto place = open_.end();
  for (auto at = open_.end(); at != open_.begin();) {
    Open& candidate = *--at;
    if (is_layer(candidate.batch)) break;
    if (candidate.batch.kind == kind && candidate.batch.clip == clip) {
      if (!is_apart) return candidate.add(member, bounds);
      place = at + 1;  // what was put in between then joins what comes after it
      break;
    }
    if (is_under(candidate.hull) && std::ranges::any_of(candidate.batch.bounds, is_under)) break;
  }
  open_.insert(place, {{kind, clip, 0, 0, {bounds}, 1}, {member}, bounds});
}

std::size_t Batcher::begin_layer() {
  Open open;
  open.batch.kind = BatchKind::begin_layer;
  open_.push_back(std::move(open));
  return open_.size() - 1;
}

void Batcher::end_layer(std::size_t begin, const std::optional<Clip>& clip, double opacity) {
  if (begin + 1 == open_.size()) return open_.pop_back();
  Rect bounds = open_[begin + 1].hull;
  for (std::size_t i = begin + 2; i < open_.size(); ++i) bounds = hull_of(bounds, open_[i].hull);
  open_[begin].batch.clip = clip;
  open_[begin].batch.bounds = {bounds};
  open_[begin].hull = bounds;
  open_.push_back({{BatchKind::end_layer, clip, 0, 0, {bounds}, opacity}, {}, bounds});
}

void Batcher::close(DisplayList& list) {
  DisplayList sorted;
  for (Open& open : open_) {
    Batch& batch = open.batch;
    const auto move_members = [&](auto& from, auto& to) {
      batch.first = static_cast<std::uint32_t>(to.size());
      for (const std::uint32_t member : open.members) to.push_back(std::move(from[member]));
    };
    switch (batch.kind) {
      case BatchKind::solid: move_members(list.solids, sorted.solids); break;
      case BatchKind::opaque: move_members(list.opaques, sorted.opaques); break;
      case BatchKind::box: move_members(list.boxes, sorted.boxes); break;
      case BatchKind::general_box: move_members(list.general_boxes, sorted.general_boxes); break;
      case BatchKind::stroke: move_members(list.strokes, sorted.strokes); break;
      case BatchKind::general_stroke: move_members(list.general_strokes, sorted.general_strokes); break;
      case BatchKind::fill: move_members(list.fills, sorted.fills); break;
      case BatchKind::text: move_members(list.texts, sorted.texts); break;
      case BatchKind::grid: move_members(list.grids, sorted.grids); break;
      case BatchKind::image: move_members(list.images, sorted.images); break;
      case BatchKind::begin_layer:
      case BatchKind::end_layer: break;
    }
    batch.count = static_cast<std::uint32_t>(open.members.size());
    sorted.batches.push_back(std::move(batch));
  }
  sorted.edges = std::move(list.edges);
  open_.clear();
  list = std::move(sorted);
}

}  // namespace convoscope
