// Applying edits to a draft, and fitting values to a layer.
#include "document/edits.h"

#include <algorithm>

#include "core/geometry.h"
#include "core/kernels.h"
#include "document/line.h"

namespace convoscope {

namespace {

bool is_pooling(Operation operation) {
  return operation == Operation::average_pooling || operation == Operation::max_pooling;
}

SharedTensor fitted(const SharedTensor& values, const Shape& shape) {
  if (!values || values->shape() == shape) return values;
  auto result = std::make_shared<Tensor>(shape);
  Shape common{};
  for (std::size_t i = 0; i < shape.size(); ++i) common[i] = std::min(shape[i], values->shape()[i]);
  for (std::int64_t n = 0; n < common[0]; ++n) {
    for (std::int64_t c = 0; c < common[1]; ++c) {
      for (std::int64_t row = 0; row < common[2]; ++row) {
        for (std::int64_t column = 0; column < common[3]; ++column) {
          (*result)(n, c, row, column) = (*values)(n, c, row, column);
        }
      }
    }
  }
  return result;
}

/// A column of cells as a row of them.
SharedTensor laid_down(const SharedTensor& values) {
  if (!values || values->columns() != 1) return values;
  const auto& [batch, channels, rows, columns] = values->shape();
  return std::make_shared<const Tensor>(Shape{batch, channels, columns, rows}, values->data());
}

class Applier {
 public:
  Applier(Scene& draft, const Scene& shown) : draft_(draft), shown_(shown) {}

  void operator()(const SetParameter& edit) const {
    const ParameterRow& row = parameter_row(edit.id);
    if (row.set == nullptr || !row.applies(draft_)) return;
    const bool is_missing = edit.value < 0 || edit.value >= static_cast<std::int64_t>(row.choices.size());
    if (!row.choices.empty() && is_missing) return;
    for (int axis = 0; axis < (row.per_axis() ? axis_count : 1); ++axis) {
      if (!row.per_axis() || edit.axis < 0 || edit.axis == axis) row.set(draft_, axis, edit.value);
    }
  }

  void operator()(const SetPadding& edit) const {
    const auto& [top, left, bottom, right] = edit.top_left_bottom_right;
    AxisSpec& vertical = draft_.spec.axes[height];
    AxisSpec& horizontal = draft_.spec.axes[width];
    vertical.pad_begin = top;
    vertical.pad_end = bottom;
    horizontal.pad_begin = left;
    horizontal.pad_end = right;
    draft_.spec.extends_output = false;
  }

  void operator()(const SetOutputSize& edit) const {
    draft_.spec = resolve_output_size(draft_.spec, edit.output, edit.keeps_padding, edit.auto_pad);
  }

  void operator()(const SetDimensions& edit) const {
    auto& [down, across] = draft_.spec.axes;
    if (draft_.photograph.picture) return;
    if (is_line(draft_.spec) == (edit.count == 1)) return;
    if (edit.count == axis_count) {
      down = across;
      return;
    }
    if (across == AxisSpec{}) {
      across = down;
      for (SharedTensor* values : {&draft_.fine_values, &draft_.coarse_values, &draft_.weight_values})
        *values = laid_down(*values);
    }
    down = {};
  }

  void operator()(const SetValue& edit) const {
    SharedTensor* target = values_of(draft_, edit.part);
    if (target == nullptr) return;
    const Shape shape = shape_of(edit.part);
    const std::int64_t channels = edit.part == Part::kernel ? shape[0] * shape[1] : shape[1];
    const bool is_there = edit.channel >= 0 && edit.channel < channels && edit.cell.row >= 0 &&
                          edit.cell.row < shape[2] && edit.cell.column >= 0 && edit.cell.column < shape[3];
    if (!is_there) return;
    // Those that an edit before this one has set, if they are of this layer.
    const SharedTensor& before = *target && (*target)->shape() == shape ? *target : *values_of(shown_, edit.part);
    const auto changed = before ? std::make_shared<Tensor>(*before) : std::make_shared<Tensor>(Tensor::counting(shape));
    // A map's first batch entry comes first, so both kinds of channel count planes from the start.
    const std::int64_t plane = shape[2] * shape[3];
    const std::int64_t within = edit.cell.row * shape[3] + edit.cell.column;
    const bool sets_all = edit.part == Part::kernel && draft_.photograph.picture && has_one_kernel(*changed);
    for (std::int64_t channel = sets_all ? 0 : edit.channel; channel <= (sets_all ? channels - 1 : edit.channel);
         ++channel)
      changed->data()[static_cast<std::size_t>(channel * plane + within)] = edit.value;
    *target = changed;
  }

  void operator()(const SetValues& edit) const {
    SharedTensor* target = values_of(draft_, edit.part);
    if (target == nullptr) return;
    *target = edit.values;
    if (edit.values) take_size(edit.part, edit.values->shape());
  }

  void operator()(const SetBias& edit) const { draft_.bias = edit.values; }

  void operator()(const SetViews& edit) const {
    if (!edit.views.empty()) draft_.views = edit.views;
  }

  void operator()(const SetShown& edit) const {
    if (!edit.convolution && !edit.transposed) return;
    draft_.shows_convolution = edit.convolution;
    draft_.shows_transposed = edit.transposed;
  }

  void operator()(const SetCamera& edit) const { draft_.camera = edit.camera; }
  void operator()(const SetTheme& edit) const { draft_.theme = edit.theme; }
  void operator()(const SetLook& edit) const { draft_.look = edit.look; }
  void operator()(const SetModel& edit) const { draft_.page = edit.page; }

