// Reading a language file takes longer than computing a small layer.
#include "cli/wording.h"

#include <utility>

namespace convoscope {
namespace {

Catalog read_catalog(const std::string& language, const Platform& platform) {
  const Result<std::string> json = platform.read_asset("languages/" + language + ".json");
  if (!json) return {};
  Result<Catalog> catalog = Catalog::read(*json);
  return catalog ? std::move(*catalog) : Catalog();
}

}  // namespace

Wording::Wording(std::string language, const Platform& platform)
    : language_(language.empty() ? "en" : std::move(language)), platform_(&platform) {}

const Catalog& Wording::catalog() const {
  if (!catalog_) catalog_ = read_catalog(language_, *platform_);
  return *catalog_;
}

}  // namespace convoscope
