// Questions over 200 seeds: the answer by brute force, exactly one right choice, no choice twice.
#include "lesson/ask.h"

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

#include "brute_force.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;

constexpr std::uint64_t seeds = 200;

/// A question by its block's lines, on a page that shows the article's example.
Question question_of(const std::string& lines) {
  const LessonReading reading = read(
      "# T\n```lesson\nlanguage: en\n```\n## P {#p}\n> S.\n\n```scene\npreset: article\n```\n"
      "```question\nid: q\n" +
      lines + "\n```\n");
  EXPECT_EQ(said(reading), "");
  for (const LessonPage& page : reading.lesson.pages)
    for (const PageBlock& block : page.blocks)
      if (const auto* question = std::get_if<Question>(&block)) return *question;
  ADD_FAILURE() << lines;
  return {};
}

/// Calls `check` with the question of each seed.
template <class Check>
void over_seeds(const std::string& lines, Check&& check) {
  const Question question = question_of(lines);
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto asked = ask(question, seed, words());
    ASSERT_TRUE(asked) << lines << " seed " << seed;
    SCOPED_TRACE(plain_text(asked->layer) + " " + plain_text(asked->ask) + " seed " + std::to_string(seed));
    std::set<std::string> choices;
    int right = 0;
    for (const AskedChoice& choice : asked->choices) {
      EXPECT_TRUE(choices.insert(plain_text(choice.text)).second) << plain_text(choice.text);
      right += choice.is_right ? 1 : 0;
      EXPECT_EQ(choice.is_right, choice.because.empty());
    }
    if (asked->choices.empty())
      EXPECT_FALSE(asked->answer.empty());
    else
      EXPECT_EQ(right, 1);
    texts.insert(plain_text(asked->layer) + plain_text(asked->ask));
    check(*asked);
  }
  EXPECT_GT(texts.size(), 5) << "hardly any two sheets differ";
}

std::string right_text(const AskedQuestion& asked) { return plain_text(asked.choices[right_choice(asked)].text); }
std::string size_text(std::pair<std::int64_t, std::int64_t> size) {
  return std::to_string(size.first) + " × " + std::to_string(size.second);
}
const Spec& spec_of(const AskedQuestion& asked) { return asked.saved->scene.spec; }

TEST(Ask, HowLargeTheOutputIs) {
  const auto check = [](const AskedQuestion& asked) {
    EXPECT_EQ(right_text(asked), size_text(brute::output(spec_of(asked))));
    EXPECT_EQ(asked.choices.size(), 4);
  };
  over_seeds(
      "kind: size\noperation: conv-transpose\ninput: 1..5\nkernel: 1..4\nstride: 1..3\npadding: 0..2\n"
      "dilation: 1..2\noutput_padding: 0..2",
      check);
  over_seeds("kind: size\noperation: conv\ninput: 3..8x4..9\nkernel: 1..4\nstride: 1..3\npadding: 0..2\ndilation: 1..2",
             check);
  over_seeds("kind: size\noperation: max-pool\ninput: 4..9\nkernel: 2..3\nstride: 1..3\npadding: 0..1", check);
}

TEST(Ask, WhichValueACellHas) {
  const auto check = [](const AskedQuestion& asked) {
    const Scene& scene = asked.saved->scene;
    const bool transposed = scene.spec.operation == Operation::transposed_convolution;
    const Tensor& map = transposed ? *scene.coarse_values : *scene.fine_values;
    const auto input = [&](std::int64_t row, std::int64_t column) { return double{map(0, 0, row, column)}; };
    const auto weight = [&](std::int64_t row, std::int64_t column) {
      return double{(*scene.weight_values)(0, 0, row, column)};
    };
    const double value = brute::value(scene.spec, {asked.cell.cell.row, asked.cell.cell.column}, input, weight);
    EXPECT_EQ(std::stod(asked.answer), value);
    for (const KnownAnswer& known : asked.known) {
      EXPECT_FALSE(grade(asked, known.answer).is_right);
      EXPECT_FALSE(grade(asked, known.answer).because.empty());
    }
    EXPECT_TRUE(grade(asked, " " + asked.answer + " ").is_right);
  };
  over_seeds(
      "kind: value\noperation: conv\ninput: 3..5\nkernel: 2..3\nstride: 1..2\npadding: 0..1\nvalues: -3..9\nweights: "
      "-2..2",
      check);
  over_seeds(
      "kind: value\noperation: conv-transpose\ninput: 2..3\nkernel: 2..3\nstride: 1..2\npadding: 0..1\nvalues: "
      "-3..9\nweights: -2..2",
      check);
}

