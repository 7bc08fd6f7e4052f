// What a weight's place says is checked against the file that it names.
#include "interop/model/model_weights.h"

#include "core/geometry.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

Result<std::vector<float>> read_numbers_at(const WeightPlace& place, std::int64_t count, std::string_view bytes,
                                           const std::string& path, const Platform& platform) {
  std::string beside;
  if (!place.file.empty()) {
    const bool leaves_folder = place.file.starts_with('/') || place.file.find("..") != std::string::npos ||
                               place.file.find('\\') != std::string::npos;
    if (leaves_folder) return Message{"model.weight_elsewhere", {{"file", place.file}}};
    Result<std::string> read = platform.read_file(path.substr(0, path.rfind('/') + 1) + place.file);
    if (!read) return read.message();
    beside = std::move(*read);
  }
  auto numbers = read_weight(place, place.file.empty() ? bytes : beside, count);
  if (!numbers) return Message{"model.weight", {}};
  return std::move(*numbers);
}

}  // namespace

Result<LayerNumbers> read_layer_numbers(const ModelLayer& layer, const Spec& spec, std::string_view bytes,
                                        const std::string& path, const Platform& platform) {
  LayerNumbers numbers;
  if (layer.weight) {
    const Shape shape = weight_shape(spec);
    Result<std::vector<float>> read =
        read_numbers_at(*layer.weight, shape[0] * shape[1] * shape[2] * shape[3], bytes, path, platform);
    if (!read) return read.message();
    numbers.weight = std::make_shared<const Tensor>(shape, std::move(*read));
  }
  if (layer.bias) {
    Result<std::vector<float>> read = read_numbers_at(*layer.bias, spec.out_channels, bytes, path, platform);
    if (!read) return read.message();
    numbers.bias = std::move(*read);
  } else if (layer.layer && layer.layer->has_bias) {
    numbers.bias.assign(static_cast<std::size_t>(spec.out_channels), 0.0f);
  }
  return numbers;
}

}  // namespace convoscope
