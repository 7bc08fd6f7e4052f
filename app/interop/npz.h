// NumPy's .npz files: zip archives of .npy files.
// Knows no file system: `file` is only the name that messages say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"

namespace convoscope {

/// A path as users write it: "weights.npz", or "weights.npz:conv1.weight", which names an array within.
struct NpzPath {
  std::string file;
  std::string member;  ///< may be empty
};
/// Nothing for a path to another kind of file.
std::optional<NpzPath> npz_path(std::string_view path);

/// No array is taken out of an archive that is larger: as many bytes as the largest map has as float32.
inline constexpr std::size_t most_npz_member_bytes = std::size_t{1} << 28;

struct NpzArray {
  std::string name;  ///< without ".npy"
  std::vector<std::int64_t> shape;
};
/// The arrays of an archive, in its order, by no more of each than its header; what is no array is left out. At least one.
Result<std::vector<NpzArray>> list_npz(std::string_view bytes, const std::string& file);

/// The .npy file of the array `member` (with ".npy" or without), or of the only one where `member` is empty. Takes no more memory than
/// the array has, whatever the archive says; refuses encrypted arrays, and those whose size or checksum is not what it says.
Result<std::string> read_npz(std::string_view bytes, const std::string& member, const std::string& file);

}  // namespace convoscope
