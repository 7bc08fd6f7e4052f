// What a weight's place says is checked against the file that it names.
#include "interop/model/model_weights.h"

#include <algorithm>

#include "core/geometry.h"
#include "interop/model/model_files.h"
#include "interop/model/weight_files.h"
#include "interop/npy.h"
#include "interop/npz.h"

namespace convoscope {
namespace {

using Extents = std::vector<std::int64_t>;

/// An array out of an archive, if it has one of these shapes.
Result<std::vector<float>> read_member(const NpzPath& place, std::string_view archive,
                                       const std::vector<Extents>& shapes) {
  const Result<std::string> member = read_npz(archive, place.member, place.file);
  if (!member) return member.message();
  Result<NpyArray> array = read_npy(*member, place.file + ":" + place.member);
  if (!array) return array.message();
  if (std::ranges::find(shapes, array->shape) == shapes.end())
    return Message{
        "model.weight_shape",
        {{"name", place.member}, {"shape", shape_text(array->shape)}, {"wanted", shape_text(shapes.front())}}};
  return std::move(array->data);
}

/// In PyTorch's order of the axes, `shape`, what lies as (height, width, second, first).
std::vector<float> turned_from_kernel_first(const std::vector<float>& numbers, const Shape& shape) {
  const auto [first, second, rows, columns] = shape;
  std::vector<float> turned;
  turned.reserve(numbers.size());
  for (std::int64_t a = 0; a < first; ++a)
    for (std::int64_t b = 0; b < second; ++b)
      for (std::int64_t at = 0; at < rows * columns; ++at)
        turned.push_back(numbers[static_cast<std::size_t>((at * second + b) * first + a)]);
  return turned;
}

Result<std::vector<float>> read_numbers_at(const WeightPlace& place, const std::vector<Extents>& shapes,
                                           const std::string& path, const Platform& platform) {
  std::string file = path;
  const std::optional<NpzPath> archive = npz_path(place.file);
  if (!place.file.empty()) {
    const bool leaves_folder = place.file.starts_with('/') || place.file.find("..") != std::string::npos ||
                               place.file.find('\\') != std::string::npos;
    if (leaves_folder) return Message{"model.weight_elsewhere", {{"file", place.file}}};
    file = path.substr(0, path.rfind('/') + 1) + (archive ? archive->file : place.file);
  }
  const Result<std::string> bytes = platform.read_file(file);
  if (!bytes && bytes.message().cause == Cause::missing_file)
    return Message{"model.weights_missing", {{"file", file}}, Cause::missing_file};
  if (!bytes) return bytes.message();
  if (archive) return read_member(*archive, *bytes, shapes);
  std::int64_t count = 1;
  for (const std::int64_t extent : shapes.front()) count *= extent;
  auto numbers = read_weight(place, *bytes, count);
  if (!numbers) return Message{"model.weight", {}};
  return std::move(*numbers);
}

}  // namespace

Result<LayerNumbers> read_layer_numbers(const ModelLayer& layer, const Spec& spec, const std::string& path,
                                        const Platform& platform) {
  LayerNumbers numbers;
  if (layer.weight) {
    const Shape shape = weight_shape(spec);
    const bool kernel_first = layer.weight->kernel_first;
    Result<std::vector<float>> read = read_numbers_at(*layer.weight, weight_shapes(spec, kernel_first), path, platform);
    if (!read) return read.message();
    if (kernel_first) *read = turned_from_kernel_first(*read, shape);
    numbers.weight = std::make_shared<const Tensor>(shape, std::move(*read));
  }
  if (layer.bias) {
    Result<std::vector<float>> read = read_numbers_at(*layer.bias, {{spec.out_channels}}, path, platform);
    if (!read) return read.message();
    numbers.bias = std::move(*read);
  } else if (layer.layer && layer.layer->has_bias) {
    numbers.bias.assign(static_cast<std::size_t>(spec.out_channels), 0.0f);
  }
  return numbers;
}

}  // namespace convoscope