TEST(Ask, WhichCellsAreConnected) {
  const auto check = [](const AskedQuestion& asked) {
    const bool transposed = spec_of(asked).operation == Operation::transposed_convolution;
    const bool of_input = (asked.cell.part == Part::coarse) == transposed;
    std::set<brute::Place> cells;
    for (const Tag& tag : asked.cells) EXPECT_TRUE(cells.emplace(tag.cell.row, tag.cell.column).second);
    EXPECT_EQ(cells, brute::partners(spec_of(asked), {asked.cell.cell.row, asked.cell.cell.column}, of_input));
    EXPECT_TRUE(grade(asked, asked.answer).is_right);
    EXPECT_FALSE(grade(asked, asked.answer + " 99").is_right);
  };
  over_seeds("kind: connected\noperation: conv\ninput: 3..5\nkernel: 2..3\nstride: 1..2\npadding: 0..1", check);
  over_seeds("kind: connected\noperation: conv-transpose\ninput: 2..4\nkernel: 2..4\nstride: 1..3\npadding: 0..1",
             check);
  over_seeds(
      "kind: connected\noperation: conv\ninput: 4..5\nkernel: 2..3\nstride: 1..2\npadding: 0..1\ncell: output[0,1]",
      check);
}

TEST(Ask, TheArticlesConnections) {
  const auto answer = [](const std::string& cell) {
    return ask(question_of("kind: connected\ncell: " + cell), 0, words())->answer;
  };
  EXPECT_EQ(answer("a"), "1");
  EXPECT_EQ(answer("b"), "1 2");
  EXPECT_EQ(answer("c"), "2");
  EXPECT_EQ(answer("e"), "1 2 3 4");
  EXPECT_EQ(answer("1"), "a b d e");
}

TEST(Ask, WhichRowsPaddingRemoves) {
  over_seeds(
      "kind: removed\noperation: conv-transpose\ninput: 1..4\nkernel: 2..4\nstride: 1..3\npadding: "
      "0..2\noutput_padding: 0..1",
      [](const AskedQuestion& asked) {
        const AxisSpec& axis = spec_of(asked).axes[0];
        std::int64_t rows = 0;
        for (std::int64_t i = 0; i < axis.input; ++i)
          for (std::int64_t tap = 0; tap < axis.kernel; ++tap) rows = std::max(rows, brute::landing(axis, i, tap) + 1);
        const std::int64_t kept_end = axis.pad_begin + brute::output(spec_of(asked), axis);
        std::string removed;
        for (std::int64_t row = 0; row < rows; ++row) {
          if (row >= axis.pad_begin && row < kept_end) continue;
          removed += (removed.empty() ? "" : ", ") + std::to_string(row + 1);
        }
        EXPECT_EQ(right_text(asked), removed.empty() ? "none" : removed);
      });
}

TEST(Ask, WhetherALayerIsLegal) {
  std::map<bool, int> counts;
  over_seeds(
      "kind: legal\noperation: conv-transpose\ninput: 1..3\nkernel: 1..3\nstride: 1..3\npadding: 0..2\noutput_padding: "
      "0..3",
      [&](const AskedQuestion& asked) {
        const bool is_legal = brute::is_legal(spec_of(asked));
        EXPECT_EQ(right_text(asked) == "Yes", is_legal);
        ++counts[is_legal];
      });
  EXPECT_GT(counts[true], 60);
  EXPECT_GT(counts[false], 60);
  over_seeds(
      "kind: legal\noperation: conv\ninput: 2..5\nkernel: 2..4\nstride: 1..2\npadding: 0..1\ndilation: 1..3",
      [](const AskedQuestion& asked) { EXPECT_EQ(right_text(asked) == "Yes", brute::is_legal(spec_of(asked))); });
}

