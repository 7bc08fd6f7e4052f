// Looking up the names.
#include "document/names.h"

#include <span>

#include "core/assert.h"

namespace convoscope {

namespace {

std::string_view name_at(std::span<const char* const> names, std::size_t index) {
  CONVOSCOPE_ASSERT(index < names.size());
  return names[index];
}

template <class Choice>
std::optional<Choice> choice_named(std::span<const char* const> names, std::string_view name, std::size_t first = 0) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Choice>(i + first);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Operation operation) { return name_at(operation_names, static_cast<std::size_t>(operation)); }
std::string_view name_of(PaddingMode mode) { return name_at(padding_mode_names, static_cast<std::size_t>(mode)); }
std::string_view name_of(Granularity granularity) {
  return name_at(granularity_names, static_cast<std::size_t>(granularity));
}
std::string_view name_of(CellText text) { return name_at(cell_text_names, static_cast<std::size_t>(text)); }
std::string_view name_of(Side side) {
  CONVOSCOPE_ASSERT(side != Side::none);
  return name_at(side_names, static_cast<std::size_t>(side) - 1);
}
std::string_view name_of(Method method) { return name_at(method_names, static_cast<std::size_t>(method)); }

std::optional<Operation> operation_named(std::string_view name) {
  return choice_named<Operation>(operation_names, name);
}
std::optional<PaddingMode> padding_mode_named(std::string_view name) {
  return choice_named<PaddingMode>(padding_mode_names, name);
}
std::optional<Granularity> granularity_named(std::string_view name) {
  return choice_named<Granularity>(granularity_names, name);
}
std::optional<CellText> cell_text_named(std::string_view name) { return choice_named<CellText>(cell_text_names, name); }
std::optional<Side> side_named(std::string_view name) { return choice_named<Side>(side_names, name, 1); }
std::optional<Method> method_named(std::string_view name) { return choice_named<Method>(method_names, name); }

}  // namespace convoscope
