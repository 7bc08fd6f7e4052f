// NumPy's archives.
#include "interop/npz.h"

#include "fuzz.h"
#include "interop/npy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  for (const char* member : {"", "a", "conv.weight"}) {
    const Result<std::string> bytes = read_npz(fuzz::text_of(data, size), member, "x.npz");
    if (!bytes) {
      fuzz::expect_sentence(bytes.message());
      continue;
    }
    FUZZ_CHECK(bytes->size() <= most_npz_member_bytes);
    if (const Result<NpyArray> array = read_npy(*bytes, "x.npz"); !array) fuzz::expect_sentence(array.message());
  }
  return 0;
}
