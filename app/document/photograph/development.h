// What a layer makes of a whole photograph, computed when it is asked for: nobody waits for it who looks at the loupe alone.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "core/fast.h"
#include "core/spec.h"
#include "document/photograph/photograph.h"
#include "document/progress.h"

namespace convoscope {

/// Memory that one development after another uses, so that a kernel that is dragged costs no new pages. For one thread.
struct DevelopingTray {
  FastWorkspace workspace{};
  std::vector<std::shared_ptr<Tensor>> outputs{};
};

/// May be used by several threads.
class Development {
 public:
  /// A legal layer whose input has the photograph's shape.
  Development(SharedPhotograph picture, Spec spec, std::shared_ptr<const Tensor> weight, std::vector<float> bias);

  const Photograph& photograph() const { return *picture_; }
  const Spec& spec() const { return spec_; }
  /// Whether both are of the same photograph, layer, weight and bias.
  bool is_same(const Development& other) const;

  /// Computes the output by the fast path, unless it is there. False where `progress`, told of rows, stopped it.
  bool make(const Progress& progress = {}, DevelopingTray* tray = nullptr) const;
  bool is_made() const;
  /// (1, channels, rows, columns): made now, if it is not there yet.
  std::shared_ptr<const Tensor> output() const;
  /// What `pixels` takes for white (bright_magnitude).
  float most() const;
  /// The output to be shown, kept for the last tone and channel: three channels in colour, else the channel in grey.
  SharedPixels pixels(Tone tone, std::int64_t channel) const;

 private:
  struct Made;
  SharedPhotograph picture_;
  Spec spec_;
  std::shared_ptr<const Tensor> weight_;
  std::vector<float> bias_;
  std::shared_ptr<Made> made_;
};

}  // namespace convoscope
