// Which entries of C are lit, and how far the current step has come with them. Knows no layout.
#pragma once

#include <set>
#include <utility>

#include "figure/state/highlight.h"

namespace convoscope {

/// Row and column of C.
using Entry = std::pair<std::int64_t, std::int64_t>;

struct MatrixSelection {
  Tag tag{};                         ///< what the picture is about
  std::set<Entry> lit{};             ///< its connections
  std::set<Entry> hovered{};         ///< those of what is pointed at
  std::set<std::int64_t> rows{};     ///< coarse cells to mark: the focus or its other ends
  std::set<std::int64_t> columns{};  ///< fine cells to mark
  bool is_partial = false;           ///< by multiplication: `done` counts
  std::set<Entry> done{};
  Entry current{-1, -1};  ///< the entry that the current step multiplies by
};

MatrixSelection matrix_selection(const PictureInputs& inputs);

/// The entries of what is lit, all of its channel's pairs; at most a few thousand. Of an entry that entry, be it a zero.
std::set<Entry> entries_of(const Evaluation& evaluation, const Highlight& lit);

}  // namespace convoscope
