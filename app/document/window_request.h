// What the command line asks of the window. Beside the rooms that speak of it, so that neither needs the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/message.h"

namespace convoscope {

struct WindowRequest {
  /// A scene, or an exported picture with one inside, or a link to one; empty: the article's example.
  std::string file;
  std::string site;        ///< the address that copied links begin with; empty: as last time
  std::string preset;      ///< a preset to open instead
  std::string lesson;      ///< a built-in lesson's name or a lesson's file to open; empty: none
  int page = 0;            ///< --page of it, counted from 1; 0: the first
  bool presents = false;   ///< the lesson, at once
  std::string screenshot;  ///< save what the window shows as this PNG and exit; empty: stay
  int width = 0;           ///< in screen coordinates; 0: as last time
  int height = 0;
  double scale = 0;                ///< size of the interface; 0: the display's
  std::string theme;               ///< of assets/themes; empty: as last time
  std::string language;            ///< "en", "zh"; empty: as last time, else the system's
  long long step = 0;              ///< --step, counted from 1; 0: the scene's own
  std::vector<std::string> views;  ///< --view; none: the scene's own
  // What the system asks of every program. It counts where nobody has chosen anything else.
  bool prefers_dark = false;
  bool prefers_less_motion = false;
  std::optional<Message> remark;  ///< said once the window stands
};

}  // namespace convoscope
