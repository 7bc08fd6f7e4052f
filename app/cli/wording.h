// The words that a run may need, read when the first is said: most runs say none.
#pragma once

#include <optional>
#include <string>

#include "document/catalog.h"
#include "document/platform.h"

namespace convoscope {

class Wording {
 public:
  /// `language` is "en", "zh" or "" for English. The platform outlives the wording.
  Wording(std::string language, const Platform& platform);

  /// An unreadable language file gives an empty catalog, which shows keys instead of sentences: `unreadable` then has its
  /// name. Not for several threads at once.
  const Catalog& catalog() const;
  /// The language file that was wanted and could not be read; empty: none.
  const std::string& unreadable() const { return unreadable_; }

 private:
  std::string language_;
  const Platform* platform_;
  mutable std::optional<Catalog> catalog_;
  mutable std::string unreadable_;
};

}  // namespace convoscope
