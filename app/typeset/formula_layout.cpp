// Boxes in boxes, after TeX's rules where they matter: scripts at 70 %, the axis of fractions at half a digit's height.
#include "typeset/formula_layout.h"

#include <algorithm>
#include <array>
#include <utility>

namespace convoscope {
namespace {

using Kind = Formula::Kind;

constexpr double script_scale = 0.7;
constexpr double smallest_script_pt = 6.5;
constexpr double slant = 0.2;

void put(SetFormula& target, SetFormula part, double x, double y) {
  target.ascent = std::max(target.ascent, part.ascent - y);
  target.descent = std::max(target.descent, part.descent + y);
  if (!part.items.empty()) target.items.push_back({{}, Group{Affine{1, 0, 0, 1, x, y}, 1, {}, std::move(part.items)}});
}

class Setter {
 public:
  Setter(const TextStyle& style, bool is_displayed, const FontMetrics& fonts)
      : style_(style), is_displayed_(is_displayed), fonts_(fonts) {}

  SetFormula set(const Formula& formula) const {
    switch (formula.kind) {
      case Kind::row: return row(formula.parts);
      case Kind::variable: return slanted(formula.text);
      case Kind::symbol: return formula.text == "∑" ? sum_sign() : text(formula.text, style_);
      case Kind::words: return text(formula.text, style_);
      case Kind::fraction: return fraction(formula);
      case Kind::scripts: return scripts(formula);
      case Kind::floor:
      case Kind::ceiling: return bracketed(formula);
      case Kind::hat: return hatted(formula);
    }
    return {};
  }

 private:
  double cap() const { return fonts_.cap_height(style_) * style_.size_pt; }
  /// Where fractions have their line: half way up a digit.
  double axis() const { return cap() / 2; }
  double rule() const { return std::max(0.6, style_.size_pt * 0.055); }

  Setter smaller() const {
    TextStyle style = style_;
    style.size_pt = std::max(style.size_pt * script_scale, std::min(style.size_pt, smallest_script_pt));
    return {style, false, fonts_};
  }

  SetFormula text(const std::string& words, const TextStyle& style) const {
    SetFormula set;
    set.width = fonts_.width(words, style);
    set.ascent = fonts_.cap_height(style) * style.size_pt * 1.08;
    set.descent = style.size_pt * 0.22;
    set.items.push_back({{}, Text{{0, 0}, words, style, Align::start, set.width}});
    return set;
  }

  SetFormula slanted(const std::string& letter) const {
    SetFormula upright = text(letter, style_);
    SetFormula set;
    set.width = upright.width + style_.size_pt * 0.04;
    set.ascent = upright.ascent;
    set.descent = upright.descent;
    set.items.push_back({{}, Group{Affine{1, 0, -slant, 1, 0, 0}, 1, {}, std::move(upright.items)}});
    return set;
  }

  SetFormula sum_sign() const {
    TextStyle style = style_;
    style.size_pt *= is_displayed_ ? 1.5 : 1.15;
    SetFormula set;
    SetFormula sign = text("∑", style);
    set.width = sign.width;
    // Its middle on the axis.
    put(set, std::move(sign), 0, fonts_.cap_height(style) * style.size_pt / 2 - axis());
    return set;
  }

  /// Space before and after operators.
  double space_about(const Formula& part) const {
    constexpr std::array<std::string_view, 11> wide{"+", "−", "=", "<", ">", "≤", "≥", "≠", "→", "·", "×"};
    if (part.kind == Kind::symbol && std::ranges::find(wide, part.text) != wide.end()) return style_.size_pt * 0.24;
    return 0;
  }

  SetFormula row(const std::vector<Formula>& parts) const {
    SetFormula set;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool is_sign = i == 0 || space_about(parts[i - 1]) > 0;
      const double space = is_sign ? 0 : space_about(parts[i]);
      SetFormula part = this->set(parts[i]);
      const bool is_sum = parts[i].text == "∑" || (parts[i].kind == Kind::scripts && parts[i].parts[0].text == "∑");
      const double after = is_sum || parts[i].text == "," ? style_.size_pt * 0.2 : 0;
      const double width = part.width;
      put(set, std::move(part), set.width + space, 0);
      set.width += 2 * space + width + after;
    }
    return set;
  }

