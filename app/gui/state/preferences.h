// What the window remembers from one run to the next.
// Knows no window and no document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/platform.h"
#include "document/scene.h"
#include "figure/figure.h"
#include "gui/lesson/lesson_memory.h"

namespace convoscope {

inline constexpr std::size_t most_recent_folders = 6;
inline constexpr std::size_t most_recent_files = 8;
inline constexpr std::size_t most_lesson_memories = 12;

/// How the window was left. What is empty was never changed by hand.
struct Layout {
  std::vector<View> views;
  std::optional<Camera> camera;
  std::optional<bool> layer_panel;  ///< shown or folded
  std::optional<bool> cell_panel;
  Size window;  ///< screen units
  bool moves_smoothly = false;
  bool reduces_motion = false;
  bool has_plain_type = false;
  double scale = 1;  ///< of the interface
  bool operator==(const Layout&) const = default;
};

struct Preferences {
  std::string theme{};                 ///< "light", "dark"; empty: never chosen
  std::string language{};              ///< "en", "zh"; empty: never chosen
  std::vector<std::string> folders{};  ///< that pictures went to, the latest first
  std::vector<std::string> files{};    ///< scenes opened or saved, the latest first
  Layout layout{};
  std::string site{};                   ///< that links begin with; empty: never told
  std::vector<LessonMemory> lessons{};  ///< how far somebody has come, the latest first
};

/// The preferences kept by the platform; defaults where there are none or they cannot be read.
Preferences read_preferences(const Platform& platform);
/// What is to be kept where another window may have kept `theirs` meanwhile: of each setting and lesson what this window has changed since
/// `before`, else theirs; of each list what was used here since, then theirs, then the rest of ours.
Preferences merged(const Preferences& ours, const Preferences& before, const Preferences& theirs);
/// Keeps them where the platform can; a failure is not worth a message.
void write_preferences(const Platform& platform, const Preferences& preferences);

}  // namespace convoscope
