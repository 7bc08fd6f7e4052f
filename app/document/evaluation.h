// Everything that follows from a scene: both operations' specs, the relation, values and results. Made once per
// legal scene and shared by all views; a step then costs only its own taps.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "core/fast.h"
#include "core/geometry.h"
#include "core/matrix.h"
#include "document/photograph/development.h"
#include "document/progress.h"
#include "document/scene.h"

namespace convoscope {

/// Traces that were asked for, kept since each costs O(rows + columns) to make. May be used by several threads.
class KeptTraces {
 public:
  template <class Make>
  Trace find(Side side, Method method, const Make& make) {
    const std::lock_guard lock(mutex_);
    const std::pair key{side, method};
    const auto found = traces_.find(key);
    return found != traces_.end() ? found->second : traces_.emplace(key, make()).first->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::pair<Side, Method>, Trace> traces_;
};

/// Where in a photograph's layer the rest of an evaluation lies.
struct OnPhotograph {
  std::shared_ptr<const Development> whole;
  Cell input;  ///< the pixel that is the first of the evaluated input, which may lie in the padding
  Cell output;
};

struct Evaluation {
  Relation relation;
  /// The two operations; the one not asked for is the counterpart. Pooling has no `transposed`.
  std::optional<Spec> convolution;  ///< also holds a pooling layer
  std::optional<Spec> transposed;
  SharedTensor fine;    ///< the convolution's input
  SharedTensor coarse;  ///< the transposed convolution's input
  SharedTensor weight;
  std::vector<float> bias;         ///< belongs to `asked`
  Side asked = Side::convolution;  ///< the side of the spec that the user asked for
  SharedTensor convolved;  ///< the convolution applied to `fine` (shape of `coarse`); null without a convolution
  SharedTensor transposed_result;  ///< the transposed convolution applied to `coarse`; null for pooling
  std::int64_t connections = 0;    ///< channel pairs aside
  /// Of a scene with a photograph; all else is of its loupe alone, whose other operation reads what its own makes.
  std::optional<OnPhotograph> photograph;

  const Spec& spec(Side side) const;
  const Tensor& input(Side side) const;
  const Tensor& output(Side side) const;
  std::span<const float> bias_of(Side side) const;
  /// How each side is shown and stepped in the maps view: convolution by gather, transposed by zero insertion.
  Trace trace(Side side, Granularity granularity) const;
  Trace trace(Side side, Method method, Granularity granularity) const;

  std::shared_ptr<KeptTraces> traces = std::make_shared<KeptTraces>();  ///< what `trace` answers from
};

/// An evaluation that is made bit by bit.
class Evaluating {
 public:
  /// Of a scene whose spec is legal (asserted). `before`: an evaluation whose development is taken over where the layer and the photograph
  /// are the same. `most_threads`: as for FastWorkspace.
  explicit Evaluating(const Scene& scene, const Evaluation* before = nullptr, int most_threads = 2);
  Evaluating(const Evaluating&) = delete;
  Evaluating& operator=(const Evaluating&) = delete;

  /// Goes on, by a few rows of results at least, until `progress`, told how many of them are done, says to break off: then null. Else the
  /// evaluation, once.
  std::shared_ptr<const Evaluation> advance(const Progress& progress = {});

 private:
  struct Layer {
    Side side = Side::none;
    std::shared_ptr<Tensor> output{};
    FastWorkspace workspace;
    bool has_begun = false;
  };
  struct Counted {
    std::shared_ptr<Tensor> map;
    Shape shape;
  };
  void begin(const Scene& scene, int most_threads);

  std::shared_ptr<Evaluation> evaluation_ = std::make_shared<Evaluation>();
  std::vector<Counted> counted_;  ///< that are left to be filled by counting
  std::vector<Layer> layers_;     ///< that are left to be computed, the next one last
  Sums sums_ = Sums::exact;
  std::int64_t done_ = 0, total_ = 0;  ///< rows
};

/// The same in one go: null where `progress` broke it off.
std::shared_ptr<const Evaluation> evaluate(const Scene& scene, const Progress& progress = {},
                                           const Evaluation* before = nullptr);

/// Below it results equal the trace's sums to the last bit, as pictures need; above it nobody reads the last digit, and the plain path would
/// keep the reader waiting.
inline constexpr double most_exact_multiplications = 1 << 22;

/// How many products make up a result of a legal layer, its counterpart's as well as its own.
double multiplications(const Spec& spec);

/// What evaluating a legal scene costs: its milliseconds on an ordinary machine, about.
double evaluation_ms(const Scene& scene);

/// Whether that keeps a reader waiting: more than about 50 ms.
bool is_long(const Scene& scene);

/// Whether the cell lies on a map of so many rows and columns; whether the tag's cell and channel do on `map`.
bool lies_on(Cell cell, std::int64_t rows, std::int64_t columns);
bool lies_on(const Tag& tag, const Tensor& map);

/// The side's input (its output: the other one) as Part::fine or Part::coarse.
Part input_part(Side side);
Part output_part(Side side);

/// The cell in focus: the pinned one, else the one that the playhead's step computes. Always a fine or a coarse cell.
Tag focus(const Evaluation& evaluation, const Playhead& playhead, const Tag& pin);

/// The last step of the playhead's side and granularity, and the playhead held within it.
std::int64_t last_step(const Evaluation& evaluation, const Playhead& playhead);

/// The step at which `side` stands when the playhead steps through the other operation: the same number, held within
/// its own trace, so that both move together and the shorter one waits at its end.
std::int64_t step_of_side(const Evaluation& evaluation, const Playhead& playhead, Side side);

}  // namespace convoscope
