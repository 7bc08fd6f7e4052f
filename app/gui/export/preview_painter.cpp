#include "gui/export/preview_painter.h"

#include <exception>
#include <utility>

namespace convoscope {
namespace {

/// `cache` stays from one preview to the next, as an animation's steps need it.
std::optional<Figure> compose_preview(PreviewRequest& request, PictureCache& cache) {
  ScenePicture picture(std::move(request.picture), std::move(cache));
  const auto draw = [&]() -> Result<Figure> {
    if (request.contact_sheet) return picture.first_contact_sheet(*request.contact_sheet);
    return request.frame ? picture.figure_of_frame(*request.frame, request.between) : picture.figure();
  };
  Result<Figure> drawn = draw();
  cache = picture.take_cache();
  if (!drawn) return std::nullopt;
  return std::move(*drawn);
}

}  // namespace

PreviewPainter::~PreviewPainter() {
  {
    const std::scoped_lock lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void PreviewPainter::ask(PreviewRequest request) {
  {
    const std::scoped_lock lock(mutex_);
    next_ = std::make_unique<PreviewRequest>(std::move(request));
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_one();
}

std::optional<Figure> PreviewPainter::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(ready_, std::nullopt);
}

bool PreviewPainter::is_busy() {
  const std::scoped_lock lock(mutex_);
  return next_ || is_composing_ || ready_;
}

void PreviewPainter::run() {
  PictureCache cache;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_ending_ || next_; });
    if (is_ending_) return;
    const std::unique_ptr<PreviewRequest> request = std::move(next_);
    is_composing_ = true;
    lock.unlock();
    std::optional<Figure> preview;
    try {
      preview = compose_preview(*request, cache);
    } catch (const std::exception&) {
      cache = {};
    }
    lock.lock();
    is_composing_ = false;
    if (preview) ready_ = std::move(preview);
    wake_();
  }
}

}  // namespace convoscope
