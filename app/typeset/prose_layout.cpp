// Lines are broken as sentences in figures are; a formula is one sign of its width there.
#include "typeset/prose_layout.h"

#include <algorithm>

#include "figure/draw/line_break.h"
#include "typeset/formula_layout.h"

namespace convoscope {
namespace {

/// Stands for a formula: no space and no sign that closes.
constexpr std::string_view formula_sign = "□";

/// A stretch of the flat text in one look.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  TextStyle style;
  bool is_code = false;
  const SetFormula* formula = nullptr;
};

TextStyle style_of(const Inline& piece, const ProseStyle& style) {
  TextStyle text = style.text;
  if (piece.is_strong) text.weight = FontWeight::bold;
  if (piece.is_emphasized) text.weight = std::max(text.weight, FontWeight::semibold);
  if (!piece.target.empty()) text.color = style.link;
  if (piece.kind == Inline::Kind::code) {
    text.family = FontFamily::mono;
    text.size_pt *= 0.92;
  }
  return text;
}

/// The paragraph as one text, and what each part of it looks like.
class FlatText {
 public:
  FlatText(const RichText& text, const ProseStyle& style, const FontMetrics& fonts) : fonts_(fonts) {
    formulas_.reserve(text.size());
    for (const Inline& piece : text) {
      Run run{text_.size(), 0, style_of(piece, style), piece.kind == Inline::Kind::code};
      if (piece.kind == Inline::Kind::formula) {
        formulas_.push_back(set_formula(piece.formula, run.style, false, fonts));
        run.formula = &formulas_.back();
        text_ += formula_sign;
      } else {
        text_ += piece.kind == Inline::Kind::line_break ? std::string_view("\n") : std::string_view(piece.text);
      }
      run.end = text_.size();
      runs_.push_back(run);
    }
  }

  const std::string& text() const { return text_; }

  /// Calls `visit` with each run of the line and its part of the text.
  template <class Visit>
  void visit_runs(std::string_view line, Visit&& visit) const {
    const auto begin = static_cast<std::size_t>(line.data() - text_.data());
    const std::size_t end = begin + line.size();
    for (const Run& run : runs_) {
      const std::size_t first = std::max(begin, run.begin);
      const std::size_t last = std::min(end, run.end);
      if (first < last) visit(run, std::string_view(text_).substr(first, last - first));
    }
  }

  double width(const Run& run, std::string_view part) const {
    return run.formula != nullptr ? run.formula->width : fonts_.width(part, run.style);
  }
  double width(std::string_view line) const {
    double sum = 0;
    visit_runs(line, [&](const Run& run, std::string_view part) { sum += width(run, part); });
    return sum;
  }

 private:
  const FontMetrics& fonts_;
  std::string text_;
  std::vector<Run> runs_;
  std::vector<SetFormula> formulas_;
};

}  // namespace

SetBlock set_text(const RichText& text, const ProseStyle& style, double room_pt, const FontMetrics& fonts) {
  const FlatText flat(text, style, fonts);
  const double pitch = style.text.size_pt * style.line_pitch;
  const double above = style.text.size_pt * 0.95;  // of a line of letters over its baseline
  SetBlock block;
  double y = 0;
  if (flat.text().empty()) return block;
  for (const std::string_view line :
       wrap_text([&](std::string_view part) { return flat.width(part); }, flat.text(), room_pt)) {
    // A tall formula keeps its line apart from those about it.
    double ascent = above;
    double descent = pitch - above;
    flat.visit_runs(line, [&](const Run& run, std::string_view) {
      if (run.formula == nullptr) return;
      ascent = std::max(ascent, run.formula->ascent + 2);
      descent = std::max(descent, run.formula->descent + 2);
    });
    double x = 0;
    const double baseline = y + ascent;
    flat.visit_runs(line, [&](const Run& run, std::string_view part) {
      const double part_pt = flat.width(run, part);
      if (run.formula != nullptr) {
        block.items.push_back({{}, Group{Affine{1, 0, 0, 1, x, baseline}, 1, {}, run.formula->items}});
      } else {
        if (run.is_code)
          block.items.push_back(
              {{}, Box{{x - 1, baseline - above, part_pt + 2, above * 1.3}, 2, {style.code, {}}, {}}});
        block.items.push_back({{}, Text{{x, baseline}, std::string(part), run.style, Align::start, part_pt}});
      }
      x += part_pt;
    });
    block.size.width = std::max(block.size.width, x);
    y = baseline + descent;
  }
  block.size.height = y;
  return block;
}

SetBlock set_paragraph(const Paragraph& paragraph, const ProseStyle& style, double room_pt, const FontMetrics& fonts) {
  if (paragraph.kind == Paragraph::Kind::formula) {
    SetFormula formula = set_formula(paragraph.text[0].formula, style.text, true, fonts);
    const double scale = std::min(1.0, room_pt / std::max(formula.width, 1.0));
    SetBlock block;
    block.size = {room_pt, (formula.ascent + formula.descent) * scale};
    const Affine place{scale, 0, 0, scale, (room_pt - formula.width * scale) / 2, formula.ascent * scale};
    block.items.push_back({{}, Group{place, 1, {}, std::move(formula.items)}});
    return block;
  }
  const bool is_item = paragraph.kind == Paragraph::Kind::bullet || paragraph.kind == Paragraph::Kind::numbered;
  if (!is_item) return set_text(paragraph.text, style, room_pt, fonts);
  const double indent = style.text.size_pt * 1.6;
  SetBlock inside = set_text(paragraph.text, style, room_pt - indent, fonts);
  SetBlock block;
  block.size = {inside.size.width + indent, inside.size.height};
  block.items.push_back({{}, Group{Affine{1, 0, 0, 1, indent, 0}, 1, {}, std::move(inside.items)}});
  const std::string mark = paragraph.kind == Paragraph::Kind::bullet ? "•" : std::to_string(paragraph.number) + ".";
  const double mark_pt = fonts.width(mark, style.text);
  block.items.push_back({{},
                         Text{{indent - style.text.size_pt * 0.5 - mark_pt, style.text.size_pt * 0.95},
                              mark,
                              style.text,
                              Align::start,
                              width}});
  return block;
}

}  // namespace convoscope
