#include "interop/calls/call_text.h"

#include <fmt/format.h>

#include "document/line.h"

namespace convoscope {

AxisPair both(const Spec& spec, std::int64_t AxisSpec::*member) {
  return {spec.axes[height].*member, spec.axes[width].*member};
}

AxesText::AxesText(const Spec& spec) : spec_(spec), first_(convoscope::is_line(spec) ? width : height) {}

std::string AxesText::plain(std::int64_t AxisSpec::*member) const {
  const AxisPair pair = both(spec_, member);
  return is_line() || pair[height] == pair[width] ? std::to_string(pair[width]) : tuple(pair);
}

std::string AxesText::tuple(const AxisPair& pair) const {
  return fmt::format("({}{})", extents(pair), is_line() ? "," : "");
}
std::string AxesText::tuple(std::int64_t AxisSpec::*member) const { return tuple(both(spec_, member)); }
std::string AxesText::list(const AxisPair& pair) const { return fmt::format("[{}]", extents(pair)); }
std::string AxesText::list(std::int64_t AxisSpec::*member) const { return list(both(spec_, member)); }

std::string AxesText::begins_and_ends() const {
  return fmt::format("{}, {}", extents(both(spec_, &AxisSpec::pad_begin)), extents(both(spec_, &AxisSpec::pad_end)));
}

std::string AxesText::side_pairs(const AxisPair& begin, const AxisPair& end) const {
  std::string text;
  for (int axis = first_; axis < axis_count; ++axis)
    text += fmt::format("{}({}, {})", axis == first_ ? "" : ", ", begin[axis], end[axis]);
  return text;
}

std::string AxesText::side_pairs() const {
  return side_pairs(both(spec_, &AxisSpec::pad_begin), both(spec_, &AxisSpec::pad_end));
}

bool AxesText::are(std::int64_t AxisSpec::*member, std::int64_t number) const {
  return spec_.axes[first_].*member == number && spec_.axes[width].*member == number;
}

std::string AxesText::extents(const AxisPair& pair) const {
  return is_line() ? std::to_string(pair[width]) : fmt::format("{}, {}", pair[height], pair[width]);
}

void CallText::add(std::string_view name, std::string_view value) { add(fmt::format("{}={}", name, value)); }

void CallText::add_unless(std::string_view name, std::int64_t value, std::int64_t usual) {
  if (value != usual) add(name, std::to_string(value));
}

void CallText::add_unless(std::string_view name, const AxesText& axes, std::int64_t AxisSpec::*member,
                          std::int64_t usual) {
  if (!axes.are(member, usual)) add(name, axes.plain(member));
}

std::string CallText::wrapped(std::size_t columns) const {
  constexpr std::size_t indent = 4;
  std::string text;
  std::string line = name_ + "(";
  for (std::size_t i = 0; i < arguments_.size(); ++i) {
    const std::string argument = arguments_[i] + (i + 1 < arguments_.size() ? "," : ")");
    const std::string_view space = i > 0 && line.size() > indent ? " " : "";
    if (i > 0 && line.size() + space.size() + argument.size() > columns) {
      text += line + "\n";
      line = std::string(indent, ' ') + argument;
    } else {
      line += std::string(space) + argument;
    }
  }
  return text + line;
}

}  // namespace convoscope