TEST(Ask, WhichParametersLeadToASize) {
  const std::regex form(
      R"(kernel (\d+)(?: × (\d+))?, stride (\d+), padding (\d+)(?:, dilation (\d+))?(?:, output padding (\d+))?)");
  const auto check = [&](const AskedQuestion& asked) {
    for (const AskedChoice& choice : asked.choices) {
      const std::string text = plain_text(choice.text);
      std::smatch found;
      ASSERT_TRUE(std::regex_match(text, found, form)) << text;
      Spec spec = spec_of(asked);
      for (AxisSpec& axis : spec.axes) {
        axis.kernel = std::stoll(found[1]);
        axis.stride = std::stoll(found[3]);
        axis.pad_begin = axis.pad_end = std::stoll(found[4]);
        axis.dilation = found[5].matched ? std::stoll(found[5]) : 1;
        axis.output_padding = found[6].matched ? std::stoll(found[6]) : 0;
      }
      EXPECT_EQ(brute::output(spec) == brute::output(spec_of(asked)), choice.is_right) << text;
    }
    EXPECT_GE(asked.choices.size(), 3);
  };
  over_seeds(
      "kind: parameters\noperation: conv-transpose\ninput: 2..5\nkernel: 1..5\nstride: 1..3\npadding: "
      "0..2\noutput_padding: 0..1",
      check);
  over_seeds(
      "kind: parameters\noperation: conv\ninput: 5..9\nkernel: 1..5\nstride: 1..3\npadding: 0..2\ndilation: 1..2",
      check);
  const Question seven = question_of(
      "kind: parameters\noperation: conv-transpose\ninput: 4x4\nkernel: 1..5\nstride: 1..3\npadding: 0..2\noutput: "
      "7x7");
  std::set<std::string> answers;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto asked = ask(seven, seed, words());
    ASSERT_TRUE(asked);
    EXPECT_EQ(plain_text(asked->ask), "Which parameters turn 4 × 4 into 7 × 7?");
    check(*asked);
    answers.insert(right_text(*asked));
  }
  // By hand: 3s - 2p + k = 7.
  EXPECT_THAT(answers, ElementsAre("kernel 1, stride 2, padding 0", "kernel 2, stride 3, padding 2",
                                   "kernel 3, stride 2, padding 1", "kernel 4, stride 1, padding 0",
                                   "kernel 5, stride 2, padding 2"));
}

TEST(Ask, HowManyMultiplications) {
  for (const char* operation : {"conv", "conv-transpose"})
    for (const bool zeros : {false, true})
      over_seeds(std::string("kind: multiplications\noperation: ") + operation + "\ncount: " +
                     (zeros ? "zeros" : "all") + "\ninput: 2..4\nkernel: 2..3\nstride: 1..2\npadding: 0..1",
                 [&](const AskedQuestion& asked) {
                   const auto [all, on_zeros] = brute::work(spec_of(asked));
                   EXPECT_EQ(asked.answer, std::to_string(zeros ? on_zeros : all));
                   EXPECT_FALSE(grade(asked, "-1").is_right);
                 });
}

TEST(Ask, TheArticlesMultiplications) {
  // The panel's 81, 65 of them on zeros (reference.md, section 7).
  const std::string layer = "\noperation: conv-transpose\ninput: 2x2\nkernel: 3\nstride: 2\npadding: 1";
  EXPECT_EQ(ask(question_of("kind: multiplications" + layer), 0, words())->answer, "81");
  EXPECT_EQ(ask(question_of("kind: multiplications\ncount: zeros" + layer), 0, words())->answer, "65");
}

