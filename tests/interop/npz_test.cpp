// Archives as numpy.savez writes them, and as nobody should.
#include "interop/npz.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "interop/npy.h"

namespace convoscope {
namespace {

struct Member {
  std::string name;
  std::string bytes;
  bool is_encrypted = false;
};

/// Deflated, as numpy.savez_compressed does.
std::string archive_of(const std::vector<Member>& members) {
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

const std::string first = write_npy({2, 2}, {1, 2, 3, 4});
const std::string second = write_npy({1, 3}, {5, 6, 7});

std::string key_of(const std::string& bytes, const std::string& member) {
  const Result<std::string> read = read_npz(bytes, member, "x.npz");
  return read ? "" : read.message().key;
}

TEST(Npz, TakesAnArrayByItsNameOrTheOnlyOne) {
  const std::string both = archive_of({{"a.npy", first}, {"conv1.weight.npy", second}, {"notes.txt", "no array"}});
  EXPECT_EQ(*read_npz(both, "a", "x.npz"), first);
  EXPECT_EQ(*read_npz(both, "conv1.weight", "x.npz"), second);
  EXPECT_EQ(*read_npz(both, "conv1.weight.npy", "x.npz"), second);
  EXPECT_EQ(*read_npz(archive_of({{"arr_0.npy", first}}), "", "x.npz"), first);
  EXPECT_EQ(key_of(both, ""), "npz.several");
  EXPECT_EQ(read_npz(both, "", "x.npz").message().arguments.back().second, "a, conv1.weight");
  EXPECT_EQ(key_of(both, "b"), "npz.no_member");
  EXPECT_EQ(key_of(archive_of({{"notes.txt", "no array"}}), ""), "npz.empty");
}

TEST(Npz, TellsAPathFromItsMember) {
  EXPECT_FALSE(npz_path("x.npy"));
  EXPECT_EQ(npz_path("a/x.npz")->member, "");
  EXPECT_EQ(npz_path("C:/x.npz:conv:1")->file, "C:/x.npz");
  EXPECT_EQ(npz_path("C:/x.npz:conv:1")->member, "conv:1");
}

TEST(Npz, RefusesWhatIsNotWhatItSays) {
  const std::string one = archive_of({{"a.npy", std::string(4000, 'x')}});
  EXPECT_EQ(key_of("", ""), "npz.empty");
  EXPECT_EQ(key_of(first, ""), "npz.broken");
  for (std::size_t size = 0; size < one.size(); ++size) EXPECT_NE(key_of(one.substr(0, size), ""), "") << size;
  EXPECT_EQ(key_of(archive_of({{"a.npy", first, true}}), "a"), "npz.encrypted");
  // The size in the directory, 22 bytes of an end record and 46 + 5 of an entry from the end; in the local header, too.
  for (const char lie : {'\x01', '\x7f'}) {
    std::string lying = one;
    lying[lying.size() - 22 - 51 + 24] = lie;
    EXPECT_NE(key_of(lying, ""), "");
    lying[22] = lie;
    EXPECT_NE(key_of(lying, ""), "");
  }
  // Every byte changed: an answer, whichever.
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::string changed = one;
    changed[i] = static_cast<char>(changed[i] ^ 0x5a);
    (void)key_of(changed, "");
  }
}

TEST(Npz, RefusesABomb) {
  const std::string bomb = archive_of({{"a.npy", std::string(most_npz_member_bytes + 1, '\0')}});
  EXPECT_LT(bomb.size(), most_npz_member_bytes / 500);
  EXPECT_EQ(key_of(bomb, ""), "npz.too_large");
}

}  // namespace
}  // namespace convoscope
