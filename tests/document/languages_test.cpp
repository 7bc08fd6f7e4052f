// The language files against the sources: no key is missing, none is unused, both languages say the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/kernels.h"
#include "document/catalog.h"
#include "document/names.h"
#include "document/parameters.h"
#include "document/presets.h"
#include "document/scene.h"
#include "support.h"

namespace convoscope {
namespace {

namespace fs = std::filesystem;

const fs::path assets = CONVOSCOPE_ASSETS_DIR;

/// String literals of one source, comments left out, neighbours joined as the compiler does.
void add_literals(const std::string& text, std::set<std::string>& literals) {
  std::string literal;
  bool is_open = false;  // only space since the last literal's end
  const auto finish = [&] {
    if (is_open) literals.insert(std::exchange(literal, {}));
    is_open = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "//") == 0) {
      i = std::min(text.find('\n', i), text.size());
    } else if (text[i] == '\'' && text[i + 2] == '\'') {  // '"'
      finish();
      i += 2;
    } else if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') literal += text[i++];
        literal += text[i];
      }
      is_open = true;
    } else if (text[i] != ' ' && text[i] != '\n') {
      finish();
    }
  }
  finish();
}

std::set<std::string> literals_of_sources() {
  std::set<std::string> literals;
  for (const char* folder : {"core", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(assets.parent_path() / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".h" || extension == ".cpp") add_literals(testing::read_text(entry.path()), literals);
    }
  }
  return literals;
}

/// Keys that are put together from names, family by family.
std::set<std::string> keys_of_families() {
  std::set<std::string> keys{"language.code", "language.name"};
  for (const ParameterRow& row : parameters()) {
    keys.insert("parameter." + std::string(row.name));
    keys.insert("parameter." + std::string(row.name) + ".help");
  }
  for (int id = 0; id <= static_cast<int>(Parameter::operation); ++id) {
    keys.insert("term." + std::string(name_of(static_cast<Parameter>(id))));
  }
  for (const char* name : operation_names) keys.insert("operation." + std::string(name));
  for (const char* name : padding_mode_names) keys.insert("padding_mode." + std::string(name));
  for (const char* view :
       {"maps", "connections", "stack", "matrix", "lockstep", "crop", "overlap", "photograph", "upsampling"})
    keys.insert("view." + std::string(view));
  for (const Preset& preset : presets()) keys.insert("preset." + std::string(preset.name));
  for (const NamedKernel& kernel : named_kernels()) keys.insert("kernel." + std::string(kernel.name));
  for (const std::string_view key : problem_keys()) keys.emplace(key);
  return keys;
}

/// First words of keys ("problem", "scene"): a literal that begins with one and looks like a key has to be one.
std::set<std::string> groups_of(const Catalog& texts) {
  std::set<std::string> groups;
  for (const auto& [key, text] : texts.entries()) groups.insert(key.substr(0, key.find('.')));
  return groups;
}

bool looks_like_key(const std::string& literal, const std::set<std::string>& groups) {
  static const std::regex shape(R"([a-z][a-z0-9_]*(\.[a-z0-9_-]+)+)");
  static const std::set<std::string> endings{".json", ".png",  ".svg",  ".convo", ".npy",
                                             ".md",   ".glsl", ".frag", ".vert",  ".ttf"};
  if (!std::regex_match(literal, shape) || endings.contains(fs::path(literal).extension().string())) return false;
  return groups.contains(literal.substr(0, literal.find('.')));
}

std::multiset<std::string> placeholders(const std::string& text) {
  static const std::regex placeholder(R"(\{[a-z0-9_]+\})");
  std::multiset<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), placeholder), end; at != end; ++at) found.insert(at->str());
  return found;
}

TEST(Languages, HaveTheSameKeysAndPlaceholders) {
  const Catalog english = testing::catalog_of("en");
  const Catalog chinese = testing::catalog_of("zh");
  EXPECT_EQ(english.code(), "en");
  EXPECT_EQ(chinese.code(), "zh");
  for (const auto& [key, text] : english.entries()) {
    EXPECT_FALSE(text.empty()) << key;
    const auto other = chinese.entries().find(key);
    if (other == chinese.entries().end()) {
      ADD_FAILURE() << "zh.json lacks " << key;
      continue;
    }
    const auto names = [](const std::string& of) {
      const auto all = placeholders(of);
      return std::set<std::string>(all.begin(), all.end());
    };
    EXPECT_EQ(names(text), names(other->second)) << key;
  }
  for (const auto& [key, text] : chinese.entries()) {
    EXPECT_TRUE(english.entries().contains(key)) << "en.json lacks " << key;
    EXPECT_FALSE(text.empty()) << key;
  }
}

TEST(Languages, HaveEveryKeyThatIsUsed) {
  const Catalog english = testing::catalog_of("en");
  const auto groups = groups_of(english);
  std::set<std::string> wanted = keys_of_families();
  for (const std::string& literal : literals_of_sources()) {
    if (looks_like_key(literal, groups)) wanted.insert(literal);
  }
  std::vector<std::string> missing;
  for (const std::string& key : wanted) {
    if (!english.entries().contains(key)) missing.push_back(key);
  }
  EXPECT_THAT(missing, ::testing::IsEmpty()) << "the sources use keys that are in no language file";
}

TEST(Languages, HaveNoKeyThatIsNotUsed) {
  const Catalog english = testing::catalog_of("en");
  const auto literals = literals_of_sources();
  const auto families = keys_of_families();
  std::vector<std::string> unused;
  for (const auto& [key, text] : english.entries()) {
    if (!families.contains(key) && !literals.contains(key) && !literals.contains("@" + key)) unused.push_back(key);
  }
  EXPECT_THAT(unused, ::testing::IsEmpty()) << "the language files have keys that nothing uses";
}

}  // namespace
}  // namespace convoscope
