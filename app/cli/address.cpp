#include "cli/address.h"

#include <algorithm>
#include <array>

#include "cli/names.h"
#include "figure/draw/theme_names.h"
#include "interop/scene_link.h"
#include "lesson/lesson_source.h"

namespace convoscope {
namespace {

constexpr std::array<std::string_view, 9> address_keys{"preset", "lesson", "page",     "present", "step",
                                                       "view",   "theme",  "language", "scale"};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// What is no percent code stays as it is.
std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (is_code) {
      decoded += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

/// A theme and a lesson may be files on the command line, but not in a link that anybody may have written.
std::optional<Failure> judge_part(const std::string& key, const std::string& value) {
  if (std::ranges::find(address_keys, key) == address_keys.end()) return unknown_choice("?", key, address_keys);
  if (value.empty() && key != "present") return wrong_request("?" + key, {"cli.value_missing", {}});
  const bool is_path = value.find_first_of("./\\") != std::string::npos;
  if (key == "theme" && is_path) return unknown_choice("?theme", value, theme_names);
  if (key == "lesson" && is_path) return unknown_choice("?lesson", value, built_in_lessons);
  return std::nullopt;
}

}  // namespace

bool is_address(std::string_view word) {
  constexpr std::array<std::string_view, 3> schemes{"https://", "http://", "file://"};
  return std::ranges::any_of(schemes, [&](std::string_view scheme) { return word.starts_with(scheme); }) &&
         word.find_first_of("?#") != std::string_view::npos;
}

AddressWords words_of_address(std::string_view address) {
  AddressWords read;
  const std::size_t fragment = std::min(address.find('#'), address.size());
  const std::size_t question = std::min(address.find('?'), fragment);
  std::string_view query = address.substr(question, fragment - question);
  while (!query.empty()) {
    query.remove_prefix(1);
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(part.size());
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string key = percent_decoded(part.substr(0, equals));
    const std::string value = percent_decoded(part.substr(std::min(equals + 1, part.size())));
    std::optional<Failure> failure = judge_part(key, value);
    if (!failure) read.words.push_back(value.empty() ? "--" + key : "--" + key + "=" + value);
    if (!read.failure) read.failure = std::move(failure);
  }
  const auto has = [&](std::string_view flag) {
    return std::ranges::any_of(read.words, [&](const std::string& word) { return word.starts_with(flag); });
  };
  if (has("--lesson="))
    std::erase_if(read.words, [](const std::string& word) { return word.starts_with("--preset="); });
  if (is_scene_link(address.substr(fragment))) read.words.emplace_back(address.substr(fragment));
  return read;
}

}  // namespace convoscope
