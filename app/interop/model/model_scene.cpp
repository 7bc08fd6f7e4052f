// The kinds of files are told by their names: so that a file dialog can list them unread.
#include "interop/model/model_scene.h"

#include <algorithm>
#include <array>

#include "document/model/usual_input.h"
#include "document/presets.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

constexpr std::array binary_endings{".onnx", ".safetensors"};
constexpr std::array text_endings{".json", ".txt", ".py", ".prototxt"};

bool ends_with_any(std::string_view path, const auto& endings) {
  return std::ranges::any_of(endings, [&](const char* ending) { return path.ends_with(ending); });
}

}  // namespace

Edits edits_of(const LayerCode& layer) {
  SetLayer edit{layer.name, shown_spec(layer)};
  if (layer.has_bias) edit.bias.assign(static_cast<std::size_t>(edit.spec.out_channels), 0.0f);
  return {edit, SetModel{}};
}

Edits edits_of(const Model& model) {
  Model shown = model;
  shown.input = usual_input(model);
  return {SetModel{{std::make_shared<const Model>(std::move(shown)), -1, true}}};
}

bool may_hold_model(std::string_view path) { return ends_with_any(path, binary_endings) || is_model_text(path); }

bool is_model_text(std::string_view path) { return ends_with_any(path, text_endings); }

Pasted read_model_file(std::string_view path, std::string_view bytes) {
  if (is_model_text(path)) return read_pasted(bytes);
  Pasted read;
  ReadModel model = read_model(bytes);
  read.error = std::move(model.error);
  read.model = std::move(model.model);
  return read;
}

SavedScene scene_of_model(const Pasted& read, const std::string& path) {
  SavedScene saved = *preset_named("article");
  if (read.model) {
    Model model = *read.model;
    const std::size_t slash = path.rfind('/');
    model.name = slash == std::string::npos ? path : path.substr(slash + 1);
    model.folder = slash == std::string::npos ? "" : path.substr(0, std::max<std::size_t>(slash, 1));
    for (const Edit& edit : edits_of(model)) apply_edit(edit, saved.scene, saved.scene);
    saved.scene.title = model.name;
  } else {
    for (const Edit& edit : edits_of(read.layers.front())) apply_edit(edit, saved.scene, saved.scene);
  }
  saved.playhead = {is_transposed(saved.scene.spec) ? Side::transposed : Side::convolution, Granularity::cell, 0};
  saved.pin = {};
  return saved;
}

}  // namespace convoscope
