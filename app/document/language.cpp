// Which texts there have to be is known from the English ones that the program was built with.
#include "document/language.h"

#include "language/catalog_keys.h"

namespace convoscope {

Result<Catalog> read_language(const Platform& platform, const std::string& code) {
  const std::string file = "languages/" + code + ".json";
  const auto in_file = [&](Message message) {
    message.arguments.emplace_back("file", file);
    return message;
  };
  const Result<std::string> json = platform.read_asset(file);
  if (!json) return in_file(json.message());
  Result<Catalog> catalog = Catalog::read(*json);
  if (!catalog) return in_file(catalog.message());
  for (const std::string_view key : catalog_keys)
    if (!catalog->entries().contains(key)) return in_file({"catalog.missing_key", {{"key", std::string(key)}}});
  return catalog;
}

}  // namespace convoscope
