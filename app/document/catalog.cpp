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

}  // namespace

Result<Catalog> Catalog::read(std::string_view json) {
  Catalog catalog;
  std::string duplicate;
  std::string key;
  // A parser keeps the last of equal keys, which would hide a translation.
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth == 1 && event == Json::parse_event_t::key) {
      key = parsed.get<std::string>();
      if (!catalog.texts_.try_emplace(key).second && duplicate.empty()) duplicate = key;
    } else if (depth == 1 && event == Json::parse_event_t::value && parsed.is_string()) {
      catalog.texts_[key] = parsed.get<std::string>();
    }
    return true;
  };
  Json root;
  try {
    root = Json::parse(json.begin(), json.end(), watch);
  } catch (const Json::parse_error& error) {
    return message_at("catalog.syntax", json, error.byte > 0 ? error.byte - 1 : 0);
  } catch (const Json::exception&) {  // a number too large for any type: not a text either
    return message_at("catalog.syntax", json, 0);
  }
  if (!duplicate.empty()) return Message{"catalog.duplicate_key", {{"key", duplicate}}};
  if (!root.is_object() || !root.contains("language.code")) return Message{"catalog.no_code", {}};
  for (const auto& [name, text] : root.items()) {
    if (!text.is_string()) return Message{"catalog.not_flat", {{"key", name}}};
  }
  catalog.code_ = catalog.texts_.find("language.code")->second;
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