TEST(Ask, WhichPictureIsTheLayers) {
  over_seeds(
      "kind: picture\noperation: conv\ninput: 4..6\nkernel: 2..3\nstride: 1..2\npadding: 0..1\nview: connections",
      [](const AskedQuestion& asked) {
        ASSERT_EQ(asked.choices.size(), 2);
        const Spec& own = asked.choices[right_choice(asked)].picture->scene.spec;
        const Spec& other = asked.choices[1 - right_choice(asked)].picture->scene.spec;
        EXPECT_EQ(own, spec_of(asked));
        EXPECT_TRUE(brute::is_legal(other));
        const bool differs = own.axes[0].input != other.axes[0].input || brute::output(own) != brute::output(other) ||
                             brute::links(own, own.axes[0]).size() != brute::links(other, other.axes[0]).size() ||
                             brute::partners(own, {0, 0}, false) != brute::partners(other, {0, 0}, false) ||
                             brute::partners(own, {1, 1}, false) != brute::partners(other, {1, 1}, false);
        EXPECT_TRUE(differs);
        EXPECT_THAT(asked.choices[0].picture->scene.views, ElementsAre("connections"));
      });
}

// The other picture of a line is one of a line.
TEST(Ask, PicturesOfALineAreLines) {
  over_seeds("kind: picture\noperation: conv-transpose\ninput: 1x4..6\nkernel: 1x2..4\nstride: 1x2..3",
             [](const AskedQuestion& asked) {
               for (const AskedChoice& choice : asked.choices)
                 EXPECT_EQ(choice.picture->scene.spec.axes[0], AxisSpec{});
             });
}

TEST(Ask, CellsOfALineAreCountedAlongIt) {
  over_seeds("kind: value\noperation: conv\ninput: 1x4..6\nkernel: 1x2..3\nvalues: 0..9\nweights: 0..3",
             [](const AskedQuestion& asked) {
               const std::string cell = std::to_string(asked.cell.cell.column + 1);
               EXPECT_EQ(plain_text(asked.ask),
                         "What value does cell " + cell + " of the output have (counted from 1)?");
             });
}

TEST(Ask, AnswersHaveARealMinus) {
  AskedQuestion asked;
  asked.answer = "-3";
  EXPECT_EQ(plain_text(answer_text(asked)), "−3");
  asked.answer = "a c";
  EXPECT_EQ(plain_text(answer_text(asked)), "a c");
  asked.choices = {{text_of_words("4 × 4"), false, {}}, {text_of_words("3 × 3"), true, {}}};
  EXPECT_EQ(plain_text(answer_text(asked)), "3 × 3");
}

TEST(Ask, HowManyParametersAndMultiplicationsThereAre) {
  for (const char* operation : {"conv", "conv-transpose"})
    for (const bool parameters : {true, false})
      over_seeds(std::string("kind: costs\noperation: ") + operation +
                     "\ncount: " + (parameters ? "parameters" : "multiplications") +
                     "\ninput: 4x3..5x3..5\nout_channels: 2..4\nkernel: 2..3\nstride: 1..2\npadding: 0..1",
                 [&](const AskedQuestion& asked) {
                   const Spec& spec = spec_of(asked);
                   std::int64_t count = 0;
                   const auto [rows, columns] = brute::output(spec);
                   const bool stamps = spec.operation == Operation::transposed_convolution;
                   const std::int64_t places = stamps ? spec.axes[0].input * spec.axes[1].input : rows * columns;
                   for (std::int64_t out = 0; out < spec.out_channels; ++out) {
                     count += parameters ? 1 : 0;
                     for (std::int64_t in = 0; in < spec.in_channels; ++in)
                       for (std::int64_t i = 0; i < spec.axes[0].kernel * spec.axes[1].kernel; ++i)
                         count += parameters ? 1 : places;
                   }
                   EXPECT_EQ(asked.answer, std::to_string(count));
                   for (const KnownAnswer& known : asked.known) EXPECT_FALSE(grade(asked, known.answer).is_right);
                   EXPECT_GE(asked.known.size(), 3);
                 });
  // By hand: 8 · 3 · 49 + 8.
  const Question seven =
      question_of("kind: costs\noperation: conv\ninput: 3x8x8\nout_channels: 8\nkernel: 7\nstride: 2\npadding: 3");
  EXPECT_EQ(ask(seven, 0, words())->answer, "1184");
}

