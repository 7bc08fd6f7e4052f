// Archives as numpy.savez writes them, and as nobody should.
#include "interop/npz.h"

#include <gtest/gtest.h>

#include "archives.h"
#include "interop/npy.h"

namespace convoscope {
namespace {

const std::string first = write_npy({2, 2}, {1, 2, 3, 4});
const std::string second = write_npy({1, 3}, {5, 6, 7});

std::string key_of(const std::string& bytes, const std::string& member) {
  const Result<std::string> read = read_npz(bytes, member, "x.npz");
  return read ? "" : read.message().key;
}

TEST(Npz, ListsItsArrays) {
  const Result<std::vector<NpzArray>> arrays = list_npz(
      archive_of({{"a.npy", first}, {"conv1.weight.npy", second}, {"notes.txt", "no array"}, {"b.npy", "none"}}),
      "x.npz");
  ASSERT_TRUE(arrays);
  ASSERT_EQ(arrays->size(), 2u);
  EXPECT_EQ((*arrays)[0].name, "a");
  EXPECT_EQ((*arrays)[0].shape, (std::vector<std::int64_t>{2, 2}));
  EXPECT_EQ((*arrays)[1].name, "conv1.weight");
  EXPECT_EQ((*arrays)[1].shape, (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(list_npz(archive_of({{"notes.txt", "no array"}}), "x.npz").message().key, "npz.empty");
  EXPECT_EQ(list_npz(archive_of({{"a.npy", "none"}}), "x.npz").message().key, "npz.empty");
  EXPECT_EQ(list_npz("nonsense", "x.npz").message().key, "npz.broken");
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
