// Each way is tried by following the model anew: what it promises has been seen.
#include "document/model/mending.h"

#include <algorithm>

#include "core/geometry.h"

namespace convoscope {
namespace {

constexpr int most_rounds = 64;
constexpr std::int64_t most_padding = 256;
constexpr std::int64_t most_followed = 100000;  // layers in all

bool fits(const Joint& joint, int axis) {
  return axis == height ? joint.size.rows == joint.line.rows : joint.size.columns == joint.line.columns;
}

/// The layer whose map another one reads first; -1 the model's input.
int layer_before(const Model& model, int layer) {
  if (!model.has_graph) return layer - 1;
  const std::vector<int>& inputs = model.layers[static_cast<std::size_t>(layer)].inputs;
  return inputs.empty() ? -1 : std::min(inputs.front(), layer - 1);
}

/// The first input of a layer that joins maps: what the others join.
int line_before(const Model& model, const Misfit& misfit) { return layer_before(model, misfit.layer); }

bool is_up(const ModelLayer& layer) {
  if (layer.layer) return is_transposed(layer.layer->spec);
  return layer.effect == Effect::scales || layer.effect == Effect::shuffles;
}

/// The last layer from `from` backwards that makes maps larger; none beyond one that makes them smaller.
int last_up(const Model& model, int from) {
  for (int at = from; at >= 0; at = layer_before(model, at)) {
    const ModelLayer& layer = model.layers[static_cast<std::size_t>(at)];
    if (is_up(layer)) return at;
    const bool strides = layer.layer && std::ranges::any_of(layer.layer->spec.axes,
                                                            [](const AxisSpec& axis) { return axis.stride > 1; });
    if (strides || layer.effect == Effect::sets || layer.effect == Effect::flattens) return -1;
  }
  return -1;
}

/// How many rows or columns at the end no window reaches.
std::int64_t left_out(const Spec& spec, int axis) {
  const AxisSpec& rows = spec.axes[axis];
  if (is_transposed(spec) || spec.ceil_mode || rows.stride == 1) return 0;
  const std::int64_t reach = rows.dilation * (rows.kernel - 1) + 1;
  const std::int64_t rest = (rows.input + rows.pad_begin + rows.pad_end - reach) % rows.stride;
  return std::max<std::int64_t>(rest - rows.pad_end, 0);
}

std::optional<Misfit> first_misfit(const Model& model) {
  const std::vector<Misfit> found = misfits(model, follow(model, model.input));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<Mend> by_output_padding(const Model& model) {
  Mend mend{MendKind::output_padding, {}, model, {}, {}};
  int last = -1;
  for (int round = 0; round < most_rounds; ++round) {
    const std::optional<Misfit> misfit = first_misfit(mend.mended);
    if (!misfit) return mend;
    if (misfit->layer <= last) return std::nullopt;  // it did not help
    last = misfit->layer;
    const Joint& joint = misfit->joint;
    // Whichever map is the smaller has to grow.
    const std::int64_t rows = joint.size.rows - joint.line.rows;
    const std::int64_t columns = joint.size.columns - joint.line.columns;
    if ((rows < 0) != (columns < 0) && rows != 0 && columns != 0) return std::nullopt;
    const bool is_line = rows > 0 || columns > 0;
    const int up = last_up(mend.mended, is_line ? line_before(mend.mended, *misfit) : joint.from);
    if (up < 0) return std::nullopt;
    ModelLayer& layer = mend.mended.layers[static_cast<std::size_t>(up)];
    if (!layer.layer || layer.layer->output || layer.layer->auto_pad != AutoPad::explicit_) return std::nullopt;
    const std::array<std::int64_t, axis_count> grows{std::abs(rows), std::abs(columns)};
    for (int axis = 0; axis < axis_count; ++axis) {
      AxisSpec& spec = layer.layer->spec.axes[axis];
      spec.output_padding += grows[axis];
      if (grows[axis] > 0 && spec.output_padding >= std::max(spec.stride, spec.dilation)) return std::nullopt;
    }
    if (mend.layers.empty()) {
      mend.before = is_line ? joint.line : joint.size;
      mend.after = {mend.before.channels, mend.before.rows + grows[height], mend.before.columns + grows[width]};
    }
    mend.layers.push_back(up);
  }
  return std::nullopt;
}

std::optional<Mend> by_crop(const Model& model) {
  Mend mend{MendKind::crop, {}, model, {}, {}};
  for (int round = 0; round < most_rounds; ++round) {
    const std::optional<Misfit> misfit = first_misfit(mend.mended);
    if (!misfit) return mend;
    mend.mended.layers[static_cast<std::size_t>(misfit->layer)].crops = true;
    if (mend.layers.empty()) {
      const auto& [from, size, line, is_added, has_fit] = misfit->joint;
      const bool is_skip = size.rows >= line.rows && size.columns >= line.columns;
      mend.before = is_skip ? size : line;
      mend.after = {mend.before.channels, std::min(size.rows, line.rows), std::min(size.columns, line.columns)};
    }
    mend.layers.push_back(misfit->layer);
  }
  return std::nullopt;
}

std::optional<Mend> by_padding(const Model& model) {
  if (model.input.rows < 1 || model.input.columns < 1) return std::nullopt;
  Mend mend{MendKind::pad_input, {}, model, model.input, {}};
  // Of very long models fewer sizes are tried.
  const auto layers = static_cast<std::int64_t>(model.layers.size());
  const std::int64_t tried =
      std::clamp<std::int64_t>(most_followed / std::max<std::int64_t>(layers, 1), 8, most_padding);
  for (int axis = 0; axis < axis_count; ++axis) {
    std::int64_t& extent = axis == height ? mend.mended.input.rows : mend.mended.input.columns;
    const std::int64_t end = extent + tried;
    const auto is_fitting = [&] {
      for (const ModelStep& step : follow(mend.mended, mend.mended.input))
        for (const Joint& joint : step.joints)
          if (!joint.fits && !fits(joint, axis)) return false;
      return true;
    };
    while (extent < end && !is_fitting()) ++extent;
    if (extent == end) return std::nullopt;
  }
  if (first_misfit(mend.mended)) return std::nullopt;
  mend.after = mend.mended.input;
  return mend;
}

}  // namespace

std::vector<Misfit> misfits(const Model& model, const std::vector<ModelStep>& steps) {
  std::vector<Misfit> found;
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (const Joint& joint : steps[i].joints) {
      if (joint.fits) continue;
      Misfit misfit{static_cast<int>(i), joint, -1, -1, 0, {}, {}};
      const int line = layer_before(model, misfit.layer);
      misfit.up = last_up(model, line);
      if (misfit.up >= 0) misfit.up_input = steps[static_cast<std::size_t>(misfit.up)].input.value_or(MapSize{});
      // From the skip's own map to the line's: the first that leaves something out.
      for (int at = joint.from + 1; at <= line && misfit.down < 0; ++at) {
        const ModelStep& step = steps[static_cast<std::size_t>(at)];
        if (!step.spec || !step.input) continue;
        const std::int64_t rest = std::max(left_out(*step.spec, height), left_out(*step.spec, width));
        if (rest == 0) continue;
        misfit.down = at;
        misfit.left_out = rest;
        misfit.down_input = *step.input;
      }
      found.push_back(std::move(misfit));
    }
  return found;
}

std::vector<Mend> mends(const Model& model) {
  std::vector<Mend> ways;
  if (!first_misfit(model)) return ways;
  for (const auto way : {by_output_padding, by_crop, by_padding})
    if (std::optional<Mend> mend = way(model)) ways.push_back(std::move(*mend));
  return ways;
}

}  // namespace convoscope
