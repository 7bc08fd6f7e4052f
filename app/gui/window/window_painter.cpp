#include "gui/window/window_painter.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

namespace convoscope {
namespace {

template <class Value>
void append(std::vector<char>& bytes, const ImVector<Value>& values) {
  const char* const first = reinterpret_cast<const char*>(values.Data);
  bytes.insert(bytes.end(), first, first + values.size_in_bytes());
}

/// All that the widgets' pixels depend on, but for what is in the textures. Dear ImGui keeps its commands' padding at zero.
std::vector<char> bytes_of(const ImDrawData& widgets) {
  std::vector<char> bytes;
  for (int i = 0; i < widgets.CmdListsCount; ++i) {
    const ImDrawList& list = *widgets.CmdLists[i];
    append(bytes, list.CmdBuffer);
    append(bytes, list.VtxBuffer);
    append(bytes, list.IdxBuffer);
  }
  return bytes;
}

}  // namespace

bool WindowPainter::paint(const Figure& figure, std::uint64_t revision, Viewport viewport, ImDrawData& widgets,
                          Color panels) {
  viewport.is_cleared = true;
  std::vector<char> bytes = bytes_of(widgets);
  if (!is_stale_ && revision == revision_ && viewport == viewport_ && bytes == widgets_) return false;
  const int across = viewport.framebuffer_width, down = viewport.framebuffer_height;
  // Clearing is by far the cheapest way to paint an area: panels leave their background to it.
  fill_pixels({0, 0, across, down}, down, panels);
  fill_pixels(rounded_pixels(viewport.clip_px, across, down), down, figure.background);
  renderer_.draw(figure, revision, viewport);
  ImGui_ImplOpenGL3_RenderDrawData(&widgets);
  is_stale_ = is_behind();
  revision_ = revision;
  viewport_ = viewport;
  widgets_ = std::move(bytes);
  return true;
}

}  // namespace convoscope
