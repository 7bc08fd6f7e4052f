// What Dear ImGui paints are triangles; a mark is one of them, or two that make a rectangle, such as a letter.
#include "gui/window/widget_picture.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include <imgui_impl_opengl3.h>
#include "gl/marks.h"

namespace convoscope {
namespace {

template <class Value>
bool same(const ImVector<Value>& now, const std::vector<Value>& before) {
  return static_cast<std::size_t>(now.Size) == before.size() &&
         std::memcmp(now.Data, before.data(), before.size() * sizeof(Value)) == 0;
}

// What tells textures apart. Since Dear ImGui 1.92 one that is still to be uploaded has no name in OpenGL yet.
#if IMGUI_VERSION_NUM >= 19200
const void* texture_of(const ImDrawCmd& command) {
  return command.TexRef._TexData ? static_cast<const void*>(command.TexRef._TexData)
                                 : reinterpret_cast<const void*>(command.TexRef._TexID);
}
#else
const void* texture_of(const ImDrawCmd& command) { return command.TextureId; }
#endif

bool same_command(const ImDrawCmd& a, const ImDrawCmd& b) {
  return std::memcmp(&a.ClipRect, &b.ClipRect, sizeof a.ClipRect) == 0 && texture_of(a) == texture_of(b) &&
         a.VtxOffset == b.VtxOffset && a.IdxOffset == b.IdxOffset && a.ElemCount == b.ElemCount &&
         a.UserCallback == b.UserCallback;
}

// Corner by corner, in Dear ImGui's units.
struct Bounds {
  float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
  void add(ImVec2 p) {
    left = std::min(left, p.x);
    top = std::min(top, p.y);
    right = std::max(right, p.x);
    bottom = std::max(bottom, p.y);
  }
  Bounds within(const ImVec4& clip) const {
    return {std::max(left, clip.x), std::max(top, clip.y), std::min(right, clip.z), std::min(bottom, clip.w)};
  }
  bool is_empty() const { return left >= right || top >= bottom; }
};

/// A frame's units to pixels.
struct Scale {
  ImVec2 origin, factor;
  float height_px;
  explicit Scale(const ImDrawData& data)
      : origin(data.DisplayPos), factor(data.FramebufferScale), height_px(data.DisplaySize.y * factor.y) {}
  Rect pixels(const Bounds& b) const {
    const double x = static_cast<double>(factor.x), y = static_cast<double>(factor.y);
    return {static_cast<double>(b.left - origin.x) * x, static_cast<double>(b.top - origin.y) * y,
            static_cast<double>(b.right - b.left) * x, static_cast<double>(b.bottom - b.top) * y};
  }
  // The pixels that Dear ImGui's back end lets a clip rectangle have.
  ScreenRect scissor(const ImVec4& clip) const {
    const float left = (clip.x - origin.x) * factor.x, top = (clip.y - origin.y) * factor.y;
    const float right = (clip.z - origin.x) * factor.x, bottom = (clip.w - origin.y) * factor.y;
    const int from_left = static_cast<int>(left), from_below = static_cast<int>(height_px - bottom);
    const int below = static_cast<int>(height_px) - from_below;
    return {from_left, below - static_cast<int>(bottom - top), from_left + static_cast<int>(right - left), below};
  }
  // A clip rectangle for just these pixels, however the back end's arithmetic rounds.
  ImVec4 clip(const ScreenRect& r) const {
    const auto units = [](double pixel, float scaled, float from) {
      return static_cast<float>(pixel / static_cast<double>(scaled) + static_cast<double>(from));
    };
    return {units(r.left + 0.25, factor.x, origin.x), units(r.top - 0.5, factor.y, origin.y),
            units(r.right + 0.5, factor.x, origin.x), units(r.bottom - 0.25, factor.y, origin.y)};
  }
};

// Whether two triangles follow as Dear ImGui writes rectangles: corners 0 1 2, 0 2 3.
bool is_rectangle(const ImDrawIdx* corners) { return corners[3] == corners[0] && corners[4] == corners[2]; }

std::vector<Mark> marks_of(const Scale& scale, const ImDrawVert* vertices, const ImDrawIdx* indices,
                           std::span<const ImDrawCmd> commands) {
  std::vector<Mark> marks;
  for (const ImDrawCmd& command : commands) {
    Fingerprint of_command;
    of_command.add_bytes(&command.ClipRect, sizeof command.ClipRect);
    const void* const texture = texture_of(command);
    of_command.add_bytes(&texture, sizeof texture);
    const std::uint64_t command_look = of_command.value();
    for (unsigned i = 0; i < command.ElemCount;) {
      const ImDrawIdx* corners = indices + command.IdxOffset + i;
      const bool is_pair = i + 6 <= command.ElemCount && is_rectangle(corners);
      Fingerprint print;
      Bounds bounds;
      print.add(command_look);
      for (const unsigned corner : {0U, 1U, 2U, 5U}) {
        if (corner == 5 && !is_pair) break;
        const ImDrawVert& vertex = vertices[command.VtxOffset + corners[corner]];
        print.add_bytes(&vertex, sizeof vertex);
        bounds.add(vertex.pos);
      }
      const Bounds drawn = bounds.within(command.ClipRect);
      if (!drawn.is_empty()) marks.push_back({print.value(), scale.pixels(drawn)});
      i += is_pair ? 6 : 3;
    }
  }
  return marks;
}

void add_without_twin(ScreenRegion& changed, std::span<const Mark> marks, std::span<const std::size_t> twins) {
  ScreenRect line;  // letters beside each other reach the region as one
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (twins[i] != no_twin) continue;
    const ScreenRect rect = touched_pixels(marks[i].bounds);
    if (!line.meet(rect).is_empty()) {
      line = line.join(rect);
      continue;
    }
    changed.add(line);
    line = rect;
  }
  changed.add(line);
}

// The triangles of a command within a rectangle, appended to `indices`.
ImDrawCmd part_of(const ImDrawCmd& command, const ScreenRect& rect, const Scale& scale, const ImDrawList& list,
                  ImVector<ImDrawIdx>& indices) {
  ImDrawCmd part = command;
  part.IdxOffset = static_cast<unsigned>(indices.Size);
  part.ElemCount = 0;
  const ScreenRect drawn = scale.scissor(command.ClipRect).meet(rect);
  if (drawn.is_empty()) return part;
  part.ClipRect = scale.clip(drawn);
  for (unsigned i = 0; i < command.ElemCount; i += 3) {
    const ImDrawIdx* corners = list.IdxBuffer.Data + command.IdxOffset + i;
    Bounds bounds;
    for (unsigned c = 0; c < 3; ++c) bounds.add(list.VtxBuffer[static_cast<int>(command.VtxOffset + corners[c])].pos);
    if (bounds.within(part.ClipRect).is_empty()) continue;
    for (unsigned c = 0; c < 3; ++c) indices.push_back(corners[c]);
    part.ElemCount += 3;
  }
  return part;
}

}  // namespace

