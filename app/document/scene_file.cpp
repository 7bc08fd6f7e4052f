// Scenes as JSON. The writer is ours, so that rows of numbers stay rows; the parser is nlohmann's.
#include "document/scene_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "core/geometry.h"
#include "document/json_reader.h"
#include "document/json_writer.h"
#include "document/line.h"
#include "document/model/model_file.h"
#include "document/names.h"
#include "document/parameters.h"

namespace convoscope {

namespace {

constexpr std::int64_t scene_version = 2;

std::string values_text(const Tensor& tensor, bool is_line) {
  const Shape told = is_line ? line_shape(tensor.shape()) : tensor.shape();
  std::span<const std::int64_t> shape = told;
  while (shape.size() > (is_line ? 1 : 2) && shape.front() == 1) shape = shape.subspan(1);
  return json_lists(shape, tensor.data(), 4);
}

/// Which values of the scene a key of the file holds.
struct MapKey {
  std::string_view key;
  SharedTensor Scene::*values;
  Shape (*shape)(const Spec& spec);
};

/// Since version 2 a map is named by what it is to the layer: its own input, or the input of the other operation over the
/// same connections.
std::array<MapKey, 2> map_keys(const Spec& spec, std::int64_t version) {
  std::array keys{MapKey{"fine", &Scene::fine_values, fine_shape},
                  MapKey{"coarse", &Scene::coarse_values, coarse_shape}};
  if (version == 1) return keys;
  if (spec.operation == Operation::transposed_convolution) std::swap(keys[0], keys[1]);
  keys[0].key = "input";
  keys[1].key = "twin_input";
  return keys;
}

bool has_weight(const Spec& spec) { return weight_shape(spec)[0] > 0; }  // pooling has neither weight nor bias

std::string padding_text(const Spec& spec) {
  const AxisSpec& vertical = spec.axes[height];
  const AxisSpec& horizontal = spec.axes[width];
  if (is_line(spec) && horizontal.pad_begin == horizontal.pad_end) return fmt::format("{}", horizontal.pad_begin);
  if (is_line(spec)) return fmt::format("[{}, {}]", horizontal.pad_begin, horizontal.pad_end);
  const bool is_symmetric = vertical.pad_begin == vertical.pad_end && horizontal.pad_begin == horizontal.pad_end;
  if (is_symmetric && vertical.pad_begin == horizontal.pad_begin) return fmt::format("{}", vertical.pad_begin);
  if (is_symmetric) return fmt::format("[{}, {}]", vertical.pad_begin, horizontal.pad_begin);
  return fmt::format("[{}, {}, {}, {}]", vertical.pad_begin, horizontal.pad_begin, vertical.pad_end,
                     horizontal.pad_end);
}

bool is_kept(const ParameterRow& row, const Scene& scene) { return row.get != nullptr && row.is_own(scene); }

std::string layer_text(const Scene& scene) {
  JsonObjectWriter layer(2);
  const bool is_flat = is_line(scene.spec);
  if (is_flat) layer.add("dimensions", "1");
  for (const ParameterRow& row : parameters()) {
    if (!is_kept(row, scene)) continue;
    if (row.is_boolean()) {
      const std::int64_t value = row.get(scene, 0);
      if (value != row.initial) layer.add(row.name, row.choices[static_cast<std::size_t>(value)]);
    } else if (row.kind == ValueKind::choice) {
      layer.add(row.name, json_text(row.choices[static_cast<std::size_t>(row.get(scene, 0))]));
    } else if (row.kind == ValueKind::sides) {
      layer.add(row.name, padding_text(scene.spec));
    } else if (row.per_axis() && is_flat) {
      layer.add(row.name, fmt::format("{}", row.get(scene, width)));
    } else if (row.per_axis()) {
      layer.add(row.name, fmt::format("[{}, {}]", row.get(scene, height), row.get(scene, width)));
    } else {
      layer.add(row.name, fmt::format("{}", row.get(scene, 0)));
    }
  }
  if (scene.spec.extends_output) layer.add("extends_output", "true");
  return layer.finish();
}

std::string show_text(const Scene& scene) {
  std::vector<std::string> operations;
  if (scene.shows_convolution) operations.push_back(json_text(name_of(Side::convolution)));
  if (scene.shows_transposed) operations.push_back(json_text(name_of(Side::transposed)));
  std::vector<std::string> views;
  for (const View& view : scene.views) views.push_back(json_text(view));
  JsonObjectWriter show(2);
  show.add("operations", fmt::format("[{}]", fmt::join(operations, ", ")));
  show.add("views", fmt::format("[{}]", fmt::join(views, ", ")));
  show.add("theme", json_text(scene.theme));
  const Camera& camera = scene.camera;
  show.add("camera", fmt::format(R"({{"azimuth": {}, "elevation": {}, "roll": {}}})", json_number(camera.azimuth_deg),
                                 json_number(camera.elevation_deg), json_number(camera.roll_deg)));
  return show.finish();
}

/// Only what differs from the usual look.
std::string look_text(const Look& look) {
  const Look usual;
  JsonObjectWriter text(2);
  if (!look.title.empty()) text.add("title", json_text(look.title));
  if (look.cells != usual.cells) text.add("cells", json_text(name_of(look.cells)));
  if (!look.has_words) text.add("words", "false");
  if (!look.is_lit) text.add("lit", "false");
  if (!look.marks.empty()) {
    std::vector<std::string> marks;
    for (const Tag& mark : look.marks) marks.push_back(json_text(to_string(mark)));
    text.add("marks", fmt::format("[{}]", fmt::join(marks, ", ")));
  }
  return text.finish();
}

/// Of a one-dimensional layer, along its width.
void read_line_row(const JsonReader& layer, const ParameterRow& row, Scene& scene) {
  if (row.kind == ValueKind::sides) {
    std::array<std::int64_t, 2> pads{0, 0};
    layer.read(row.name, pads, "scene.kind.line_padding");
    scene.spec.axes[width].pad_begin = pads[0];
    scene.spec.axes[width].pad_end = pads[1];
    return;
  }
  std::int64_t value = row.initial;
  layer.read(row.name, value);
  row.set(scene, width, value);
}

void read_row(const JsonReader& layer, const ParameterRow& row, Scene& scene) {
  if (row.is_boolean()) {
    bool value = row.initial != 0;
    layer.read(row.name, value);
    row.set(scene, 0, value ? 1 : 0);
  } else if (row.kind == ValueKind::choice) {
    if (const int choice = layer.read_name(row.name, row.choices); choice >= 0) row.set(scene, 0, choice);
  } else if (row.kind == ValueKind::sides) {
    std::array<std::int64_t, 4> pads{0, 0, 0, 0};  // top, left, bottom, right
    layer.read(row.name, pads, "scene.kind.padding");
    scene.spec.axes[height].pad_begin = pads[0];
    scene.spec.axes[width].pad_begin = pads[1];
    scene.spec.axes[height].pad_end = pads[2];
    scene.spec.axes[width].pad_end = pads[3];
  } else if (row.per_axis()) {
    std::array<std::int64_t, axis_count> values{row.initial, row.initial};
    layer.read(row.name, values, "scene.kind.size");
    for (int axis = 0; axis < axis_count; ++axis) row.set(scene, axis, values[static_cast<std::size_t>(axis)]);
  } else {
    std::int64_t value = row.initial;
    layer.read(row.name, value);
    row.set(scene, 0, value);
  }
}

void read_layer(const JsonReader& layer, Scene& scene) {
  std::vector<std::string_view> known{"dimensions"};
  std::int64_t dimensions = axis_count;
  layer.read("dimensions", dimensions);
  if (dimensions != 1 && dimensions != axis_count) layer.fail_type("dimensions", "scene.kind.dimensions");
  for (const ParameterRow& row : parameters()) {
    if (!is_kept(row, scene)) continue;
    known.push_back(row.name);
    if (dimensions == 1 && row.per_axis())
      read_line_row(layer, row, scene);
    else
      read_row(layer, row, scene);
  }
  known.push_back("extends_output");
  layer.read("extends_output", scene.spec.extends_output);
  layer.expect_only(known);
  if (layer.has_failed()) return;
  if (const auto problems = validate(scene.spec); !problems.empty()) layer.fail(message_of(problems.front()));
}

/// Of a line, arrays may have its shape instead: the numbers are the same.
SharedTensor read_values(const JsonReader& values, std::string_view key, const Shape& shape, bool is_line) {
  std::optional<Message> misfit;
  std::optional<Tensor> tensor;
  if (is_line) tensor = values.on_trial(misfit).read_tensor(key, line_shape(shape));
  if (!tensor || misfit) tensor = values.read_tensor(key, shape);
  if (!tensor) return nullptr;
  return std::make_shared<const Tensor>(shape, std::move(tensor->data()));
}

void read_all_values(const JsonReader& values, std::int64_t version, Scene& scene) {
  const std::array<MapKey, 2> maps = map_keys(scene.spec, version);
  std::vector<std::string_view> known{maps[0].key, maps[1].key};
  if (has_weight(scene.spec)) known.insert(known.end(), {"weight", "bias"});
  values.expect_only(known);
  for (const MapKey& map : maps)
    scene.*map.values = read_values(values, map.key, map.shape(scene.spec), is_line(scene.spec));
  if (!has_weight(scene.spec)) return;
  scene.weight_values = read_values(values, "weight", weight_shape(scene.spec), is_line(scene.spec));
  scene.bias = values.read_numbers("bias", static_cast<std::size_t>(scene.spec.out_channels));
}

bool is_theme_name(std::string_view name) {
  // Names become file names: nothing that could lead out of the folder of themes.
  return !name.empty() && name.size() <= 64 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

void read_show(const JsonReader& show, std::span<const std::string_view> views, Scene& scene,
               std::optional<Message>& error) {
  constexpr std::array<std::string_view, 4> known{"operations", "views", "theme", "camera"};
  show.expect_only(known);
  if (show.find("operations") != nullptr) {
    scene.shows_convolution = scene.shows_transposed = false;
    for (const int side : show.read_names("operations", side_names)) {
      (side == 0 ? scene.shows_convolution : scene.shows_transposed) = true;
    }
  }
  if (show.find("views") != nullptr) {
    scene.views.clear();
    for (std::string& view : show.read_distinct("views", views)) scene.views.push_back(std::move(view));
  }
  show.read("theme", scene.theme);
  if (!is_theme_name(scene.theme)) show.fail_type("theme", "scene.kind.theme");
  if (const Json* value = show.find("camera")) {
    const JsonReader camera(*value, show.path_of("camera"), error);
    constexpr std::array<std::string_view, 3> angles{"azimuth", "elevation", "roll"};
    camera.expect_only(angles);
    camera.read("azimuth", scene.camera.azimuth_deg);
    camera.read("elevation", scene.camera.elevation_deg);
    camera.read("roll", scene.camera.roll_deg);
  }
}

void read_look(const JsonReader& file, Look& look) {
  constexpr std::array<std::string_view, 5> known{"title", "cells", "words", "lit", "marks"};
  file.expect_only(known);
  file.read("title", look.title);
  if (const int cells = file.read_name("cells", cell_text_names); cells >= 0) look.cells = static_cast<CellText>(cells);
  file.read("words", look.has_words);
  file.read("lit", look.is_lit);
  for (const std::string& text : file.read_distinct("marks", {})) {
    const auto mark = parse_tag(text);
    if (!mark || mark->cell == no_cell) return file.fail_type("marks", "scene.kind.tags");
    look.marks.push_back(*mark);
  }
}

void read_step(const JsonReader& step, Playhead& playhead) {
  constexpr std::array<std::string_view, 3> known{"operation", "by", "number"};
  step.expect_only(known);
  const int side = step.read_name("operation", side_names);
  if (side >= 0) playhead.side = side == 0 ? Side::convolution : Side::transposed;
  const int granularity = step.read_name("by", granularity_names);
  if (granularity >= 0) playhead.granularity = static_cast<Granularity>(granularity);
  std::int64_t number = playhead.step + 1;
  step.read("number", number);
  if (number < 1) step.fail_type("number", "scene.kind.count");
  playhead.step = number - 1;
}

void read_page(const JsonReader& file, ModelPage& page, std::optional<Message>& error) {
  const Json* value = file.find("model");
  if (value == nullptr) return;
  page.model = std::make_shared<const Model>(read_model_value(JsonReader(*value, "model", error), error));
  const Json* shown = file.find("model_page");
  if (shown == nullptr) return;
  const JsonReader reader(*shown, "model_page", error);
  constexpr std::array<std::string_view, 2> known{"shown", "layer"};
  reader.expect_only(known);
  reader.read("shown", page.is_shown);
  if (reader.find("layer") == nullptr) return;
  std::int64_t layer = 1;
  reader.read("layer", layer);
  if (layer < 1 || layer > static_cast<std::int64_t>(page.model->layers.size()))
    return reader.fail_type("layer", "scene.kind.count");
  page.layer = static_cast<int>(layer) - 1;
}

std::int64_t read_version(const JsonReader& file) {
  std::int64_t version = 0;
  if (file.find("convoscope") == nullptr) {
    file.fail({"scene.missing_version", {{"supported", fmt::format("{}", scene_version)}}});
    return version;
  }
  file.read("convoscope", version);
  if (version < 1) file.fail_type("convoscope", "scene.kind.count");
  if (version > scene_version) {
    file.fail({"scene.newer_version",
               {{"version", fmt::format("{}", version)}, {"supported", fmt::format("{}", scene_version)}}});
  }
  return version;
}

/// The pin in the words of an operation: a cell that belongs to both is its input or output where the reader steps through it.
Tag pin_in_words(const SavedScene& saved) {
  Tag pin = saved.pin;
  const bool is_of_both = pin.side == Side::none && (pin.part == Part::fine || pin.part == Part::coarse);
  if (!is_of_both) return pin;
  const Spec& spec = saved.scene.spec;
  const bool is_transposed = spec.operation == Operation::transposed_convolution;
  pin.side = is_transposed ? Side::transposed : Side::convolution;
  const std::optional<Spec> other = counterpart(spec);
  if (saved.playhead.side != Side::none && other && validate(*other).empty()) pin.side = saved.playhead.side;
  return pin;
}

}  // namespace

std::string write_scene(const SavedScene& saved) {
  if (saved.scene.learning.run) return write_scene({without_learning(saved.scene, true), saved.playhead, saved.pin});
  const Scene& scene = saved.scene;
  JsonObjectWriter file(0);
  file.add("convoscope", fmt::format("{}", scene_version));
  if (!scene.title.empty()) file.add("title", json_text(scene.title));
  file.add("layer", layer_text(scene));
  JsonObjectWriter values(2);
  for (const MapKey& map : map_keys(scene.spec, scene_version)) {
    if (const SharedTensor& tensor = scene.*map.values) values.add(map.key, values_text(*tensor, is_line(scene.spec)));
  }
  if (scene.weight_values && has_weight(scene.spec))
    values.add("weight", values_text(*scene.weight_values, is_line(scene.spec)));
  if (!scene.bias.empty()) values.add("bias", json_row(scene.bias));
  if (!values.empty()) file.add("values", values.finish());
  if (scene.photograph.picture) file.add("photograph", write_photograph_page(scene.photograph, 2));
  file.add("show", show_text(scene));
  if (scene.look != Look()) file.add("look", look_text(scene.look));
  if (scene.page.model) {
    file.add("model", write_model(*scene.page.model, 2));
    JsonObjectWriter page(2);
    page.add("shown", scene.page.is_shown ? "true" : "false");
    if (scene.page.layer >= 0) page.add("layer", fmt::format("{}", scene.page.layer + 1));
    file.add("model_page", page.finish());
  }
  JsonObjectWriter step(2);
  if (saved.playhead.side != Side::none) step.add("operation", json_text(name_of(saved.playhead.side)));
  step.add("by", json_text(name_of(saved.playhead.granularity)));
  step.add("number", fmt::format("{}", saved.playhead.step + 1));
  file.add("step", step.finish());
  if (saved.pin) file.add("pin", json_text(to_string(pin_in_words(saved))));
  return file.finish() + "\n";
}

std::optional<PhotographFile> photograph_of_scene(std::string_view text) {
  // Looked for first: without it the numbers need not be read twice.
  if (text.size() > most_scene_bytes || text.find("\"photograph\"") == std::string_view::npos) return std::nullopt;
  const Result<Json> parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  std::optional<Message> error;
  return read_photograph_file(JsonReader(*parsed, "", error), error);
}

Result<SavedScene> read_scene(std::string_view text, std::span<const std::string_view> views,
                              const SharedPhotograph& decoded) {
  if (text.size() > most_scene_bytes)
    return Message{"scene.too_large", {{"limit", fmt::format("{}", most_scene_bytes >> 20)}}};
  const Result<Json> parsed = parse_json(text);
  if (!parsed) return parsed.message();
  std::optional<Message> error;
  SavedScene saved;
  if (!parsed->is_object()) {
    return Message{"scene.missing_version", {{"supported", fmt::format("{}", scene_version)}}};
  }
  const JsonReader file(*parsed, "", error);
  const std::int64_t version = read_version(file);
  constexpr std::array<std::string_view, 11> known{"convoscope", "title", "layer",      "photograph", "values", "show",
                                                   "look",       "model", "model_page", "step",       "pin"};
  file.expect_only(known);
  file.read("title", saved.scene.title);
  const Json nothing = Json::object();
  const auto part = [&](std::string_view key) {
    const Json* value = file.find(key);
    return JsonReader(value == nullptr ? nothing : *value, std::string(key), error);
  };
  read_layer(part("layer"), saved.scene);
  if (error) return *error;  // shapes below need a legal layer
  saved.scene.photograph = read_photograph_page(file, saved.scene.spec, decoded, error);
  read_all_values(part("values"), version, saved.scene);
  read_show(part("show"), views, saved.scene, error);
  read_look(part("look"), saved.scene.look);
  read_page(file, saved.scene.page, error);
  read_step(part("step"), saved.playhead);
  std::string pin;
  file.read("pin", pin);
  if (const auto tag = parse_tag(pin)) saved.pin = *tag;
  if (!pin.empty() && !saved.pin) file.fail_type("pin", "scene.kind.tag");
  if (error) return *error;
  return saved;
}

}  // namespace convoscope
