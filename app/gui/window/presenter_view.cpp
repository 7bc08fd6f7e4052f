#include "gui/window/presenter_view.h"

#include <algorithm>
#include <ctime>
#include <limits>
#include <utility>

#include <fmt/chrono.h>
#include "gui/state/app_state.h"

namespace convoscope {
namespace {

std::tm local_time() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return local;
}

}  // namespace

void PresenterView::update(AppState& app) {
  UiState& ui = app.ui;
  const bool presents = ui.lesson && ui.lesson->is_presenting;
  if (second_ && second_->was_closed()) ui.presenter = false;
  const bool is_wanted = presents && ui.presenter.value_or(window_.has_second_screen());
  if (!is_wanted) close();
  if (is_wanted && !second_ && !open(app)) ui.presenter = false;
  const bool did_show = std::exchange(ui.shows_presenter, second_ != nullptr);
  if (did_show != ui.shows_presenter && ui.lesson) ++ui.lesson->revision;
  if (!second_) return;

  const Size size = second_->size();
  const Size pixels = second_->framebuffer_size();
  if (size.width < 1 || size.height < 1 || pixels.width < 1) return;  // iconified
  const auto minutes = static_cast<std::int64_t>((app.now_s - ui.lesson->presents_since_s) / 60);
  Key key{ui.lesson->revision, app.language, app.theme().name,
          app.fonts.edition(), size,         {fmt::format("{:%H:%M}", local_time()), minutes}};
  const bool is_stale = second_->has_lost_pixels();
  if (key_ == key && !is_stale) return;
  const Figure figure = presenter_figure(app, size, key.time);
  key_ = std::move(key);
  const double scale = pixels.width / size.width;
  Viewport viewport;
  viewport.framebuffer_width = static_cast<int>(pixels.width);
  viewport.framebuffer_height = static_cast<int>(pixels.height);
  viewport.clip_px = {0, 0, pixels.width, pixels.height};
  viewport.to_pixels = {scale, 0, 0, scale, 0, 0};
  second_->enter();
  renderer_->draw(figure, ++revision_, viewport);
  second_->present();
  second_->leave();
}

double PresenterView::wait_s() const {
  return second_ ? std::max(0.05, 60.0 - local_time().tm_sec) : std::numeric_limits<double>::infinity();
}

bool PresenterView::open(AppState& app) {
  second_ = window_.open_second("Convoscope: " + app.catalog().text("present.notes"));
  if (!second_) {
    tell_error(app, {"present.no_window", {}});
    return false;
  }
  second_->enter();
  Result<std::unique_ptr<Renderer>> renderer = Renderer::create(app.platform, app.fonts);
  second_->leave();
  if (!renderer) {
    second_.reset();
    tell_error(app, renderer.message());
    return false;
  }
  renderer_ = std::move(*renderer);
  key_.reset();
  return true;
}

void PresenterView::close() {
  if (!second_) return;
  second_->enter();
  renderer_.reset();
  second_->leave();
  second_.reset();
}

}  // namespace convoscope
