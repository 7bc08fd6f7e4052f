// Scenes as links: what is made opens again as it was; what is damaged, newer, too long or a bomb is one sentence.
#include "interop/scene_link.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <zlib.h>

#include "document/base64.h"
#include "document/photograph/photograph_scene.h"
#include "document/presets.h"
#include "document/scene_file.h"
#include "document/support.h"

namespace convoscope {
namespace {

using testing::catalog_of;
using testing::random_legal_scene;

std::string article_link() { return *link_of_scene(*preset_named("article")); }

/// The part behind "#scene=1." of these bytes, compressed by zlib as any other program would.
std::string link_of_bytes(const std::string& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string packed(size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
           static_cast<uLong>(bytes.size()));
  packed.resize(size);
  std::string text = base64(packed);
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return "#scene=1." + text;
}

/// The key of the refusal, which is one sentence in both languages; empty: none.
std::string key_of_link(const std::string& link) {
  const Result<SavedScene> read = scene_of_link(link);
  if (read) return {};
  for (const char* language : {"en", "zh"}) {
    static const Catalog english = catalog_of("en");
    static const Catalog chinese = catalog_of("zh");
    const std::string sentence = (std::string_view(language) == "en" ? english : chinese).text(read.message());
    EXPECT_NE(sentence, read.message().key);
    EXPECT_EQ(sentence.find_first_of("{}\n"), std::string::npos) << sentence;
  }
  return read.message().key;
}

TEST(SceneLink, OfTheArticleIsShort) {
  const std::string link = article_link();
  EXPECT_LE(link.size(), 500u) << link;
  EXPECT_TRUE(link.starts_with("#scene=1."));
  // Nothing that a mail or a chat program would take for the end of the link, or encode.
  EXPECT_EQ(link.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 9),
            std::string::npos);
}

TEST(SceneLink, OfEveryPresetOpensAsItWas) {
  for (const Preset& preset : presets()) {
    const SavedScene saved = *preset_named(preset.name);
    const Result<std::string> link = link_of_scene(saved);
    ASSERT_TRUE(link) << preset.name;
    EXPECT_LE(link->size(), 2000u) << preset.name;
    const Result<SavedScene> read = scene_of_link("https://example.org/app/" + *link);
    ASSERT_TRUE(read) << preset.name << ": " << read.message().key;
    EXPECT_EQ(*read, saved) << preset.name;
  }
}

RC_GTEST_PROP(SceneLink, OfAnySceneOpensAsItWas, ()) {
  SavedScene saved;
  saved.scene = random_legal_scene();
  saved.scene.title =
      *rc::gen::element<std::string>("", "a  title\twith \"quotes\" \\ and { } [ ]", "转置卷积", "\\\"");
  saved.scene.look.has_words = *rc::gen::arbitrary<bool>();
  saved.playhead.step = *rc::gen::inRange(0, 5);
  const Result<std::string> link = link_of_scene(saved);
  if (!link) {
    RC_ASSERT(link.message().key == "link.too_long");
    return;
  }
  const Result<SavedScene> read = scene_of_link(*link);
  RC_ASSERT(read);
  RC_ASSERT(write_scene(*read) == write_scene(saved));
}

/// What zlib's own compressor makes of the scene file as it is written, which nobody has shortened.
TEST(SceneLink, IsReadAsOthersMayHaveMadeIt) {
  const SavedScene saved = *preset_named("dilation");
  const Result<SavedScene> read = scene_of_link(link_of_bytes(write_scene(saved)));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, saved);
}

TEST(SceneLink, IsToldFromOtherTexts) {
  const std::string link = article_link();
  EXPECT_TRUE(is_scene_link(link));
  EXPECT_TRUE(is_scene_link(" https://example.org/a/?view=stack" + link + "\n"));
  EXPECT_TRUE(is_scene_link("convoscope.html" + link));
  for (const char* other : {"", "#", "scene.convo", "nn.Conv2d(1, 1, 3)  #scene=1.", "https://example.org/#about",
                            "{\"convoscope\": 2, \"title\": \"#scene=\"}"})
    EXPECT_FALSE(is_scene_link(other)) << other;
  EXPECT_FALSE(is_scene_link(std::string(5000, 'x') + link));
}

TEST(SceneLink, SurvivesBrokenLines) {
  std::string link = article_link();
  for (std::size_t at = 76; at < link.size(); at += 78) link.insert(at, "\r\n");
  const Result<SavedScene> read = scene_of_link("  https://example.org/" + link + " \n");
  ASSERT_TRUE(read) << read.message().key;
  EXPECT_EQ(*read, *preset_named("article"));
}

TEST(SceneLink, ThatIsDamagedNeverOpensAsAnother) {
  const std::string link = article_link();
  for (std::size_t length = std::string_view("#scene=").size(); length < link.size(); ++length)
    EXPECT_EQ(key_of_link(link.substr(0, length)), "link.damaged") << length;
  for (std::size_t at = std::string_view("#scene=1.").size(); at < link.size(); ++at) {
    std::string changed = link;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_NE(key_of_link(changed), "") << at;
  }
  for (const char* broken : {"#scene=", "#scene=1", "#scene=1.", "#scene=x.AAAA", "#scene=0.AAAA", "#scene=-1.AAAA",
                             "#scene=99999999999.AAAA", "#scene=1.====", "#scene=1.a+b/", "#scene=1.\xff\xfe"})
    EXPECT_EQ(key_of_link(broken), "link.damaged") << broken;
  EXPECT_EQ(key_of_link(link + "AAAA"), "link.damaged");
}

TEST(SceneLink, OfANewerVersionSaysSo) {
  std::string link = article_link();
  link[std::string_view("#scene=").size()] = '2';
  EXPECT_EQ(key_of_link(link), "link.newer");
  EXPECT_EQ(key_of_link("#scene=12.whatever comes then"), "link.newer");
  EXPECT_EQ(key_of_link(link_of_bytes(R"({"convoscope": 99})")), "scene.newer_version");
  EXPECT_EQ(key_of_link(link_of_bytes("nonsense")).substr(0, 6), "scene.");
}

TEST(SceneLink, IsBoundedBeforeItIsUnpacked) {
  EXPECT_EQ(key_of_link("#scene=1." + std::string(10 << 20, 'A')), "link.longer_than_any");
  const std::string bomb = link_of_bytes(std::string(most_link_scene_bytes + 1, ' '));
  EXPECT_LT(bomb.size(), 2000u);
  EXPECT_EQ(key_of_link(bomb), "link.holds_too_much");
  EXPECT_EQ(key_of_link(link_of_bytes(std::string(std::size_t{40} << 20, ' '))), "link.holds_too_much");
}

TEST(SceneLink, IsNotMadeOfWhatDoesNotFit) {
  SavedScene large = *preset_named("article");
  large.scene.spec.axes[height].input = large.scene.spec.axes[width].input = 100;
  std::vector<float> values(10000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1 / static_cast<float>(i + 3);
  large.scene.fine_values = testing::tensor(100, 100, values);
  EXPECT_EQ(link_of_scene(large).message().key, "link.too_long");

  const Result<SharedPhotograph> photograph = read_photograph(
      "window.png", std::make_shared<const std::string>(
                        testing::read_text(std::string(CONVOSCOPE_ASSETS_DIR) + "/pictures/window.png")));
  ASSERT_TRUE(photograph);
  EXPECT_EQ(link_of_scene(scene_of_photograph(*photograph)).message().key, "link.no_photograph");
}

}  // namespace
}  // namespace convoscope
