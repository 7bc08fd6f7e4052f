// What a layer makes of a whole photograph, computed when it is asked for: nobody waits for it who looks at the loupe alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/fast.h"
#include "core/spec.h"
#include "document/photograph/photograph.h"
#include "document/photograph/tones.h"
#include "document/progress.h"

namespace convoscope {

/// Memory that one development after another uses, so that a kernel that is dragged costs no new pages; and the one that is under way. For
/// one thread.
struct DevelopingTray {
  FastWorkspace workspace{};
  std::vector<std::shared_ptr<Tensor>> outputs{};
  std::shared_ptr<const void> under_way{};  ///< whose operands the workspace refers to; null: none
  std::shared_ptr<Tensor> output{};         ///< its
  bool has_begun = false;                   ///< to fill it; it has its shape then
  std::int64_t done = 0;                    ///< rows of it
};

/// May be used by several threads.
class Development {
 public:
  /// A legal layer whose input has the photograph's shape.
  Development(SharedPhotograph picture, Spec spec, std::shared_ptr<const Tensor> weight, std::vector<float> bias);

  const Photograph& photograph() const;
  const Spec& spec() const;
  /// Whether both are of the same photograph, layer, weight and bias.
  bool is_same(const Development& other) const;

  /// Computes the output by the fast path, unless it is there. False where `progress`, told of rows, broke it off: the next call goes on
  /// from there, if it is this development's and has the same tray.
  bool make(const Progress& progress = {}, DevelopingTray* tray = nullptr) const;
  bool is_made() const;
  /// (1, channels, rows, columns): made now, if it is not there yet.
  std::shared_ptr<const Tensor> output() const;
  /// What `pixels` takes for white (bright_magnitude).
  float most() const;
  /// The output to be shown, kept for the last tone and channel: three channels in colour, else the channel in grey.
  SharedPixels pixels(Tone tone, std::int64_t channel) const;
  /// Has `pixels` ready. As `make` otherwise; `begun` is what earlier calls with this tone and channel left, at first nothing.
  bool make_pixels(Tone tone, std::int64_t channel, std::optional<Toning>& begun, const Progress& progress) const;

 private:
  struct State;
  float white_of(Tone tone) const;
  std::int64_t shown_channel(std::int64_t channel) const;
  std::shared_ptr<State> state_;
};

}  // namespace convoscope
