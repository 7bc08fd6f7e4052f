// Settings become edits in the order of the parameter table, as flags of the command line do.
#include "lesson/layer_recipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/convolve.h"
#include "core/geometry.h"
#include "document/edits.h"
#include "document/presets.h"

namespace convoscope {
namespace {

constexpr std::int64_t largest_number = 1000;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size();
  return is_whole && std::abs(value) <= largest_number ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<NumberRange> range_of(std::string_view text, bool allows_ranges) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const auto number = whole_number(text);
    return number ? std::optional(NumberRange{*number, *number}) : std::nullopt;
  }
  const auto least = whole_number(text.substr(0, dots));
  const auto most = whole_number(text.substr(dots + 2));
  if (!allows_ranges || !least || !most || *least > *most) return std::nullopt;
  return NumberRange{*least, *most};
}

namespace {

/// "3", "3x5", "3,5", "2..4x3..5".
std::vector<NumberRange> ranges_of(std::string_view text, bool allows_ranges) {
  const char separator = text.find(',') == std::string_view::npos ? 'x' : ',';
  std::vector<NumberRange> ranges;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const auto range = range_of(Piece{text.substr(begin, end - begin)}.trimmed().text, allows_ranges);
    if (!range) return {};
    ranges.push_back(*range);
    begin = end + 1;
  }
  return ranges;
}

bool takes(ValueKind kind, std::size_t count) {
  if (kind == ValueKind::number) return count == 1;
  if (kind == ValueKind::sides) return count == 1 || count == 2 || count == 4;
  return count == 1 || count == 2 || (kind == ValueKind::map && count == 3);
}

/// What a parameter's value looks like, for those who wrote another.
std::string_view form_key(ValueKind kind, bool allows_ranges) {
  if (kind == ValueKind::number) return allows_ranges ? "lesson.form.number_range" : "lesson.form.number";
  if (kind == ValueKind::map) return allows_ranges ? "lesson.form.size_range" : "lesson.form.size";
  if (kind == ValueKind::sides) return allows_ranges ? "lesson.form.sides_range" : "lesson.form.sides";
  return allows_ranges ? "lesson.form.pair_range" : "lesson.form.pair";
}

/// Rows that a lesson's author writes as they are.
bool is_written(const ParameterRow& row) {
  return row.kind != ValueKind::file && row.id != Parameter::output_size && row.id != Parameter::batch &&
         row.id != Parameter::operation;
}

std::optional<float> decimal(std::string_view text) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc{} && end == text.data() + text.size();
  return is_whole && std::abs(value) <= 1e6F ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(Piece{text.substr(begin, end - begin)}.trimmed().text);
    begin = end + 1;
  }
  return parts;
}

/// "1 2; 3 4 | 5 6; 7 8"; empty where it is none.
std::vector<std::vector<std::vector<float>>> planes_of(std::string_view text) {
  std::vector<std::vector<std::vector<float>>> planes;
  for (const std::string_view plane : parts_of(text, '|')) {
    auto& rows = planes.emplace_back();
    for (const std::string_view row : parts_of(plane, ';')) {
      auto& numbers = rows.emplace_back();
      for (std::size_t at = row.find_first_not_of(" \t\n"); at < row.size(); at = row.find_first_not_of(" \t\n", at)) {
        const std::size_t end = std::min(row.find_first_of(" \t\n", at), row.size());
        const auto number = decimal(row.substr(at, end - at));
        if (!number) return {};
        numbers.push_back(*number);
        at = end;
      }
    }
  }
  return planes;
}

ValuesSetting read_values(Fields& fields, std::string_view key, bool allows_ranges) {
  using Kind = ValuesSetting::Kind;
  const Field* field = fields.find(key);
  if (field == nullptr) return {};
  ValuesSetting setting;
  setting.offset = field->offset;
  const std::string& text = field->value;
  setting.kind = Kind::drawn;
  if (text == "counting")
    setting.kind = Kind::counting;
  else if (text == "ones")
    setting.range = {1, 1};
  else if (text == "zeros")
    setting.range = {0, 0};
  else if (const auto range = range_of(text, allows_ranges); range && text.find("..") != std::string::npos)
    setting.range = *range;
  else
    setting = {Kind::given, {}, planes_of(text), field->offset};
  if (setting.kind == Kind::given && setting.planes.empty()) {
    fields.mistakes().add(field->offset, allows_ranges ? "lesson.values_range" : "lesson.values",
                          {{"key", std::string(key)}, {"text", text}});
    setting.kind = Kind::kept;
  }
  return setting;
}

