// What every command works with.
#pragma once

#include <iosfwd>

#include "document/catalog.h"
#include "document/platform.h"

namespace convoscope {

struct Context {
  const Platform& platform;
  const Catalog& catalog;  ///< the language that messages and listings are written in
  std::ostream& out;
  std::ostream& err;       ///< for progress; failures are returned, not written
};

}  // namespace convoscope
