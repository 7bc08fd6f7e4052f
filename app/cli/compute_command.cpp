// Reads everything, computes, and only then touches the output file.
#include "cli/compute_command.h"

#include "cli/layer_arguments.h"
#include "cli/names.h"
#include "cli/work.h"
#include "core/convolve.h"
#include "core/fast.h"
#include "document/names.h"
#include "document/photograph/tones.h"
#include "interop/npy.h"
#include "png/png_encoder.h"

namespace convoscope {
namespace {

constexpr const char* fast = "fast";
constexpr std::string_view picture_ending = ".png";

/// The extents that an output has when the input's rank is kept, its channels permitting.
std::vector<std::int64_t> output_extents(const Tensor& output, const Layer& layer) {
  const Shape& shape = output.shape();
  int rank = layer.input_rank;
  if (rank == 2 && output.channels() > 1) rank = 3;
  std::vector<std::int64_t> extents(shape.end() - rank, shape.end());
  if (layer.is_line) extents.erase(extents.end() - 2);
  return extents;
}

/// One channel in grey, three in colour; as bright as the scene says, or its kernel suggests.
std::string picture_of(const Scene& scene, const Tensor& output) {
  const Tone tone = scene.photograph.tone.value_or(suggested_tone(*weight_of(scene)));
  const SharedPixels shown = pixels_of(output, tone, bright_magnitude(output));
  Pixels pixels(static_cast<int>(shown->columns), static_cast<int>(shown->rows));
  pixels.rgba = shown->rgba;
  return encode_png(pixels, 0, {});
}

/// By the way that --method names, else by gathering.
Attempt<Tensor> output_of(const Scene& scene, const Value& method_name) {
  const SharedTensor input = input_of(scene);
  const SharedTensor weight = weight_of(scene);
  const std::string_view name = method_name ? *method_name : name_of(Method::gather);
  if (name == fast) return apply_fast(scene.spec, *input, *weight, scene.bias);
  const std::optional<Method> method = method_named(name);
  if (!method) return unknown_choice("--method", name, compute_method_names());
  const std::vector<Problem> problems = validate_method(scene.spec, *method);
  if (!problems.empty()) return wrong_request("--method", message_of(problems.front()));
  return apply(scene.spec, *input, *weight, scene.bias, *method);
}

}  // namespace

std::vector<std::string_view> compute_method_names() {
  std::vector<std::string_view> names(method_names.begin(), method_names.end());
  names.push_back(fast);
  return names;
}

Outcome run_compute(const ComputeArguments& arguments, const Context& context) {
  if (!arguments.output) return wrong_request("-o", {"cli.compute_output_missing", {}});
  if (*arguments.output == "-") return wrong_request("-o", {"cli.not_to_standard_output", {{"format", "npy"}}});
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  if (layer->note) say_note(*layer->note, context);
  const double most = arguments.method ? most_plain_multiplications : most_fast_multiplications;
  if (Outcome judged = judge_work(layer->spec(), most); !judged) return judged;
  const Attempt<Tensor> output = output_of(layer->saved.scene, arguments.method);
  if (!output) return output.failure();
  const bool is_picture = arguments.output->ends_with(picture_ending);
  if (is_picture && (output->batch() > 1 || (output->channels() != 1 && output->channels() != 3)))
    return wrong_request("-o", {"cli.picture_channels", {{"count", std::to_string(output->channels())}}});
  const Status written = context.platform.write_file(
      *arguments.output, is_picture ? picture_of(layer->saved.scene, *output)
                                    : write_npy(output_extents(*output, *layer), output->data()));
  if (!written) return failed(written.message());
  return done();
}

}  // namespace convoscope