TEST(Ask, HowFarLayersInARowSee) {
  std::set<std::string> answers;
  over_seeds(
      "kind: receptive_field\noperation: conv\ninput: 9\nkernel: 1..3\nstride: 1..2\ndilation: 1..2\nlayers: 2..3",
      [&](const AskedQuestion& asked) {
        // By the words alone, cell by cell, from the last map back.
        const std::string told = plain_text(asked.layer);
        const std::regex layer(R"(kernel (\d+), stride (\d+), padding \d+(?:, dilation (\d+))?)");
        std::vector<std::array<std::int64_t, 3>> layers;
        for (std::sregex_iterator each(told.begin(), told.end(), layer), end; each != end; ++each)
          layers.push_back(
              {std::stoll((*each)[1]), std::stoll((*each)[2]), (*each)[3].matched ? std::stoll((*each)[3]) : 1});
        ASSERT_GE(layers.size(), 2) << told;
        std::set<std::int64_t> cells{0};
        for (auto each = layers.rbegin(); each != layers.rend(); ++each) {
          std::set<std::int64_t> read;
          for (const std::int64_t cell : cells)
            for (std::int64_t tap = 0; tap < (*each)[0]; ++tap) read.insert(cell * (*each)[1] + tap * (*each)[2]);
          cells = std::move(read);
        }
        EXPECT_EQ(asked.answer, std::to_string(*cells.rbegin() - *cells.begin() + 1)) << told;
        answers.insert(asked.answer);
      });
  EXPECT_GT(answers.size(), 5);
}

TEST(Ask, WhichLineMakesTheLayer) {
  for (const char* framework : {"pytorch", "keras", "tensorflow", "onnx", "jax", "caffe"})
    for (const char* operation : {"conv", "conv-transpose"})
      over_seeds(std::string("kind: code\nframework: ") + framework + "\noperation: " + operation +
                     "\ninput: 4..6\nkernel: 2..4\nstride: 1..2\npadding: " +
                     (std::string(framework) == "keras" || std::string(framework) == "tensorflow" ? "0" : "0..1"),
                 [](const AskedQuestion& asked) {
                   EXPECT_GE(asked.choices.size(), 2);
                   EXPECT_EQ(asked.choices[right_choice(asked)].text.front().kind, Inline::Kind::code);
                 });
  // The line is read by a pattern that knows nothing of its writer.
  const std::regex line(R"(nn\.(Conv|ConvTranspose)2d\(1, 1, (\d)(?:, stride=(\d))?(?:, padding=(\d))?.*\))");
  over_seeds("kind: code\noperation: conv-transpose\ninput: 3..5\nkernel: 2..4\nstride: 1..3\npadding: 0..1",
             [&](const AskedQuestion& asked) {
               const Spec& spec = spec_of(asked);
               for (const AskedChoice& choice : asked.choices) {
                 const std::string text = plain_text(choice.text);
                 std::smatch found;
                 ASSERT_TRUE(std::regex_match(text, found, line)) << text;
                 const bool is_own = found[1] == "ConvTranspose" && std::stoll(found[2]) == spec.axes[0].kernel &&
                                     (found[3].matched ? std::stoll(found[3]) : 1) == spec.axes[0].stride &&
                                     (found[4].matched ? std::stoll(found[4]) : 0) == spec.axes[0].pad_begin &&
                                     text.find("output_padding") == std::string::npos &&
                                     text.find("dilation") == std::string::npos;
                 EXPECT_EQ(is_own, choice.is_right) << text;
               }
             });
}

