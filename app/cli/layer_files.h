// The arrays that a layer's flags name, and whether they make it one-dimensional.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/failure.h"
#include "core/kernels.h"
#include "document/photograph/photograph.h"
#include "document/platform.h"
#include "interop/npy.h"

namespace convoscope {

struct LayerFiles {
  std::map<Parameter, NpyArray> arrays;  ///< of a one-dimensional layer with a height of one cell
  bool is_line = false;                  ///< one-dimensional
  SharedPhotograph photograph{};         ///< that --input names; null: none
};

/// Reads the files of --input, --weight and --bias. A new layer is one-dimensional where --one-dimensional says so,
/// where the input has one extent, or where the weight has one or three; then neither may have more than three. Over a layer that is
/// one-dimensional the flags are so too, unless one of them speaks of the height.
Attempt<LayerFiles> read_files(const LayerArguments& arguments, bool is_new, bool base_is_line,
                               const Platform& platform);

/// The array that `flag` names, a .npy or a member of an .npz. A word that is no file was probably meant as a size
/// (--input) or, where `may_name_kernel`, as a kernel.
Attempt<NpyArray> read_array(const std::string& flag, const std::string& path, bool may_name_kernel,
                             const Platform& platform);

/// The kernel that the text of --weight or --target names, before a comma.
const NamedKernel* kernel_of_text(std::string_view text);
/// Its numbers, flipped and normalized as the words after the commas say. `rows` and `columns` are legal for it
/// (`values_of`).
Attempt<Tensor> plane_of_text(const std::string& flag, std::string_view text, std::int64_t rows, std::int64_t columns);
std::vector<std::string> kernel_names();

/// Whether the path ends as a PNG's or a JPEG's does.
bool names_picture(std::string_view path);

/// Whether the text of --input is a size rather than a file's name: it starts with a digit or a sign.
bool looks_like_size(std::string_view text);

}  // namespace convoscope
