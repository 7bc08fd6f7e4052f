// Composes previews of pictures on a thread of its own, so that the window never waits for one.
// Knows no widget and no OpenGL.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "picture/scene_picture.h"

namespace convoscope {

struct PreviewRequest {
  PictureSource picture;
  std::optional<std::int64_t> frame;      ///< of an animation; nothing: where the picture stands
  int between = 0;                        ///< frames between two steps
  const Format* contact_sheet = nullptr;  ///< of all steps, as this format has it; null: a picture
};

class PreviewPainter {
 public:
  /// `wake` is called from the thread whenever a preview is ready.
  explicit PreviewPainter(std::function<void()> wake) : wake_(std::move(wake)) {}
  ~PreviewPainter();
  PreviewPainter(const PreviewPainter&) = delete;
  PreviewPainter& operator=(const PreviewPainter&) = delete;

  /// Takes the place of a request that is not begun yet. The thread starts with the first.
  void ask(PreviewRequest request);
  /// The latest preview, once; nothing where there is none since. A picture that is too large for memory never comes.
  std::optional<Figure> take();
  /// Whether a preview is still to come.
  bool is_busy();

 private:
  void run();

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::unique_ptr<PreviewRequest> next_;
  std::optional<Figure> ready_;
  bool is_composing_ = false;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace convoscope
