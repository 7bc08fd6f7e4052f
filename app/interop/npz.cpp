// libzip reads the directory; sizes that it tells are limits, never promises.
#include "interop/npz.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "interop/npy.h"

namespace convoscope {
namespace {

constexpr std::string_view npy_ending = ".npy";

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
/// An array of an archive, and which of its entries it is.
struct NpzEntry {
  std::string name;
  zip_uint64_t index = 0;
};

struct CloseMember {
  void operator()(zip_file_t* member) const { zip_fclose(member); }
};
using OpenArchive = std::unique_ptr<zip_t, DiscardArchive>;

OpenArchive open_archive(std::string_view bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return nullptr;
  OpenArchive archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr));
  if (!archive) zip_source_free(source);
  return archive;
}

std::string_view array_name(std::string_view entry) {
  if (entry.ends_with(npy_ending)) entry.remove_suffix(npy_ending.size());
  return entry;
}

/// "a, b, c", the first of many.
std::string listed(const std::vector<NpzEntry>& entries) {
  constexpr std::size_t most_listed = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(entries.size(), most_listed); ++i) text += (i > 0 ? ", " : "") + entries[i].name;
  return entries.size() > most_listed ? text + ", …" : text;
}

/// The arrays of an archive; none: it holds none.
Result<std::vector<NpzEntry>> entries_of(zip_t* archive, const std::string& file) {
  constexpr zip_int64_t most_entries = 100000;
  const Message broken{"npz.broken", {{"file", file}}};
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count > most_entries) return broken;
  std::vector<NpzEntry> entries;
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(archive, index, 0);
    if (name == nullptr) return broken;
    if (std::string_view(name).ends_with(npy_ending)) entries.push_back({std::string(array_name(name)), index});
  }
  if (entries.empty()) return Message{"npz.empty", {{"file", file}}};
  return entries;
}

}  // namespace

std::optional<NpzPath> npz_path(std::string_view path) {
  constexpr std::string_view ending = ".npz";
  if (path.ends_with(ending)) return NpzPath{std::string(path), ""};
  const std::size_t colon = path.rfind(".npz:");
  if (colon == std::string_view::npos) return std::nullopt;
  const std::size_t end = colon + ending.size();
  return NpzPath{std::string(path.substr(0, end)), std::string(path.substr(end + 1))};
}

Result<std::vector<NpzArray>> list_npz(std::string_view bytes, const std::string& file) {
  constexpr std::size_t longest_header = 1 << 12;
  const OpenArchive archive = open_archive(bytes);
  if (!archive) return Message{"npz.broken", {{"file", file}}};
  const Result<std::vector<NpzEntry>> entries = entries_of(archive.get(), file);
  if (!entries) return entries.message();
  std::vector<NpzArray> arrays;
  std::string beginning(longest_header, '\0');
  for (const NpzEntry& entry : *entries) {
    const std::unique_ptr<zip_file_t, CloseMember> member(zip_fopen_index(archive.get(), entry.index, 0));
    const zip_int64_t read = member ? zip_fread(member.get(), beginning.data(), beginning.size()) : 0;
    if (read <= 0) continue;
    auto shape = npy_shape(std::string_view(beginning).substr(0, static_cast<std::size_t>(read)));
    if (shape) arrays.push_back({entry.name, std::move(*shape)});
  }
  if (arrays.empty()) return Message{"npz.empty", {{"file", file}}};
  return arrays;
}

Result<std::string> read_npz(std::string_view bytes, const std::string& member, const std::string& file) {
  const Message broken{"npz.broken", {{"file", file}}};
  const OpenArchive archive = open_archive(bytes);
  if (!archive) return broken;
  const Result<std::vector<NpzEntry>> entries = entries_of(archive.get(), file);
  if (!entries) return entries.message();
  if (member.empty() && entries->size() > 1)
    return Message{"npz.several", {{"file", file}, {"names", listed(*entries)}}};
  const auto chosen = std::ranges::find_if(
      *entries, [&](const NpzEntry& entry) { return member.empty() || entry.name == array_name(member); });
  if (chosen == entries->end())
    return Message{"npz.no_member", {{"file", file}, {"name", member}, {"names", listed(*entries)}}};
  const auto& [name, index] = *chosen;
  zip_stat_t stat{};
  if (zip_stat_index(archive.get(), index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0) return broken;
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    return Message{"npz.encrypted", {{"file", file}, {"name", name}}};
  const Message too_large{"npz.too_large",
                          {{"file", file}, {"name", name}, {"limit", std::to_string(most_npz_member_bytes)}}};
  if (stat.size > most_npz_member_bytes) return too_large;
  const Message broken_member{"npz.broken_member", {{"file", file}, {"name", name}}};
  const std::unique_ptr<zip_file_t, CloseMember> opened(zip_fopen_index(archive.get(), index, 0));
  if (!opened) return broken_member;
  // Piece by piece: memory is taken for what is there, not for what the directory says.
  std::string array;
  std::string piece(std::size_t{1} << 16, '\0');
  for (;;) {
    const zip_int64_t read = zip_fread(opened.get(), piece.data(), piece.size());
    if (read < 0) return broken_member;
    if (read == 0) break;
    array.append(piece, 0, static_cast<std::size_t>(read));
    if (array.size() > most_npz_member_bytes) return too_large;
  }
  if (array.size() != stat.size) return broken_member;
  return array;
}

}  // namespace convoscope
