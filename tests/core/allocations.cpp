// The memory that the test program asks for, counted. Compiled by itself: compilers that see through these operators
// take their malloc and free for a mistake.
#include <atomic>
#include <cstdlib>
#include <new>

#include "support.h"

namespace {
std::atomic<std::int64_t> allocation_count{0};
}

void* operator new(std::size_t size) {
  ++allocation_count;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

std::int64_t convoscope::testing::allocations() { return allocation_count; }
