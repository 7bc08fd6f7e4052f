// The steps of the interactive HTML file: every different element once, the first step as a list of them, each other as what it changes
// of the one before. Knows no page around them.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "figure/writing/format.h"
#include "vector/embedded_fonts.h"
#include "vector/style_sheet.h"

namespace convoscope {

/// From the list before to the list after: at `at`, where the edits before have been made, `removed` entries give way to `added`.
struct ListEdit {
  std::size_t at = 0;
  std::size_t removed = 0;
  std::vector<std::size_t> added;
};

/// Few and short edits rather than the fewest: lists of thousands that differ here and there take no longer than reading them.
std::vector<ListEdit> edits_between(const std::vector<std::size_t>& before, const std::vector<std::size_t>& after);

class HtmlSteps {
 public:
  HtmlSteps(const FontBook& fonts, const ExportOptions& options)
      : fonts_(fonts),
        embedded_(fonts, options.font_subset, std::string(page_font_prefix)),
        text_as_outlines_(options.text_as_outlines) {}

  /// `dark`: the same step in dark colours; null: it has the same in light and dark.
  void add(const Figure& light, const Figure* dark);

  /// How many elements the step added last has, and how many bytes the steps after the first have come to so far.
  std::size_t elements_of_last() const { return last_.size(); }
  std::size_t later_bytes() const { return later_elements_.size() + edits_.size(); }

  /// A colour of the page itself, for a style sheet.
  std::string color(Color light, Color dark);

  /// The first step's elements, one a line.
  const std::string& first_elements() const { return first_elements_; }
  /// Those that later steps bring: they are counted on from the first step's.
  const std::string& later_elements() const { return later_elements_; }
  /// What each step but the first changes, as JavaScript: [[[at, removed, added...]...]...].
  std::string edits() const { return '[' + edits_ + ']'; }
  std::string definitions() const;
  /// With the fonts, where they come along.
  std::string style_sheet() const { return embedded_.rules() + style_sheet_.text(); }
  std::string font_family() const { return embedded_.family(FontFamily::sans); }

 private:
  const FontBook& fonts_;
  EmbeddedFonts embedded_;
  bool text_as_outlines_;
  StyleSheet style_sheet_;
  std::set<std::string> definitions_;
  std::unordered_map<std::string, std::size_t> indices_;
  std::size_t element_count_ = 0;
  std::vector<std::size_t> last_;  ///< the step added last
  bool is_first_ = true;
  std::string first_elements_;
  std::string later_elements_;
  std::string edits_;
};

}  // namespace convoscope
