// Tables of numbers as people copy them. What NumPy 1.26 and PyTorch 2.1 print is quoted from them.
#include "interop/table.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace convoscope {
namespace {

using ::testing::ElementsAre;

NpyArray read_values(std::string_view text) {
  const Result<NpyArray> table = read_table(text);
  EXPECT_TRUE(table) << text << ": " << (table ? "" : table.message().key);
  return table ? *table : NpyArray{};
}

/// "table.missing 2 5": the message, its line and its column.
std::string problem_of(std::string_view text) {
  const Result<NpyArray> table = read_table(text);
  if (table) return "read";
  std::string words = table.message().key;
  for (const auto& [name, value] : table.message().arguments) {
    if (name == "line" || name == "column") words += " " + value;
  }
  return words;
}

const NpyArray one_to_six{{2, 3}, {1, 2, 3, 4, 5, 6}};

TEST(Table, ReadsWhatSpreadsheetsAndFilesHold) {
  EXPECT_EQ(read_values("1\t2\t3\r\n4\t5\t6\r\n"), one_to_six);
  EXPECT_EQ(read_values("1,2,3\n4,5,6"), one_to_six);
  EXPECT_EQ(read_values("1, 2, 3,\n4, 5, 6,\n"), one_to_six);
  EXPECT_EQ(read_values("1;2;3\n\n4;5;6\n\n"), one_to_six);
  EXPECT_EQ(read_values("  1  2 3\n 4   5 6  "), one_to_six);
  EXPECT_EQ(read_values("0,5\t-1,25"), (NpyArray{{1, 2}, {0.5f, -1.25f}})) << "decimal commas";
  EXPECT_EQ(read_values("0,5;2"), (NpyArray{{1, 2}, {0.5f, 2}}));
  EXPECT_EQ(read_values("\u22121.5 +2 3e-1"), (NpyArray{{1, 3}, {-1.5f, 2, 0.3f}}));
  EXPECT_EQ(read_values("7"), (NpyArray{{1, 1}, {7}}));
}

TEST(Table, ReadsWhatNumPyPrints) {
  EXPECT_EQ(read_values("[[1. 2. 3.]\n [4. 5. 6.]]"), one_to_six);
  EXPECT_EQ(read_values("array([[1., 2., 3.],\n       [4., 5., 6.]], dtype=float32)"), one_to_six);
  EXPECT_EQ(read_values("[[[ 1.5 -2. ]\n  [ 0.   1. ]]\n\n [[ 3.   4. ]\n  [ 5.   6. ]]]"),
            (NpyArray{{2, 2, 2}, {1.5f, -2, 0, 1, 3, 4, 5, 6}}));
  EXPECT_EQ(read_values("[1 2 3]"), (NpyArray{{1, 3}, {1, 2, 3}}));
}

TEST(Table, ReadsWhatPyTorchPrintsAndPythonsLists) {
  EXPECT_EQ(read_values("tensor([[1., 2., 3.],\n        [4., 5., 6.]])"), one_to_six);
  EXPECT_EQ(read_values("Parameter containing:\ntensor([[1., 2., 3.],\n        [4., 5., 6.]], requires_grad=True)"),
            one_to_six);
  EXPECT_EQ(read_values("[[1, 2, 3], [4, 5, 6],]"), one_to_six);
  EXPECT_EQ(read_values("tensor([[[[1., 2.]]]], device='cuda:0')"), (NpyArray{{1, 1, 1, 2}, {1, 2}}));
}

TEST(Table, SaysWhereItCannotBeRead) {
  EXPECT_EQ(problem_of("1\t2\nx\t4"), "table.no_number 2 1");
  EXPECT_EQ(problem_of("1\t\t3"), "table.missing 1 3");
  EXPECT_EQ(problem_of("1,,3"), "table.missing 1 3");
  EXPECT_EQ(problem_of("1 2 3\n4 5"), "table.uneven 2 1");
  EXPECT_EQ(problem_of("[[1, 2], [3]]"), "table.uneven 1 10");
  EXPECT_EQ(problem_of("[[1, 2], 3]"), "table.no_number 1 10");
  EXPECT_EQ(problem_of("[1, [2]]"), "table.no_number 1 6");
  EXPECT_EQ(problem_of("[[1, 2], [3, 4]"), "table.open_bracket 1 16");
  EXPECT_EQ(problem_of("[1, , 2]"), "table.missing 1 5");
  EXPECT_EQ(problem_of("[]"), "table.missing 1 1");
  EXPECT_EQ(problem_of("[[[[[1]]]]]"), "table.too_deep 1 5");
  EXPECT_EQ(problem_of("[[1. 2. ... 5. 6.]]"), "table.left_out 1 9");
  EXPECT_EQ(problem_of("1 nan"), "table.no_number 1 3");
  EXPECT_EQ(problem_of("1 inf"), "table.no_number 1 3");
  EXPECT_EQ(problem_of("1 1e60"), "table.no_number 1 3") << "no float32 holds it";
  EXPECT_EQ(problem_of("步 1"), "table.no_number 1 1");
  EXPECT_EQ(problem_of("步"), "table.no_number 1 1");
  EXPECT_EQ(problem_of("1 步"), "table.no_number 1 3") << "a column is a character";
  EXPECT_EQ(problem_of(" \n "), "table.empty");
  EXPECT_EQ(problem_of(std::string(200000, '[')), "table.too_deep 1 5");
}

TEST(Table, WritesWhatTheProgramsRead) {
  const Tensor plane({1, 1, 2, 2}, {1, 2.5f, -3, 0});
  EXPECT_EQ(table_text(plane, TableStyle::spreadsheet), "1\t2.5\n-3\t0\n");
  EXPECT_EQ(table_text(plane, TableStyle::numpy), "np.array([[1, 2.5], [-3, 0]], dtype=np.float32)");
  EXPECT_EQ(table_text(plane, TableStyle::pytorch), "torch.tensor([[1., 2.5], [-3., 0.]])");
  const Tensor channels({1, 2, 1, 2}, {1, 2, 3, 4});
  EXPECT_EQ(table_text(channels, TableStyle::numpy), "np.array([[[1, 2]], [[3, 4]]], dtype=np.float32)");
  const Tensor weight({2, 1, 1, 1}, {1, 2});
  EXPECT_EQ(table_text(weight, TableStyle::pytorch), "torch.tensor([[[[1.]]], [[[2.]]]])");
}

RC_GTEST_PROP(Table, ReadsBackWhatItWrites, ()) {
  const auto extent = [] { return *rc::gen::inRange<std::int64_t>(1, 4); };
  const Shape shape{extent(), extent(), extent(), extent()};
  std::vector<float> data(static_cast<std::size_t>(shape[0] * shape[1] * shape[2] * shape[3]));
  for (float& value : data) value = static_cast<float>(*rc::gen::inRange(-1000000, 1000000)) / 256.0f;
  const Tensor tensor(shape, data);
  for (const TableStyle style : {TableStyle::numpy, TableStyle::pytorch}) {
    const Result<NpyArray> table = read_table(table_text(tensor, style));
    RC_ASSERT(table);
    RC_ASSERT(*map_of(*table, "table") == tensor);
  }
}

RC_GTEST_PROP(Table, NeverFailsOtherwise, (const std::string& text)) { (void)read_table(text); }

}  // namespace
}  // namespace convoscope