  void operator()(const SetLayer& edit) const {
    if (!validate(edit.spec).empty()) return;
    draft_.title = edit.title;
    draft_.spec = edit.spec;
    draft_.photograph = {};
    draft_.fine_values = draft_.coarse_values = nullptr;
    draft_.weight_values = edit.weight;
    draft_.bias = edit.bias;
    draft_.shows_convolution = !is_transposed(edit.spec);
    draft_.shows_transposed = is_transposed(edit.spec);
  }

  void operator()(const ShowLearned& edit) const {
    const bool is_of_layer = edit.run && edit.run->spec == draft_.spec && edit.run->bias == draft_.bias;
    if (is_of_layer) draft_ = with_learning(std::move(draft_), edit.run, edit.step);
  }
  void operator()(const EndLearning& edit) const { draft_ = without_learning(std::move(draft_), edit.keeps_kernel); }

  void operator()(const ReplaceScene& edit) const { draft_ = edit.saved.scene; }

  void operator()(const SetPhotograph& edit) const {
    const SharedPhotograph& picture = edit.page.picture;
    if (!picture) return;
    const bool keeps_channels = draft_.photograph.picture && draft_.spec.in_channels == picture->planes->channels();
    if (draft_.photograph.picture != picture) draft_.title = picture->name;
    draft_.photograph = edit.page;
    if (!keeps_channels) take_channels_of(*picture);
  }

  /// What a photograph says itself, whatever the edit has made of it.
  void keep_photograph() const {
    if (!draft_.photograph.picture) return;
    const Photograph& picture = *draft_.photograph.picture;
    const Tensor& planes = *picture.planes;
    Spec& spec = draft_.spec;
    spec.batch = 1;
    spec.in_channels = planes.channels();
    spec.axes[height].input = planes.rows();
    spec.axes[width].input = planes.columns();
    if (is_pooling(spec.operation)) spec = on_photograph(spec, picture);
    if (is_pooling(shown_.spec.operation) && !is_pooling(spec.operation)) take_channels_of(picture);
    (spec.operation == Operation::transposed_convolution ? draft_.coarse_values : draft_.fine_values) = nullptr;
  }

 private:
  /// Whether each channel is by itself, and all have the same kernel.
  static bool has_one_kernel(const Tensor& weight) {
    const auto plane = static_cast<std::ptrdiff_t>(weight.rows() * weight.columns());
    const auto& data = weight.data();
    return weight.channels() == 1 && plane > 0 && std::equal(data.begin() + plane, data.end(), data.begin());
  }

  /// Each channel by itself, with the kernel of the first pair.
  void take_channels_of(const Photograph& picture) const {
    draft_.spec = on_photograph(draft_.spec, picture);
    draft_.bias.clear();
    if (is_pooling(draft_.spec.operation) || !draft_.weight_values) return;
    const Tensor& weight = *draft_.weight_values;
    const auto& all = weight.data();
    const Tensor plane({1, 1, weight.rows(), weight.columns()},
                       {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(weight.rows() * weight.columns())});
    draft_.weight_values = std::make_shared<const Tensor>(
        repeated(plane, {picture.planes->channels(), 1, weight.rows(), weight.columns()}));
  }

  /// Of a scene, const or not; null where the part holds no values of its own.
  template <class SceneType>
  static auto values_of(SceneType& scene, Part part) -> decltype(&scene.fine_values) {
    if (scene.photograph.picture && part != Part::kernel) return nullptr;
    if (part == Part::fine) return &scene.fine_values;
    if (part == Part::coarse) return &scene.coarse_values;
    if (part == Part::kernel && !is_pooling(scene.spec.operation)) return &scene.weight_values;
    return nullptr;
  }

  Shape shape_of(Part part) const {
    if (part == Part::fine) return fine_shape(shown_.spec);
    if (part == Part::coarse) return coarse_shape(shown_.spec);
    return weight_shape(shown_.spec);
  }

  void take_size(Part part, const Shape& shape) const {
    Spec& spec = draft_.spec;
    const bool is_transposed = spec.operation == Operation::transposed_convolution;
    if (part == Part::kernel) {
      spec.axes[height].kernel = shape[2];
      spec.axes[width].kernel = shape[3];
      (is_transposed ? spec.in_channels : spec.out_channels) = shape[0];
      (is_transposed ? spec.out_channels : spec.in_channels) = shape[1] * spec.groups;
    } else if ((part == Part::coarse) == is_transposed) {
      spec.batch = shape[0];
      spec.in_channels = shape[1];
      spec.axes[height].input = shape[2];
      spec.axes[width].input = shape[3];
      if (is_pooling(spec.operation)) spec.out_channels = spec.in_channels;
    }
  }

  Scene& draft_;
  const Scene& shown_;
};

}  // namespace

void apply_edit(const Edit& edit, Scene& draft, const Scene& shown) {
  const Applier applier(draft, shown);
  std::visit(applier, edit);
  applier.keep_photograph();
}

Scene fitted(Scene scene) {
  scene.fine_values = fitted(scene.fine_values, fine_shape(scene.spec));
  scene.coarse_values = fitted(scene.coarse_values, coarse_shape(scene.spec));
  // Pooling has no weight: the one that was there waits for a convolution.
  if (!is_pooling(scene.spec.operation)) {
    scene.weight_values = fitted(scene.weight_values, weight_shape(scene.spec));
  }
  if (!scene.bias.empty()) scene.bias.resize(static_cast<std::size_t>(scene.spec.out_channels));
  if (scene.learning.run && !is_still_learning(scene)) {
    std::erase(scene.views, learning_view_name);
    if (scene.views.empty()) scene.views = scene.learning.views;
    scene.learning = {};
  }
  return scene;
}

}  // namespace convoscope
