// Reading a language file takes longer than computing a small layer.
#include "cli/wording.h"

#include <utility>

namespace convoscope {
namespace {

Result<Catalog> read_catalog(const std::string& file, const Platform& platform) {
  const Result<std::string> json = platform.read_asset(file);
  if (!json) return json.message();
  return Catalog::read(*json);
}

}  // namespace

Wording::Wording(std::string language, const Platform& platform)
    : language_(language.empty() ? "en" : std::move(language)), platform_(&platform) {}

const Catalog& Wording::catalog() const {
  if (catalog_) return *catalog_;
  const std::string file = "languages/" + language_ + ".json";
  Result<Catalog> catalog = read_catalog(file, *platform_);
  if (!catalog) unreadable_ = file;
  return catalog_.emplace(catalog ? std::move(*catalog) : Catalog());
}

}  // namespace convoscope
