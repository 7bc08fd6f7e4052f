// libzip, into memory.
#include "publish/zip.h"

#include <zip.h>

#include <memory>

namespace convoscope {
namespace {

Message failure(const zip_error_t* error) {
  return {"zip.failed", {{"reason", zip_error_strerror(const_cast<zip_error_t*>(error))}}};
}

/// An archive that is discarded unless it has been closed.
using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Source = std::unique_ptr<zip_source_t, decltype(&zip_source_free)>;

Status add(zip_t* archive, const ZipEntry& entry) {
  // 1 January 1980: the first day that a zip can tell.
  constexpr zip_uint16_t first_day = (1U << 5U) | 1U;
  zip_source_t* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
  if (source == nullptr) return failure(zip_get_error(archive));
  const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return failure(zip_get_error(archive));
  }
  if (zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, first_day, 0) != 0)
    return failure(zip_get_error(archive));
  return ok();
}

std::string bytes_of(zip_source_t* source) {
  std::string bytes;
  zip_stat_t size{};
  if (zip_source_stat(source, &size) != 0 || zip_source_open(source) != 0) return bytes;
  bytes.resize(size.size);
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  bytes.resize(read < 0 ? 0 : static_cast<std::size_t>(read));
  return bytes;
}

}  // namespace

Result<std::string> zip_of(const std::vector<ZipEntry>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  const Source source(zip_source_buffer_create(nullptr, 0, 0, &error), &zip_source_free);
  if (!source) return failure(&error);
  Archive archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error), &zip_discard);
  if (!archive) return failure(&error);
  zip_source_keep(source.get());  // the archive gives up its own hold when it is closed or discarded
  for (const ZipEntry& entry : entries)
    if (const Status added = add(archive.get(), entry); !added) return added.message();
  if (zip_close(archive.get()) != 0) return failure(zip_get_error(archive.get()));
  static_cast<void>(archive.release());
  std::string bytes = bytes_of(source.get());
  if (bytes.empty()) return Message{"zip.failed", {{"reason", "read"}}};
  return bytes;
}

}  // namespace convoscope
