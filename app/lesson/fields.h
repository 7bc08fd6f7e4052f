// The lines of a fenced block: "key: value", and choices "- [x] text". Knows no keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lesson/markdown.h"

namespace convoscope {

struct Field {
  Piece key;
  std::string value;  ///< with the lines that continue it, joined by a space
  std::size_t offset = 0;
  bool is_known = false;  ///< somebody has asked for it
};

/// A choice, and what the indented lines below it say.
struct ChoiceLine {
  bool is_right = false;
  std::string text;
  std::size_t offset = 0;
  std::string because;
  std::size_t because_offset = 0;
};

class Fields {
 public:
  /// Lines that are neither, keys that stand twice and values that are missing are mistakes.
  Fields(const MarkdownBlock& block, Mistakes& mistakes);

  /// The field of that key; null where there is none.
  const Field* find(std::string_view key);
  const std::vector<ChoiceLine>& choices() const { return choices_; }
  /// Where the block begins.
  std::size_t offset() const { return offset_; }
  /// Names those that nobody has asked for. `known`: the keys that there are, for the reader of the mistake.
  void expect_no_others(std::string_view known) const;

  /// One of `names`; -1 where the key is missing or, which is a mistake, the value is none of them.
  template <class Names>
  int find_name(std::string_view key, const Names& names) {
    const Field* field = find(key);
    if (field == nullptr) return -1;
    std::string list;
    for (std::size_t i = 0; i < std::size(names); ++i) {
      if (field->value == names[i]) return static_cast<int>(i);
      list += (list.empty() ? "" : ", ") + std::string(names[i]);
    }
    mistakes_.add(field->offset, "lesson.one_of", {{"choices", list}, {"text", field->value}});
    return -1;
  }
  /// One paragraph; empty where the key is missing.
  RichText find_text(std::string_view key);
  Mistakes& mistakes() { return mistakes_; }

 private:
  std::vector<Field> fields_;
  std::vector<ChoiceLine> choices_;
  std::size_t offset_;
  Mistakes& mistakes_;
};

}  // namespace convoscope
