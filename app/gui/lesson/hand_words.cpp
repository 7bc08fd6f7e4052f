#include "gui/lesson/hand_words.h"

#include <array>

namespace convoscope {

std::string hand_words(const Catalog& catalog, const HandCount& hands) {
  return catalog.text("present.hands_counted", {{"right", std::to_string(hands.right)},
                                                {"count", std::to_string(hands.all)},
                                                {"percent", std::to_string(100 * hands.right / hands.all)}});
}

std::string advice_words(const Catalog& catalog, const HandCount& hands) {
  constexpr std::array keys{"present.advice_hint", "present.advice_discuss", "present.advice_go_on"};
  return catalog.text(keys[static_cast<std::size_t>(advice_of(hands))]);
}

}  // namespace convoscope
