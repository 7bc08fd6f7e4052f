#include "publish/question_blocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "publish/question_figure.h"

namespace convoscope {
namespace {

constexpr double most_question_figure_pt = 230;

std::string letter(std::size_t index) { return std::string(1, static_cast<char>('A' + index)); }

RichText with_number(std::size_t number, const RichText& text) {
  RichText numbered{{Inline::Kind::text, fmt::format("{}. ", number), true}};
  numbered.insert(numbered.end(), text.begin(), text.end());
  return numbered;
}

/// A choice with a box to tick.
SetBlock choice_block(std::size_t index, const RichText& choice, const PageFlow& paper, const DrawingKit& kit) {
  constexpr double indent_pt = 40;
  const ProseStyle style = paper.style();
  SetBlock text = set_text(choice, style, paper.room_pt() - indent_pt, kit.fonts);
  SetBlock block;
  block.size = {text.size.width + indent_pt, std::max(text.size.height, style.text.size_pt * style.line_pitch)};
  block.items.push_back({{}, Box{{6, 1.5, 10, 10}, 2, {}, {kit.theme.text_muted, 0.9}}});
  block.items.push_back({{}, Text{{22, style.text.size_pt * 0.95}, letter(index), style.text}});
  block.items.push_back({{}, Group{Affine{1, 0, 0, 1, indent_pt, 0}, 1, {}, std::move(text.items)}});
  return block;
}

}  // namespace

SetBlock line_block(const std::string& label, double x_pt, double length_pt, const PageFlow& paper,
                    const DrawingKit& kit) {
  const ProseStyle style = paper.style();
  const double label_pt = kit.fonts.width(label, style.text);
  const double baseline = style.text.size_pt * 1.3;
  SetBlock block;
  block.size = {x_pt + label_pt + 6 + length_pt, baseline + 4};
  block.items.push_back({{}, Text{{x_pt, baseline}, label, style.text, Align::start, label_pt}});
  Path line;
  line.segments = {{Segment::Kind::move, {x_pt + label_pt + 6, baseline + 2}},
                   {Segment::Kind::line, {x_pt + label_pt + 6 + length_pt, baseline + 2}}};
  line.stroke = {kit.theme.text_muted, 0.8};
  block.items.push_back({{}, std::move(line)});
  return block;
}

void add_question(PageFlow& paper, std::size_t number, const AskedQuestion& question, const DrawingKit& kit) {
  paper.hold();
  const bool has_layer = !question.layer.empty();
  paper.add(with_number(number, has_layer ? question.layer : question.ask), paper.style());
  if (has_layer) paper.add(question.ask, paper.style(), 3);
  if (auto figure = question_figure(question, kit)) paper.add(std::move(*figure), most_question_figure_pt);
  const bool is_lettered = question.kind == QuestionKind::picture;  // the pictures have their letters already
  for (std::size_t i = 0; i < question.choices.size(); ++i)
    paper.add(choice_block(i, is_lettered ? RichText() : question.choices[i].text, paper, kit), 4);
  if (question.choices.empty()) paper.add(line_block(kit.catalog.text("quiz.answer"), 6, 180, paper, kit), 6);
  paper.release();
}

std::string answer_letter(const AskedQuestion& question) {
  return question.choices.empty() ? plain_text(answer_text(question)) : letter(right_choice(question));
}

}  // namespace convoscope
