// The format: "\x93NUMPY", major, minor, the header's length (2 bytes, from version 2 on 4), the header (a Python
// literal of a dict with descr, fortran_order and shape), then the numbers. Lengths are little-endian.
#include "interop/npy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <optional>

#include "core/assert.h"
#include "interop/npy_header.h"
#include "interop/npy_number.h"

namespace convoscope {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

Message truncated(const std::string& file) { return {"npy.truncated", {{"file", file}}}; }

/// The product of `shape`, or -1 where it exceeds `limit`.
std::int64_t count_within(const std::vector<std::int64_t>& shape, std::int64_t limit) {
  for (const std::int64_t extent : shape)
    if (extent == 0) return 0;
  std::int64_t count = 1;
  for (const std::int64_t extent : shape) {
    if (extent > limit / count) return -1;
    count *= extent;
  }
  return count;
}

Message rank_message(std::string_view key, const NpyArray& array, const std::string& file) {
  if (array.data.empty()) key = "npy.empty";
  return {std::string(key), {{"file", file}, {"shape", shape_text(array.shape)}}};
}

/// Where the next number of the file stands in the array, row by row, when the file goes column by column.
class ColumnOrder {
 public:
  explicit ColumnOrder(const std::vector<std::int64_t>& shape)
      : shape_(shape), index_(shape.size()), stride_(shape.size()) {
    std::int64_t stride = 1;
    for (std::size_t i = shape.size(); i-- > 0; stride *= shape[i]) stride_[i] = stride;
  }

  std::size_t next() {
    const std::int64_t place = place_;
    for (std::size_t i = 0; i < shape_.size(); ++i) {
      place_ += stride_[i];
      if (++index_[i] < shape_[i]) break;
      place_ -= index_[i] * stride_[i];
      index_[i] = 0;
    }
    return static_cast<std::size_t>(place);
  }

 private:
  const std::vector<std::int64_t>& shape_;
  std::vector<std::int64_t> index_;
  std::vector<std::int64_t> stride_;
  std::int64_t place_ = 0;
};

/// "[1, 2]", as NumPy writes an index.
std::string index_text(std::size_t place, const std::vector<std::int64_t>& shape) {
  std::vector<std::size_t> index(shape.size());
  for (std::size_t i = shape.size(); i-- > 0; place /= static_cast<std::size_t>(shape[i]))
    index[i] = place % static_cast<std::size_t>(shape[i]);
  return fmt::format("[{}]", fmt::join(index, ", "));
}

/// Takes all that comes before the numbers from the front of `bytes`.
Result<NpyHeader> take_header(std::string_view& bytes, const std::string& file) {
  if (bytes.substr(0, magic.size()) != magic.substr(0, bytes.size()) || bytes.empty())
    return Message{"npy.not_npy", {{"file", file}}};
  if (bytes.size() < magic.size() + 2) return truncated(file);
  const int major = static_cast<unsigned char>(bytes[magic.size()]);
  if (major < 1 || major > 3) return Message{"npy.version", {{"file", file}, {"version", std::to_string(major)}}};
  bytes.remove_prefix(magic.size() + 2);
  const std::size_t length_size = major == 1 ? 2 : 4;
  if (bytes.size() < length_size) return truncated(file);
  const std::size_t header_size = little_endian(bytes.substr(0, length_size));
  bytes.remove_prefix(length_size);
  if (bytes.size() < header_size) return truncated(file);

  std::optional<NpyHeader> header = read_npy_header(bytes.substr(0, header_size));
  if (!header) return Message{"npy.header", {{"file", file}}};
  bytes.remove_prefix(header_size);
  return std::move(*header);
}

}  // namespace

Result<NpyArray> read_npy(std::string_view bytes, const std::string& file) {
  const Result<NpyHeader> header = take_header(bytes, file);
  if (!header) return header.message();
  const std::optional<NpyType> type = npy_type(header->descr);
  if (!type) return Message{"npy.dtype", {{"file", file}, {"dtype", header->descr.substr(0, 60)}}};

  const auto present = static_cast<std::int64_t>(bytes.size() / type->size);
  const std::int64_t count = count_within(header->shape, present);
  if (count < 0)
    return Message{"npy.size_mismatch",
                   {{"file", file}, {"shape", shape_text(header->shape)}, {"numbers", std::to_string(present)}}};
  if (const std::size_t surplus = bytes.size() - static_cast<std::size_t>(count) * type->size; surplus > 0)
    return Message{"npy.trailing",
                   {{"file", file}, {"shape", shape_text(header->shape)}, {"bytes", std::to_string(surplus)}}};
  NpyArray array{header->shape, std::vector<float>(static_cast<std::size_t>(count))};
  ColumnOrder by_columns(header->shape);
  for (std::size_t i = 0; i < array.data.size(); ++i, bytes.remove_prefix(type->size)) {
    const std::size_t place = header->fortran_order ? by_columns.next() : i;
    const std::string_view number = bytes.substr(0, type->size);
    const std::optional<float> exact = npy_number(*type, number);
    if (!exact)
      return Message{"npy.not_exact",
                     {{"file", file},
                      {"value", npy_number_text(*type, number)},
                      {"index", index_text(place, header->shape)},
                      {"dtype", header->descr}}};
    array.data[place] = *exact;
  }
  return array;
}

std::optional<std::vector<std::int64_t>> npy_shape(std::string_view beginning) {
  const Result<NpyHeader> header = take_header(beginning, "");
  return header ? std::optional(header->shape) : std::nullopt;
}

std::string write_npy(const std::vector<std::int64_t>& shape, const std::vector<float>& data) {
  CONVOSCOPE_ASSERT(count_within(shape, static_cast<std::int64_t>(data.size())) ==
                    static_cast<std::int64_t>(data.size()));
  std::string header = fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': {}, }}", shape_text(shape));
  // numpy aligns the numbers to 64 bytes with spaces; the line feed counts.
  const std::size_t before = magic.size() + 4;
  const std::size_t total = (before + header.size() + 1 + 63) / 64 * 64;
  header.append(total - before - header.size() - 1, ' ');
  header += '\n';

  std::string bytes(magic);
  bytes += {'\x01', '\x00', static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
  bytes += header;
  bytes.reserve(bytes.size() + data.size() * sizeof(float));
  for (const float number : data) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(bits >> shift & 0xff);
  }
  return bytes;
}

Result<Tensor> map_of(NpyArray array, const std::string& file) {
  if (array.data.empty() || array.shape.size() < 2 || array.shape.size() > 4)
    return rank_message("npy.map_rank", array, file);
  Shape shape{1, 1, 1, 1};
  std::copy(array.shape.rbegin(), array.shape.rend(), shape.rbegin());
  return Tensor(shape, std::move(array.data));
}

Result<Tensor> weight_of(NpyArray array, const std::string& file) {
  if (array.data.empty() || (array.shape.size() != 2 && array.shape.size() != 4))
    return rank_message("npy.weight_rank", array, file);
  return map_of(std::move(array), file);
}

Result<std::vector<float>> bias_of(NpyArray array, const std::string& file) {
  if (array.shape.size() != 1 || array.data.empty()) return rank_message("npy.bias_rank", array, file);
  return std::move(array.data);
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  return fmt::format("({}{})", fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
}

}  // namespace convoscope
