// Scene files.
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const Result<SavedScene> read = read_scene(fuzz::text_of(data, size), view_names());
  if (!read) {
    fuzz::expect_sentence(read.message());
    return 0;
  }
  fuzz::expect_kept(*read);
  return 0;
}
