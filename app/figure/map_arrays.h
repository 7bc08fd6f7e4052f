// The arrays behind a maps picture: values and classes of its grids, made once per layer and shared by all of its steps.
// Knows no layout and no colours.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "core/crop.h"
#include "document/evaluation.h"
#include "figure/lockstep_results.h"

namespace convoscope {

/// How the cells of a padded or zero-inserted map are told apart: Grid classes.
enum class ExpandedClass : std::uint8_t {
  padding,   ///< around the map: zeros, or what the padding mode copies there
  inserted,  ///< zeros between the elements of a transposed convolution's input
  input,     ///< a cell of the input
};

/// One channel of a map, in a grid's form.
struct MapArray {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::shared_ptr<const std::vector<float>> values;
  std::shared_ptr<const std::vector<std::uint8_t>> classes;  ///< ExpandedClass, expanded maps only
  std::string longest;  ///< the longest number in it, as printed: what the size of the numbers has to suit. Of large
                        ///< maps one that is at least as long
};

/// A map without classes, with its longest number. O(cells).
MapArray array_of(std::int64_t rows, std::int64_t columns, std::vector<float> values);
MapArray array_of(std::int64_t rows, std::int64_t columns, std::shared_ptr<const std::vector<float>> values);

/// Where a side's input stands in its expanded map: cell [0, 0] and the way from cell to cell.
struct InputPlace {
  Cell first;
  Cell step;
};
InputPlace input_place(const Evaluation& evaluation, Side side);

/// Arrays that pictures of one layer share. The owner keeps it from picture to picture; a changed layer is noticed.
class PictureCache {
 public:
  /// Whether it is of this layer and these values.
  bool is_of(const Evaluation& evaluation) const;
  /// What a sealed cache throws where it would have to make something: so a picture is tried that may cost no more than a frame.
  struct Missing {};
  void seal(bool is_sealed) { is_sealed_ = is_sealed; }
  /// The padded (convolution) or zero-inserted and bordered (transposed) map. O(cells) the first time.
  MapArray expanded(const Evaluation& evaluation, Side side, std::int64_t channel);
  MapArray output(const Evaluation& evaluation, Side side, std::int64_t channel);
  /// The kernel between two channels as this side slides it: turned for the transposed convolution.
  MapArray kernel(const Evaluation& evaluation, Side side, std::int64_t input_channel, std::int64_t output_channel);
  /// The whole of C, or of its transpose, as matrix_overview (matrix_entries.h) makes it. O(entries drawn) the first time.
  MapArray matrix(const Evaluation& evaluation, Side side);
  /// How many stamps reach each output cell of the transposed convolution, as overlap_map (overlap_counts.h) makes it.
  MapArray overlap(const Evaluation& evaluation, std::int64_t most);
  /// The transposed convolution before cropping, and the part of it that the frame leaves (crop_sheet.h).
  MapArray sheet(const Evaluation& evaluation, const FullResult& full, std::int64_t channel);
  MapArray framed(const Evaluation& evaluation, const FullResult& full, std::int64_t channel);
  /// The transposed convolution's results by four ways.
  std::shared_ptr<const LockstepResults> lockstep(const Evaluation& evaluation);

 private:
  enum class Kind : std::uint8_t { expanded, output, kernel, matrix, overlap, sheet, framed };
  using Key = std::tuple<Kind, Side, std::int64_t, std::int64_t>;
  void notice(const Evaluation& evaluation);
  template <class Make>
  MapArray find(const Evaluation& evaluation, const Key& key, const Make& make);

  // What the arrays were made from. The tensors are held, so that equal addresses mean the same values.
  std::optional<Spec> convolution_;
  std::optional<Spec> transposed_;
  std::array<SharedTensor, 5> tensors_;
  std::map<Key, MapArray> arrays_;
  std::shared_ptr<const LockstepResults> lockstep_;
  bool is_sealed_ = false;
};

}  // namespace convoscope
