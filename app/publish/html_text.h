// Text with emphasis, links and formulas as HTML.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "lesson/prose.h"

namespace convoscope {

/// How formulas are written: as MathML, which browsers set, or with <sub> and <sup>, which every platform keeps.
enum class HtmlFormulas : std::uint8_t { mathml, plain };

std::string html_of(const RichText& text, HtmlFormulas formulas);
inline std::string mathml_html(const RichText& text) { return html_of(text, HtmlFormulas::mathml); }
inline std::string plain_html(const RichText& text) { return html_of(text, HtmlFormulas::plain); }
/// Paragraphs, lists, displayed formulas; pictures by their files' names, which `source_of` turns into addresses.
std::string html_of(const Prose& prose, HtmlFormulas formulas,
                    const std::function<std::string(const std::string&)>& source_of);

}  // namespace convoscope
