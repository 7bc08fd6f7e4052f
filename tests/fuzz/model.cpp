// Models of every kind: a map goes through whatever is read, and nothing is read that is not there.
#include "core/spec.h"
#include "document/model/map_strip.h"
#include "document/model/mending.h"
#include "document/model/model_cells.h"
#include "document/model/skips.h"
#include "document/model/usual_input.h"
#include "fuzz.h"
#include "interop/model/model_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const std::string_view bytes = fuzz::text_of(data, size);
  for (const auto reader : {read_model, read_onnx_model, read_printed_model, read_keras_model}) {
    const ReadModel read = reader(bytes);
    if (read.error) {
      FUZZ_CHECK(read.error->offset <= size);
      fuzz::expect_sentence(read.error->message);
      continue;
    }
    for (const MapSize& input : {read.model.input, MapSize{3, 32, 33}}) {
      const std::vector<ModelStep> steps = follow(read.model, input);
      FUZZ_CHECK(steps.size() == read.model.layers.size());
      for (const ModelStep& step : steps) {
        if (step.problem) fuzz::expect_sentence(*step.problem);
        if (step.output) FUZZ_CHECK(step.output->rows >= 1 && step.output->columns >= 1 && step.output->channels >= 1);
      }
    }
    Model model = read.model;
    model.input = usual_input(model);
    const std::vector<ModelStep> steps = follow(model, model.input);
    (void)strip_of(model, steps);
    for (const Mend& mend : mends(model))
      FUZZ_CHECK(misfits(mend.mended, follow(mend.mended, mend.mended.input)).empty());
    const int last = static_cast<int>(steps.size()) - 1;
    (void)cells_seen(model, steps, last, {0, 0});
    (void)cells_reached(model, steps, -1, {0, 0});
    if (const std::vector<int> maps = skip_choices(model, steps, last, no_skip); !maps.empty())
      (void)follow(with_skip(model, last, no_skip, maps.back()), model.input);
    for (const ModelLayer& layer : read.model.layers)
      if (layer.weight) (void)read_weight(*layer.weight, bytes, 16);
  }
  return 0;
}
