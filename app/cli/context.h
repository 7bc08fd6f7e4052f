// What every command works with.
#pragma once

#include <iosfwd>

#include "cli/wording.h"
#include "document/platform.h"

namespace convoscope {

struct Context {
  const Platform& platform;
  const Wording& wording;  ///< the language that listings and pictures are written in
  std::ostream& out;
  std::ostream& err;  ///< for progress; failures are returned, not written
};

}  // namespace convoscope
