// Pictures as photographs are read: bounded, 0 to 1, or one sentence.
#include "document/photograph/picture_reader.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const Result<Tensor> picture = read_picture(fuzz::text_of(data, size), "x.png");
  if (!picture) {
    fuzz::expect_sentence(picture.message());
    return 0;
  }
  FUZZ_CHECK(is_picture(fuzz::text_of(data, size)));
  FUZZ_CHECK(picture->batch() == 1 && (picture->channels() == 1 || picture->channels() == 3));
  FUZZ_CHECK(picture->rows() >= 1 && picture->columns() >= 1);
  FUZZ_CHECK(picture->rows() * picture->columns() <= most_picture_pixels);
  for (const float value : picture->data()) FUZZ_CHECK(value >= 0 && value <= 1);
  FUZZ_CHECK(in_grey(*picture).channels() == 1);
  return 0;
}
