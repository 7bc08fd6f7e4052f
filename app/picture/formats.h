// The one table of formats: which ending is written by whom, put together from the writers that are built in.
#pragma once

#include <span>
#include <string_view>

#include "figure/writing/format.h"

namespace convoscope {

/// Every format, in the order of the export menu.
std::span<const Format> formats();
/// A writer's message with its cause, which the writer leaves open.
Message with_cause(Message message);
template <class T>
Result<T> with_cause(Result<T> written) {
  if (written) return written;
  return with_cause(written.message());
}
/// The format that a path's ending names; null for an unknown one.
const Format* format_of(std::string_view path);

}  // namespace convoscope
