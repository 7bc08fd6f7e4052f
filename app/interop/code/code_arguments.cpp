#include "interop/code/code_arguments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace convoscope {

CallArguments::CallArguments(const Expr& call, std::string_view signature, const CodeNames& names,
                             std::optional<CodeError>& error)
    : call_(call), error_(error) {
  while (!signature.empty()) {
    const std::size_t end = std::min(signature.find(' '), signature.size());
    std::string_view name = signature.substr(0, end);
    const bool is_needed = name.ends_with('!');
    if (is_needed) name.remove_suffix(1);
    given_.push_back({name, is_needed});
    signature.remove_prefix(std::min(end + 1, signature.size()));
  }
  match(names);
}

void CallArguments::match(const CodeNames& names) {
  const std::string callee(last_part(callee_of(call_)));
  const auto fail_at = [&](std::size_t offset, Message message) {
    if (!error_) error_ = CodeError{offset, std::move(message)};
  };
  std::size_t position = 0;
  for (const Argument& argument : call_.arguments) {
    if (argument.is_child) continue;
    auto target = given_.end();
    if (argument.name.empty()) {
      if (position == given_.size())
        return fail_at(argument.begin, {"code.too_many", {{"callee", callee}, {"count", std::to_string(position)}}});
      target = given_.begin() + static_cast<std::ptrdiff_t>(position++);
    } else {
      target = std::ranges::find(given_, argument.name, &Given::name);
      if (target == given_.end()) {
        std::vector<std::string_view> known;
        for (const Given& each : given_) known.push_back(each.name);
        return fail_at(argument.begin, {"code.no_such_argument",
                                        {{"callee", callee},
                                         {"name", std::string(argument.name)},
                                         {"choices", fmt::format("{}", fmt::join(known, ", "))}}});
      }
    }
    if (target->value) return fail_at(argument.begin, {"code.twice", {{"name", std::string(target->name)}}});
    target->value = value_of(call_.parts[argument.value], names);
  }
  for (const Given& each : given_)
    if (each.is_needed && !each.value)
      return fail_at(call_.end - 1, {"code.missing", {{"callee", callee}, {"name", std::string(each.name)}}});
}

void CallArguments::give(std::string_view name, CodeValue value) {
  if (const auto found = std::ranges::find(given_, name, &Given::name); found != given_.end())
    found->value = std::move(value);
}

const CodeValue* CallArguments::find(std::string_view name) const {
  const auto found = std::ranges::find(given_, name, &Given::name);
  return found == given_.end() || !found->value ? nullptr : &*found->value;
}

const CodeValue* CallArguments::find_some(std::string_view name) const {
  const CodeValue* value = find(name);
  return value == nullptr || value->sort == ValueSort::none ? nullptr : value;
}

void CallArguments::fail(std::string_view name, Message message) const {
  const CodeValue* value = find(name);
  if (!error_) error_ = CodeError{value == nullptr ? call_.begin : value->begin, std::move(message)};
}

std::int64_t CallArguments::whole(const CodeValue& value, std::string_view name, std::int64_t usual) const {
  if (value.sort == ValueSort::number && value.is_whole) return static_cast<std::int64_t>(value.number);
  if (error_) return usual;
  const bool is_variable = value.sort == ValueSort::unknown && !value.text.empty();
  if (is_variable)
    error_ =
        CodeError{value.begin, {"code.variable", {{"variable", std::string(value.text)}, {"name", std::string(name)}}}};
  else
    error_ = CodeError{value.begin, {"code.needs_whole", {{"name", std::string(name)}}}};
  return usual;
}

std::int64_t CallArguments::number(std::string_view name, std::int64_t usual) const {
  const CodeValue* value = find_some(name);
  if (value == nullptr) return usual;
  const bool is_single = value->sort == ValueSort::sequence && value->items.size() == 1;
  return whole(is_single ? value->items[0] : *value, name, usual);
}

bool CallArguments::truth(std::string_view name, bool usual) const {
  const CodeValue* value = find_some(name);
  if (value == nullptr) return usual;
  // A bias may be given as the vector itself; a number counts as Python has it.
  const bool is_plain = value->sort == ValueSort::truth || value->sort == ValueSort::number;
  return !is_plain || value->number != 0;
}

std::string_view CallArguments::text(std::string_view name, std::string_view usual) const {
  const CodeValue* value = find_some(name);
  if (value == nullptr) return usual;
  // Older PyTorch prints strings without quotation marks.
  if (value->sort == ValueSort::text || value->sort == ValueSort::unknown) return value->text;
  fail(name, {"code.needs_text", {{"name", std::string(name)}}});
  return usual;
}

std::array<std::int64_t, axis_count> CallArguments::pair(std::string_view name, std::int64_t usual,
                                                         bool is_line) const {
  const CodeValue* value = find_some(name);
  if (value == nullptr) return {usual, usual};
  if (value->sort != ValueSort::sequence) {
    const std::int64_t both = whole(*value, name, usual);
    return {is_line ? usual : both, both};
  }
  const std::size_t expected = is_line ? 1 : axis_count;
  if (value->items.size() != expected) {
    fail(name, {is_line ? "code.needs_one" : "code.needs_pair", {{"name", std::string(name)}}});
    return {usual, usual};
  }
  return {is_line ? usual : whole(value->items[0], name, usual), whole(value->items.back(), name, usual)};
}

std::vector<std::int64_t> CallArguments::numbers(std::string_view name) const {
  std::vector<std::int64_t> numbers;
  const CodeValue* value = find_some(name);
  if (value == nullptr) return numbers;
  if (value->sort != ValueSort::sequence) return {whole(*value, name, 0)};
  for (const CodeValue& item : value->items) numbers.push_back(whole(item, name, 0));
  return numbers;
}

std::vector<std::int64_t> CallArguments::shape(std::string_view name) const {
  const CodeValue* value = find_some(name);
  return value != nullptr && value->sort == ValueSort::array ? value->shape : std::vector<std::int64_t>();
}

void CallArguments::place(LayerCode& layer, Parameter parameter, std::string_view name) const {
  if (const CodeValue* value = find(name)) layer.places[parameter] = value->begin;
}

}  // namespace convoscope
