// The path for image-sized work, with the vector instructions of the processor at hand. Equal to the plain path (`apply`)
// within a stated error, and exactly where sums of products fit a float. Traces and figures use the plain one.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// Asked on the calling thread after each row of the output, as often as there are rows in all channels and batch entries
/// (again from the first, where a second attempt in double is needed): false ends the work. May be empty.
using GoesOn = std::function<bool()>;

/// What `apply_fast` may differ by from `apply` in a cell that sums up n products: this, n + 1 times, of the sum of
/// |x * w| and |bias|.
inline constexpr double fast_error = 0x1p-23;

/// What `apply_fast` keeps from one call to the next: a layer of the same spec then allocates nothing. For one call at a time.
class FastWorkspace {
 public:
  /// Large layers are computed by at most so many threads, 1 or 2; by fewer where the system has none to give.
  explicit FastWorkspace(int most_threads = 2);
  ~FastWorkspace();
  FastWorkspace(FastWorkspace&&) noexcept;
  FastWorkspace& operator=(FastWorkspace&&) noexcept;

 private:
  friend void apply_fast(const Spec&, const Tensor&, const Tensor&, std::span<const float>, Tensor&, FastWorkspace&,
                         const GoesOn&);
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
