// NumPy's .npy files: arrays of any rank, in as whatever numbers float32 can hold, out as float32.
// Knows no file system: bytes go in and come out; `file` is only the name that messages say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.h"
#include "document/message.h"

namespace convoscope {

/// An array as the file has it, row by row; `data` has as many numbers as the product of `shape` (one for rank 0).
struct NpyArray {
  std::vector<std::int64_t> shape;
  std::vector<float> data;
  bool operator==(const NpyArray&) const = default;
};

/// Reads versions 1.0 to 3.0: floating-point numbers, integers and truth values of any width and byte order, row by row or
/// column by column (Fortran's order), as long as float32 holds each exactly ("npy.not_exact" names the first that it does
/// not). Other types are a message that says how to save the array instead. Takes memory only for numbers that are really in
/// `bytes`.
Result<NpyArray> read_npy(std::string_view bytes, const std::string& file);

/// The shape of the array whose file begins so; nothing where the header is not whole or not one. Judges nothing else.
std::optional<std::vector<std::int64_t>> npy_shape(std::string_view beginning);

/// Version 1.0, as numpy.save writes it. `data` has as many numbers as the product of `shape`.
std::string write_npy(const std::vector<std::int64_t>& shape, const std::vector<float>& data);

// The three refuse what has no numbers.

/// A map from an array of shape (H, W), (C, H, W) or (N, C, H, W).
Result<Tensor> map_of(NpyArray array, const std::string& file);
/// A weight from an array in PyTorch's layout, 4-D, or (kH, kW) for one channel.
Result<Tensor> weight_of(NpyArray array, const std::string& file);
/// One number per output channel from an array of shape (C,).
Result<std::vector<float>> bias_of(NpyArray array, const std::string& file);

/// "(3, 4)", as NumPy prints a shape.
std::string shape_text(const std::vector<std::int64_t>& shape);

}  // namespace convoscope
