// .npy files against bytes laid out by hand as NumPy's format page states them.
#include "interop/npy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <variant>

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
  for (const char* const descr : {"'<c8'", "'<f16'", "'<i3'", "'|S4'", "'<U1'", "'<M8'", "'|f4'", "'?'", "''",
                                  "[('a', '<f4'), ('b', '<f4', (2,))]"})
    EXPECT_EQ(key_of(npy_bytes(header_of("(1,)", descr), two_numbers)), "npy.dtype") << descr;
  EXPECT_THAT(read_npy(npy_bytes(header_of("(1,)", "'<c8'"), two_numbers), "x.npy").message().arguments,
              testing::Contains(testing::Pair("dtype", "<c8")));
}

/// The bytes of a number, the lowest first.
template <class T>
std::string stored(T number) {
  std::string bytes(sizeof(T), '\0');
  std::memcpy(bytes.data(), &number, sizeof(T));
  return bytes;
}
static_assert(std::endian::native == std::endian::little);

std::string reversed(std::string bytes) { return {bytes.rbegin(), bytes.rend()}; }

/// What one number is read as, in either byte order; the message's {value} where it is refused.
std::variant<float, std::string> read_one(const std::string& letter, const std::string& number) {
  std::vector<std::variant<float, std::string>> read;
  for (const bool is_big : {false, true}) {
    const std::string descr = (number.size() == 1 ? "'|" : is_big ? "'>" : "'<") + letter + "'";
    const auto array = read_npy(npy_bytes(header_of("()", descr), is_big ? reversed(number) : number), "x.npy");
    if (array) {
      read.emplace_back(array->data.at(0));
    } else {
      EXPECT_EQ(array.message().key, "npy.not_exact");
      read.emplace_back(array.message().arguments.at(1).second);
    }
  }
  EXPECT_EQ(read[0], read[1]) << letter;
  return read[0];
}

TEST(Npy, TakesOtherTypesWhereFloat32HoldsTheNumber) {
  using Read = std::variant<float, std::string>;
  const float infinity = std::numeric_limits<float>::infinity();
  EXPECT_EQ(read_one("f8", stored(0.5)), Read(0.5f));
  EXPECT_EQ(read_one("f8", stored(-0x1p-149)), Read(-0x1p-149f));
  EXPECT_EQ(read_one("f8", stored(3.4028234663852886e38)), Read(std::numeric_limits<float>::max()));
  EXPECT_EQ(read_one("f8", stored(-std::numeric_limits<double>::infinity())), Read(-infinity));
  EXPECT_TRUE(std::isnan(read_npy(npy_bytes(header_of("()", "'<f8'"), stored(std::nan(""))), "x")->data[0]));
  EXPECT_EQ(read_one("f8", stored(0.1)), Read("0.1"));
  EXPECT_EQ(read_one("f8", stored(1e300)), Read("1e+300"));
  EXPECT_EQ(read_one("f8", stored(0x1p-150)), Read(fmt::format("{}", 0x1p-150)));
  // binary16: 1, the largest, the least below 1, the least of all, and no number.
  EXPECT_EQ(read_one("f2", stored(std::uint16_t{0x3C00})), Read(1.0f));
  EXPECT_EQ(read_one("f2", stored(std::uint16_t{0x7BFF})), Read(65504.0f));
  EXPECT_EQ(read_one("f2", stored(std::uint16_t{0xBBFF})), Read(-0.99951171875f));
  EXPECT_EQ(read_one("f2", stored(std::uint16_t{0x0001})), Read(0x1p-24f));
  EXPECT_EQ(read_one("f2", stored(std::uint16_t{0xFC00})), Read(-infinity));
  EXPECT_EQ(read_one("i1", stored(std::int8_t{-128})), Read(-128.0f));
  EXPECT_EQ(read_one("u1", stored(std::uint8_t{255})), Read(255.0f));
  EXPECT_EQ(read_one("b1", stored(std::uint8_t{1})), Read(1.0f));
  EXPECT_EQ(read_one("i2", stored(std::int16_t{-32768})), Read(-32768.0f));
  EXPECT_EQ(read_one("u2", stored(std::uint16_t{65535})), Read(65535.0f));
  EXPECT_EQ(read_one("i4", stored(std::int32_t{16777216})), Read(16777216.0f));
  EXPECT_EQ(read_one("i4", stored(std::int32_t{-16777217})), Read("-16777217"));
  EXPECT_EQ(read_one("i8", stored(std::int64_t{1} << 40)), Read(0x1p40f));
  EXPECT_EQ(read_one("i8", stored(std::numeric_limits<std::int64_t>::min())), Read(-0x1p63f));
  EXPECT_EQ(read_one("i8", stored(std::numeric_limits<std::int64_t>::max())), Read("9223372036854775807"));
  EXPECT_EQ(read_one("u8", stored(std::uint64_t{1} << 63)), Read(0x1p63f));
  EXPECT_EQ(read_one("u8", stored(std::numeric_limits<std::uint64_t>::max())), Read("18446744073709551615"));
  EXPECT_EQ(read_npy(npy_bytes(header_of("(2,)", "'>f4'"), reversed(two_numbers)), "x")->data,
            (std::vector<float>{-2.5f, 1.0f}));
}

