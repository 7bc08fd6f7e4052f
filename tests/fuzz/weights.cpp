// Files of weights, .safetensors and .npz: what they say of places is checked, and a weight is read whole or not at all.
#include "document/model/model.h"
#include "fuzz.h"
#include "interop/model/model_files.h"
#include "interop/model/weight_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const std::string_view bytes = fuzz::text_of(data, size);
  const ReadModel layers =
      read_printed_model("Net(\n  (a): Conv2d(1, 1, kernel_size=(1, 1))\n  (b): Conv2d(1, 2, kernel_size=(3, 3))\n)");
  const std::vector<ModelStep> steps = follow(layers.model, {1, 8, 8});
  for (const char* const file : {"w.safetensors", "w.npz"}) {
    const Result<WeightedModel> weighted = with_weights(layers.model, steps, bytes, file);
    if (!weighted) {
      fuzz::expect_sentence(weighted.message());
      continue;
    }
    FUZZ_CHECK(weighted->layers >= 1 && weighted->layers <= 2);
    for (const ModelLayer& layer : weighted->model.layers)
      for (const auto& place : {layer.weight, layer.bias})
        if (place)
          for (const std::int64_t count : {1, 2, 18})
            if (const auto numbers = read_weight(*place, bytes, count))
              FUZZ_CHECK(static_cast<std::int64_t>(numbers->size()) == count);
  }
  const ReadModel listed = read_safetensors(bytes, size);
  if (listed.error) fuzz::expect_sentence(listed.error->message);
  return 0;
}
