// What a teacher has in front while a class sees the page: notes, the answer, the next page, the time. A figure of its own, for the
// second window and for tests.
// Knows no widget, no window and no clock: it is told the time.
#pragma once

#include <string>

#include "figure/figure.h"

namespace convoscope {

struct AppState;

/// All that it shows beside the program's state.
struct PresenterTime {
  std::string clock;         ///< "10:42"
  std::int64_t minutes = 0;  ///< since presenting began
  bool operator==(const PresenterTime&) const = default;
};

/// Of an open lesson (asserted), for a window of this size (points): all of it stands inside, smaller where there is more to say.
Figure presenter_figure(const AppState& app, Size window, const PresenterTime& time);

}  // namespace convoscope
