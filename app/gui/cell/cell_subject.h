// Which cell the panel explains, given what is pointed at, pinned and stepped through, and how far its sum has come.
// Knows no widget.
#pragma once

#include <optional>

#include "document/explain.h"
#include "document/session.h"

namespace convoscope {

struct CellSubject {
  Tag cell;  ///< `is_explained`
  Side side{};
  bool follows_step = false;      ///< it is the step's own cell, so its sum may still be growing
  std::optional<Cell> element;    ///< the kernel element pointed at, to be told of in this cell's terms
  std::optional<Tag> connection;  ///< the connection pointed at or pinned, one of this cell's
};

/// What is under the mouse while nothing plays, else what is pinned, else the step's cell. A kernel element under the mouse
/// leaves the cell and asks about it; a connection leaves a cell that it belongs to.
CellSubject subject_of(const Session& session, bool is_playing);

/// The operation whose work and code are told: the pinned cell's, else the one stepped through. What the mouse passes over does not
/// change it, so that it can be read and copied.
Side side_at_hand(const Session& session);

/// How far a sum has come that is computed one multiplication at a time.
struct TermProgress {
  std::size_t done = 0;         ///< of the explanation's terms
  bool is_on_term = false;      ///< the current multiplication is the last of those done
  std::optional<Cell> element;  ///< the latest kernel element that met a zero
  bool is_on_element = false;   ///< the current multiplication is that one
  bool is_growing = false;      ///< more are to come
  double sum = 0;
};
/// Nothing where the cell is not the one that the playhead computes one multiplication at a time.
std::optional<TermProgress> progress_of(const Session& session, const CellSubject& subject);

}  // namespace convoscope
