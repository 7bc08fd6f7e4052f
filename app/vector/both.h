// Things of a figure in light colours, and the same things in dark ones. Knows no file format.
#pragma once

#include "figure/figure.h"

namespace convoscope {

/// The same thing for light and for dark pages. Refers to both; they may be one.
template <class T>
struct Both {
  const T& light;
  const T& dark;
};

bool differ_in_colors_only(const CellStyle& a, const CellStyle& b);
bool differ_in_colors_only(const Box& a, const Box& b);
bool differ_in_colors_only(const Path& a, const Path& b);
bool differ_in_colors_only(const Text& a, const Text& b);
/// Their cells are left to whoever goes through them, as are a group's items.
bool differ_in_colors_only(const Grid& a, const Grid& b);
bool differ_in_colors_only(const Image& a, const Image& b);
bool differ_in_colors_only(const Group& a, const Group& b);

/// A shape or a look with what it is on dark pages: itself where that differs in more than colours.
template <class T>
Both<T> paired(const T& light, const T* dark) {
  return {light, dark != nullptr && differ_in_colors_only(light, *dark) ? *dark : light};
}

}  // namespace convoscope
