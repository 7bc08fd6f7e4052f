// Puts a figure's items into batches. An item may join an earlier batch of its kind where nothing painted in between lies
// under it: the picture is the same and the draw calls are fewer. Knows no OpenGL.
#pragma once

#include <optional>
#include <vector>

#include "gl/display_list.h"

namespace convoscope {

class Batcher {
 public:
  /// `member` is a place in the display list's array of that kind; `bounds` is what it paints, in figure points.
  void add(BatchKind kind, const std::optional<Clip>& clip, std::uint32_t member, const Rect& bounds);

  /// Opens a layer for what is added until `end_layer`, which takes the returned place.
  std::size_t begin_layer();
  /// A layer in which nothing was painted is forgotten.
  void end_layer(std::size_t begin, const std::optional<Clip>& clip, double opacity);

  /// Puts each batch's members side by side in `list`, and the batches into it.
  void close(DisplayList& list);

 private:
  struct Open {
    Batch batch;
    std::vector<std::uint32_t> members;
    Rect hull{};  ///< of all members' bounds
    void add(std::uint32_t member, const Rect& bounds);
  };
  std::vector<Open> open_;
};

}  // namespace convoscope
