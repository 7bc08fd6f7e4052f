#include "lesson/mistake.h"

#include <algorithm>

#include "document/text_position.h"
#include "document/utf8.h"

namespace convoscope {

Piece Piece::trimmed() const {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return part(text.size());
  return part(begin, text.find_last_not_of(spaces) + 1 - begin);
}

void Mistakes::add(std::size_t offset, Message what) {
  if (found_.size() < most_mistakes) found_.push_back({offset, std::move(what)});
}

std::vector<Mistake> Mistakes::in_order() && {
  std::ranges::stable_sort(found_, {}, &Found::offset);
  std::vector<Mistake> mistakes;
  for (Found& each : found_) {
    const TextPosition place = position_in(text_, each.offset);
    mistakes.push_back({place.line, place.column, std::move(each.what)});
  }
  return mistakes;
}

}  // namespace convoscope
