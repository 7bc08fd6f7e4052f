// Layers of any kind with any values: judged in words, computed alike by every method, kept in scenes, drawn in every view.
#include <fuzzer/FuzzedDataProvider.h>

#include <cmath>
#include <limits>

#include "core/convolve.h"
#include "core/fast.h"
#include "document/explain.h"
#include "fuzz.h"
#include "interop/calls/code_out.h"
#include "picture/embedded_scene.h"
#include "picture/scene_picture.h"

namespace convoscope {
namespace {

class Source {
 public:
  Source(const std::uint8_t* data, std::size_t size) : data_(data, size) {}

  bool flag() { return data_.ConsumeBool(); }
  std::uint8_t byte() { return data_.ConsumeIntegral<std::uint8_t>(); }
  std::int64_t small() { return data_.ConsumeIntegral<std::int8_t>(); }
  double degrees() { return data_.ConsumeFloatingPointInRange<double>(-720, 720); }
  /// Mostly from `least` to `most`, now and then what nobody would ask for.
  std::int64_t number(std::int64_t least, std::int64_t most) {
    const std::uint8_t kind = byte();
    if (kind == 255) return data_.ConsumeIntegral<std::int64_t>();
    if (kind == 254) return max_cells + small();
    if (kind == 253) return -1;
    return least + kind % (most - least + 1);
  }
  float value() {
    constexpr float special[] = {std::numeric_limits<float>::quiet_NaN(),
                                 std::numeric_limits<float>::infinity(),
                                 -std::numeric_limits<float>::infinity(),
                                 1e-42F,
                                 3.4e38F,
                                 -3.4e38F,
                                 0.1F,
                                 -0.0F,
                                 123456.789F};
    const std::uint8_t kind = byte() % 12;
    return kind < std::size(special) ? special[kind] : static_cast<float>(small());
  }
  SharedTensor values(const Shape& shape) {
    Tensor tensor(shape);
    for (float& number : tensor.data()) number = value();
    return std::make_shared<const Tensor>(std::move(tensor));
  }
  Tensor whole_numbers(const Shape& shape) {
    Tensor tensor(shape);
    for (float& number : tensor.data()) number = static_cast<float>(small() % 8);
    return tensor;
  }

