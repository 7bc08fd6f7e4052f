// Recursive descent over UTF-8.
#include "lesson/formula.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/utf8.h"

namespace convoscope {
namespace {

using Kind = Formula::Kind;

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> symbols{{
    {"cdot", "·"},
    {"times", "×"},
    {"le", "≤"},
    {"ge", "≥"},
    {"ne", "≠"},
    {"to", "→"},
    {"ldots", "…"},
    {"partial", "∂"},
    {"sum", "∑"},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Parser {
 public:
  Parser(std::string_view text, FormulaMistake& mistake) : text_(text), mistake_(mistake) {}

  std::optional<Formula> parse() {
    if (text_.size() > most_formula_bytes) {
      fail("lesson.formula.too_long", {{"limit", std::to_string(most_formula_bytes)}});
      return std::nullopt;
    }
    Formula row = parse_row("");
    if (!failed_ && at_ < text_.size()) fail("lesson.formula.unopened", {});
    if (!failed_ && row.is_nothing()) fail("lesson.formula.empty", {});
    return failed_ ? std::nullopt : std::optional(std::move(row));
  }

 private:
  void fail(std::string key, std::vector<std::pair<std::string, std::string>> arguments) {
    if (failed_) return;
    failed_ = true;
    mistake_ = {at_, {std::move(key), std::move(arguments)}};
  }

  bool has(std::string_view next) const { return text_.substr(at_).starts_with(next); }
  bool has_command(std::string_view name) const {
    if (!has("\\") || !text_.substr(at_ + 1).starts_with(name)) return false;
    const std::size_t end = at_ + 1 + name.size();
    return end >= text_.size() || !is_letter(text_[end]);
  }
  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }

  /// Up to a closing brace, or up to the command `end`.
  Formula parse_row(std::string_view end) {
    Formula row;
    if (++depth_ > most_formula_depth) fail("lesson.formula.too_deep", {{"limit", std::to_string(most_formula_depth)}});
    for (skip_spaces(); !failed_ && at_ < text_.size(); skip_spaces()) {
      const bool is_closed = has("}") || has_command("rfloor") || has_command("rceil");
      if (is_closed) break;
      row.parts.push_back(with_scripts(parse_atom()));
    }
    if (!failed_ && !end.empty() && !has_command(end))
      fail("lesson.formula.unclosed", {{"text", "\\" + std::string(end)}});
    --depth_;
    return row;
  }

  Formula parse_group() {
    skip_spaces();
    if (!has("{")) {
      fail("lesson.formula.brace", {});
      return {};
    }
    ++at_;
    Formula row = parse_row("");
    if (!failed_ && !has("}")) fail("lesson.formula.unclosed", {{"text", "}"}});
    ++at_;
    return row;
  }

  /// A group or one atom.
  Formula parse_script() {
    skip_spaces();
    if (has("{")) return parse_group();
    if (at_ >= text_.size()) {
      fail("lesson.formula.script", {});
      return {};
    }
    return {Kind::row, {}, {parse_atom()}};
  }

  Formula with_scripts(Formula base) {
    Formula lower;
    Formula upper;
    for (skip_spaces(); !failed_ && (has("_") || has("^")); skip_spaces()) {
      Formula& script = has("_") ? lower : upper;
      if (!script.is_nothing()) fail("lesson.formula.two_scripts", {{"text", std::string(text_.substr(at_, 1))}});
      ++at_;
      script = parse_script();
    }
    if (lower.is_nothing() && upper.is_nothing()) return base;
    return {Kind::scripts, {}, {std::move(base), std::move(lower), std::move(upper)}};
  }

  Formula parse_atom() {
    if (has("\\")) return parse_command();
    if (has("{")) return parse_group();
    const std::size_t begin = at_;
    if (is_digit(text_[at_])) {
      // A decimal point belongs to the number, a full stop does not.
      while (at_ < text_.size() &&
             (is_digit(text_[at_]) || (text_[at_] == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))))
        ++at_;
      return {Kind::symbol, std::string(text_.substr(begin, at_ - begin)), {}};
    }
    if (is_letter(text_[at_])) return {Kind::variable, std::string(1, text_[at_++]), {}};
    next_character(text_, at_);
    std::string symbol(text_.substr(begin, at_ - begin));
    if (symbol == "-") symbol = "−";
    if (symbol == "'") symbol = "′";
    constexpr std::string_view others = "+=/<>()[],.:;!|?";
    const bool is_ascii = symbol.size() == 1;
    if (is_ascii && others.find(symbol) == std::string_view::npos) {
      at_ = begin;
      fail("lesson.formula.character", {{"text", symbol}});
    }
    return {Kind::symbol, std::move(symbol), {}};
  }

  Formula parse_command() {
    const std::size_t begin = at_;
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    const std::string_view name = text_.substr(begin + 1, end - begin - 1);
    at_ = end;
    if (const auto found = std::ranges::find(symbols, name, &std::pair<std::string_view, std::string_view>::first);
        found != symbols.end())
      return {Kind::symbol, std::string(found->second), {}};
    if (name == "frac") {
      Formula above = parse_group();
      Formula below = failed_ ? Formula() : parse_group();
      return {Kind::fraction, {}, {std::move(above), std::move(below)}};
    }
    if (name == "hat") return {Kind::hat, {}, {parse_group()}};
    if (name == "text") return parse_words();
    if (name == "lfloor" || name == "lceil") {
      const std::string_view closing = name == "lfloor" ? "rfloor" : "rceil";
      Formula inside = parse_row(closing);
      at_ += closing.size() + 1;
      return {name == "lfloor" ? Kind::floor : Kind::ceiling, {}, {std::move(inside)}};
    }
    at_ = begin;
    if (name.empty() && end < text_.size()) end += character_length(text_, end);
    fail("lesson.formula.command", {{"text", std::string(text_.substr(begin, end - begin))}});
    return {};
  }

  Formula parse_words() {
    skip_spaces();
    const std::size_t end = text_.find('}', at_);
    if (!has("{") || end == std::string_view::npos) {
      fail(has("{") ? "lesson.formula.unclosed" : "lesson.formula.brace", {{"text", "}"}});
      return {};
    }
    Formula words{Kind::words, std::string(text_.substr(at_ + 1, end - at_ - 1)), {}};
    at_ = end + 1;
    return words;
  }

  std::string_view text_;
  FormulaMistake& mistake_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

/// Whether it can stand in a line beside others without brackets.
bool is_single(const Formula& formula) { return formula.kind != Kind::row || formula.parts.size() <= 1; }

std::string in_brackets(const Formula& formula, const LineMarks& marks) {
  return is_single(formula) ? in_line(formula, marks) : "(" + in_line(formula, marks) + ")";
}

std::string row_in_line(const Formula& row, const LineMarks& marks) {
  constexpr std::array<std::string_view, 12> spaced{"+", "−", "=", "<", ">", "≤", "≥", "≠", "→", "·", "×", "/"};
  std::string text;
  for (std::size_t i = 0; i < row.parts.size(); ++i) {
    const Formula& part = row.parts[i];
    const bool is_operator = part.kind == Kind::symbol && std::ranges::find(spaced, part.text) != spaced.end();
    const bool is_between = is_operator && i > 0;  // else it is a sign
    const bool is_sum = part.text == "∑" || (part.kind == Kind::scripts && part.parts[0].text == "∑");
    if ((is_between || (is_sum && i > 0)) && !text.ends_with(' ')) text += ' ';
    text += in_line(part, marks);
    if (is_between || is_sum || part.text == ",") text += ' ';
  }
  return text;
}

std::string scripts_in_line(const std::vector<Formula>& parts, const LineMarks& marks) {
  std::string text = in_line(parts[0], marks);
  const auto add = [&](const Formula& script, std::string_view begin, std::string_view end) {
    if (script.is_nothing()) return;
    text += begin;
    text += end.empty() ? in_brackets(script, marks) : in_line(script, marks);
    text += end;
  };
  add(parts[1], marks.lower, marks.lower_end);
  add(parts[2], marks.upper, marks.upper_end);
  return text;
}

}  // namespace

std::optional<Formula> parse_formula(std::string_view text, FormulaMistake& mistake) {
  return Parser(text, mistake).parse();
}

std::string in_line(const Formula& formula, const LineMarks& marks) {
  const auto& parts = formula.parts;
  switch (formula.kind) {
    case Kind::row: return row_in_line(formula, marks);
    case Kind::variable:
    case Kind::symbol:
    case Kind::words: return marks.escaped == nullptr ? formula.text : marks.escaped(formula.text);
    case Kind::fraction: return in_brackets(parts[0], marks) + " / " + in_brackets(parts[1], marks);
    case Kind::scripts: return scripts_in_line(parts, marks);
    case Kind::floor: return "⌊" + in_line(parts[0], marks) + "⌋";
    case Kind::ceiling: return "⌈" + in_line(parts[0], marks) + "⌉";
    case Kind::hat: return in_line(parts[0], marks) + "\u0302";
  }
  return {};
}

}  // namespace convoscope
