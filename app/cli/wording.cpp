// Reading a language file takes longer than computing a small layer.
#include "cli/wording.h"

#include <utility>

#include "document/language.h"

namespace convoscope {

Wording::Wording(std::string language, const Platform& platform)
    : language_(language.empty() ? "en" : std::move(language)), platform_(&platform) {}

const Catalog& Wording::catalog() const {
  if (catalog_) return *catalog_;
  Result<Catalog> catalog = read_language(*platform_, language_);
  if (!catalog) {
    for (const auto& [name, value] : catalog.message().arguments)
      if (name == "file") unreadable_ = value;
    for (const auto& [name, value] : catalog.message().arguments)
      if (name == "key") unreadable_ += " (its text \"" + value + "\")";
  }
  return catalog_.emplace(catalog ? std::move(*catalog) : Catalog());
}

std::string language_of(const std::vector<std::string>& words) {
  constexpr std::string_view flag = "--language";
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const std::string_view language : language_names)
      if (words[i] == std::string(flag) + "=" + std::string(language) ||
          (i > 0 && words[i - 1] == flag && words[i] == language))
        return std::string(language);
  return {};
}

}  // namespace convoscope
