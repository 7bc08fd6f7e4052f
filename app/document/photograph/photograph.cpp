#include "document/photograph/photograph.h"

#include <cmath>

#include "document/photograph/picture_reader.h"
#include "document/photograph/tones.h"

namespace convoscope {

struct PhotographReading::State {
  PictureReading picture;
  std::shared_ptr<Photograph> made;
  bool wants_grey;
  std::optional<Tensor> planes{};  ///< once it is decoded
  Tensor grey{};
  std::optional<Toning> toning{};  ///< once it has the colours wanted
};

PhotographReading::PhotographReading(const std::string& path, std::shared_ptr<const std::string> bytes, bool is_grey)
    : state_(new State{{*bytes, path}, std::make_shared<Photograph>(), is_grey}) {
  state_->made->name = path.substr(path.find_last_of("/\\") + 1);
  state_->made->bytes = std::move(bytes);
}
PhotographReading::~PhotographReading() = default;

std::optional<Result<SharedPhotograph>> PhotographReading::advance(const Progress& progress) {
  Photograph& made = *state_->made;
  if (!state_->planes) {
    std::optional<Result<Tensor>> planes = state_->picture.advance(progress);
    if (!planes) return std::nullopt;
    if (!*planes) return planes->message();
    state_->planes = std::move(**planes);
    made.has_color = state_->planes->channels() == 3;
    made.is_grey = state_->wants_grey && made.has_color;
  }
  if (!state_->toning) {
    Tensor& planes = *state_->planes;
    if (made.is_grey) {
      const auto goes_on = [&] { return !progress || progress(planes.rows(), planes.rows()); };
      if (!state_->grey.grow({1, 1, planes.rows(), planes.columns()}, goes_on)) return std::nullopt;
      planes = in_grey(planes, std::move(state_->grey));
    }
    made.planes = std::make_shared<const Tensor>(std::move(planes));
    state_->toning.emplace(made.planes, Tone::clamped, 1.0F);
  }
  made.pixels = state_->toning->advance(progress);
  if (!made.pixels) return std::nullopt;
  return SharedPhotograph(std::move(state_->made));
}

Result<SharedPhotograph> read_photograph(const std::string& path, std::shared_ptr<const std::string> bytes,
                                         bool is_grey) {
  return *PhotographReading(path, std::move(bytes), is_grey).advance();
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
