// Archives as numpy.savez_compressed writes them, and such as it does not.
#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <vector>

namespace convoscope {

struct Member {
  std::string name;
  std::string bytes;
  bool is_encrypted = false;
};

/// Deflated, as numpy.savez_compressed does.
inline std::string archive_of(const std::vector<Member>& members) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const Member& member : members) {
    zip_source_t* source = zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    const auto index = static_cast<zip_uint64_t>(zip_file_add(archive, member.name.c_str(), source, 0));
    if (!member.is_encrypted) continue;
    EXPECT_EQ(zip_file_set_encryption(archive, index, ZIP_EM_AES_256, "secret"), 0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_stat_t stat{};
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace convoscope