bool WidgetPicture::compare(const ImDrawData& data, ScreenRegion& changed) {
  const auto count = static_cast<std::size_t>(data.CmdListsCount);
  const bool is_comparable = kept_.size() == count;
  kept_.resize(count);
  const Scale scale(data);
  for (std::size_t i = 0; i < count; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    Kept& kept = kept_[i];
    const bool same_commands = std::equal(list.CmdBuffer.begin(), list.CmdBuffer.end(), kept.commands.begin(),
                                          kept.commands.end(), same_command);
    if (same_commands && same(list.VtxBuffer, kept.vertices) && same(list.IdxBuffer, kept.indices)) continue;
    if (is_comparable) {
      if (kept.marks.empty()) kept.marks = marks_of(scale, kept.vertices.data(), kept.indices.data(), kept.commands);
      auto now = marks_of(scale, list.VtxBuffer.Data, list.IdxBuffer.Data,
                          {list.CmdBuffer.Data, static_cast<std::size_t>(list.CmdBuffer.Size)});
      const Twins twins = find_twins(kept.marks, now);
      add_without_twin(changed, kept.marks, twins.of_before);
      add_without_twin(changed, now, twins.of_now);
      kept.marks = std::move(now);
    } else {
      kept.marks.clear();
    }
    kept.vertices.assign(list.VtxBuffer.begin(), list.VtxBuffer.end());
    kept.indices.assign(list.IdxBuffer.begin(), list.IdxBuffer.end());
    kept.commands.assign(list.CmdBuffer.begin(), list.CmdBuffer.end());
  }
  return is_comparable;
}

void draw_widgets(ImDrawData& data, const ScreenRegion& region) {
  const Scale scale(data);
  bool is_any = false;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    ImDrawList& list = *data.CmdLists[i];
    ImVector<ImDrawCmd> commands;
    ImVector<ImDrawIdx> indices;
    for (const ImDrawCmd& command : list.CmdBuffer) {
      for (const ScreenRect& rect : region.rects()) {
        const ImDrawCmd part = part_of(command, rect, scale, list, indices);
        if (part.ElemCount > 0) commands.push_back(part);
      }
    }
    is_any = is_any || !commands.empty();
    if (commands.empty()) list.VtxBuffer.resize(0);  // which are sent all the same
    list.CmdBuffer.swap(commands);
    list.IdxBuffer.swap(indices);
  }
  if (is_any) ImGui_ImplOpenGL3_RenderDrawData(&data);
}

}  // namespace convoscope
