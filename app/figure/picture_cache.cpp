#include "figure/picture_cache.h"

namespace convoscope {
namespace {

std::array<SharedTensor, 5> tensors_of(const Evaluation& evaluation) {
  return {evaluation.fine, evaluation.coarse, evaluation.weight, evaluation.convolved, evaluation.transposed_result};
}

}  // namespace

void PictureCache::notice(const Evaluation& evaluation) {
  const bool is_known = convolution_ == evaluation.convolution && transposed_ == evaluation.transposed &&
                        tensors_ == tensors_of(evaluation);
  if (is_known) return;
  values_.clear();
  latest_.clear();
  convolution_ = evaluation.convolution;
  transposed_ = evaluation.transposed;
  tensors_ = tensors_of(evaluation);
}

}  // namespace convoscope
