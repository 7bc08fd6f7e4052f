// Reading and filling of a language's texts.
#include "document/catalog.h"

#include <nlohmann/json.hpp>

#include "document/text_position.h"

namespace convoscope {

namespace {

using Json = nlohmann::json;

/// The argument called "name" or "@name"; null where there is none.
const std::pair<std::string, std::string>* find_argument(const Catalog::Arguments& arguments, std::string_view name) {
  for (const auto& argument : arguments) {
    const std::string_view called = argument.first;
    if (called == name || (called.starts_with('@') && called.substr(1) == name)) return &argument;
  }
  return nullptr;
}

/// Takes each text as it is read: no tree is built of thousands of them at every start, and of equal keys, of which such a
/// tree keeps the last, none is lost unseen.
class TextsReader : public nlohmann::json_sax<Json> {
 public:
  explicit TextsReader(std::map<std::string, std::string, std::less<>>& texts) : texts_(texts) {}

  bool null() override { return other(); }
  bool boolean(bool) override { return other(); }
  bool number_integer(number_integer_t) override { return other(); }
  bool number_unsigned(number_unsigned_t) override { return other(); }
  bool number_float(number_float_t, const string_t&) override { return other(); }
  bool binary(binary_t&) override { return other(); }
  bool string(string_t& text) override {
    if (levels_ != 1 || !is_object) return other();
    texts_[key_] = std::move(text);
    return true;
  }
  bool key(string_t& name) override {
    if (levels_ != 1) return true;
    // Files are in the order of their keys, so each comes last.
    if (const auto size = texts_.size();
        texts_.try_emplace(texts_.end(), name), texts_.size() == size && duplicate.empty())
      duplicate = name;
    key_ = std::move(name);
    return true;
  }
  bool start_object(std::size_t) override {
    if (levels_ == 0) is_object = true;
    return descend();
  }
  bool start_array(std::size_t) override { return descend(); }
  bool end_object() override { return ascend(); }
  bool end_array() override { return ascend(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    // Of a number too large for any type the place is not told.
    const bool is_placed = dynamic_cast<const Json::parse_error*>(&error) != nullptr;
    wrong_at = is_placed && position > 0 ? position - 1 : 0;
    return false;
  }

  bool is_object = false;
  std::size_t wrong_at = 0;
  std::string duplicate;  ///< the first key that is there twice
  std::string not_text;   ///< the first key whose value is no text

 private:
  bool other() {
    if (is_object && not_text.empty()) not_text = key_;
    return true;
  }
  bool descend() { return ++levels_ == 1 || other(); }
  bool ascend() {
    --levels_;
    return true;
  }

  std::map<std::string, std::string, std::less<>>& texts_;
  std::string key_;
  int levels_ = 0;
};

}  // namespace

Result<Catalog> Catalog::read(std::string_view json) {
  Catalog catalog;
  TextsReader reader(catalog.texts_);
  if (!Json::sax_parse(json.begin(), json.end(), &reader)) return message_at("catalog.syntax", json, reader.wrong_at);
  if (!reader.duplicate.empty()) return Message{"catalog.duplicate_key", {{"key", reader.duplicate}}};
  const auto code = catalog.texts_.find("language.code");
  if (!reader.is_object || code == catalog.texts_.end()) return Message{"catalog.no_code", {}};
  if (!reader.not_text.empty()) return Message{"catalog.not_flat", {{"key", reader.not_text}}};
  catalog.code_ = code->second;
  return catalog;
}

const std::string& Catalog::text(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found != texts_.end()) return found->second;
  const std::lock_guard lock(missing_->mutex);
  return *missing_->keys.emplace(key).first;
}

std::string Catalog::text(std::string_view key, const Arguments& arguments) const {
  const std::string& pattern = text(key);
  std::string filled;
  std::size_t position = 0;
  while (position < pattern.size()) {
    const std::size_t open = pattern.find('{', position);
    const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) break;
    filled.append(pattern, position, open - position);
    const auto* argument = find_argument(arguments, std::string_view(pattern).substr(open + 1, close - open - 1));
    if (argument == nullptr) {
      filled.append(pattern, open, close + 1 - open);
    } else {
      filled += argument->first.starts_with('@') ? text(argument->second) : argument->second;
    }
    position = close + 1;
  }
  filled.append(pattern, position);
  return filled;
}

}  // namespace convoscope
