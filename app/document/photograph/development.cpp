#include "document/photograph/development.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "core/convolve.h"

namespace convoscope {

struct Development::State {
  const SharedPhotograph picture;
  const Spec spec;
  const std::shared_ptr<const Tensor> weight;
  const std::vector<float> bias;
  // What has been made.
  std::mutex mutex{};
  std::shared_ptr<const Tensor> output{};
  std::optional<float> most{};
  std::pair<Tone, std::int64_t> shown{};
  SharedPixels pixels{};
};

namespace {

/// Memory that nobody looks at any more, or new.
std::shared_ptr<Tensor> sheet_of(DevelopingTray& tray) {
  const auto unused = [](const std::shared_ptr<Tensor>& sheet) { return sheet.use_count() == 1; };
  const auto found = std::ranges::find_if(tray.outputs, unused);
  if (found != tray.outputs.end()) return *found;
  return tray.outputs.emplace_back(std::make_shared<Tensor>());
}

}  // namespace

Development::Development(SharedPhotograph picture, Spec spec, std::shared_ptr<const Tensor> weight,
                         std::vector<float> bias)
    : state_(new State{std::move(picture), spec, std::move(weight), std::move(bias)}) {}

const Photograph& Development::photograph() const { return *state_->picture; }
const Spec& Development::spec() const { return state_->spec; }

bool Development::is_same(const Development& other) const {
  const State& a = *state_;
  const State& b = *other.state_;
  const bool same_weight = a.weight == b.weight || *a.weight == *b.weight;
  return a.picture == b.picture && a.spec == b.spec && same_weight && a.bias == b.bias;
}

bool Development::make(const Progress& progress, DevelopingTray* tray) const {
  if (is_made()) return true;
  DevelopingTray own;
  DevelopingTray& used = tray ? *tray : own;
  const Shape shape = output_shape(spec());
  const std::int64_t total = shape[1] * shape[2];
  if (used.under_way != state_) {
    used.output.reset();
    used.output = sheet_of(used);
    used.under_way = state_;
    used.done = 0;
    used.has_begun = false;
  }
  const auto count = [&](std::int64_t rows) {
    used.done = std::min(used.done + rows, total);
    return !progress || progress(used.done, total);
  };
  if (!used.output->grow(shape, [&] { return count(0); })) return false;
  if (!std::exchange(used.has_begun, true))
    used.workspace.begin(spec(), *state_->picture->planes, *state_->weight, state_->bias, *used.output);
  if (!count(0)) return false;
  if (!used.workspace.advance(count)) return false;
  const std::lock_guard lock(state_->mutex);
  if (!state_->output) state_->output = std::move(used.output);
  used.output.reset();
  used.under_way.reset();
  return true;
}

bool Development::make_pixels(Tone tone, std::int64_t channel, std::optional<Toning>& begun,
                              const Progress& progress) const {
  if (!begun) begun.emplace(output(), tone, white_of(tone), shown_channel(channel));
  SharedPixels made = begun->advance(progress);
  if (!made) return false;
  const std::lock_guard lock(state_->mutex);
  state_->pixels = std::move(made);
  state_->shown = {tone, shown_channel(channel)};
  return true;
}

bool Development::is_made() const {
  const std::lock_guard lock(state_->mutex);
  return state_->output != nullptr;
}

std::shared_ptr<const Tensor> Development::output() const {
  make();
  const std::lock_guard lock(state_->mutex);
  return state_->output;
}

float Development::most() const {
  const std::shared_ptr<const Tensor> output = this->output();
  const std::lock_guard lock(state_->mutex);
  if (!state_->most) state_->most = bright_magnitude(*output);
  return *state_->most;
}

float Development::white_of(Tone tone) const { return tone == Tone::clamped ? 1 : most(); }

std::int64_t Development::shown_channel(std::int64_t channel) const {
  const bool is_in_color = spec().out_channels == 3;
  return is_in_color ? 0 : std::clamp<std::int64_t>(channel, 0, spec().out_channels - 1);
}

SharedPixels Development::pixels(Tone tone, std::int64_t channel) const {
  const float white = white_of(tone);
  const std::shared_ptr<const Tensor> output = this->output();
  channel = shown_channel(channel);
  const std::lock_guard lock(state_->mutex);
  const std::pair shown{tone, channel};
  if (!state_->pixels || state_->shown != shown) {
    state_->pixels = pixels_of(*output, tone, white, channel);
    state_->shown = shown;
  }
  return state_->pixels;
}

}  // namespace convoscope
