// Joining what differs in the axis alone.
#include "gui/widgets/told_problems.h"

#include <algorithm>

namespace convoscope {

std::vector<Problem> told_once(std::span<const Problem> problems) {
  std::vector<Problem> told;
  for (const Problem& problem : problems) {
    const auto same = std::ranges::find_if(told, [&](const Problem& other) {
      return other.parameter == problem.parameter && other.key == problem.key && other.numbers == problem.numbers;
    });
    if (same == told.end()) {
      told.push_back(problem);
    } else {
      same->axis = -1;
    }
  }
  return told;
}

std::string told_sentence(const Catalog& catalog, const Problem& problem) {
  return told_sentence(catalog, message_of(problem));
}

std::string told_sentence(const Catalog& catalog, const Message& message) {
  std::string sentence = catalog.text(message);
  const bool begins_with_name = std::ranges::any_of(message.arguments, [&](const auto& argument) {
    const auto& [key, value] = argument;
    return !key.starts_with('@') && !value.empty() && sentence.starts_with(value);
  });
  if (sentence.empty() || begins_with_name) return sentence;
  char& first = sentence.front();
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
  return sentence;
}

}  // namespace convoscope
