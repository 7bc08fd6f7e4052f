// Framework code: the error is a sentence at a place within the code, and layers are legal or say why not.
#include "fuzz.h"
#include "interop/code/read_code.h"
#include "interop/model/pasted.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const std::string_view code = fuzz::text_of(data, size);
  for (const auto framework :
       {std::optional<Framework>(), std::optional(Framework::caffe), std::optional(Framework::keras)}) {
    const ReadCode read = read_code(code, framework);
    if (read.error) {
      FUZZ_CHECK(read.error->offset <= size);
      fuzz::expect_sentence(read.error->message);
      continue;
    }
    FUZZ_CHECK(!read.layers.empty());
    for (const LayerCode& layer : read.layers) {
      const PlacedSpec placed = spec_of(layer);
      FUZZ_CHECK(placed.error.has_value() != validate(placed.spec).empty());
      if (placed.error) fuzz::expect_sentence(placed.error->message);
      if (layer.reason) fuzz::expect_sentence(*layer.reason);
    }
  }
  const Pasted pasted = read_pasted(code);
  FUZZ_CHECK(pasted.error || pasted.model || !pasted.layers.empty());
  for (const LayerCode& layer : pasted.layers) FUZZ_CHECK(validate(shown_spec(layer)).empty());
  return 0;
}
