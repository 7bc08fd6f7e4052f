// The path for image-sized work, with the vector instructions of the processor at hand. Equal to the plain path (`apply`)
// within a stated error, and exactly where sums of products fit a float. Traces and figures use the plain one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// Asked on the calling thread each time that a few rows of the output are done, with how many they are; as many as there are in all
/// channels and batch entries (again from the first, where a second attempt in double is needed). False: the work is broken off. May be
/// empty.
using GoesOn = std::function<bool(std::int64_t rows)>;

/// What `apply_fast` may differ by from `apply` in a cell that sums up n products: this, n + 1 times, of the sum of
/// |x * w| and |bias|.
inline constexpr double fast_error = 0x1p-23;

/// How the sums of a layer run: in float where that will do (`apply_fast` says when not), or in double and in the plain path's order, so
/// that they equal its to the last bit.
enum class Sums : std::uint8_t { quick, exact };

/// A layer that is computed bit by bit. It keeps its memory from one layer to the next: of the same spec a layer then allocates nothing, a
/// small one from its third time on. For one layer at a time.
class FastWorkspace {
 public:
  /// Large layers are computed by at most so many threads, 1 or 2; by fewer where the system has none to give.
  explicit FastWorkspace(int most_threads = 2);
  ~FastWorkspace();
  FastWorkspace(FastWorkspace&&) noexcept;
  FastWorkspace& operator=(FastWorkspace&&) noexcept;

  /// Will fill `output`, which gets the layer's shape. What `apply` requires is asserted. All but `spec` is referred to until it is filled.
  void begin(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias, Tensor& output,
             Sums sums = Sums::quick);
  /// Goes on where the last call was broken off, by a few rows at least. True: the output is filled; before, it means nothing.
  bool advance(const GoesOn& goes_on = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What `apply` gives (the same requirements, asserted), within `fast_error`, and finite where that is finite: sums run in
/// float, or in double where the numbers are so large, so small or so many that a float would not do. Ended by `goes_on`,
/// the rows not asked about yet mean nothing. Pooling equals the plain path's to the last bit.
Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias = {},
                  const GoesOn& goes_on = {});
/// The same into `output`, which gets the layer's shape.
void apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                Tensor& output, FastWorkspace& workspace, const GoesOn& goes_on = {});

}  // namespace convoscope
