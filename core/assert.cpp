// The one place where the core writes something: the last words before an abort.
#include "core/assert.h"

#include <cstdio>
#include <cstdlib>

namespace convoscope {

void assertion_failed(const char* text, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, text);
  std::fflush(stderr);
  std::abort();
}

}  // namespace convoscope
