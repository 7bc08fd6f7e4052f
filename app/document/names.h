// The words of scene files and flags for the scene's choices: one spelling for each, in both directions.
// Knows no language: these are names, not texts to show.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/convolve.h"
#include "core/trace.h"
#include "document/scene.h"

namespace convoscope {

inline constexpr std::array operation_names{"conv", "conv-transpose", "avg-pool", "max-pool"};
inline constexpr std::array padding_mode_names{"zeros", "reflect", "replicate", "circular"};
inline constexpr std::array auto_pad_names{"none", "valid", "same-upper", "same-lower"};
inline constexpr std::array granularity_names{"cell", "multiply"};
inline constexpr std::array cell_text_names{"numbers", "letters", "none", "weights"};
inline constexpr std::array side_names{"convolution", "transposed"};
inline constexpr std::array tone_names{"clamped", "absolute", "about-grey"};
inline constexpr std::array method_names{"gather", "scatter", "zero-insertion", "matrix"};

std::string_view name_of(Operation operation);
std::string_view name_of(PaddingMode mode);
std::string_view name_of(Granularity granularity);
std::string_view name_of(CellText text);
std::string_view name_of(Side side);  ///< not of Side::none (asserted)
std::string_view name_of(Method method);

/// Nothing for a name that is not in the list.
std::optional<Operation> operation_named(std::string_view name);
std::optional<PaddingMode> padding_mode_named(std::string_view name);
std::optional<Granularity> granularity_named(std::string_view name);
std::optional<CellText> cell_text_named(std::string_view name);
std::optional<Side> side_named(std::string_view name);
std::optional<Method> method_named(std::string_view name);

}  // namespace convoscope
