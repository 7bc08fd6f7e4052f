// NumPy's types by their letters: https://numpy.org/doc/stable/reference/arrays.interface.html ("typestr"). Floating-point numbers are
// those of IEEE 754.
#include "interop/npy_number.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <limits>

namespace convoscope {
namespace {

using Kind = NpyType::Kind;

/// The stored bits, in the low bytes.
std::uint64_t bits_of(const NpyType& type, std::string_view bytes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < type.size; ++i)
    bits = bits << 8 | static_cast<unsigned char>(bytes[type.is_big_endian ? i : type.size - 1 - i]);
  return bits;
}

/// binary16: 1 bit of sign, 5 of exponent, 10 of fraction.
double half_of(std::uint64_t bits) {
  const auto exponent = static_cast<int>(bits >> 10 & 0x1F);
  const auto fraction = static_cast<double>(bits & 0x3FF);
  double magnitude = 0;
  if (exponent == 0x1F)
    magnitude = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  else
    magnitude = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

double floating(const NpyType& type, std::uint64_t bits) {
  if (type.size == 2) return half_of(bits);
  if (type.size == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
  return std::bit_cast<double>(bits);
}

/// The stored bits as a number with a sign, at its full width.
std::int64_t signed_integer(const NpyType& type, std::uint64_t bits) {
  const auto unused = static_cast<int>(64 - 8 * type.size);
  return static_cast<std::int64_t>(bits << unused) >> unused;
}

}  // namespace

std::optional<NpyType> npy_type(std::string_view descr) {
  if (descr.size() != 3) return std::nullopt;
  NpyType type;
  type.is_big_endian = descr[0] == '>' || (descr[0] == '=' && std::endian::native == std::endian::big);
  type.size = static_cast<std::size_t>(descr[2] - '0');
  if (descr[1] == 'i') type.kind = Kind::signed_integer;
  if (descr[1] == 'u') type.kind = Kind::unsigned_integer;
  if (descr[1] == 'b') type.kind = Kind::truth;
  const bool is_known = std::string_view("<>=|").find(descr[0]) != std::string_view::npos &&
                        std::string_view("fiub").find(descr[1]) != std::string_view::npos;
  const bool has_size = type.size == 1
                            ? type.kind != Kind::floating
                            : type.kind != Kind::truth && (type.size == 2 || type.size == 4 || type.size == 8);
  // Numbers of several bytes have an order.
  if (!is_known || !has_size || (descr[0] == '|' && type.size > 1)) return std::nullopt;
  return type;
}

std::optional<float> npy_number(const NpyType& type, std::string_view bytes) {
  const std::uint64_t bits = bits_of(type, bytes);
  if (type.kind == Kind::truth) return bits != 0 ? 1.0F : 0.0F;
  if (type.kind == Kind::floating) {
    // As it is, the bits of a NaN included.
    if (type.size == sizeof(float)) return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    const double number = floating(type, bits);
    if (std::abs(number) > std::numeric_limits<float>::max() && !std::isinf(number)) return std::nullopt;
    const auto nearest = static_cast<float>(number);
    if (static_cast<double>(nearest) != number && !std::isnan(number)) return std::nullopt;
    return nearest;
  }
  const std::int64_t number = type.kind == Kind::signed_integer ? signed_integer(type, bits) : 0;
  const std::uint64_t magnitude = number < 0 ? 0 - static_cast<std::uint64_t>(number) : bits;
  // From its first to its last bit that is 1 it may not be longer than float32's fraction.
  if (magnitude != 0 && std::bit_width(magnitude) - std::countr_zero(magnitude) > std::numeric_limits<float>::digits)
    return std::nullopt;
  return number < 0 ? -static_cast<float>(magnitude) : static_cast<float>(magnitude);
}

std::string npy_number_text(const NpyType& type, std::string_view bytes) {
  const std::uint64_t bits = bits_of(type, bytes);
  if (type.kind == Kind::floating) return fmt::format("{}", floating(type, bits));
  return type.kind == Kind::signed_integer ? fmt::format("{}", signed_integer(type, bits)) : fmt::format("{}", bits);
}

}  // namespace convoscope
