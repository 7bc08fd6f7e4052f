// Figures on paper: where they stand on a page, and an animation's steps on a contact sheet.
#include "figure/writing/page.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "figure/contact_sheet.h"
#include "preset_pictures.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

Figure blank(Size size) {
  Figure figure;
  figure.size = size;
  figure.background = {1, 2, 3, 255};
  figure.title = "title";
  figure.items.push_back({{}, Box{{0, 0, size.width, size.height}, 0, {{9, 9, 9, 255}, {}}, {}}});
  return figure;
}

/// Where the only item of a placed figure, which fills it, comes to stand.
Rect place_of(const Figure& page) {
  const auto& group = std::get<Group>(page.items.at(0).shape);
  const Rect box = std::get<Box>(group.items.at(0).shape).rect;
  const Point corner = group.transform({box.x, box.y});
  const Point end = group.transform({box.right(), box.bottom()});
  return {corner.x, corner.y, end.x - corner.x, end.y - corner.y};
}

TEST(Page, HoldsTheFigureInTheMiddleAsLargeAsFits) {
  const Figure page = placed(blank({200, 100}), {{1000, 1000}, 100});
  EXPECT_EQ(page.size, (Size{1000, 1000}));
  EXPECT_EQ(place_of(page), (Rect{100, 300, 800, 400}));
  EXPECT_EQ(page.background, (Color{1, 2, 3, 255}));
  EXPECT_EQ(page.title, "title");
}

TEST(Page, LiesAsTheFigureDoes) {
  EXPECT_EQ(page_for({300, 200}, a4_page).size, (Size{842, 595}));
  EXPECT_EQ(page_for({200, 300}, a4_page).size, (Size{595, 842}));
  EXPECT_EQ(page_for({300, 200}, {{100, 200}, 0, false}).size, (Size{100, 200}));
}

class Sheets : public testing::Test {
 protected:
  Sheets()
      : theme_(*read_theme(*TestPlatform().read_asset("themes/print.json"))),
        catalog_(*Catalog::read(*TestPlatform().read_asset("languages/en.json"))) {}

  ContactSheet sheet(Size step, std::int64_t count, bool may_break = false) {
    return ContactSheet({.step = step,
                         .count = count,
                         .paper = a4_page.size,
                         .margin_pt = a4_page.margin_pt,
                         .may_turn = true,
                         .may_break = may_break,
                         .title = "Title",
                         .theme = theme_,
                         .catalog = catalog_,
                         .fonts = font_book()});
  }

  /// The places of the steps on a page, by the groups that they are.
  static std::vector<Rect> places_on(const Figure& page, Size step) {
    std::vector<Rect> places;
    for (const Item& item : page.items)
      if (const auto* group = std::get_if<Group>(&item.shape)) {
        const Point corner = group->transform({0, 0});
        const Point end = group->transform({step.width, step.height});
        places.push_back({corner.x, corner.y, end.x - corner.x, end.y - corner.y});
      }
    return places;
  }

  Theme theme_;
  Catalog catalog_;
};

TEST_F(Sheets, ShowEveryStepOnceInReadingOrderWithinThePaper) {
  for (const std::int64_t count : {1, 2, 7, 25, 100}) {
    const Size step{300, 180};
    const ContactSheet contact_sheet = sheet(step, count);
    ASSERT_EQ(contact_sheet.page_count(), 1);
    std::vector<std::int64_t> asked;
    const Figure page = contact_sheet.page(0, [&](std::int64_t i) {
      asked.push_back(i);
      return blank(step);
    });
    ASSERT_EQ(static_cast<std::int64_t>(asked.size()), count);
    EXPECT_TRUE(std::is_sorted(asked.begin(), asked.end()));
    const std::vector<Rect> places = places_on(page, step);
    ASSERT_EQ(static_cast<std::int64_t>(places.size()), count);
    for (std::size_t i = 0; i < places.size(); ++i) {
      EXPECT_GE(places[i].x, a4_page.margin_pt - 0.01);
      EXPECT_LE(places[i].right(), page.size.width - a4_page.margin_pt + 0.01);
      EXPECT_LE(places[i].bottom(), page.size.height - a4_page.margin_pt + 0.01);
      EXPECT_NEAR(places[i].width / places[i].height, step.width / step.height, 1e-9);
      if (i == 0) continue;
      const bool is_beside = places[i].y == places[i - 1].y && places[i].x >= places[i - 1].right();
      EXPECT_TRUE(is_beside || places[i].y >= places[i - 1].bottom()) << i << " of " << count;
    }
  }
}

