// Names of views, and what makes two scenes equal.
#include "document/scene.h"

#include <array>
#include <tuple>

#include "core/assert.h"

namespace convoscope {

namespace {

constexpr std::array<std::string_view, view_count> view_names{"maps",   "connections", "stack",  "lockstep",
                                                              "matrix", "crop",        "overlap"};

bool equal(const SharedTensor& a, const SharedTensor& b) { return a == b || (a && b && *a == *b); }

}  // namespace

std::string_view name_of(View view) {
  const auto index = static_cast<std::size_t>(view);
  CONVOSCOPE_ASSERT(index < view_names.size());
  return view_names[index];
}

std::optional<View> view_named(std::string_view name) {
  for (std::size_t i = 0; i < view_names.size(); ++i) {
    if (view_names[i] == name) return static_cast<View>(i);
  }
  return std::nullopt;
}

bool Scene::operator==(const Scene& other) const {
  const auto words = [](const Scene& s) {
    return std::tie(s.title, s.spec, s.bias, s.views, s.shows_convolution, s.shows_transposed, s.camera, s.theme);
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

}  // namespace convoscope