TEST(Ask, WhereSizesBreak) {
  std::map<std::string, int> counts;
  over_seeds("kind: misfit\noperation: conv\ninput: 12..40\nkernel: 2..3\nstride: 2\npadding: 0..1\nlayers: 3",
             [&](const AskedQuestion& asked) {
               Spec spec = spec_of(asked);
               std::vector<std::int64_t> down{spec.axes[0].input};
               for (int level = 0; level < 3; ++level) {
                 spec.axes[0].input = down.back();
                 down.push_back(brute::output(spec, spec.axes[0]));
               }
               spec.operation = Operation::transposed_convolution;
               std::string broken = "nowhere";
               std::int64_t size = down.back();
               for (int level = 3; level >= 1 && broken == "nowhere"; --level) {
                 spec.axes[0].input = size;
                 size = brute::output(spec, spec.axes[0]);
                 if (size != down[static_cast<std::size_t>(level - 1)]) broken = "at level " + std::to_string(level);
               }
               EXPECT_EQ(right_text(asked), broken);
               ++counts[broken];
             });
  EXPECT_EQ(counts.size(), 4);
  for (const auto& [where, count] : counts) EXPECT_GT(count, 20) << where;
}

TEST(Ask, IsTheSameForTheSameSeedAndDiffersForOthers) {
  const Question question = question_of("kind: size\ninput: 2..9\nkernel: 1..4");
  const auto text = [&](std::uint64_t seed) {
    const auto asked = ask(question, seed, words());
    std::string all = plain_text(asked->layer);
    for (const AskedChoice& choice : asked->choices) all += "|" + plain_text(choice.text);
    return all;
  };
  EXPECT_EQ(text(seed_of(1, "s1", "q")), text(seed_of(1, "s1", "q")));
  std::set<std::string> texts;
  for (const char* student : {"s1", "s2", "s3", "s4"}) texts.insert(text(seed_of(1, student, "q")));
  EXPECT_GE(texts.size(), 3);
  EXPECT_NE(seed_of(1, "ab", "c"), seed_of(1, "a", "bc"));
  EXPECT_NE(seed_of(1, "a", "b"), seed_of(2, "a", "b"));
}

TEST(Dice, AreSplitMix64) {
  // The numbers that the algorithm's reference implementation gives for the seed 1234567.
  Dice dice(1234567);
  for (const std::uint64_t number :
       {6457827717110365317U, 3203168211198807973U, 9817491932198370423U, 4593380528125082431U, 16408922859458223821U})
    EXPECT_EQ(dice.next(), number);
  std::map<std::int64_t, int> counts;
  for (int i = 0; i < 6000; ++i) ++counts[dice.between(-2, 3)];
  ASSERT_EQ(counts.size(), 6);
  for (const auto& [number, count] : counts) EXPECT_NEAR(count, 1000, 150) << number;
}

TEST(Grade, TakesNumbersAndCellsAsPeopleWriteThem) {
  AskedQuestion value;
  value.kind = QuestionKind::value;
  value.answer = "-1.7778";
  for (const char* answer : {"-1.7778", "−1,78", "-1.7778 "}) EXPECT_TRUE(grade(value, answer).is_right) << answer;
  for (const char* answer : {"", "1.78", "-1.7", "nan", "-1.78x"})
    EXPECT_FALSE(grade(value, answer).is_right) << answer;
  AskedQuestion cells;
  cells.kind = QuestionKind::connected;
  cells.answer = "1 2 4";
  for (const char* answer : {"4,2, 1", "1 2 4 4", " 1;2;4"}) EXPECT_TRUE(grade(cells, answer).is_right) << answer;
  for (const char* answer : {"", "1 2", "1 2 4 5"}) EXPECT_FALSE(grade(cells, answer).is_right) << answer;
}

}  // namespace
}  // namespace convoscope::testing
