// Sizes are bounded: of sequences, and of the numbers that arithmetic makes.
#include "interop/code/code_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace convoscope {
namespace {

constexpr std::size_t most_items = 4096;

CodeValue unknown(const Expr& expr) {
  const bool has_name = expr.kind == ExprKind::name || expr.kind == ExprKind::text;
  return {.begin = expr.begin, .text = has_name ? expr.text : std::string_view()};
}

std::size_t count_items(const CodeValue& value) {
  std::size_t count = 1;
  for (const CodeValue& item : value.items) count += count_items(item);
  return count;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

CodeValue number_at(const Expr& expr, double number, bool is_whole) {
  constexpr double largest = 1e15;  // whole numbers below are exact
  if (!(std::abs(number) <= largest)) return unknown(expr);
  return {.sort = ValueSort::number, .begin = expr.begin, .number = number, .is_whole = is_whole};
}

CodeValue negated(const Expr& expr, const CodeNames& names) {
  CodeValue value = value_of(expr.parts[0], names);
  if (value.sort != ValueSort::number) return value.sort == ValueSort::unknown ? value : unknown(expr);
  return number_at(expr, expr.text == "-" ? -value.number : value.number, value.is_whole);
}

CodeValue computed(const Expr& expr, const CodeNames& names) {
  const CodeValue left = value_of(expr.parts[0], names);
  const CodeValue right = value_of(expr.parts[1], names);
  if (left.sort == ValueSort::unknown) return left;
  if (right.sort == ValueSort::unknown) return right;
  if (left.sort != ValueSort::number || right.sort != ValueSort::number) return unknown(expr);
  const bool is_whole = left.is_whole && right.is_whole;
  const double a = left.number;
  const double b = right.number;
  if (expr.text == "+") return number_at(expr, a + b, is_whole);
  if (expr.text == "-") return number_at(expr, a - b, is_whole);
  if (expr.text == "*") return number_at(expr, a * b, is_whole);
  if (expr.text == "**") return number_at(expr, std::pow(a, b), is_whole && b >= 0);
  if (b == 0) return unknown(expr);
  if (expr.text == "/") return number_at(expr, a / b, false);
  if (expr.text == "//") return number_at(expr, std::floor(a / b), is_whole);
  return number_at(expr, a - b * std::floor(a / b), is_whole);
}

CodeValue indexed(const Expr& expr, const CodeNames& names) {
  CodeValue value = value_of(expr.parts[0], names);
  if (expr.parts.size() != 2 || value.sort != ValueSort::sequence) return unknown(expr);
  const auto count = static_cast<std::int64_t>(value.items.size());
  const auto place = [&](const Expr& index, std::int64_t usual) -> std::int64_t {
    const CodeValue at = value_of(index, names);
    if (at.sort != ValueSort::number) return usual;
    const auto whole = static_cast<std::int64_t>(at.number);
    return std::clamp<std::int64_t>(whole < 0 ? whole + count : whole, 0, count);
  };
  const Expr& index = expr.parts[1];
  if (index.kind == ExprKind::slice) {
    const std::int64_t first = place(index.parts[0], 0);
    const std::int64_t end = std::max(first, place(index.parts[1], count));
    value.items.erase(value.items.begin() + end, value.items.end());
    value.items.erase(value.items.begin(), value.items.begin() + first);
    return value;
  }
  const std::int64_t at = place(index, count);
  return at < count ? CodeValue(value.items[static_cast<std::size_t>(at)]) : unknown(expr);
}

/// The extents of nested lists; those of the first of each are taken for all.
std::vector<std::int64_t> extents(const Expr& expr) {
  std::vector<std::int64_t> shape;
  for (const Expr* inner = &expr; inner->kind == ExprKind::sequence && !inner->parts.empty(); inner = &inner->parts[0])
    shape.push_back(static_cast<std::int64_t>(inner->parts.size()));
  return shape;
}

std::vector<std::int64_t> whole_numbers(const CodeValue& value) {
  std::vector<std::int64_t> numbers;
  for (const CodeValue& item : value.items)
    numbers.push_back(item.sort == ValueSort::number ? static_cast<std::int64_t>(item.number) : 0);
  return numbers;
}

/// A shape given as a tuple, or as numbers after each other: torch.randn(2, 3), np.zeros((2, 3)).
std::vector<std::int64_t> shape_from(const Expr& call, const CodeNames& names) {
  std::vector<std::int64_t> shape;
  for (const Argument& argument : call.arguments) {
    const CodeValue value = value_of(call.parts[argument.value], names);
    if (value.sort == ValueSort::sequence && shape.empty()) return whole_numbers(value);
    if (!argument.name.empty()) continue;
    if (value.sort == ValueSort::none) shape.push_back(0);
    if (value.sort == ValueSort::number) shape.push_back(static_cast<std::int64_t>(value.number));
  }
  return shape;
}

/// The whole numbers of "range(3)"; what of it is not known, is the answer.
CodeValue range_of(const Expr& call, const CodeNames& names) {
  std::array<double, 3> ends{0, 0, 1};
  const std::size_t count = call.arguments.size();
  if (count < 1 || count > ends.size()) return unknown(call);
  for (std::size_t i = 0; i < count; ++i) {
    const CodeValue value = value_of(call.parts[call.arguments[i].value], names);
    if (value.sort == ValueSort::unknown) return value;
    if (value.sort != ValueSort::number || !value.is_whole) return unknown(call);
    ends[count == 1 ? 1 : i] = value.number;
  }
  const auto& [first, end, step] = ends;
  CodeValue range{.sort = ValueSort::sequence, .begin = call.begin};
  if (step == 0 || (end - first) / step > static_cast<double>(most_items)) return unknown(call);
  for (double number = first; step > 0 ? number < end : number > end; number += step)
    range.items.push_back(number_at(call, number, true));
  return range;
}

/// What a loop goes through. Where that is not known the items are none, and the error says why.
struct LoopItems {
  std::vector<CodeValue> items;
  std::optional<CodeError> error;
};

LoopItems loop_items(const Expr& iterable, const CodeNames& names) {
  constexpr std::size_t most_rounds = 256;
  CodeValue list = value_of(iterable, names);
  if (list.sort == ValueSort::sequence && list.items.size() <= most_rounds) return {std::move(list.items), {}};
  const bool is_variable = list.sort == ValueSort::unknown && !list.text.empty() && list.begin != iterable.begin;
  if (!is_variable) return {{}, CodeError{iterable.begin, {"code.comprehension", {}}}};
  return {{}, CodeError{list.begin, {"code.variable", {{"variable", std::string(list.text)}, {"name", "range"}}}}};
}

/// The items of "64 * 2**i for i in range(4)", after each other.
CodeValue comprehended(const Expr& expr, const CodeNames& names) {
  const LoopItems items = loop_items(expr.parts[1], names);
  if (items.error) return unknown(expr);
  CodeNames within = names;
  CodeValue sequence{.sort = ValueSort::sequence, .begin = expr.begin};
  for (const CodeValue& item : items.items) {
    within[std::string(expr.text)] = item;
    sequence.items.push_back(value_of(expr.parts[0], within));
  }
  return sequence;
}

/// An array whose shape its maker says; anything else is unknown.
CodeValue made(const Expr& expr, const CodeNames& names) {
  if (std::optional<CodeValue> padded = padded_by(expr, names)) return *padded;
  constexpr std::array<std::string_view, 13> by_shape{"randn",  "rand",    "zeros",          "ones",   "empty",
                                                      "normal", "uniform", "full",           "random", "randint",
                                                      "Tensor", "Input",   "standard_normal"};
  constexpr std::array<std::string_view, 5> by_values{"array", "tensor", "constant", "asarray", "convert_to_tensor"};
  constexpr std::array<std::string_view, 3> by_other{"Variable", "Parameter", "from_numpy"};
  constexpr std::array<std::string_view, 9> keeping{"astype", "float", "to",     "cuda",          "cpu",
                                                    "numpy",  "half",  "double", "requires_grad_"};
  CodeValue array{.sort = ValueSort::array, .begin = expr.begin};
  const Expr& callee = expr.parts[0];
  if (callee.kind == ExprKind::attribute) {
    CodeValue of = value_of(callee.parts[0], names);
    if (is_one_of(callee.text, keeping)) return of;
    if (callee.text != "reshape" && callee.text != "view") return unknown(expr);
    array.shape = shape_from(expr, names);
    return array;
  }
  if (callee.kind == ExprKind::name && callee.text == "range") return range_of(expr, names);
  const std::string_view maker = last_part(callee.text);
  if (callee.kind != ExprKind::name || expr.arguments.empty()) return unknown(expr);
  if (is_one_of(maker, by_values)) {
    array.shape = extents(expr.parts[1]);
    return array;
  }
  if (maker == "make_tensor_value_info" && expr.arguments.size() >= 3) {  // ONNX's name, type and shape
    const CodeValue shape = value_of(expr.parts[expr.arguments[2].value], names);
    if (shape.sort == ValueSort::sequence) array.shape = whole_numbers(shape);
    return array;
  }
  if (is_one_of(maker, by_other)) return value_of(expr.parts[1], names);
  if (!is_one_of(maker, by_shape)) return unknown(expr);
  array.shape = shape_from(expr, names);
  if (maker == "Input") array.shape.insert(array.shape.begin(), 1);  // Keras leaves the batch out
  return array;
}

}  // namespace

CodeValue value_of(const Expr& expr, const CodeNames& names) {
  CodeValue value = unknown(expr);
  switch (expr.kind) {
    case ExprKind::number: return number_at(expr, expr.number, expr.is_whole);
    case ExprKind::text: value.sort = ValueSort::text; return value;
    case ExprKind::unary: return negated(expr, names);
    case ExprKind::binary: return computed(expr, names);
    case ExprKind::subscript: return indexed(expr, names);
    case ExprKind::call: return made(expr, names);
    case ExprKind::comprehension: return comprehended(expr, names);
    case ExprKind::name: break;
    case ExprKind::sequence: {
      if (expr.parts.size() == 1 && expr.parts[0].kind == ExprKind::comprehension)
        return comprehended(expr.parts[0], names);
      std::size_t count = 0;
      for (const Expr& part : expr.parts) {
        value.items.push_back(value_of(part, names));
        count += count_items(value.items.back());
        if (count > most_items) return unknown(expr);
      }
      value.sort = ValueSort::sequence;
      return value;
    }
    default: return value;
  }
  if (expr.text == "True" || expr.text == "False") {
    value.sort = ValueSort::truth;
    value.number = expr.text == "True" ? 1 : 0;
  } else if (expr.text == "None") {
    value.sort = ValueSort::none;
  } else if (const auto known = names.find(expr.text); known != names.end()) {
    value = known->second;
    value.begin = expr.begin;
  }
  return value;
}

void repeat_loop(const Expr& iterable, std::string_view name, CodeNames& names, std::optional<CodeError>& error,
                 const std::function<void()>& once, const std::function<std::size_t()>& count_layers) {
  LoopItems items = loop_items(iterable, names);
  for (CodeValue& item : items.items) {
    if (error) return;
    names[std::string(name)] = std::move(item);
    once();
  }
  if (!items.error) return;
  const std::size_t before = count_layers();
  once();
  const bool asks_inside = error && error->message.key == "code.variable";
  if (count_layers() > before || asks_inside) error = items.error;
}

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

std::string_view first_parts(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

std::string_view callee_of(const Expr& expr) {
  const bool is_call = expr.kind == ExprKind::call && expr.parts[0].kind == ExprKind::name;
  return is_call ? expr.parts[0].text : std::string_view();
}

}  // namespace convoscope
