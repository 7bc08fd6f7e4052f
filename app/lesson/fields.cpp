#include "lesson/fields.h"

#include <algorithm>

namespace convoscope {
namespace {

/// "- [x] text", "- [ ] text": where the text begins; npos where the line is none.
std::size_t choice_text(std::string_view line) {
  const bool is_choice = line.starts_with("- [x]") || line.starts_with("- [X]") || line.starts_with("- [ ]");
  return is_choice ? std::string_view("- [x]").size() : std::string_view::npos;
}

std::string joined(std::string before, std::string_view more) {
  if (!before.empty()) before += '\n';
  return before + std::string(more);
}

}  // namespace

Fields::Fields(const MarkdownBlock& block, Mistakes& mistakes) : offset_(block.offset), mistakes_(mistakes) {
  bool is_after_choice = false;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const Piece line = block.lines[i].trimmed();
    const bool continues = block.indents[i] > 0 && (is_after_choice ? !choices_.empty() : !fields_.empty());
    if (continues && is_after_choice) {
      ChoiceLine& choice = choices_.back();
      if (choice.because.empty()) choice.because_offset = line.offset;
      choice.because = joined(std::move(choice.because), line.text);
    } else if (continues) {
      Field& field = fields_.back();
      if (field.value.empty()) field.offset = line.offset;
      field.value = joined(std::move(field.value), line.text);
    } else if (const std::size_t text = choice_text(line.text); text != std::string_view::npos) {
      const Piece piece = line.part(text).trimmed();
      choices_.push_back({line.text[3] != ' ', std::string(piece.text), piece.offset, {}, 0});
      is_after_choice = true;
    } else {
      is_after_choice = false;
      const std::size_t colon = line.text.find(':');
      if (colon == std::string_view::npos) {
        mistakes.add(line.offset, "lesson.field", {{"text", std::string(line.text)}});
        continue;
      }
      const Piece key = line.part(0, colon).trimmed();
      const Piece value = line.part(colon + 1).trimmed();
      if (std::ranges::any_of(fields_, [&](const Field& each) { return each.key.text == key.text; }))
        mistakes.add(key.offset, "lesson.field_twice", {{"key", std::string(key.text)}});
      else
        fields_.push_back({key, std::string(value.text), value.offset});
    }
  }
  for (const Field& field : fields_) {
    if (field.value.empty())
      mistakes.add(field.key.offset, "lesson.field_empty", {{"key", std::string(field.key.text)}});
  }
}

const Field* Fields::find(std::string_view key) {
  const auto found = std::ranges::find(fields_, key, [](const Field& each) { return each.key.text; });
  if (found == fields_.end()) return nullptr;
  found->is_known = true;
  return found->value.empty() ? nullptr : &*found;
}

RichText Fields::find_text(std::string_view key) {
  const Field* field = find(key);
  return field == nullptr ? RichText() : read_rich_text({field->value, field->offset}, mistakes_);
}

void Fields::expect_no_others(std::string_view known) const {
  for (const Field& field : fields_) {
    if (!field.is_known)
      mistakes_.add(field.key.offset, "lesson.unknown_key",
                    {{"text", std::string(field.key.text)}, {"choices", std::string(known)}});
  }
}

}  // namespace convoscope
