#include "document/photograph/photograph.h"

#include <cmath>

#include "document/photograph/picture_reader.h"
#include "document/photograph/tones.h"

namespace convoscope {

Result<SharedPhotograph> read_photograph(const std::string& path, std::shared_ptr<const std::string> bytes,
                                         bool is_grey) {
  Result<Tensor> planes = read_picture(*bytes, path);
  if (!planes) return planes.message();
  auto photograph = std::make_shared<Photograph>();
  photograph->name = path.substr(path.find_last_of("/\\") + 1);
  photograph->bytes = std::move(bytes);
  photograph->has_color = planes->channels() == 3;
  photograph->is_grey = is_grey && photograph->has_color;
  photograph->planes = std::make_shared<const Tensor>(photograph->is_grey ? in_grey(*planes) : std::move(*planes));
  photograph->pixels = pixels_of(*photograph->planes, Tone::clamped, 1);
  return SharedPhotograph(std::move(photograph));
}

Spec on_photograph(Spec spec, const Photograph& photograph) {
  const Tensor& planes = *photograph.planes;
  spec.batch = 1;
  spec.in_channels = spec.out_channels = planes.channels();
  spec.groups = is_pooling(spec) ? 1 : planes.channels();
  spec.axes[height].input = planes.rows();
  spec.axes[width].input = planes.columns();
  return spec;
}

Tone suggested_tone(const Tensor& weight) {
  constexpr double least_share = 1e-3;
  double sum = 0;
  double magnitudes = 0;
  for (const float value : weight.data()) {
    sum += static_cast<double>(value);
    magnitudes += std::abs(static_cast<double>(value));
  }
  return magnitudes > 0 && std::abs(sum) < least_share * magnitudes ? Tone::absolute : Tone::clamped;
}

}  // namespace convoscope
