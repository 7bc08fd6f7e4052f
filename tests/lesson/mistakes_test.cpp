// Mistakes planted into a lesson one at a time: each is told with its line and column, and the rest still opens.
#include <gmock/gmock.h>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view sound = R"(# Title

```lesson
language: en
```

## First {#first}

> A sentence.

Prose with $x_i$.

```scene
operation: conv
input: 4x4
kernel: 3
step: 1-4
select: output[1,1]
```

```question
id: why
kind: choice
ask: Why?
- [x] Because.
- [ ] For fun.
```

## Second {#second}

> Another.

```scene
preset: article
```
)";

/// The lesson with the first `from` replaced.
std::string planted(std::string_view from, std::string_view to) {
  std::string text(sound);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

struct Planted {
  const char* from;
  const char* to;
  const char* place;
  const char* said;
};

constexpr std::array planted_mistakes{
    Planted{"# Title", "Title", "1:1", "expected the lesson's title first"},
    Planted{"language: en", "language: fr", "4:11", "expected one of en, zh, not \"fr\""},
    Planted{" {#first}", "", "7:4", "expected {#id}"},
    Planted{"{#second}", "{#first}", "29:4", "expected another id"},
    Planted{"{#second}", "{#Second Page}", "29:4", "lower-case letters"},
    Planted{"> A sentence.", "A sentence.", "7:4", "expected the page's one sentence"},
    Planted{"$x_i$", "$x_i_j$", "11:16", "expected one _ only"},
    Planted{"$x_i$", "<b>x</b>", "11:12", "expected no HTML"},
    Planted{"$x_i$", "![a](there.png)", "11:1", "expected this picture alone"},
    Planted{"Prose with $x_i$.", "![a](gone.png)", "11:3", "expected the file gone.png"},
    Planted{"Prose with $x_i$.", "![a](../there.png)", "11:1", "not \"../there.png\""},
    Planted{"Prose", "Prose **strong*", "11:7", "expected a second *"},
    Planted{"Prose", "A *lone star", "11:3", "expected a second *"},
    Planted{"Because.", "Because* so.", "25:14", "expected a second *"},
    Planted{"kind: choice", "kind: misfit\nlayers: 9", "24:9", "expected a number from 1 to 5"},
    Planted{"Prose", "[link](file:///etc)", "11:2", "https://"},
    Planted{"operation: conv", "operation: convolve", "14:12", "expected one of conv, conv-transpose"},
    Planted{"operation: conv\n", "", "13:4", "expected preset or operation in the first scene"},
    Planted{"kernel: 3", "kernel: 5", "16:9", "the padded input has only 4"},
    Planted{"kernel: 3", "kernal: 3", "16:1", "not \"kernal\""},
    Planted{"kernel: 3", "kernel: 2..3", "16:9", "expected one number, or two"},
    Planted{"kernel: 3", "kernel 3", "16:1", "expected \"key: value\""},
    Planted{"kernel: 3", "kernel: 3\nvalues: 1 2; 3 4", "17:9", "expected 1 x 4 x 4 numbers"},
    Planted{"step: 1-4", "step: 9", "17:7", "expected a step from 1 to 4"},
    Planted{"output[1,1]", "output[2,1]", "18:9", "expected a cell of this layer"},
    Planted{"select: output[1,1]", "mark: f output[0,1], q", "18:22", "expected cells of this layer"},
    Planted{"select: output[1,1]", "mark: f output[0,2]", "18:9", "not \"output[0,2]\""},
    Planted{"select: output[1,1]", "mark: matrix[0,0]", "18:7", "expected cells of this layer"},
    Planted{"input: 4x4", "input: 4x4\ninput: 5x5", "16:1", "only once"},
    Planted{"input: 4x4", "input: 900x900", "15:8", "at most 4096"},
    Planted{"```question", "```quiz", "21:4", "not \"quiz\""},
    Planted{"id: why\n", "", "21:4", "expected the key id"},
    Planted{"kind: choice", "kind: guess", "23:7", "expected one of size, value"},
    Planted{"kind: choice\nask: Why?\n- [x] Because.\n- [ ] For fun.", "kind: value\nask: How much?", "24:6",
            "expected the key cell"},
    Planted{"ask: Why?\n", "", "21:4", "expected the key ask"},
    Planted{"- [x] Because.", "- [ ] Because.", "21:4", "expected one right choice"},
    Planted{"- [ ] For fun.", "- [x] For fun.", "26:7", "this is a second"},
    Planted{"- [ ] For fun.", "- [ ] Because.", "26:7", "stands twice"},
    Planted{"- [ ] For fun.\n", "", "21:4", "expected 2 to 6 choices"},
    Planted{"preset: article\n```", "preset: article", "33:4", "expected ``` at the end of this scene block"},
    Planted{"preset: article", "preset: articel", "34:9", "expected one of article, "},
    Planted{"## Second", "### Second", "29:5", "no smaller heading"},
    Planted{"```lesson\nlanguage: en\n```\n", "", "1:1", "expected a ```lesson block"},
};

TEST(Mistakes, NoneInTheSoundLesson) { EXPECT_EQ(said(read(sound)), ""); }

TEST(Mistakes, AreToldWithTheirPlace) {
  for (const Planted& each : planted_mistakes) {
    const LessonReading reading = read(planted(each.from, each.to));
    ASSERT_FALSE(reading.mistakes.empty()) << each.to;
    const std::string text = said(reading);
    EXPECT_THAT(text, HasSubstr(std::string(each.place) + ": ")) << each.to;
    EXPECT_THAT(text, HasSubstr(each.said));
    EXPECT_LE(reading.mistakes.size(), 2) << each.to << "\n" << text;
  }
}

TEST(Mistakes, LeaveTheRestOpen) {
  for (const Planted& each : planted_mistakes) {
    const Lesson lesson = read(planted(each.from, each.to)).lesson;
    EXPECT_FALSE(lesson.pages.empty()) << each.to;
    const bool breaks_page = std::string_view(each.from).find("## Second") != std::string_view::npos;
    EXPECT_EQ(lesson.pages.size(), breaks_page ? 1 : 2) << each.to;
    std::size_t blocks = 0;
    for (const LessonPage& page : lesson.pages) blocks += page.blocks.size();
    EXPECT_GE(blocks, 3) << each.to;
  }
}

TEST(Mistakes, OfHostileTexts) {
  EXPECT_THAT(said(read("")), HasSubstr("1:1: expected the lesson's title first"));
  EXPECT_THAT(said(read(std::string((1 << 20) + 1, 'x'))), StartsWith("1:1: expected a file of at most 1024 KiB"));
  EXPECT_THAT(said(read(planted("Prose", "Pro\x01se"))), HasSubstr("11:4: expected text in UTF-8"));
  EXPECT_THAT(said(read(planted("Prose", "\xFF\xFE"))), HasSubstr("11:1: expected text in UTF-8"));
  // Deep, long and unfinished: told, and told soon.
  for (const std::string& text : {std::string(200000, '>'), std::string(200000, '['), std::string(200000, '*'),
                                  std::string(200000, '`'), std::string(200000, '$'), std::string(100000, '-') + "\n",
                                  std::string("# T\n```scene\n") + std::string(300000, ':')})
    EXPECT_FALSE(read(text).mistakes.empty());
  std::string pages(sound);
  for (int i = 0; i < 120; ++i) pages += "\n## P {#p" + std::to_string(i) + "}\n> S.\n";
  EXPECT_THAT(said(read(pages)), HasSubstr("expected at most 100 pages"));
  EXPECT_EQ(read(pages).lesson.pages.size(), 100);
  std::string blocks(sound);
  for (int i = 0; i < 60; ++i) blocks += "\n```scene\nstep: 1\n```\n";
  EXPECT_THAT(said(read(blocks)), HasSubstr("expected at most 40 blocks"));
  // Cut anywhere, a lesson is still a lesson or says why not.
  for (std::size_t end = 0; end < sound.size(); end += 7) read(sound.substr(0, end));
}

TEST(Mistakes, AreAtTheRightLineWhateverTheLineEnds) {
  std::string text = planted("step: 1-4", "step: 9");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.insert(at, "\r");
  EXPECT_THAT(said(read(text)), StartsWith("17:7: expected a step from 1 to 4"));
}

}  // namespace
}  // namespace convoscope::testing
