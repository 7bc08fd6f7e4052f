// The text of a call in Python, and of numbers for each axis: what the writers of every framework's code put together from.
// Knows no framework.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/spec.h"

namespace convoscope {

/// What a layer has for its axes, as text: of a one-dimensional layer for its width alone.
class AxesText {
 public:
  explicit AxesText(const Spec& spec);

  bool is_line() const { return first_ == width; }
  /// "3" where all are alike, else "(3, 5)".
  std::string plain(std::int64_t AxisSpec::*member) const;
  /// "(3, 5)", "(3,)".
  std::string tuple(std::int64_t AxisSpec::*member) const;
  std::string tuple(const AxisPair& pair) const;
  /// "[3, 5]", "[3]".
  std::string list(std::int64_t AxisSpec::*member) const;
  std::string list(const AxisPair& pair) const;
  /// The numbers of `begin`, then those of `end`, each by axis: "1, 2, 1, 2".
  std::string begins_and_ends() const;
  /// "(1, 2), (0, 1)": before and after, axis by axis.
  std::string side_pairs(const AxisPair& begin, const AxisPair& end) const;
  std::string side_pairs() const;
  /// Whether every axis has this number.
  bool are(std::int64_t AxisSpec::*member, std::int64_t number) const;
  /// The extents in words of a shape: "224, 224".
  std::string extents(const AxisPair& pair) const;

 private:
  const Spec& spec_;
  int first_;
};

AxisPair both(const Spec& spec, std::int64_t AxisSpec::*member);

/// A call, argument by argument: name(first, second=2).
class CallText {
 public:
  explicit CallText(std::string_view name) : name_(name) {}

  void add(std::string argument) { arguments_.push_back(std::move(argument)); }
  void add(std::string_view name, std::string_view value);
  /// Leaves out what is usual.
  void add_unless(std::string_view name, std::int64_t value, std::int64_t usual);
  void add_unless(std::string_view name, const AxesText& axes, std::int64_t AxisSpec::*member, std::int64_t usual);

  /// In lines of at most `columns` characters where arguments allow it, those after the first by four spaces further in.
  std::string wrapped(std::size_t columns) const;

 private:
  std::string name_;
  std::vector<std::string> arguments_;
};

}  // namespace convoscope