/// A layer of that operation, shown alone at its last step.
SavedScene new_layer(Operation operation) {
  SavedScene saved;
  Scene& scene = saved.scene;
  scene.views = {"maps"};
  scene.shows_transposed = false;
  for (AxisSpec& axis : scene.spec.axes) axis.input = axis.kernel = 3;
  apply_edit(choose(Parameter::operation, operation), scene, scene);
  saved.playhead.side = scene.shows_transposed ? Side::transposed : Side::convolution;
  saved.playhead.step = std::numeric_limits<std::int32_t>::max();
  return saved;
}

void read_begin(Fields& fields, LayerRecipe& recipe) {
  const Field* preset = fields.find("preset");
  const ParameterRow& row = parameter_row(Parameter::operation);
  const int operation = fields.find_name(row.name, row.choices);
  if (preset != nullptr) {
    recipe.begin = preset_named(preset->value);
    if (!recipe.begin) {
      std::string names;
      for (const Preset& each : presets()) names += (names.empty() ? "" : ", ") + std::string(each.name);
      fields.mistakes().add(preset->offset, "lesson.one_of", {{"choices", names}, {"text", preset->value}});
      recipe.begin = preset_named("article");  // so that what follows is not blamed for it
    }
    if (const Field* other = fields.find(row.name))
      fields.mistakes().add(other->key.offset, "lesson.preset_and_operation");
  } else if (operation >= 0) {
    recipe.begin = new_layer(static_cast<Operation>(operation));
    recipe.is_new = true;
  }
}

void apply_numbers(const ParameterRow& row, const std::vector<std::int64_t>& numbers, Scene& scene) {
  const auto set = [&](Parameter id, int axis, std::int64_t value) {
    apply_edit(SetParameter{id, axis, value}, scene, scene);
  };
  if (numbers.size() == 4) {
    apply_edit(SetPadding{{numbers[0], numbers[1], numbers[2], numbers[3]}}, scene, scene);
  } else if (numbers.size() == 1) {
    set(row.id, -1, numbers[0]);
  } else {
    if (numbers.size() == 3) set(Parameter::in_channels, -1, numbers[0]);
    set(row.id, height, numbers[numbers.size() - 2]);
    set(row.id, width, numbers.back());
  }
}

bool fits(const std::vector<std::vector<std::vector<float>>>& planes, const Shape& shape) {
  const auto planes_wanted = static_cast<std::size_t>(shape[0] * shape[1]);
  if (planes.size() != planes_wanted) return false;
  for (const auto& rows : planes) {
    if (rows.size() != static_cast<std::size_t>(shape[2])) return false;
    for (const auto& row : rows)
      if (row.size() != static_cast<std::size_t>(shape[3])) return false;
  }
  return true;
}

bool draw_tensor(const ValuesSetting& setting, const Shape& shape, SharedTensor& target, Dice& dice,
                 Mistakes* mistakes) {
  using Kind = ValuesSetting::Kind;
  const bool is_kept = setting.kind == Kind::kept && target && target->shape() == shape;
  if (is_kept) return true;
  target = nullptr;
  if (setting.kind == Kind::kept || setting.kind == Kind::counting) return true;
  auto tensor = std::make_shared<Tensor>(shape);
  if (setting.kind == Kind::drawn) {
    for (float& value : tensor->data()) value = static_cast<float>(setting.range.draw(dice));
  } else if (fits(setting.planes, shape)) {
    auto value = tensor->data().begin();
    for (const auto& rows : setting.planes)
      for (const auto& row : rows) value = std::copy(row.begin(), row.end(), value);
  } else {
    if (mistakes != nullptr)
      mistakes->add(setting.offset, "lesson.values_misfit",
                    {{"planes", std::to_string(shape[0] * shape[1])},
                     {"rows", std::to_string(shape[2])},
                     {"columns", std::to_string(shape[3])}});
    return false;
  }
  target = tensor;
  return true;
}

}  // namespace

std::size_t LayerRecipe::offset_of(Parameter id) const {
  const auto found = std::ranges::find(settings, id, &LayerSetting::id);
  return found == settings.end() ? offset : found->offset;
}

