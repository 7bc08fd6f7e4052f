#include "document/photograph/development.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/convolve.h"
#include "document/photograph/tones.h"

namespace convoscope {

struct Development::Made {
  std::mutex mutex;
  std::shared_ptr<const Tensor> output;
  std::optional<float> most;
  std::pair<Tone, std::int64_t> shown{};
  SharedPixels pixels;
};

namespace {

/// Memory that nobody looks at any more, or new.
std::shared_ptr<Tensor> sheet_of(DevelopingTray* tray) {
  if (tray == nullptr) return std::make_shared<Tensor>();
  const auto unused = [](const std::shared_ptr<Tensor>& sheet) { return sheet.use_count() == 1; };
  const auto found = std::ranges::find_if(tray->outputs, unused);
  if (found != tray->outputs.end()) return *found;
  return tray->outputs.emplace_back(std::make_shared<Tensor>());
}

}  // namespace

Development::Development(SharedPhotograph picture, Spec spec, std::shared_ptr<const Tensor> weight,
                         std::vector<float> bias)
    : picture_(std::move(picture)),
      spec_(spec),
      weight_(std::move(weight)),
      bias_(std::move(bias)),
      made_(std::make_shared<Made>()) {}

bool Development::is_same(const Development& other) const {
  const bool same_weight = weight_ == other.weight_ || *weight_ == *other.weight_;
  return picture_ == other.picture_ && spec_ == other.spec_ && same_weight && bias_ == other.bias_;
}

bool Development::make(const Progress& progress, DevelopingTray* tray) const {
  {
    const std::lock_guard lock(made_->mutex);
    if (made_->output) return true;
  }
  const Shape shape = output_shape(spec_);
  const std::int64_t total = shape[1] * shape[2];
  std::int64_t done = 0;
  bool goes_on = !progress || progress(0, total);
  const auto count = [&] { return goes_on = !progress || progress(done = std::min(done + 1, total), total); };
  const std::shared_ptr<Tensor> output = sheet_of(tray);
  FastWorkspace own;
  if (goes_on) apply_fast(spec_, *picture_->planes, *weight_, bias_, *output, tray ? tray->workspace : own, count);
  if (!goes_on) return false;
  const std::lock_guard lock(made_->mutex);
  if (!made_->output) made_->output = output;
  return true;
}

bool Development::is_made() const {
  const std::lock_guard lock(made_->mutex);
  return made_->output != nullptr;
}

std::shared_ptr<const Tensor> Development::output() const {
  make();
  const std::lock_guard lock(made_->mutex);
  return made_->output;
}

float Development::most() const {
  const std::shared_ptr<const Tensor> output = this->output();
  const std::lock_guard lock(made_->mutex);
  if (!made_->most) made_->most = bright_magnitude(*output);
  return *made_->most;
}

SharedPixels Development::pixels(Tone tone, std::int64_t channel) const {
  const float white = tone == Tone::clamped ? 1 : most();
  const std::shared_ptr<const Tensor> output = this->output();
  channel = std::clamp<std::int64_t>(channel, 0, output->channels() - 1);
  const std::lock_guard lock(made_->mutex);
  const std::pair shown{tone, channel};
  if (!made_->pixels || made_->shown != shown) {
    made_->pixels = pixels_of(*output, tone, white, channel);
    made_->shown = shown;
  }
  return made_->pixels;
}

}  // namespace convoscope
