#include "vector/html_steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "figure/writing/escape.h"
#include "vector/svg_writer.h"

namespace convoscope {

namespace {

/// How far edits look for where two lists go on alike. Its square bounds the time that a place may take.
constexpr std::size_t furthest_edit = 400;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

std::vector<ListEdit> edits_between(const std::vector<std::size_t>& before, const std::vector<std::size_t>& after) {
  std::vector<ListEdit> edits;
  std::size_t i = 0, j = 0;
  // One alike may be chance, such as the end of a group; two are not.
  const auto go_on_alike = [&](std::size_t from, std::size_t to) {
    if (from == before.size() || to == after.size()) return from == before.size() && to == after.size();
    const bool is_last = from + 1 == before.size() || to + 1 == after.size();
    return before[from] == after[to] && (is_last || before[from + 1] == after[to + 1]);
  };
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      ++i;
      ++j;
      continue;
    }
    std::size_t removed = before.size() - i;
    std::size_t added = after.size() - j;
    const std::size_t furthest = std::min(removed + added, furthest_edit);
    bool is_found = false;
    for (std::size_t both = 1; both <= furthest && !is_found; ++both) {
      for (std::size_t gone = 0; gone <= both && !is_found; ++gone) {
        const std::size_t come = both - gone;
        is_found = i + gone <= before.size() && j + come <= after.size() && go_on_alike(i + gone, j + come);
        if (!is_found) continue;
        removed = gone;
        added = come;
      }
    }
    const auto first = after.begin() + static_cast<std::ptrdiff_t>(j);
    edits.push_back({j, removed, {first, first + static_cast<std::ptrdiff_t>(added)}});
    i += removed;
    j += added;
  }
  return edits;
}

void HtmlSteps::add(const Figure& light, const Figure* dark) {
  SvgWriter svg(fonts_, embedded_, text_as_outlines_, SvgWriter::Names::data, style_sheet_);
  svg.add({light.items, dark != nullptr ? dark->items : light.items}, {});
  for (const std::string_view line : lines_of(svg.definitions())) definitions_.emplace(line);

  std::vector<std::size_t> step;
  for (const std::string_view line : lines_of(svg.elements())) {
    std::string element(line);
    const auto found = indices_.find(element);
    // The first step is read where it stands, so its elements are counted one by one, equal ones too.
    if (found != indices_.end() && !is_first_) {
      step.push_back(found->second);
      continue;
    }
    (is_first_ ? first_elements_ : later_elements_) += element + '\n';
    step.push_back(element_count_);
    indices_.emplace(std::move(element), element_count_++);
  }
  if (is_first_) {
    // Later steps name the first of equal ones, and are compared with a list that does so too.
    const std::vector<std::string_view> lines = lines_of(first_elements_);
    for (std::size_t& element : step) element = indices_.at(std::string(lines[element]));
  } else {
    edits_ += '[';
    for (const ListEdit& edit : edits_between(last_, step)) {
      edits_ += fmt::format("[{},{}", edit.at, edit.removed);
      for (const std::size_t element : edit.added) edits_ += fmt::format(",{}", element);
      edits_ += "],";
    }
    edits_ += "],\n";
  }
  is_first_ = false;
  last_ = std::move(step);
}

std::string HtmlSteps::color(Color light, Color dark) { return style_sheet_.value(hex_color(light), hex_color(dark)); }

std::string HtmlSteps::definitions() const { return fmt::format("{}", fmt::join(definitions_, "\n")); }

}  // namespace convoscope
