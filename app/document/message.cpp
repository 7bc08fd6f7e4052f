// The messages of the core's problems. Knows no language: words are left as keys that the catalog looks up.
#include "document/message.h"

#include <fmt/format.h>

#include "core/problem_keys.h"
#include "document/number_text.h"

namespace convoscope {

Message message_of(const Problem& problem) {
  Message message{std::string(problem.key), {}};
  for (const NamedNumber& number : problem.numbers) {
    message.arguments.emplace_back(number.name, whole_text(number.value));
  }
  if (problem.key == keys::output_size_unreachable && problem.numbers[1].value == problem.numbers[2].value)
    message.key = "problem.output_size_single";
  message.arguments.emplace_back("@parameter", fmt::format("term.{}", name_of(problem.parameter)));
  if (problem.axis == height) message.arguments.emplace_back("@axis", "axis.of_height");
  if (problem.axis == width) message.arguments.emplace_back("@axis", "axis.of_width");
  if (problem.axis != height && problem.axis != width) message.arguments.emplace_back("axis", "");
  return message;
}

}  // namespace convoscope
