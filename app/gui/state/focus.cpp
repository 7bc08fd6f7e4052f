// Stops are found again by their numbers from frame to frame.
#include "gui/state/focus.h"

#include <algorithm>
#include <utility>

namespace convoscope {
namespace {

std::ptrdiff_t place_of(const Focus& focus) {
  const auto found = std::ranges::find(focus.stops, focus.id, &Stop::id);
  return found == focus.stops.end() ? -1 : found - focus.stops.begin();
}

void go_to(Focus& focus, const Stop& stop) {
  focus.id = stop.id;
  focus.is_new = true;
  focus.shows_hint = true;
}

bool is_arrow(NamedKey key) {
  return key == NamedKey::left || key == NamedKey::right || key == NamedKey::up || key == NamedKey::down;
}

bool moves_far(NamedKey key) {
  return key == NamedKey::home || key == NamedKey::end || key == NamedKey::page_up || key == NamedKey::page_down;
}

bool has_use_for(StopKind kind, NamedKey key) {
  switch (kind) {
    case StopKind::none:
    case StopKind::steps: return false;
    case StopKind::button:
    case StopKind::field: return key == NamedKey::enter || key == NamedKey::space;
    case StopKind::entry:
      return key == NamedKey::enter || key == NamedKey::space || key == NamedKey::up || key == NamedKey::down;
    case StopKind::slider: return is_arrow(key) || moves_far(key);
    case StopKind::canvas: return is_arrow(key) || key == NamedKey::enter;
    case StopKind::scrolled: return key == NamedKey::up || key == NamedKey::down || moves_far(key);
  }
  return false;
}

/// Where the keyboard begins in a dialog: in its first field, else at what it is for.
const Stop* first_of_dialog(const std::vector<Stop>& stops) {
  const auto field = std::ranges::find(stops, StopKind::field, &Stop::kind);
  if (field != stops.end()) return &*field;
  const auto wanted = std::ranges::find(stops, true, &Stop::is_default);
  return wanted != stops.end() ? &*wanted : stops.empty() ? nullptr : &stops.front();
}

}  // namespace

const Stop* Focus::find() const {
  const std::ptrdiff_t at = place_of(*this);
  return at < 0 ? nullptr : &stops[static_cast<std::size_t>(at)];
}

bool Focus::takes(std::uint32_t stop, NamedKey wanted) {
  if (!has(stop) || key != wanted) return false;
  key.reset();
  return true;
}

void move_focus(Focus& focus, int way) {
  focus.is_shown = true;
  const auto count = static_cast<std::ptrdiff_t>(focus.stops.size());
  if (count == 0) return;
  const std::ptrdiff_t from = place_of(focus);
  std::ptrdiff_t to = from < 0 ? (way > 0 ? 0 : count - 1) : (from + way + count) % count;
  const auto is_entry = [&](std::ptrdiff_t at) {
    return focus.stops[static_cast<std::size_t>(at)].kind == StopKind::entry;
  };
  if (from >= 0 && is_entry(from)) {
    while (to != from && is_entry(to)) to = (to + way + count) % count;
  }
  go_to(focus, focus.stops[static_cast<std::size_t>(to)]);
}

bool take_key(Focus& focus, const KeyPress& press) {
  focus.is_pointing = false;
  focus.shows_hint = false;
  if (press.control) return false;
  if (press.key == NamedKey::tab) {
    move_focus(focus, press.shift ? -1 : 1);
    return true;
  }
  if (!focus.is_shown) return false;
  if (press.key == NamedKey::escape && focus.layer == 0) {
    focus.is_shown = false;
    return true;
  }
  const Stop* const stop = focus.find();
  if (!stop || !has_use_for(stop->kind, press.key)) return false;
  const int way = press.key == NamedKey::up ? -1 : press.key == NamedKey::down ? 1 : 0;
  if (stop->kind != StopKind::entry || way == 0) {
    focus.key = press.key;
    return true;
  }
  const std::ptrdiff_t to = place_of(focus) + way;
  const bool is_there = to >= 0 && to < std::ssize(focus.stops);
  if (is_there && focus.stops[static_cast<std::size_t>(to)].kind == StopKind::entry)
    go_to(focus, focus.stops[static_cast<std::size_t>(to)]);
  return true;
}

void click_focus(Focus& focus, std::uint32_t stop) {
  focus.is_shown = false;
  if (stop != 0) focus.id = stop;
}

void begin_layer(Focus& focus) {
  if (focus.layer == 0) focus.below = focus.id;
  focus.drawn.clear();
}

void order_in_row(Focus& focus, std::size_t first) {
  std::stable_sort(focus.drawn.begin() + static_cast<std::ptrdiff_t>(first), focus.drawn.end(),
                   [](const Stop& a, const Stop& b) { return a.rect.x < b.rect.x; });
}

void settle_focus(Focus& focus, int layer) {
  const std::ptrdiff_t at = place_of(focus);
  focus.stops = std::exchange(focus.drawn, {});
  focus.is_new = false;
  focus.key.reset();
  if (layer != focus.layer) {
    focus.layer = layer;
    const Stop* const first = first_of_dialog(focus.stops);
    if (layer == 0) {
      focus.id = focus.below;
    } else if (first && place_of(focus) < 0) {
      focus.id = first->id;  // unless a field has taken the keyboard as it opened
    }
  } else if (place_of(focus) < 0 && at >= 0 && !focus.stops.empty()) {
    // What has gone gives way to what stands in its place.
    focus.id = focus.stops[static_cast<std::size_t>(std::min(at, std::ssize(focus.stops) - 1))].id;
  }
}

}  // namespace convoscope
