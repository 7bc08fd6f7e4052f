// Python's call syntax as a tree: names, numbers, strings, tuples, calls with positional and keyword arguments, arithmetic. Also
// PyTorch's printed modules, whose children stand among the arguments as "(name): Class(...)".
// Nothing is evaluated, and nothing is known about layers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/text_position.h"

namespace convoscope {

enum class ExprKind : std::uint8_t {
  number,
  text,
  name,      ///< dotted: "nn.Conv2d"; also True, False and None
  sequence,  ///< tuple or list
  call,  ///< parts[0] (arguments); of an ONNX node, Conv<kernel_shape = [3, 3]>(X, W), `text` is "onnx", and `inputs` its last
  attribute,      ///< parts[0] . text
  subscript,      ///< parts[0] [parts[1], …]
  slice,          ///< parts[0]:parts[1], either of which may be `empty`
  unary,          ///< text parts[0]
  binary,         ///< parts[0] text parts[1]
  comprehension,  ///< parts[0] for each item of parts[1], which `text` names
  empty,          ///< nothing, or what a module prints that is no expression
};

struct Argument {
  std::string_view name{};  ///< of a keyword argument or a printed child; else empty
  std::size_t begin = 0;
  bool is_child = false;
  std::int64_t repeats = 1;  ///< of a child printed as "(0-3): 4 x Class(…)"
  std::size_t value = 0;     ///< among the call's parts
};

struct Expr {
  ExprKind kind = ExprKind::empty;
  std::size_t begin = 0;  ///< bytes of the code
  std::size_t end = 0;
  std::string_view text{};  ///< of names, strings without their quotation marks, operators; points into the code
  double number = 0;
  bool is_whole = false;  ///< the number is written without point and exponent
  int height = 0;         ///< of the tree below
  std::vector<Expr> parts{};
  std::vector<Argument> arguments{};
};

struct Statement {
  std::vector<std::string_view> targets{};  ///< what an assignment assigns to: "self.conv1"
  Expr value{};                             ///< of a loop what it goes through; `empty` where that is no list ("while")
  bool is_child = false;                    ///< "(conv1): Conv2d(…)" out of a printed module; conv1 is its target
  bool is_loop = false;                     ///< "for i in …:", whose only target is i
  std::vector<Statement> body{};            ///< of a loop
};

/// Code as a list of statements. Those that are no calls or assignments (imports, definitions, conditions, returns' keyword) are left
/// out.
struct CodeTree {
  std::vector<Statement> statements;
  bool is_printed = false;  ///< some module is printed with children
};

/// No tree is made that is higher: code whose brackets and chained operators nest deeper is refused.
inline constexpr int most_code_height = 100;

/// Parses `code`, which outlives the tree. A statement that cannot be parsed, and what a module prints, is the error if `matters`
/// says so of its text, and left out otherwise; where nothing else is left, the first of them is the error after all.
struct ParsedCode {
  CodeTree tree;
  std::optional<CodeError> error;
};
ParsedCode parse_code(std::string_view code, bool (*matters)(std::string_view text));

}  // namespace convoscope
