// Reading of a parsed JSON file key by key, with one clear message for the first thing wrong.
// Knows no scene: which keys there are is the caller's business.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/tensor.h"
#include "document/message.h"

namespace convoscope {

using Json = nlohmann::json;

/// Parses `text`; the message ("scene.truncated", "scene.number_too_large", "scene.syntax") says line and column. Values nested
/// deeper than any file of ours are refused ("scene.too_deep").
Result<Json> parse_json(std::string_view text);

/// An object of the file and where it stands ("layer"). The first problem is kept in `error`, shared by all readers of a
/// file; after it every read leaves its target alone.
class JsonReader {
 public:
  /// `object` and `error` outlive the reader. A value that is no object is the first problem.
  JsonReader(const Json& object, std::string path, std::optional<Message>& error);

  /// The value of `key`, or null where there is none.
  const Json* find(std::string_view key) const;
  /// Names the first key of the object that is not in `known`.
  void expect_only(std::span<const std::string_view> known) const;

  void read(std::string_view key, std::string& text) const;
  void read(std::string_view key, bool& flag) const;
  void read(std::string_view key, double& number) const;
  void read(std::string_view key, std::int64_t& number) const;
  /// A whole number for all of `numbers`, or a list of exactly `numbers.size()`, or of half as many, repeated.
  /// `kind_key` says in the catalog what is expected.
  void read(std::string_view key, std::span<std::int64_t> numbers, std::string_view kind_key) const;

  /// A text out of `names`; -1 where the key is missing or the text is none of them.
  int read_name(std::string_view key, std::span<const char* const> names) const;
  /// The same for a list of such texts.
  std::vector<int> read_names(std::string_view key, std::span<const char* const> names) const;
  /// A list of short texts, each of `known` (empty: of any), repeated ones once.
  std::vector<std::string> read_distinct(std::string_view key, std::span<const std::string_view> known) const;
  /// Numbers for a tensor of `shape`: nested lists, where leading extents of 1 may be left out, one flat list, or
  /// {"shape": [...], "data": [...]}. Nothing where the key is missing or null.
  std::optional<Tensor> read_tensor(std::string_view key, const Shape& shape) const;
  std::vector<float> read_numbers(std::string_view key, std::size_t count) const;

  /// The same object, with problems of its own: for what may be written in two ways.
  JsonReader on_trial(std::optional<Message>& error) const { return {object_, path_, error}; }

  void fail(Message message) const;
  void fail_type(std::string_view key, std::string_view kind_key) const;
  bool has_failed() const { return error_.has_value(); }
  std::string path_of(std::string_view key) const;

 private:
  int name_index(std::string_view key, const Json& value, std::span<const char* const> names) const;

  const Json& object_;
  std::string path_;
  std::optional<Message>& error_;
};

}  // namespace convoscope
