// The dialog that exports the picture: what it offers for each format, and what it asks for.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view export_panel = "dialog";

/// The dialog is open, and knows the picture's size.
struct ExportStage : PanelStage {
  explicit ExportStage(const char* language = "en", Size window = {1280, 800}) : PanelStage(window, language) {
    ui().preview.figure_pt = {700, 400};
    run("export");
  }
  void choose_format(std::string_view name) { click(text(export_panel, name).rect.center()); }
};

TEST(ExportDialog, OffersPicturesAndAnimationsInBothLanguages) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    ExportStage stage(language);
    for (const char* const key :
         {"dialog.export", "export.stills", "export.animations", "export.view", "export.theme", "export.file",
          "header.export", "dialog.cancel", "export.copy_picture", "export.copy_svg", "export.what_is_shown"}) {
      EXPECT_THAT(stage.words(export_panel), Contains(stage.say(key)));
    }
    for (const char* const format : {"PNG", "SVG", "PDF", "GIF", "MP4", "HTML"}) {
      EXPECT_THAT(stage.words(export_panel), Contains(format));
    }
    EXPECT_TRUE(stage.says(export_panel, stage.say("export.step_of", {{"step", "5"}, {"steps", "9"}})));
    EXPECT_TRUE(stage.says(export_panel, stage.say("export.as_window", {{"theme", stage.say("theme_name.light")}})));
  }
}

TEST(ExportDialog, SaysWhatThePictureMeasures) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    ExportStage stage(language);
    stage.choose_format("PNG");
    stage.click(stage.text(export_panel, "3×").rect.center());
    EXPECT_TRUE(stage.says(export_panel, stage.say("export.pixels", {{"width", "2100"}, {"height", "1200"}})));
    stage.choose_format("SVG");
    EXPECT_TRUE(stage.says(export_panel, stage.say("export.sharp", {{"width", "700"}, {"height", "400"}})));
    EXPECT_THAT(stage.words(export_panel), Not(Contains(stage.say("export.scale"))));
  }
}

TEST(ExportDialog, SaysHowLongAnAnimationPlays) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    ExportStage stage(language);
    stage.choose_format("GIF");
    for (const char* const key : {"export.speed", "export.hold", "export.loops", "export.for_ever"}) {
      EXPECT_TRUE(stage.says(export_panel, stage.say(key))) << key;
    }
    stage.ui().picture.steps_per_second = 2;
    stage.ui().picture.hold_s = 0;
    stage.rest();
    EXPECT_TRUE(stage.says(export_panel, stage.say("export.duration", {{"count", "9"}, {"seconds", "4.5"}})));
    expect_tidy(stage);
  }
}

TEST(ExportDialog, IsTidyWithEveryFormatAndSize) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size size : {Size{1280, 800}, Size{800, 600}}) {
      for (const char* const format : {"PNG", "SVG", "PDF", "GIF", "MP4", "HTML"}) {
        SCOPED_TRACE(std::string(language) + " " + std::to_string(size.width) + " " + format);
        ExportStage stage(language, size);
        stage.choose_format(format);
        expect_tidy(stage);
        expect_whole_words(stage, export_panel);
      }
    }
  }
}

TEST(ExportDialog, TheTypedNameIsExported) {
  ExportStage stage;
  stage.type("overlap.svg");
  EXPECT_EQ(stage.ui().picture.extension, "svg") << "the ending says the format";
  stage.hit(PanelStage::Key::enter);
  EXPECT_THAT(stage.asked_for(), ElementsAre("export"));
  settle(stage.app());
  stage.rest();
  EXPECT_EQ(stage.ui().dialog, Dialog::none);
  EXPECT_TRUE(stage.says("canvas", stage.say("notice.show_in_folder")));
}

TEST(ExportDialog, ItsButtonsExportCopyAndLeave) {
  ExportStage stage;
  stage.click(stage.text(export_panel, "Copy as SVG").rect.center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("copy svg"));
  settle(stage.app());
  // Without a program for it, this button is pale, and says why.
  stage.click(stage.text(export_panel, "Copy picture").rect.center());
  EXPECT_THAT(stage.asked_for(), IsEmpty());
  stage.wait(5);  // what was copied is told for a while
  EXPECT_TRUE(stage.says(export_panel, stage.say("desktop.no_picture_clipboard")));
  stage.click(stage.area(export_panel, "cancel").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run leave"));
  EXPECT_THAT(stage.words(export_panel), IsEmpty());
}

TEST(ExportDialog, AsksBeforeAFileIsReplaced) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    ExportStage stage(language);
    const std::string path = stage.ui().picture.folder + "/here.png";
    ASSERT_TRUE(stage.app().platform.write_file(path, "a picture"));
    stage.type("here.png");
    EXPECT_TRUE(stage.says(export_panel, stage.say("file_dialog.replaces")));
    stage.click(stage.area(export_panel, "do export").center());
    EXPECT_TRUE(stage.says(export_panel, stage.say("file_dialog.asks", {{"name", "here.png"}})));
    EXPECT_TRUE(stage.says(export_panel, stage.say("file_dialog.replace")));
    EXPECT_TRUE(stage.says(export_panel, stage.say("file_dialog.keep")));
    expect_tidy(stage);
    stage.click(stage.area(export_panel, "cancel").center());
    EXPECT_EQ(stage.ui().dialog, Dialog::export_picture);
    EXPECT_FALSE(stage.says(export_panel, stage.say("file_dialog.asks", {{"name", "here.png"}})));
  }
}

TEST(ExportDialog, SaysWhyAFileCannotBeWritten) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    ExportStage stage(language, {800, 600});
    stage.ui().picture.folder = "/forbidden";
    stage.rest();
    const std::string path = "/forbidden/" + std::string(stage.ui().picture.name.view());
    stage.click(stage.area(export_panel, "do export").center());
    EXPECT_EQ(stage.ui().dialog, Dialog::export_picture);
    EXPECT_TRUE(stage.says(export_panel, stage.say("file.no_write_permission", {{"path", path}})));
    expect_tidy(stage);
  }
}

TEST(ExportDialog, AViewIsChosenFromItsList) {
  ExportStage stage;
  stage.click(stage.area(export_panel, "view").center());
  EXPECT_THAT(stage.row_words(), ElementsAre("What the window shows", "Maps", "Connections", "Stack", "Matrix",
                                             "Lock-step", "Crop", "Overlap"));
  stage.click_row("Matrix");
  EXPECT_EQ(stage.ui().picture.view, View("matrix"));
  EXPECT_TRUE(stage.says(export_panel, "Shows Matrix"));
}

TEST(ExportDialog, SaysThatThePictureWasCopied) {
  for (const char* const language : {"en", "zh"}) {
    PanelStage stage({1280, 800}, language);
    stage.run("export");
    perform(stage.app(), CopyPicture{true});
    settle(stage.app());
    stage.rest();
    EXPECT_TRUE(stage.says("dialog", stage.say("export.copied")));
    stage.wait(5);
    EXPECT_FALSE(stage.says("dialog", stage.say("export.copied")));
  }
}

}  // namespace
}  // namespace convoscope::testing