  SetFormula fraction(const Formula& formula) const {
    const Setter inner = is_displayed_ ? Setter(style_, false, fonts_) : smaller();
    SetFormula above = inner.set(formula.parts[0]);
    SetFormula below = inner.set(formula.parts[1]);
    const double beside = style_.size_pt * 0.1;
    const double gap = style_.size_pt * 0.16;
    SetFormula set;
    set.width = std::max(above.width, below.width) + 4 * beside;
    const double above_x = (set.width - above.width) / 2;
    const double below_x = (set.width - below.width) / 2;
    const double above_y = -axis() - gap - above.descent;
    const double below_y = -axis() + gap + below.ascent;
    put(set, std::move(above), above_x, above_y);
    put(set, std::move(below), below_x, below_y);
    line(set, {beside, -axis()}, {set.width - beside, -axis()});
    return set;
  }

  void line(SetFormula& set, Point from, Point to) const {
    Path path;
    path.segments = {{Segment::Kind::move, from}, {Segment::Kind::line, to}};
    path.stroke = {style_.color, rule()};
    set.items.push_back({{}, std::move(path)});
  }

  SetFormula scripts(const Formula& formula) const {
    const bool is_sum = formula.parts[0].text == "∑";
    SetFormula base = set(formula.parts[0]);
    SetFormula lower = smaller().set(formula.parts[1]);
    SetFormula upper = smaller().set(formula.parts[2]);
    const bool has_lower = !formula.parts[1].is_nothing();
    const bool has_upper = !formula.parts[2].is_nothing();
    SetFormula set;
    if (is_sum && is_displayed_) {
      const double gap = style_.size_pt * 0.12;
      set.width = std::max({base.width, has_lower ? lower.width : 0, has_upper ? upper.width : 0});
      const double down = base.descent + gap + lower.ascent;
      const double up = base.ascent + gap + upper.descent;
      const double base_x = (set.width - base.width) / 2;
      const double lower_x = (set.width - lower.width) / 2;
      const double upper_x = (set.width - upper.width) / 2;
      put(set, std::move(base), base_x, 0);
      if (has_lower) put(set, std::move(lower), lower_x, down);
      if (has_upper) put(set, std::move(upper), upper_x, -up);
      return set;
    }
    const double x = base.width + style_.size_pt * 0.06;
    const double down = std::max(style_.size_pt * 0.24, base.descent - style_.size_pt * 0.05);
    const double up = std::max(cap() * 0.55, base.ascent - cap() * 0.5);
    set.width = x + std::max(has_lower ? lower.width : 0, has_upper ? upper.width : 0);
    put(set, std::move(base), 0, 0);
    if (has_lower) put(set, std::move(lower), x, down);
    if (has_upper) put(set, std::move(upper), x, -up);
    return set;
  }

  SetFormula bracketed(const Formula& formula) const {
    SetFormula inside = row(formula.parts);
    const double foot = style_.size_pt * 0.22;
    const double gap = style_.size_pt * 0.12;
    const double top = -inside.ascent - gap / 2;
    const double bottom = inside.descent + gap / 2;
    const double end = formula.kind == Kind::floor ? bottom : top;
    SetFormula set;
    set.width = inside.width + 2 * (foot + gap) + 2 * rule();
    const double left = rule();
    const double right = set.width - rule();
    put(set, std::move(inside), left + foot + gap, 0);
    set.ascent = -top + rule();
    set.descent = bottom + rule();
    line(set, {left, top}, {left, bottom});
    line(set, {left, end}, {left + foot, end});
    line(set, {right, top}, {right, bottom});
    line(set, {right - foot, end}, {right, end});
    return set;
  }

  SetFormula hatted(const Formula& formula) const {
    SetFormula set = row(formula.parts[0].parts.empty() ? formula.parts : formula.parts[0].parts);
    const bool is_low =
        formula.parts[0].parts.size() == 1 && formula.parts[0].parts[0].kind == Kind::variable &&
        std::string_view("acegmnopqrsuvwxyz").find(formula.parts[0].parts[0].text) != std::string_view::npos;
    // Small letters are about seven tenths of a capital.
    const double bottom = -(is_low ? cap() * 0.8 : cap() * 1.1);
    const double tip = bottom - style_.size_pt * 0.16;
    const double middle = set.width / 2 + slant * -bottom;
    const double half = style_.size_pt * 0.16;
    line(set, {middle - half, bottom}, {middle, tip});
    line(set, {middle, tip}, {middle + half, bottom});
    set.ascent = std::max(set.ascent, -tip + rule());
    return set;
  }

  TextStyle style_;
  bool is_displayed_;
  const FontMetrics& fonts_;
};

}  // namespace

SetFormula set_formula(const Formula& formula, const TextStyle& style, bool is_displayed, const FontMetrics& fonts) {
  return Setter(style, is_displayed, fonts).set(formula);
}

}  // namespace convoscope
