// The photograph that is being opened, decoded beside the window while what it shows stays. One at a time: the newest.
// Knows no widget.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "document/photograph/photograph_file.h"
#include "gui/tasks/maker.h"

namespace convoscope {

struct AppState;

/// What is to be decoded, and what becomes of it: `then` gets the photograph, or why there is none.
struct OpeningWish {
  std::string path;  ///< of the file that is opened, whose name the reader is shown
  PhotographFile photograph;
  std::function<void(AppState&, const Result<SharedPhotograph>&)> then;
};

struct Opening {
  std::optional<OpeningWish> wish{};
  std::uint64_t number = 0;                                  ///< of the wish
  double since_s = std::numeric_limits<double>::infinity();  ///< when it was wished for; infinity: nothing is
  Maker<std::uint64_t, SharedPhotograph> maker{};
};

/// Ordinary pictures are there when this returns, `then` done; large ones come between frames.
void open_photograph(AppState& app, OpeningWish wish);
/// Goes on with it; takes what is done.
void settle_opening(AppState& app);
/// Nothing is opened.
void cancel_opening(AppState& app);
/// Whether the reader is to be told.
bool shows_opening(const AppState& app);
double next_opening_s(const AppState& app);

}  // namespace convoscope
