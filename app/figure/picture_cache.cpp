#include "figure/picture_cache.h"

namespace convoscope {
namespace {

std::array<SharedTensor, 5> tensors_of(const Evaluation& evaluation) {
  return {evaluation.fine, evaluation.coarse, evaluation.weight, evaluation.convolved, evaluation.transposed_result};
}

}  // namespace

bool PictureCache::is_of(const Evaluation& evaluation) const {
  return convolution_ == evaluation.convolution && transposed_ == evaluation.transposed &&
         tensors_ == tensors_of(evaluation);
}

void PictureCache::notice(const Evaluation& evaluation) {
  if (is_of(evaluation)) return;
  if (is_sealed_) throw Missing();
  values_.clear();
  latest_.clear();
  convolution_ = evaluation.convolution;
  transposed_ = evaluation.transposed;
  tensors_ = tensors_of(evaluation);
}

}  // namespace convoscope
