// Evaluates scenes, and says where the reader stands in them.
#include "document/evaluation.h"

#include <algorithm>
#include <utility>

#include "core/assert.h"
#include "core/fast.h"
#include "core/loupe.h"

namespace convoscope {

namespace {

// Measured: what a cell costs is mostly its memory, for what is made of it, too.
constexpr double product_ms = 1e-6;
constexpr double cell_ms = 32e-6;

std::int64_t rows_of(const Shape& shape) { return shape[0] * shape[1] * shape[2]; }
Sums sums_of(const Spec& spec) {
  return multiplications(spec) > most_exact_multiplications ? Sums::quick : Sums::exact;
}
double cells_of(const Shape& shape) { return static_cast<double>(rows_of(shape)) * static_cast<double>(shape[3]); }

/// The side that the playhead can step through: its own where there is one.
Side stepped_side(const Evaluation& evaluation, const Playhead& playhead) {
  const bool has_side =
      playhead.side == Side::transposed ? evaluation.transposed.has_value() : evaluation.convolution.has_value();
  return has_side && playhead.side != Side::none ? playhead.side : evaluation.asked;
}

/// The scene of a photograph's loupe.
Scene scene_within(const Scene& scene, Loupe loupe) {
  Scene within = scene;
  within.photograph = {};
  within.spec = loupe.spec;
  auto input = std::make_shared<const Tensor>(std::move(loupe.values));
  const bool is_transposed = loupe.spec.operation == Operation::transposed_convolution;
  (is_transposed ? within.coarse_values : within.fine_values) = std::move(input);
  (is_transposed ? within.fine_values : within.coarse_values) = nullptr;
  return within;
}

Loupe loupe_in(const Scene& scene) {
  return loupe_of(scene.spec, *scene.photograph.picture->planes, scene.photograph.loupe);
}

}  // namespace

double multiplications(const Spec& spec) {
  const Relation between = relation(spec);
  return static_cast<double>(count_taps(between)) * static_cast<double>(between.coarse_channels) *
         static_cast<double>(between.fine_channels / between.groups) * static_cast<double>(spec.batch);
}

const Spec& Evaluation::spec(Side side) const {
  const std::optional<Spec>& chosen = side == Side::transposed ? transposed : convolution;
  CONVOSCOPE_ASSERT(side != Side::none && chosen.has_value());
  return *chosen;
}

const Tensor& Evaluation::input(Side side) const { return side == Side::transposed ? *coarse : *fine; }

const Tensor& Evaluation::output(Side side) const {
  const SharedTensor& chosen = side == Side::transposed ? transposed_result : convolved;
  CONVOSCOPE_ASSERT(side != Side::none && chosen);
  return *chosen;
}

std::span<const float> Evaluation::bias_of(Side side) const {
  return side == asked ? std::span<const float>(bias) : std::span<const float>();
}

Trace Evaluation::trace(Side side, Granularity granularity) const {
  return trace(side, side == Side::transposed ? Method::zero_insertion : Method::gather, granularity);
}

Trace Evaluation::trace(Side side, Method method, Granularity granularity) const {
  const auto make = [&] { return Trace(spec(side), input(side), *weight, bias_of(side), method, granularity); };
  return traces->find(side, method, make).with(granularity);
}

Evaluating::Evaluating(const Scene& scene, const Evaluation* before, int most_threads) {
  CONVOSCOPE_ASSERT(validate(scene.spec).empty());
  if (!scene.photograph.picture) {
    begin(scene, most_threads);
    return;
  }
  Loupe loupe = loupe_in(scene);
  OnPhotograph place{nullptr, loupe.input, loupe.output};
  Scene within = scene_within(scene, std::move(loupe));
  // The other operation goes back from what this one makes.
  const bool is_transposed = within.spec.operation == Operation::transposed_convolution;
  (is_transposed ? within.fine_values : within.coarse_values) =
      std::make_shared<const Tensor>(apply_fast(within.spec, *input_of(within), *weight_of(within), within.bias));
  begin(within, most_threads);
  Development whole(scene.photograph.picture, scene.spec, evaluation_->weight, scene.bias);
  const bool is_known = before && before->photograph && before->photograph->whole->is_same(whole);
  place.whole = is_known ? before->photograph->whole : std::make_shared<const Development>(std::move(whole));
  evaluation_->photograph = std::move(place);
}

void Evaluating::begin(const Scene& scene, int most_threads) {
  Evaluation& made = *evaluation_;
  made.relation = relation(scene.spec);
  const bool asks_transposed = scene.spec.operation == Operation::transposed_convolution;
  made.asked = asks_transposed ? Side::transposed : Side::convolution;
  (asks_transposed ? made.transposed : made.convolution) = scene.spec;
  // A convolution that no layer can ask for (cut short at its end) is left out.
  if (const auto other = counterpart(scene.spec); other && validate(*other).empty()) {
    (asks_transposed ? made.convolution : made.transposed) = *other;
  }
  made.bias = scene.bias;
  const auto or_counted = [this](const SharedTensor& values, const Shape& shape) -> SharedTensor {
    CONVOSCOPE_ASSERT(!values || values->shape() == shape);
    if (values) return values;
    return counted_.emplace_back(Counted{std::make_shared<Tensor>(), shape}).map;
  };
  made.fine = or_counted(scene.fine_values, fine_shape(scene.spec));
  made.coarse = or_counted(scene.coarse_values, coarse_shape(scene.spec));
  made.weight = weight_of(scene);
  made.connections = count_taps(made.relation);
  sums_ = sums_of(scene.spec);
  const auto add = [&](Side side, SharedTensor& result, const Shape& shape) {
    layers_.push_back({side, std::make_shared<Tensor>(), FastWorkspace(most_threads)});
    result = layers_.back().output;
    total_ += rows_of(shape);
  };
  if (made.transposed) add(Side::transposed, made.transposed_result, fine_shape(scene.spec));
  if (made.convolution) add(Side::convolution, made.convolved, coarse_shape(scene.spec));
}

std::shared_ptr<const Evaluation> Evaluating::advance(const Progress& progress) {
  bool goes_on = true;
  const auto count = [&](std::int64_t rows) {
    done_ = std::min(done_ + rows, total_);
    return goes_on = !progress || progress(done_, total_);
  };
  const auto ask = [&] { return count(0); };
  ask();
  for (; goes_on && !counted_.empty(); counted_.pop_back()) {
    const Counted& next = counted_.back();
    if (!next.map->grow(next.shape, ask)) return nullptr;
    next.map->count();
    ask();
  }
  for (; goes_on && !layers_.empty(); layers_.pop_back()) {
    Layer& layer = layers_.back();
    const Side side = layer.side;
    if (!layer.output->grow(output_shape(evaluation_->spec(side)), ask)) return nullptr;
    if (!std::exchange(layer.has_begun, true)) {
      layer.workspace.begin(evaluation_->spec(side), evaluation_->input(side), *evaluation_->weight,
                            evaluation_->bias_of(side), *layer.output, sums_);
    }
    if (!layer.workspace.advance(count)) return nullptr;
  }
  return layers_.empty() ? std::move(evaluation_) : nullptr;
}

std::shared_ptr<const Evaluation> evaluate(const Scene& scene, const Progress& progress, const Evaluation* before) {
  return Evaluating(scene, before).advance(progress);
}

double evaluation_ms(const Scene& scene) {
  CONVOSCOPE_ASSERT(validate(scene.spec).empty());
  if (scene.photograph.picture) return evaluation_ms(scene_within(scene, loupe_in(scene)));
  const double products = multiplications(scene.spec);
  const double sides = is_pooling(scene.spec) ? 1 : 2;
  const double cells = cells_of(fine_shape(scene.spec)) + cells_of(coarse_shape(scene.spec));
  return sides * products * product_ms + cells * cell_ms;
}

bool is_long(const Scene& scene) { return evaluation_ms(scene) > 50; }

bool lies_on(Cell cell, std::int64_t rows, std::int64_t columns) {
  return cell.row >= 0 && cell.row < rows && cell.column >= 0 && cell.column < columns;
}

bool lies_on(const Tag& tag, const Tensor& map) {
  return tag.channel >= 0 && tag.channel < map.channels() && lies_on(tag.cell, map.rows(), map.columns());
}

Part input_part(Side side) { return side == Side::transposed ? Part::coarse : Part::fine; }
Part output_part(Side side) { return side == Side::transposed ? Part::fine : Part::coarse; }

Tag focus(const Evaluation& evaluation, const Playhead& playhead, const Tag& pin) {
  if (pin.part == Part::fine && lies_on(pin, *evaluation.fine)) return pin;
  if (pin.part == Part::coarse && lies_on(pin, *evaluation.coarse)) return pin;
  const Side side = stepped_side(evaluation, playhead);
  const std::int64_t index = std::clamp<std::int64_t>(playhead.step, 0, last_step(evaluation, playhead));
  const Step step = evaluation.trace(side, playhead.granularity).at(index);
  return {side, side == Side::transposed ? Part::fine : Part::coarse, step.focus_channel, step.focus};
}

std::int64_t last_step(const Evaluation& evaluation, const Playhead& playhead) {
  return evaluation.trace(stepped_side(evaluation, playhead), playhead.granularity).size() - 1;
}

std::int64_t step_of_side(const Evaluation& evaluation, const Playhead& playhead, Side side) {
  const std::int64_t last = evaluation.trace(side, playhead.granularity).size() - 1;
  return std::clamp<std::int64_t>(playhead.step, 0, last);
}

}  // namespace convoscope
