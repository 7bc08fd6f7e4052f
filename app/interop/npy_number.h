// One number of an .npy file: which types there are, and what of them float32 holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace convoscope {

/// How an array's numbers are stored.
struct NpyType {
  enum class Kind : std::uint8_t { floating, signed_integer, unsigned_integer, truth };
  Kind kind = Kind::floating;
  std::size_t size = 4;  ///< bytes: 2, 4 or 8 (floating), 1, 2, 4 or 8 (integers), 1 (truth values)
  bool is_big_endian = false;
};

/// The type that a descr such as "<f4", ">i2" or "|b1" names; nothing where it is none of numbers or not known.
std::optional<NpyType> npy_type(std::string_view descr);

/// The number of these `type.size` bytes; nothing where float32 has no such number. Infinities and NaN (whichever) it has.
std::optional<float> npy_number(const NpyType& type, std::string_view bytes);

/// The number in figures.
std::string npy_number_text(const NpyType& type, std::string_view bytes);

}  // namespace convoscope
