// .npy files against bytes laid out by hand as NumPy's format page states them.
#include "interop/npy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <limits>

namespace convoscope {
namespace {

std::string npy_bytes(const std::string& header, const std::string& numbers, char major = '\1') {
  std::string bytes = "\x93NUMPY";
  bytes += {major, '\0', static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
  if (major > 1) bytes += {'\0', '\0'};
  return bytes + header + numbers;
}

/// 1.0f and -2.5f, little-endian.
const std::string two_numbers{'\x00', '\x00', '\x80', '\x3f', '\x00', '\x00', '\x20', '\xc0'};

std::string header_of(const std::string& shape, const std::string& descr = "'<f4'",
                      const std::string& order = "False") {
  return "{'descr': " + descr + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
}

/// The message's key, and whether it names the file.
std::string key_of(const std::string& bytes) {
  const Result<NpyArray> array = read_npy(bytes, "x.npy");
  if (array) return "read";
  EXPECT_THAT(array.message().arguments, testing::Contains(testing::Pair("file", "x.npy")));
  return array.message().key;
}

TEST(Npy, ReadsVersionsOneToThree) {
  for (const char major : {'\1', '\2', '\3'}) {
    const Result<NpyArray> array = read_npy(npy_bytes(header_of("(1, 2)"), two_numbers, major), "x.npy");
    ASSERT_TRUE(array);
    EXPECT_THAT(array->shape, testing::ElementsAre(1, 2));
    EXPECT_THAT(array->data, testing::ElementsAre(1.0f, -2.5f));
  }
  EXPECT_EQ(key_of(npy_bytes(header_of("(1, 2)"), two_numbers, '\4')), "npy.version");
}

TEST(Npy, ReadsHeadersInAnyOrderAndSpacing) {
  for (const std::string header : {"{'shape':(2,),'fortran_order':False,'descr':'<f4'}",
                                   "{ \"descr\" : \"<f4\" , 'fortran_order': False, 'shape': (2L,) , }   \n",
                                   "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"}) {
    const Result<NpyArray> array = read_npy(npy_bytes(header, two_numbers), "x.npy");
    ASSERT_TRUE(array) << header;
    EXPECT_THAT(array->shape, testing::ElementsAre(2));
  }
}

TEST(Npy, ReadsScalarsAndEmptyArrays) {
  EXPECT_EQ(read_npy(npy_bytes(header_of("()"), two_numbers.substr(0, 4)), "x.npy")->data.size(), 1u);
  const Result<NpyArray> empty = read_npy(npy_bytes(header_of("(0, 9223372036854775807)"), ""), "x.npy");
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->data.empty());
}

TEST(Npy, SaysHowToSaveOtherTypes) {
  EXPECT_EQ(key_of(npy_bytes(header_of("(1,)", "'<f8'"), two_numbers)), "npy.dtype");
  EXPECT_EQ(key_of(npy_bytes(header_of("(2,)", "'<i4'"), two_numbers)), "npy.dtype");
  EXPECT_EQ(key_of(npy_bytes(header_of("(2,)", "'>f4'"), two_numbers)), "npy.byte_order");
  EXPECT_EQ(key_of(npy_bytes(header_of("(2,)", "[('a', '<f4'), ('b', '<f4', (2,))]"), two_numbers)), "npy.dtype");
  EXPECT_EQ(key_of(npy_bytes(header_of("(1, 2)", "'<f4'", "True"), two_numbers)), "npy.fortran_order");
  EXPECT_THAT(read_npy(npy_bytes(header_of("(1,)", "'<f8'"), two_numbers), "x.npy").message().arguments,
              testing::Contains(testing::Pair("dtype", "<f8")));
}

TEST(Npy, RefusesDamagedFiles) {
  EXPECT_EQ(key_of(""), "npy.not_npy");
  EXPECT_EQ(key_of("PK\3\4 an .npz archive"), "npy.not_npy");
  EXPECT_EQ(key_of("\x93NUMPZ\1"), "npy.not_npy");
  const std::string whole = npy_bytes(header_of("(1, 2)"), two_numbers);
  for (std::size_t size = 1; size < whole.size(); ++size) EXPECT_NE(key_of(whole.substr(0, size)), "read") << size;
  EXPECT_EQ(key_of(whole.substr(0, 9)), "npy.truncated");
  EXPECT_EQ(key_of(whole.substr(0, 40)), "npy.truncated");
  EXPECT_EQ(key_of(whole.substr(0, whole.size() - 1)), "npy.size_mismatch");
  EXPECT_EQ(key_of(whole + "x"), "npy.size_mismatch");
  EXPECT_EQ(key_of(whole + two_numbers), "npy.size_mismatch");
}

TEST(Npy, RefusesHeadersThatAreNotTheDictionary) {
  for (const std::string header :
       {"", "{}", "{'descr': '<f4', 'fortran_order': False}", "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (2,)}",
        "{'descr': __import__('os'), 'fortran_order': False, 'shape': (2,)}",
        "{'descr': [, 'fortran_order': False, 'shape': (2,)}", "{'descr': '<f4', 'fortran_order': False, 'shape': 2}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2", "{'descr: 2"})
    EXPECT_EQ(key_of(npy_bytes(header, two_numbers)), "npy.header") << header;
}

TEST(Npy, NeverBelievesHostileShapes) {
  EXPECT_EQ(key_of(npy_bytes(header_of("(-1, -2)"), two_numbers)), "npy.header");
  EXPECT_EQ(key_of(npy_bytes(header_of("(99999999999999999999,)"), two_numbers)), "npy.header");
  EXPECT_EQ(key_of(npy_bytes(header_of("(9223372036854775807, 9223372036854775807)"), two_numbers)),
            "npy.size_mismatch");
  // The product overflows to 2 in 64 bits.
  EXPECT_EQ(key_of(npy_bytes(header_of("(4294967296, 4294967296, 2)"), two_numbers)), "npy.size_mismatch");
  EXPECT_EQ(key_of(npy_bytes(header_of("(1000000, 1000000)"), two_numbers)), "npy.size_mismatch");
  EXPECT_EQ(key_of(npy_bytes(header_of("(0, 5)"), two_numbers)), "npy.size_mismatch");
}

TEST(Npy, WritesWhatNumpyWrites) {
  const std::string bytes = write_npy({2, 1}, {1.0f, -2.5f});
  EXPECT_EQ(bytes.substr(0, 10), std::string("\x93NUMPY\1\0v\0", 10));
  EXPECT_EQ(bytes.substr(10, 59), "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }");
  EXPECT_EQ(bytes.size(), 128u + 8u);
  EXPECT_EQ(bytes[127], '\n');
  EXPECT_EQ(bytes.substr(128), two_numbers);
  EXPECT_NE(write_npy({2}, {1, 2}).find("'shape': (2,)"), std::string::npos);
}

RC_GTEST_PROP(Npy, ReadsBackWhatItWrites, ()) {
  const auto shape = *rc::gen::resize(4, rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange(0, 5)));
  std::size_t count = 1;
  for (const std::int64_t extent : shape) count *= static_cast<std::size_t>(extent);
  // Any bits: infinities, denormals and NaN come back as they were.
  const auto bits = *rc::gen::container<std::vector<std::uint32_t>>(count, rc::gen::arbitrary<std::uint32_t>());
  std::vector<float> data;
  for (const std::uint32_t word : bits) data.push_back(std::bit_cast<float>(word));
  const Result<NpyArray> array = read_npy(write_npy(shape, data), "x.npy");
  RC_ASSERT(static_cast<bool>(array));
  RC_ASSERT(array->shape == shape);
  std::vector<std::uint32_t> read;
  for (const float number : array->data) read.push_back(std::bit_cast<std::uint32_t>(number));
  RC_ASSERT(read == bits);
}

RC_GTEST_PROP(Npy, SurvivesAnyChange, ()) {
  std::string bytes = write_npy({1, 2}, {1.0f, -2.5f});
  const auto position = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[position] = *rc::gen::arbitrary<char>();
  const Result<NpyArray> array = read_npy(bytes, "x.npy");
  if (array) RC_ASSERT(array->data.size() == 2u);
}

TEST(Npy, MapsKeepTheirRankInNchwOrder) {
  const std::vector<float> six{1, 2, 3, 4, 5, 6};
  EXPECT_EQ(map_of({{2, 3}, six}, "x")->shape(), (Shape{1, 1, 2, 3}));
  EXPECT_EQ(map_of({{3, 1, 2}, six}, "x")->shape(), (Shape{1, 3, 1, 2}));
  EXPECT_EQ(map_of({{3, 2, 1, 1}, six}, "x")->shape(), (Shape{3, 2, 1, 1}));
  EXPECT_EQ(map_of({{6}, six}, "x").message().key, "npy.map_rank");
  EXPECT_EQ(map_of({{1, 1, 1, 1, 6}, six}, "x").message().key, "npy.map_rank");
}

TEST(Npy, WeightsAreFourDimensionalOrOneKernel) {
  const std::vector<float> six{1, 2, 3, 4, 5, 6};
  EXPECT_EQ(weight_of({{2, 3}, six}, "w")->shape(), (Shape{1, 1, 2, 3}));
  EXPECT_EQ(weight_of({{3, 2, 1, 1}, six}, "w")->shape(), (Shape{3, 2, 1, 1}));
  EXPECT_EQ(weight_of({{3, 1, 2}, six}, "w").message().key, "npy.weight_rank");
  EXPECT_EQ(bias_of({{6}, six}, "b")->size(), 6u);
  EXPECT_EQ(bias_of({{1, 6}, six}, "b").message().key, "npy.bias_rank");
  EXPECT_EQ(bias_of({{0}, {}}, "b").message().key, "npy.bias_rank");
}

}  // namespace
}  // namespace convoscope
