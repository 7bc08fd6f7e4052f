// A layer as a lesson states it: where it begins, and settings over that, in which numbers may be ranges to draw from.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/dice.h"
#include "document/parameters.h"
#include "lesson/fields.h"

namespace convoscope {

/// A number, or numbers to draw from.
struct NumberRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
  std::int64_t draw(Dice& dice) const { return least == most ? least : dice.between(least, most); }
};

/// "3", or where ranges are allowed "2..4".
std::optional<NumberRange> range_of(std::string_view text, bool allows_ranges);

/// One parameter's numbers: one for both axes, or one an axis, of padding also one a side; of the input CxHxW too.
struct LayerSetting {
  Parameter id{};
  std::vector<NumberRange> numbers;
  std::size_t offset = 0;
};

/// Values of a map or of the weight.
struct ValuesSetting {
  enum class Kind : std::uint8_t { kept, counting, drawn, given };
  Kind kind = Kind::kept;                                 ///< those from before, as long as the size stays
  NumberRange range{};                                    ///< drawn; of ones and zeros a single number
  std::vector<std::vector<std::vector<float>>> planes{};  ///< given: planes, rows, numbers
  std::size_t offset = 0;
};

struct LayerRecipe {
  std::optional<SavedScene> begin{};  ///< a preset or a new layer; nothing: the one before
  bool is_new = false;                ///< a new layer, whose stride and channels follow its kernel and groups
  std::vector<LayerSetting> settings{};
  ValuesSetting input{};
  ValuesSetting twin_input{};
  ValuesSetting weight{};
  std::size_t offset = 0;  ///< of the block

  bool changes_layer() const { return begin || !settings.empty(); }
  /// Where to look for what is wrong with a parameter.
  std::size_t offset_of(Parameter id) const;
};

/// Reads the keys of a layer ("preset", "operation", every parameter of the table but files, "values", "weights", and "twin_values"
/// where `has_twin`). `allows_ranges`: numbers may be "2..4".
LayerRecipe read_layer_recipe(Fields& fields, bool allows_ranges, bool has_twin);

/// The layer drawn, which may be illegal, without values of its own where the sizes have changed.
SavedScene draw_layer(const LayerRecipe& recipe, const SavedScene& before, Dice& dice);

struct LayerProblem {
  Parameter parameter{};
  Message what;
};
/// What is wrong with a layer: core's first problem, or that a map of it is larger than lessons show.
std::optional<LayerProblem> layer_problem(const Spec& spec);
inline constexpr std::int64_t most_lesson_cells = 4096;

/// Gives a legal layer its values. Where those given do not fit: a mistake, and false.
bool draw_values(const LayerRecipe& recipe, SavedScene& saved, Dice& dice, Mistakes* mistakes);

}  // namespace convoscope
