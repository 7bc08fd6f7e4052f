// A language's texts: reading, filling, what is wrong with a file.
#include "document/catalog.h"

#include <gtest/gtest.h>

namespace convoscope {
namespace {

Catalog small() {
  return *Catalog::read(R"({"language.code": "en", "axis.height": "height",
      "greeting": "{name} is {value}, {name}", "plain": "as it is"})");
}

TEST(Catalog, FillsPlaceholders) {
  const Catalog catalog = small();
  EXPECT_EQ(catalog.code(), "en");
  EXPECT_EQ(catalog.text("plain"), "as it is");
  EXPECT_EQ(catalog.text("greeting", {{"name", "a"}, {"value", "1"}}), "a is 1, a");
  EXPECT_EQ(catalog.text(Message{"greeting", {{"value", "{name}"}, {"name", "b"}}}), "b is {name}, b");
  EXPECT_EQ(catalog.text("greeting", {{"name", "a"}}), "a is {value}, a");
}

TEST(Catalog, LooksUpValuesThatAreKeys) {
  EXPECT_EQ(small().text("greeting", {{"@name", "axis.height"}, {"value", "home"}}), "height is home, height");
  // Not those that merely look like it: a file may be called so.
  EXPECT_EQ(small().text("greeting", {{"name", "@axis.height"}, {"value", "axis.height"}}),
            "@axis.height is axis.height, @axis.height");
}

TEST(Catalog, ReturnsAMissingKeyAsItself) {
  const Catalog catalog = small();
  const std::string& missing = catalog.text(std::string("no.such.key"));
  catalog.text("another.key");
  EXPECT_EQ(missing, "no.such.key");
  EXPECT_EQ(catalog.text("no.such.key", {{"name", "a"}}), "no.such.key");
}

TEST(Catalog, SaysWhatIsWrongWithAFile) {
  const Result<Catalog> syntax = Catalog::read("{\n  \"language.code\": \"en\",\n  \"ä\" x }");
  ASSERT_FALSE(syntax);
  EXPECT_EQ(syntax.message(), (Message{"catalog.syntax", {{"line", "3"}, {"column", "7"}}}));
  EXPECT_EQ(Catalog::read(R"({"a": "b"})").message().key, "catalog.no_code");
  EXPECT_EQ(Catalog::read("[1]").message().key, "catalog.no_code");
  EXPECT_EQ(Catalog::read(R"({"language.code": "en", "a": 1})").message(),
            (Message{"catalog.not_flat", {{"key", "a"}}}));
  EXPECT_EQ(Catalog::read(R"({"language.code": "en", "a": {"b": "c"}})").message().key, "catalog.not_flat");
  EXPECT_EQ(Catalog::read(R"({"language.code": "en", "a": "1", "a": "2"})").message(),
            (Message{"catalog.duplicate_key", {{"key", "a"}}}));
  EXPECT_EQ(Catalog::read("1e999").message().key, "catalog.syntax");
  EXPECT_EQ(Catalog::read("").message().key, "catalog.syntax");
}

}  // namespace
}  // namespace convoscope
