// A one-dimensional array becomes a two-dimensional one of one row: an extent of 1 before its last.
#include "cli/layer_files.h"

#include <algorithm>
#include <array>

#include "cli/names.h"
#include "document/parameters.h"
#include "interop/npz.h"

namespace convoscope {
namespace {

bool looks_like_file(std::string_view text) { return text.find_first_of("./\\") != std::string_view::npos; }

/// "x.npy (3, 4)", "--input 16".
std::string named(const LayerArguments& arguments, const LayerFiles& files, Parameter id) {
  const std::string& text = arguments.flags.at(id);
  const auto array = files.arrays.find(id);
  return array == files.arrays.end() ? "--input " + text : text + " " + shape_text(array->second.shape);
}

/// How many extents the flag's array or size has; 0: none is given.
std::size_t rank_of(const LayerArguments& arguments, const LayerFiles& files, Parameter id) {
  if (const auto array = files.arrays.find(id); array != files.arrays.end()) return array->second.shape.size();
  const auto size = arguments.flags.find(id);
  if (size == arguments.flags.end() || id == Parameter::weight) return 0;
  return size->second.find_first_of("x,") == std::string::npos ? 1 : 2;
}

/// Whether a flag gives a number for the height too: 2,1 or 3x3, or a padding of four sides.
bool speaks_of_height(const LayerArguments& arguments) {
  for (const auto& [id, text] : arguments.flags) {
    const ValueKind kind = parameter_row(id).kind;
    const auto more = std::ranges::count_if(text, [](char c) { return c == ',' || c == 'x'; });
    if (kind == ValueKind::per_axis ? more > 0 : kind == ValueKind::sides && more > 1) return true;
  }
  return false;
}

}  // namespace

Attempt<NpyArray> read_array(const std::string& flag, const std::string& path, bool may_name_kernel,
                             const Platform& platform) {
  const std::optional<NpzPath> archive = npz_path(path);
  Result<std::string> bytes = platform.read_file(archive ? archive->file : path);
  const bool is_missing = !bytes && bytes.message().cause == Cause::missing_file;
  if (flag == "--input" && is_missing && !looks_like_file(path))
    return wrong_request(flag, {"cli.input_size", {{"text", path}}});
  if (may_name_kernel && is_missing && !looks_like_file(path)) {
    const std::vector<std::string> all = kernel_names();
    const std::vector<std::string_view> names(all.begin(), all.end());
    return unknown(flag, "cli.unknown_kernel", "cli.unknown_kernel_close", {{"text", path}, {"choices", joined(names)}},
                   path, names);
  }
  if (bytes && archive) bytes = read_npz(*bytes, archive->member, archive->file);
  if (!bytes) return failed(bytes.message());
  Result<NpyArray> array = read_npy(*bytes, path);
  if (!array) return failed(array.message());
  return std::move(*array);
}

const NamedKernel* kernel_of_text(std::string_view text) { return kernel_named(text.substr(0, text.find(','))); }

bool names_picture(std::string_view path) {
  std::string name(path);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg");
}

Attempt<Tensor> plane_of_text(const std::string& flag, std::string_view text, std::int64_t rows, std::int64_t columns) {
  Tensor plane = values_of(*kernel_of_text(text), rows, columns);
  for (std::size_t at = text.find(','); at < text.size();) {
    const std::size_t end = std::min(text.find(',', at + 1), text.size());
    const std::string_view word = text.substr(at + 1, end - at - 1);
    constexpr std::array words{"flipped", "normalized"};
    if (word != words[0] && word != words[1]) return unknown_choice(flag, word, words);
    plane = word == words[0] ? flipped(std::move(plane)) : normalized(std::move(plane));
    at = end;
  }
  return plane;
}

std::vector<std::string> kernel_names() {
  std::vector<std::string> names;
  for (const NamedKernel& kernel : named_kernels()) names.emplace_back(kernel.name);
  return names;
}

bool looks_like_size(std::string_view text) {
  return text.empty() || (!text.ends_with(".npy") && !names_picture(text) && !npz_path(text) &&
                          text.find_first_of("0123456789+-") == 0);
}

Attempt<LayerFiles> read_files(const LayerArguments& arguments, bool is_new, bool base_is_line,
                               const Platform& platform) {
  LayerFiles files;
  for (const auto& [id, text] : arguments.flags) {
    const ValueKind kind = parameter_row(id).kind;
    if (kind != ValueKind::file && (kind != ValueKind::map || looks_like_size(text))) continue;
    if (id == Parameter::weight && kernel_of_text(text)) continue;
    if (id == Parameter::input && names_picture(text)) {
      Result<std::string> bytes = platform.read_file(text);
      if (!bytes) return failed(bytes.message());
      Result<SharedPhotograph> photograph =
          read_photograph(text, std::make_shared<const std::string>(std::move(*bytes)), arguments.is_grey);
      if (!photograph) return failed(photograph.message());
      files.photograph = std::move(*photograph);
      continue;
    }
    Attempt<NpyArray> array = read_array(flag_of(name_of(id)), text, id == Parameter::weight, platform);
    if (!array) return array.failure();
    files.arrays.emplace(id, std::move(*array));
  }
  const std::size_t input = files.photograph ? 4 : rank_of(arguments, files, Parameter::input);
  const std::size_t weight = rank_of(arguments, files, Parameter::weight);
  files.is_line = is_new
                      ? arguments.one_dimensional || input == 1 || weight == 1 || weight == 3
                      : base_is_line && input <= 3 && (weight == 0 || weight % 2 == 1) && !speaks_of_height(arguments);
  if (!files.is_line) return files;
  if (input > 3 || weight == 2 || weight > 3) {
    const bool is_input_flat = input <= 3;
    const std::string of_input = named(arguments, files, Parameter::input);
    const std::string of_weight = weight == 0 ? "--one-dimensional" : named(arguments, files, Parameter::weight);
    return failed({"cli.mixed_dimensions",
                   {{"line", is_input_flat ? of_input : of_weight}, {"other", is_input_flat ? of_weight : of_input}}});
  }
  for (const Parameter id : {Parameter::input, Parameter::weight})
    if (const auto array = files.arrays.find(id); array != files.arrays.end())
      array->second.shape.insert(array->second.shape.end() - (array->second.shape.empty() ? 0 : 1), 1);
  return files;
}

}  // namespace convoscope
