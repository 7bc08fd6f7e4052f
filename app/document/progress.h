// How long work tells how far it is, and how it is stopped.
#pragma once

#include <cstdint>
#include <functional>

namespace convoscope {

/// Told now and then how many parts of the work are done, of how many; false stops the work.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

}  // namespace convoscope