LayerRecipe read_layer_recipe(Fields& fields, bool allows_ranges, bool has_twin) {
  LayerRecipe recipe;
  recipe.offset = fields.offset();
  read_begin(fields, recipe);
  for (const ParameterRow& row : parameters()) {
    if (!is_written(row)) continue;
    if (!row.choices.empty()) {
      const int choice = fields.find_name(row.name, row.choices);
      if (choice >= 0) recipe.settings.push_back({row.id, {{choice, choice}}, fields.find(row.name)->offset});
      continue;
    }
    const Field* field = fields.find(row.name);
    if (field == nullptr) continue;
    std::vector<NumberRange> ranges = ranges_of(field->value, allows_ranges);
    if (takes(row.kind, ranges.size()))
      recipe.settings.push_back({row.id, std::move(ranges), field->offset});
    else
      fields.mistakes().add(field->offset, std::string(form_key(row.kind, allows_ranges)), {{"text", field->value}});
  }
  recipe.input = read_values(fields, "values", allows_ranges);
  recipe.weight = read_values(fields, "weights", allows_ranges);
  if (has_twin) recipe.twin_input = read_values(fields, "twin_values", allows_ranges);
  return recipe;
}

SavedScene draw_layer(const LayerRecipe& recipe, const SavedScene& before, Dice& dice) {
  SavedScene saved = recipe.begin ? *recipe.begin : before;
  Scene& scene = saved.scene;
  const auto has = [&](Parameter id) {
    return std::ranges::find(recipe.settings, id, &LayerSetting::id) != recipe.settings.end();
  };
  for (const ParameterRow& row : parameters()) {
    const auto setting = std::ranges::find(recipe.settings, row.id, &LayerSetting::id);
    if (setting == recipe.settings.end()) continue;
    std::vector<std::int64_t> numbers;
    for (const NumberRange& range : setting->numbers) numbers.push_back(range.draw(dice));
    apply_numbers(row, numbers, scene);
    if (!recipe.is_new) continue;
    // As on the command line a new pooling layer moves on by its window, and a new layer has an output channel a group.
    if (row.id == Parameter::groups && !has(Parameter::out_channels))
      apply_edit(SetParameter{Parameter::out_channels, -1, numbers[0]}, scene, scene);
  }
  if (recipe.is_new && is_pooling(scene.spec) && !has(Parameter::stride)) {
    for (AxisSpec& axis : scene.spec.axes) axis.stride = axis.kernel;
  }
  if (recipe.changes_layer()) saved.pin = recipe.begin ? recipe.begin->pin : Tag();
  return saved;
}

std::optional<LayerProblem> layer_problem(const Spec& spec) {
  if (const auto problems = validate(spec); !problems.empty())
    return LayerProblem{problems.front().parameter, message_of(problems.front())};
  const auto cells = [](const Shape& shape) { return shape[0] * shape[1] * shape[2] * shape[3]; };
  const Geometry sizes = geometry(spec);
  const std::int64_t padded = sizes.axes[height].padded * sizes.axes[width].padded * spec.in_channels;
  const std::int64_t most =
      std::max({cells(fine_shape(spec)), cells(coarse_shape(spec)), cells(weight_shape(spec)), padded});
  if (most <= most_lesson_cells) return std::nullopt;
  return LayerProblem{Parameter::input, {"lesson.too_large", {{"limit", std::to_string(most_lesson_cells)}}}};
}

bool draw_values(const LayerRecipe& recipe, SavedScene& saved, Dice& dice, Mistakes* mistakes) {
  Scene& scene = saved.scene;
  const Spec& spec = scene.spec;
  SharedTensor& input = is_transposed(spec) ? scene.coarse_values : scene.fine_values;
  SharedTensor& twin = is_transposed(spec) ? scene.fine_values : scene.coarse_values;
  bool fits =
      draw_tensor(recipe.input, is_transposed(spec) ? coarse_shape(spec) : fine_shape(spec), input, dice, mistakes);
  fits &=
      draw_tensor(recipe.twin_input, is_transposed(spec) ? fine_shape(spec) : coarse_shape(spec), twin, dice, mistakes);
  if (is_pooling(spec))
    scene.weight_values = nullptr;
  else
    fits &= draw_tensor(recipe.weight, weight_shape(spec), scene.weight_values, dice, mistakes);
  if (scene.bias.size() != static_cast<std::size_t>(spec.out_channels)) scene.bias.clear();
  return fits;
}

}  // namespace convoscope
