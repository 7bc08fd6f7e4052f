// Pictures with a scene inside.
#include "fuzz.h"
#include "picture/embedded_scene.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const Result<SavedScene> read = scene_of_file(fuzz::text_of(data, size));
  if (!read) {
    fuzz::expect_sentence(read.message());
    return 0;
  }
  fuzz::expect_kept(*read);
  return 0;
}
