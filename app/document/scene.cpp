// What makes two scenes equal.
#include "document/scene.h"

#include <tuple>

#include "core/assert.h"

namespace convoscope {

namespace {

bool equal(const SharedTensor& a, const SharedTensor& b) { return a == b || (a && b && *a == *b); }

/// `values`, or 1, 2, 3, ... row by row where there are none.
SharedTensor or_counting(const SharedTensor& values, const Shape& shape) {
  if (!values) return std::make_shared<const Tensor>(Tensor::counting(shape));
  CONVOSCOPE_ASSERT(values->shape() == shape);
  return values;
}

}  // namespace

bool ModelPage::operator==(const ModelPage& other) const {
  const bool same_model = model == other.model || (model && other.model && *model == *other.model);
  return same_model && layer == other.layer && is_shown == other.is_shown;
}

bool Scene::operator==(const Scene& other) const {
  const auto words = [](const Scene& s) {
    return std::tie(s.title, s.spec, s.bias, s.views, s.shows_convolution, s.shows_transposed, s.camera, s.theme,
                    s.look, s.page, s.photograph, s.learning);
  };
  return words(*this) == words(other) && equal(fine_values, other.fine_values) &&
         equal(coarse_values, other.coarse_values) && equal(weight_values, other.weight_values);
}

Shape fine_shape(const Spec& spec) {
  return spec.operation == Operation::transposed_convolution ? output_shape(spec) : input_shape(spec);
}

Shape coarse_shape(const Spec& spec) {
  return spec.operation == Operation::transposed_convolution ? input_shape(spec) : output_shape(spec);
}

SharedTensor input_of(const Scene& scene) {
  if (scene.photograph.picture) return scene.photograph.picture->planes;
  const bool is_transposed = scene.spec.operation == Operation::transposed_convolution;
  return or_counting(is_transposed ? scene.coarse_values : scene.fine_values, input_shape(scene.spec));
}

SharedTensor weight_of(const Scene& scene) {
  const Shape shape = weight_shape(scene.spec);
  return shape[0] == 0 ? std::make_shared<const Tensor>() : or_counting(scene.weight_values, shape);
}

}  // namespace convoscope
