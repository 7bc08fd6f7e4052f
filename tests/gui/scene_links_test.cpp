// Links in the window: copied, pasted, typed into the open dialog, told by the command line.
#include "interop/scene_link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/presets.h"
#include "figure/views.h"
#include "gui/state/files.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string link_of_preset(const char* name) { return *link_of_scene(*preset_named(name)); }

WindowRequest with_site(std::string site) {
  WindowRequest request;
  request.site = std::move(site);
  return request;
}
WindowRequest with_file(std::string file) {
  WindowRequest request;
  request.file = std::move(file);
  return request;
}

void copy_and_paste(AppState& app, const std::string& text) {
  app.read_clipboard = [text] { return text; };
  run_command(app, "paste_values");
}

TEST(SceneLinks, AreCopiedBehindTheAddressThatWasTold) {
  Stage stage(with_site("https://example.org/app/"));
  AppState& app = stage.app();
  run_command(app, "copy_link");
  EXPECT_THAT(app.ui.clipboard, StartsWith("https://example.org/app/#scene=1."));
  const Result<SavedScene> read = scene_of_link(app.ui.clipboard, view_names());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, app.session.to_save());
  EXPECT_EQ(app.ui.toast->message.key, "link.copied");
  // It is told once: the next window remembers it.
  choose_language(app, "zh");
  EXPECT_THAT(stage.platform.files["/config/preferences"], HasSubstr("site https://example.org/app/\n"));
  const Result<AppState> next = start({}, stage.platform, stage.fonts, "");
  EXPECT_EQ(next->site, "https://example.org/app/");
}

TEST(SceneLinks, WithoutAnAddressNameTheSingleFileAndSaySo) {
  Stage stage;
  run_command(stage.app(), "copy_link");
  EXPECT_THAT(stage.app().ui.clipboard, StartsWith("convoscope.html#scene=1."));
  EXPECT_EQ(stage.app().ui.toast->message.key, "link.copied_without_site");
}

TEST(SceneLinks, AreOpenedByPastingOrByTyping) {
  const std::string link = "https://example.org/app/" + link_of_preset("dilation") + "\n";
  Stage pasting;
  copy_and_paste(pasting.app(), link);
  EXPECT_EQ(pasting.app().session.scene(), preset_named("dilation")->scene);
  EXPECT_EQ(pasting.app().session.path(), "");
  EXPECT_TRUE(pasting.app().session.is_modified());
  run_command(pasting.app(), "undo");
  EXPECT_EQ(pasting.app().session.scene(), preset_named("article")->scene);

  Stage typing;
  run_command(typing.app(), "open");
  typing.app().ui.file.path.set(link);
  perform(typing.app(), OpenPath{std::string(typing.app().ui.file.path.view())});
  EXPECT_EQ(typing.app().session.scene(), preset_named("dilation")->scene);
  EXPECT_EQ(typing.app().ui.dialog, Dialog::none);
  EXPECT_TRUE(typing.app().recent_files.empty());
}

TEST(SceneLinks, AreOpenedAtTheStart) {
  Stage stage(with_file(link_of_preset("dilation")));
  ASSERT_TRUE(stage.started);
  EXPECT_EQ(stage.app().session.scene(), preset_named("dilation")->scene);
  EXPECT_EQ(stage.app().session.path(), "");
  EXPECT_TRUE(stage.app().recent_files.empty());
  EXPECT_EQ(Stage(with_file("#scene=2.")).started.message().key, "link.newer");
}

TEST(SceneLinks, ThatCannotBeReadLeaveTheSceneAndSayWhy) {
  const std::string link = link_of_preset("dilation");
  for (const auto& [text, key] : std::vector<std::pair<std::string, std::string>>{
           {link.substr(0, 100), "link.damaged"},
           {"#scene=7.AAAA", "link.newer"},
           {"#scene=1." + std::string(10 << 20, 'A'), "link.longer_than_any"}}) {
    Stage stage;
    copy_and_paste(stage.app(), text);
    ASSERT_TRUE(stage.app().ui.toast);
    EXPECT_TRUE(stage.app().ui.toast->is_error);
    EXPECT_EQ(stage.app().ui.toast->message.key, key);
    EXPECT_EQ(stage.app().session.scene(), preset_named("article")->scene);
  }
}

TEST(SceneLinks, AskBeforeChangesAreLost) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, Edit{SetValue{Part::kernel, 0, {0, 0}, 9}});
  perform(app, OpenPath{link_of_preset("dilation")});
  EXPECT_EQ(app.ui.dialog, Dialog::confirm_loss);
  EXPECT_NE(app.session.scene(), preset_named("dilation")->scene);
}

}  // namespace
}  // namespace convoscope::testing
