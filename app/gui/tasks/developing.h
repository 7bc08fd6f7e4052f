// The whole output of a photograph, made beside the window while the one before it stays: so a kernel's value is dragged over any picture
// and nothing freezes.
// Knows no widget.
#pragma once

#include <chrono>
#include <memory>

#include "document/photograph/development.h"
#include "gui/tasks/maker.h"

namespace convoscope {

struct AppState;

struct Developing {
  using Shared = std::shared_ptr<const Development>;
  Shared shown{};  ///< the newest that is made; null: none yet
  std::shared_ptr<DevelopingTray> tray = std::make_shared<DevelopingTray>();  ///< of the one job
  Maker<Shared, Shared> maker{};
};

/// Begins what the session's photograph is to become, and takes what is done. `patience`: how long it may be waited for, so that it comes
/// in the frame that asks for it.
void settle_developing(AppState& app, std::chrono::milliseconds patience = std::chrono::milliseconds(0));

}  // namespace convoscope
