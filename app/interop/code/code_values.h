// What expressions stand for as far as that can be known by looking: numbers, strings, tuples, shapes of arrays that are made by
// their shape. Nothing is run; what is not known stays a variable.
#pragma once

#include <map>
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
  std::vector<std::int64_t> shape{};  ///< of an array
};

using CodeNames = std::map<std::string, CodeValue, std::less<>>;

/// The value of an expression where these names are known. A name that is written where a string belongs is told by its text.
CodeValue value_of(const Expr& expr, const CodeNames& names);

/// The last part of a dotted name: "Conv2d" of "torch.nn.Conv2d"; and what stands before it: "torch.nn".
std::string_view last_part(std::string_view name);
std::string_view first_parts(std::string_view name);

/// What is called: "nn.Conv2d"; empty for calls of anything but a name.
std::string_view callee_of(const Expr& expr);

}  // namespace convoscope
