// The text of a call in Python: what the writers of every framework's code put together from. Knows no framework.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/spec.h"

namespace convoscope {

template <std::int64_t AxisSpec::*member>
AxisPair both(const Spec& spec) {
  return {spec.axes[height].*member, spec.axes[width].*member};
}

/// "(3, 5)".
std::string tuple(const AxisPair& pair);
/// "3" for 3 and 3, else "(3, 5)".
std::string one_or_pair(const AxisPair& pair);

/// A call, argument by argument: name(first, second=2).
class CallText {
 public:
  explicit CallText(std::string_view name) : name_(name) {}

  void add(std::string argument) { arguments_.push_back(std::move(argument)); }
  void add(std::string_view name, std::string_view value);
  /// Leaves out what is usual.
  void add_unless(std::string_view name, const AxisPair& value, std::int64_t usual);
  void add_unless(std::string_view name, std::int64_t value, std::int64_t usual);

  /// In one line.
  std::string text() const;
  /// In lines of at most `columns` characters where arguments allow it, those after the first by four spaces further in.
  std::string wrapped(std::size_t columns) const;

 private:
  std::string name_;
  std::vector<std::string> arguments_;
};

}  // namespace convoscope
