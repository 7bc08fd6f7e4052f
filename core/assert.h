// The assertion for programmer's errors: on in release too, ends the program with the place. Never for a user's error:
// those are values (`Problem`, spec.h).
#pragma once

namespace convoscope {

/// Prints `file:line: assertion failed: text` on standard error and aborts.
[[noreturn]] void assertion_failed(const char* text, const char* file, int line);

}  // namespace convoscope

#define CONVOSCOPE_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::convoscope::assertion_failed(#condition, __FILE__, __LINE__))