 private:
  FuzzedDataProvider data_;
};

Spec any_spec(Source& source) {
  Spec spec;
  spec.operation = static_cast<Operation>(source.byte() % 4);
  for (AxisSpec& axis : spec.axes) {
    axis.input = source.number(0, 9);
    axis.kernel = source.number(0, 5);
    axis.stride = source.number(0, 4);
    axis.dilation = source.number(0, 3);
    axis.pad_begin = source.number(0, 4);
    axis.pad_end = source.flag() ? axis.pad_begin : source.number(0, 5);
    axis.output_padding = source.flag() ? 0 : source.number(0, 3);
  }
  spec.batch = source.flag() ? 1 : source.number(1, 2);
  spec.in_channels = source.flag() ? 1 : source.number(1, 4);
  spec.out_channels = source.flag() ? spec.in_channels : source.number(1, 4);
  spec.groups = source.flag() ? 1 : source.number(1, 4);
  spec.padding_mode = static_cast<PaddingMode>(source.byte() % 4);
  spec.extends_output = source.flag();
  return spec;
}

bool is_small(const Spec& spec) {
  const auto cells = [](const Shape& shape) { return shape[0] * shape[1] * shape[2] * shape[3]; };
  const Geometry sizes = geometry(spec);
  return cells(fine_shape(spec)) <= 1500 && cells(coarse_shape(spec)) <= 1500 && cells(weight_shape(spec)) <= 1500 &&
         sizes.axes[height].padded <= 80 && sizes.axes[width].padded <= 80;
}

/// Whole numbers, so that every order of adding gives the same sum.
void expect_one_result(const Spec& spec, Source& source) {
  const Tensor input = source.whole_numbers(input_shape(spec));
  const Tensor weight = source.whole_numbers(weight_shape(spec));
  const Tensor gathered = apply(spec, input, weight, {}, Method::gather);
  for (const Method method : {Method::scatter, Method::zero_insertion, Method::matrix})
    if (validate_method(spec, method).empty()) FUZZ_CHECK(apply(spec, input, weight, {}, method) == gathered);
  const Tensor fast = apply_fast(spec, input, weight);
  FUZZ_CHECK(fast.shape() == gathered.shape());
  for (std::size_t i = 0; i < fast.data().size(); ++i)
    FUZZ_CHECK(std::abs(fast.data()[i] - gathered.data()[i]) <= 1e-4F * (1 + std::abs(gathered.data()[i])));
}

SavedScene any_scene(const Spec& spec, Source& source) {
  SavedScene saved;
  Scene& scene = saved.scene;
  scene.spec = spec;
  if (source.flag()) scene.fine_values = source.values(fine_shape(spec));
  if (source.flag()) scene.coarse_values = source.values(coarse_shape(spec));
  const bool has_weight = weight_shape(spec)[0] > 0;
  if (has_weight && source.flag()) scene.weight_values = source.values(weight_shape(spec));
  if (has_weight && source.flag())
    for (std::int64_t i = 0; i < spec.out_channels; ++i) scene.bias.push_back(source.value());
  scene.shows_convolution = source.flag();
  scene.shows_transposed = !scene.shows_convolution || source.flag();
  scene.views.clear();
  for (const std::string_view name : view_names())
    if (source.flag()) scene.views.emplace_back(name);
  if (scene.views.empty()) scene.views = {"maps"};
  scene.camera = {source.degrees(), source.degrees(), source.degrees()};
  saved.playhead.side = source.flag() ? Side::transposed : Side::convolution;
  saved.playhead.granularity = source.flag() ? Granularity::cell : Granularity::multiply;
  saved.playhead.step = 256 * source.byte() + source.byte();
  if (source.flag()) {
    const std::vector<Part> parts{Part::fine,     Part::coarse, Part::kernel,
                                  Part::expanded, Part::matrix, Part::connection};
    saved.pin.side = static_cast<Side>(source.byte() % 3);
    saved.pin.part = parts[source.byte() % parts.size()];
    saved.pin.channel = source.small();
    saved.pin.cell = {source.small(), source.small()};
    if (saved.pin.part == Part::connection) {
      saved.pin.kernel = {source.small() % 6, source.small() % 6};
      saved.pin.coarse = {source.small() % 12, source.small() % 12};
    }
  }
  return saved;
}

void expect_drawn(const SavedScene& saved, const std::optional<View>& view, std::uint8_t choice) {
  static const FontBook fonts(fuzz::desktop());
  static const Theme light = fuzz::theme("light"), dark = fuzz::theme("dark");
  const Catalog& words = fuzz::words(choice % 2 == 0 ? "en" : "zh");
  ScenePicture picture(PictureSource{saved, evaluate(saved.scene), view, light, dark, words, fonts});
  const Figure figure = picture.figure();
  FUZZ_CHECK(std::isfinite(figure.size.width) && std::isfinite(figure.size.height));
  FUZZ_CHECK(figure.size.width > 0 && figure.size.height > 0);
  (void)picture.figure_at(choice % picture.step_count());
  if (picture.step_count() > 1) (void)picture.figure_of_frame(1, 2);
  for (int i = 0; i < 4; ++i)
    (void)to_string(
        hit_test(figure, {figure.size.width * ((choice + 61 * i) % 100) / 100.0, figure.size.height * i / 4}));
  const Result<std::string> svg = picture.write_still(*format_of("a.svg"), {});
  FUZZ_CHECK(svg && svg->find("\"nan") == std::string::npos && svg->find("\"inf") == std::string::npos);
  FUZZ_CHECK(scene_of_file(*svg));
  const char* const others[] = {"a.tex", "a.pdf", "a.png"};
  if (figure.size.width * figure.size.height < 2e6) (void)picture.write_still(*format_of(others[choice % 3]), {});
}

}  // namespace
}  // namespace convoscope

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  Source source(data, size);
  const Spec spec = any_spec(source);
  const std::vector<Problem> problems = validate(spec);
  for (const Problem& problem : problems) fuzz::expect_sentence(message_of(problem));
  if (!problems.empty() || !is_small(spec)) return 0;
  expect_one_result(spec, source);
  const SavedScene saved = any_scene(spec, source);
  fuzz::expect_kept(saved);
  for (const Framework framework : frameworks) {
    const Result<std::string> code = code_in(framework, {spec}, !saved.scene.bias.empty(), fuzz::words());
    FUZZ_CHECK(code ? !code->empty() : !code.message().key.empty());
  }
  const auto evaluation = evaluate(saved.scene);
  for (int axis = 0; axis < axis_count; ++axis) (void)explain_size(*evaluation, axis);
  const std::uint8_t choice = source.byte();
  const std::vector<std::string_view> views = view_names();
  expect_drawn(saved, std::nullopt, choice);
  expect_drawn(saved, View(views[choice % views.size()]), choice);
  return 0;
}
