// What every command works with.
#pragma once

#include <ostream>

#include "cli/wording.h"
#include "document/platform.h"

namespace convoscope {

struct Context {
  const Platform& platform;
  const Wording& wording;  ///< the language that listings and pictures are written in
  std::ostream& out;
  std::ostream& err;  ///< for progress; failures are returned, not written
};

/// What was done otherwise than asked, on a line of its own.
inline void say_note(const Message& message, const Context& context) {
  context.err << "convoscope: note: " << context.wording.catalog().text(message) << '\n';
}

}  // namespace convoscope