TEST_F(Sheets, GoToMorePagesBeforeTheyBecomeIllegible) {
  const ContactSheet contact_sheet = sheet({600, 500}, 100, true);
  ASSERT_GT(contact_sheet.page_count(), 1);
  EXPECT_GE(contact_sheet.scale() * 600, 95);
  std::int64_t shown = 0;
  for (std::int64_t i = 0; i < contact_sheet.page_count(); ++i)
    contact_sheet.page(i, [&](std::int64_t step) {
      EXPECT_EQ(step, shown++);
      return blank({600, 500});
    });
  EXPECT_EQ(shown, 100);
  EXPECT_LT(sheet({600, 500}, 100).scale() * 600, 95);
  EXPECT_EQ(sheet({60, 50}, 4, true).scale(), 1);
}

// Words and numbers on paper have at least 5 points, on more pages if need be, or on one that is higher where there is but one.
TEST_F(Sheets, CanBeRead) {
  PresetPictures pictures("padding_strides_transposed", "print", "en");
  const Figure first = pictures.at(0);
  ContactSheetInputs inputs{.step = first.size,
                            .least_text_pt = least_text_size(first),
                            .count = 64,
                            .paper = a4_page.size,
                            .margin_pt = a4_page.margin_pt,
                            .may_turn = true,
                            .may_break = true,
                            .title = "title",
                            .theme = theme_,
                            .catalog = catalog_,
                            .fonts = font_book()};
  const auto expect_legible = [&](const ContactSheet& sheet) {
    std::int64_t steps = 0;
    for (std::int64_t page = 0; page < sheet.page_count(); ++page) {
      const Figure drawn = sheet.page(page, [&](std::int64_t) {
        ++steps;
        return first;
      });
      EXPECT_GE(least_text_size(drawn), 5);
    }
    EXPECT_EQ(steps, 64);
  };
  EXPECT_GT(least_text_size(first), 0);
  expect_legible(ContactSheet(inputs));
  EXPECT_GT(ContactSheet(inputs).page_count(), 1);
  inputs.may_break = false;
  inputs.may_grow = true;
  expect_legible(ContactSheet(inputs));
  EXPECT_EQ(ContactSheet(inputs).page_count(), 1);
  EXPECT_GT(ContactSheet(inputs).page(0, [&](std::int64_t) { return first; }).size.height, a4_page.size.height);
}

TEST_F(Sheets, OfAPresetHaveTheirWordsInAPdf) {
  const TemporaryFolder folder;
  PresetPictures pictures("padding_strides_transposed", "print", "en", "stack");
  const ContactSheet contact_sheet = sheet(pictures.at(0).size, pictures.count(), true);
  const FrameSource pages{contact_sheet.page_count(), [&](std::int64_t i) {
                            return contact_sheet.page(i, [&](std::int64_t step) { return pictures.at(step); });
                          }};
  auto sink = TestPlatform().open_sink(folder.path("x.pdf"));
  ASSERT_TRUE(format_of("x.pdf")->animation(pages, {}, font_book(), **sink)->write(nullptr));
  ASSERT_TRUE((*sink)->commit());
  const std::string text = run("pdftotext -layout " + folder.path("x.pdf") + " -").text;
  for (const char* words : {"Title", "step 1 of 25", "step 25 of 25"})
    EXPECT_NE(text.find(words), std::string::npos) << words;
  const std::string about = run("pdfinfo " + folder.path("x.pdf")).text;
  EXPECT_NE(about.find("(A4)"), std::string::npos) << about;
}

}  // namespace
}  // namespace convoscope
