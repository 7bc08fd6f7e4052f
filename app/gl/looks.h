// Fingerprints of what a display list holds: equal where the pixels are. Knows no OpenGL.
#pragma once

#include "gl/display_list.h"

namespace convoscope {

std::uint64_t look_of(const SolidInstance& solid);
std::uint64_t look_of(const BoxInstance& box);
std::uint64_t look_of(const StrokeInstance& stroke);
/// `edges` are those of the fill alone; where in a list they stand does not matter.
std::uint64_t look_of(const FillInstance& fill, std::span<const std::array<float, 4>> edges);
std::uint64_t look_of(const TextRun& run);
/// Left out are where its cells still to come begin, and the contents of small arrays: `changes` compares those. Arrays of large
/// grids count by their addresses: whoever compares holds both grids.
std::uint64_t look_of(const GridItem& item);
std::uint64_t look_of_layer(double opacity, bool is_begin);

/// What the things of the list paint differently, figure points. O(marks log marks).
std::vector<Rect> changes(const DisplayList& before, const DisplayList& now);

}  // namespace convoscope