TEST(Npy, SaysWhichNumberFloat32CannotHold) {
  const std::string numbers = stored(1.0) + stored(2.0) + stored(3.0) + stored(0.1);
  const auto by_rows = read_npy(npy_bytes(header_of("(2, 2)", "'<f8'"), numbers), "x.npy");
  ASSERT_FALSE(by_rows);
  EXPECT_EQ(by_rows.message(),
            (Message{"npy.not_exact", {{"file", "x.npy"}, {"value", "0.1"}, {"index", "[1, 1]"}, {"dtype", "<f8"}}}));
  const std::string at_second = stored(1.0) + stored(0.1) + stored(3.0) + stored(4.0);
  const auto by_columns = read_npy(npy_bytes(header_of("(2, 2)", "'<f8'", "True"), at_second), "x.npy");
  ASSERT_FALSE(by_columns);
  EXPECT_THAT(by_columns.message().arguments, testing::Contains(testing::Pair("index", "[1, 0]")));
}

TEST(Npy, TakesColumnsFirst) {
  std::string numbers;
  // numpy.arange(24).reshape(2, 3, 4) column by column: the first index runs fastest.
  for (int k = 0; k < 4; ++k)
    for (int j = 0; j < 3; ++j)
      for (int i = 0; i < 2; ++i) numbers += stored(static_cast<float>(12 * i + 4 * j + k));
  const auto array = read_npy(npy_bytes(header_of("(2, 3, 4)", "'<f4'", "True"), numbers), "x.npy");
  ASSERT_TRUE(array);
  for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(array->data[i], static_cast<float>(i));
  const auto line = read_npy(npy_bytes(header_of("(2,)", "'<f4'", "True"), two_numbers), "x.npy");
  ASSERT_TRUE(line);
  EXPECT_THAT(line->data, testing::ElementsAre(1.0f, -2.5f));
  EXPECT_TRUE(read_npy(npy_bytes(header_of("(0, 9)", "'<f4'", "True"), ""), "x.npy"));
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
  EXPECT_EQ(key_of(whole + "x"), "npy.trailing");
  EXPECT_THAT(read_npy(whole + two_numbers, "x.npy").message().arguments,
              testing::Contains(testing::Pair("bytes", "8")));
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
  EXPECT_EQ(key_of(npy_bytes(header_of("(0, 5)"), two_numbers)), "npy.trailing");
  std::string dimensions = "(";
  for (int i = 0; i < 1000; ++i) dimensions += "1, ";
  EXPECT_EQ(key_of(npy_bytes(header_of(dimensions + ")"), two_numbers)), "npy.header");
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
}

TEST(Npy, MapsAndWeightsHaveNumbers) {
  // The product of these extents goes beyond 64 bits, or would if they were taken from the front.
  const std::int64_t huge = std::int64_t{1} << 62;
  for (const std::vector<std::int64_t>& shape :
       {std::vector<std::int64_t>{huge, huge, 0}, {0, huge, 4}, {0, 0}, {huge, huge, huge, 0}}) {
    EXPECT_EQ(map_of({shape, {}}, "x").message().key, "npy.empty");
    EXPECT_EQ(weight_of({shape, {}}, "x").message().key, "npy.empty");
  }
  EXPECT_EQ(bias_of({{0}, {}}, "b").message().key, "npy.empty");
}

}  // namespace
}  // namespace convoscope
