// What expressions stand for as far as that can be known by looking: numbers, strings, tuples, shapes of arrays that are made by
// their shape. Nothing is run; what is not known stays a variable.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "interop/code/call_syntax.h"

namespace convoscope {

enum class ValueSort : std::uint8_t { unknown, number, text, truth, none, sequence, array, layer };

struct CodeValue {
  ValueSort sort = ValueSort::unknown;
  std::size_t begin = 0;  ///< where it is written
  double number = 0;      ///< of a truth 0 or 1, of a layer its index
  bool is_whole = false;
  std::string_view text{};            ///< of a string; what an unknown value is called
  std::vector<CodeValue> items{};     ///< of a sequence
  std::vector<std::int64_t> shape{};  ///< of an array, without what it has been padded by; may be empty
  std::vector<std::array<std::int64_t, 2>> padding{};  ///< of a padded array: before and after, of each of its axes
  std::string_view padding_mode{};                     ///< "reflect"; empty for zeros, "lowest" for what never wins
};

using CodeNames = std::map<std::string, CodeValue, std::less<>>;

/// The value of an expression where these names are known. A name that is written where a string belongs is told by its text.
CodeValue value_of(const Expr& expr, const CodeNames& names);

/// Does something for each item of a loop or a comprehension, "range(3)" or a list of numbers, whose name is known meanwhile. Where
/// the items are not known it is done once: if it makes layers, how many there are is the error; a variable is asked for.
void repeat_loop(const Expr& iterable, std::string_view name, CodeNames& names, std::optional<CodeError>& error,
                 const std::function<void()>& once, const std::function<std::size_t()>& count_layers);

/// The last part of a dotted name: "Conv2d" of "torch.nn.Conv2d"; and what stands before it: "torch.nn".
std::string_view last_part(std::string_view name);
std::string_view first_parts(std::string_view name);

/// The array that a call makes of another by padding it: F.pad, tf.pad, jnp.pad, keras.ops.pad, layers.ZeroPadding2D(…)(x). Where
/// the call is none of those, or cannot be followed, nothing.
std::optional<CodeValue> padded_by(const Expr& call, const CodeNames& names);

/// What is called: "nn.Conv2d"; empty for calls of anything but a name.
std::string_view callee_of(const Expr& expr);

}  // namespace convoscope
