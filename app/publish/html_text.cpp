#include "publish/html_text.h"

#include <fmt/format.h>

#include "figure/writing/escape.h"

namespace convoscope {
namespace {

using Kind = Formula::Kind;

std::string mathml_of(const Formula& formula);

/// One element, whatever the formula: what fractions and scripts want of their parts.
std::string mathml_row(const Formula& formula) {
  if (formula.kind == Kind::row && formula.parts.size() == 1) return mathml_of(formula.parts[0]);
  return formula.kind == Kind::row ? "<mrow>" + mathml_of(formula) + "</mrow>" : mathml_of(formula);
}

bool is_number(const std::string& text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

std::string mathml_scripts(const Formula& formula) {
  const auto& parts = formula.parts;
  const bool has_limits = parts[0].kind == Kind::symbol && parts[0].text == "∑";
  const std::string base = mathml_row(parts[0]);
  const bool lower = !parts[1].is_nothing();
  const bool upper = !parts[2].is_nothing();
  const std::string name = has_limits ? (lower && upper ? "munderover"
                                         : lower        ? "munder"
                                                        : "mover")
                                      : (lower && upper ? "msubsup"
                                         : lower        ? "msub"
                                                        : "msup");
  return "<" + name + ">" + base + (lower ? mathml_row(parts[1]) : "") + (upper ? mathml_row(parts[2]) : "") + "</" +
         name + ">";
}

std::string mathml_of(const Formula& formula) {
  const auto& parts = formula.parts;
  switch (formula.kind) {
    case Kind::row: {
      std::string text;
      for (const Formula& part : parts) text += mathml_of(part);
      return text;
    }
    case Kind::variable: return "<mi>" + formula.text + "</mi>";
    case Kind::symbol:
      return fmt::format("<{0}>{1}</{0}>", is_number(formula.text) ? "mn" : "mo", xml_escaped(formula.text));
    case Kind::words: return "<mtext>" + xml_escaped(formula.text) + "</mtext>";
    case Kind::fraction: return "<mfrac>" + mathml_row(parts[0]) + mathml_row(parts[1]) + "</mfrac>";
    case Kind::scripts: return mathml_scripts(formula);
    case Kind::floor: return "<mrow><mo>⌊</mo>" + mathml_of(parts[0]) + "<mo>⌋</mo></mrow>";
    case Kind::ceiling: return "<mrow><mo>⌈</mo>" + mathml_of(parts[0]) + "<mo>⌉</mo></mrow>";
    case Kind::hat: return "<mover>" + mathml_row(parts[0]) + "<mo>^</mo></mover>";
  }
  return {};
}

std::string formula_html(const Inline& piece, HtmlFormulas formulas, bool is_display) {
  if (formulas == HtmlFormulas::plain)
    return in_line(piece.formula, {"<sub>", "</sub>", "<sup>", "</sup>", xml_escaped});
  return fmt::format("<math{}>{}</math>", is_display ? " display=\"block\"" : "", mathml_of(piece.formula));
}

std::string html_of(const Inline& piece, HtmlFormulas formulas) {
  std::string text;
  switch (piece.kind) {
    case Inline::Kind::line_break: return "<br/>";
    case Inline::Kind::picture: return xml_escaped(piece.text);
    case Inline::Kind::formula: text = formula_html(piece, formulas, false); break;
    case Inline::Kind::code: text = "<code>" + xml_escaped(piece.text) + "</code>"; break;
    case Inline::Kind::text: text = xml_escaped(piece.text); break;
  }
  if (piece.is_emphasized) text = "<em>" + text + "</em>";
  if (piece.is_strong) text = "<strong>" + text + "</strong>";
  if (!piece.target.empty()) text = fmt::format("<a href=\"{}\">{}</a>", xml_escaped(piece.target), text);
  return text;
}

}  // namespace

std::string html_of(const RichText& text, HtmlFormulas formulas) {
  std::string html;
  for (const Inline& piece : text) html += html_of(piece, formulas);
  return html;
}

std::string html_of(const Prose& prose, HtmlFormulas formulas,
                    const std::function<std::string(const std::string&)>& source_of) {
  std::string html;
  std::string list;
  const auto close_list = [&] {
    if (!list.empty()) html += "</" + list + ">\n";
    list.clear();
  };
  for (const Paragraph& paragraph : prose) {
    const bool is_item = paragraph.kind == Paragraph::Kind::bullet || paragraph.kind == Paragraph::Kind::numbered;
    const std::string wanted = !is_item ? "" : paragraph.kind == Paragraph::Kind::bullet ? "ul" : "ol";
    if (list != wanted) {
      close_list();
      if (is_item) html += "<" + wanted + ">\n";
      list = wanted;
    }
    if (is_item) {
      html += "<li>" + html_of(paragraph.text, formulas) + "</li>\n";
    } else if (paragraph.kind == Paragraph::Kind::formula) {
      html += "<p class=\"formula\">" + formula_html(paragraph.text[0], formulas, true) + "</p>\n";
    } else if (paragraph.kind == Paragraph::Kind::picture) {
      html += fmt::format("<p><img src=\"{}\" alt=\"{}\"/></p>\n", xml_escaped(source_of(paragraph.text[0].target)),
                          xml_escaped(paragraph.text[0].text));
    } else {
      html += "<p>" + html_of(paragraph.text, formulas) + "</p>\n";
    }
  }
  close_list();
  return html;
}

}  // namespace convoscope
