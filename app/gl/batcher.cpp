#include "gl/batcher.h"

#include <algorithm>

namespace convoscope {
namespace {

bool overlap(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool is_layer(const Batch& batch) { return batch.kind == BatchKind::begin_layer || batch.kind == BatchKind::end_layer; }

}  // namespace

void Batcher::add(BatchKind kind, const std::optional<Clip>& clip, std::uint32_t member, const Rect& bounds) {
  // Looking back further would cost more than the draw call it saves.
  constexpr std::size_t reach = 12;
  for (std::size_t back = 1; back <= std::min(reach, open_.size()); ++back) {
    Open& candidate = open_[open_.size() - back];
    if (is_layer(candidate.batch)) break;
    // Each grid and image has its own textures, and so its own draw call.
    const bool is_apart = kind == BatchKind::grid || kind == BatchKind::image;
    if (candidate.batch.kind == kind && !is_apart && candidate.batch.clip == clip) {
      candidate.members.push_back(member);
      candidate.batch.bounds.push_back(bounds);
      return;
    }
    const auto is_under = [&](const Rect& other) { return overlap(other, bounds); };
    if (std::any_of(candidate.batch.bounds.begin(), candidate.batch.bounds.end(), is_under)) break;
  }
  open_.push_back({{kind, clip, 0, 0, {bounds}, 1}, {member}});
}

std::size_t Batcher::begin_layer() {
  Open open;
  open.batch.kind = BatchKind::begin_layer;
  open_.push_back(std::move(open));
  return open_.size() - 1;
}

void Batcher::end_layer(std::size_t begin, const std::optional<Clip>& clip, double opacity) {
  double left = 1e30, top = 1e30, right = -1e30, bottom = -1e30;
  for (std::size_t i = begin; i < open_.size(); ++i) {
    for (const Rect& r : open_[i].batch.bounds) {
      left = std::min(left, r.x);
      top = std::min(top, r.y);
      right = std::max(right, r.right());
      bottom = std::max(bottom, r.bottom());
    }
  }
  if (left > right) {
    open_.resize(begin);
    return;
  }
  const Rect bounds{left, top, right - left, bottom - top};
  open_[begin].batch.clip = clip;
  open_[begin].batch.bounds = {bounds};
  open_.push_back({{BatchKind::end_layer, clip, 0, 0, {bounds}, opacity}, {}});
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
