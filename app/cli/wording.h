// The words that a run may need, read when the first is said: most runs say none.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/catalog.h"
#include "document/platform.h"

namespace convoscope {

inline constexpr std::array<std::string_view, 2> language_names{"en", "zh"};

class Wording {
 public:
  /// `language` is "en", "zh" or "" for English. The platform outlives the wording.
  Wording(std::string language, const Platform& platform);

  /// A language file that cannot be read, or lacks a text, gives an empty catalog, which shows keys instead of sentences: `unreadable`
  /// then has its name. Not for several threads at once.
  const Catalog& catalog() const;
  /// The language file that was wanted and could not be read, and which of its texts is to blame; empty: none.
  const std::string& unreadable() const { return unreadable_; }

 private:
  std::string language_;
  const Platform* platform_;
  mutable std::optional<Catalog> catalog_;
  mutable std::string unreadable_;
};

/// What --language says among `words`, before anything else is understood; "" where it is absent or unknown.
std::string language_of(const std::vector<std::string>& words);

}  // namespace convoscope
