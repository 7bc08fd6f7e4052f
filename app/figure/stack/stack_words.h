// What the words around a stack say: sizes, zeros, borders, how the kernel slides. Knows no layout.
#pragma once

#include <string>

#include "document/catalog.h"
#include "document/evaluation.h"

namespace convoscope {

/// A role with its size, and a line of detail under it.
struct RoleWords {
  std::string role;
  std::string detail;
};

RoleWords stack_input_words(const Catalog& catalog, const Evaluation& evaluation, Side side);
RoleWords stack_kernel_words(const Catalog& catalog, const Evaluation& evaluation, Side side);
/// `step` (from 1) of `steps`, in which the shown output channel is `channel`.
RoleWords stack_output_words(const Catalog& catalog, const Evaluation& evaluation, Side side, std::int64_t channel,
                             std::int64_t step, std::int64_t steps);

}  // namespace convoscope
