// The arguments of one call, matched to the names that the callee gives them, and read as what a layer needs.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/spec.h"
#include "document/model/layer_code.h"
#include "interop/code/code_values.h"

namespace convoscope {

class CallArguments {
 public:
  /// `signature`: the names in their order, those that are needed with "!": "in_channels! kernel_size! stride". The first thing
  /// wrong is kept in `error`, after which every read gives what it was given as usual. Tree, names and error outlive this.
  CallArguments(const Expr& call, std::string_view signature, const CodeNames& names, std::optional<CodeError>& error);

  /// The argument's value; null where it is not given.
  const CodeValue* find(std::string_view name) const;
  /// The same, without None.
  const CodeValue* find_some(std::string_view name) const;

  std::int64_t number(std::string_view name, std::int64_t usual) const;
  bool truth(std::string_view name, bool usual) const;
  std::string_view text(std::string_view name, std::string_view usual) const;
  /// One number for both axes, or one for each; of a layer along a line the height gets `usual`.
  std::array<std::int64_t, axis_count> pair(std::string_view name, std::int64_t usual, bool is_line) const;
  /// The numbers of a sequence, or one number alone.
  std::vector<std::int64_t> numbers(std::string_view name) const;
  /// The shape of an array; empty where it is not known.
  std::vector<std::int64_t> shape(std::string_view name) const;

  /// Another argument, which the call does not write itself. It has to be in the signature.
  void give(std::string_view name, CodeValue value);

  /// Remembers in `layer` where the argument is written.
  void place(LayerCode& layer, Parameter parameter, std::string_view name) const;
  void fail(std::string_view name, Message message) const;
  const Expr& call() const { return call_; }
  bool has_failed() const { return error_.has_value(); }

 private:
  std::int64_t whole(const CodeValue& value, std::string_view name, std::int64_t usual) const;
  void match(const CodeNames& names);

  struct Given {
    std::string_view name;
    bool is_needed = false;
    std::optional<CodeValue> value{};
  };
  const Expr& call_;
  std::vector<Given> given_;
  std::optional<CodeError>& error_;
};

}  // namespace convoscope
