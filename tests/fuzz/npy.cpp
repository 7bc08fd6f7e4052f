// NumPy's files.
#include <cstring>

#include "fuzz.h"
#include "interop/npy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const Result<NpyArray> array = read_npy(fuzz::text_of(data, size), "x.npy");
  if (!array) {
    fuzz::expect_sentence(array.message());
    return 0;
  }
  const Result<NpyArray> again = read_npy(write_npy(array->shape, array->data), "y.npy");
  FUZZ_CHECK(again && again->shape == array->shape && again->data.size() == array->data.size());
  // By their bits: NaN is no other NaN.
  const std::size_t bytes = sizeof(float) * array->data.size();
  FUZZ_CHECK(bytes == 0 || std::memcmp(again->data.data(), array->data.data(), bytes) == 0);
  for (const auto& reading : {map_of(*array, "x.npy"), weight_of(*array, "x.npy")})
    if (!reading) fuzz::expect_sentence(reading.message());
  if (const auto bias = bias_of(*array, "x.npy"); !bias) fuzz::expect_sentence(bias.message());
  return 0;
}
