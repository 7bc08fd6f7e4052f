// What a file of frames is written from, for the writers of each format to build on.
#pragma once

#include <utility>

#include "core/assert.h"
#include "figure/writing/format.h"

namespace convoscope {

class FramesWriting : public FileWriting {
 public:
  /// `passes`: how often it goes through all frames.
  FramesWriting(FrameSource frames, ExportOptions options, const FontBook& fonts, FileSink& sink, int passes = 1)
      : FileWriting(passes * frames.count),
        frames_(std::move(frames)),
        options_(std::move(options)),
        fonts_(fonts),
        sink_(sink) {
    CONVOSCOPE_ASSERT(frames_.count > 0);
  }

 protected:
  const FrameSource frames_;
  const ExportOptions options_;
  const FontBook& fonts_;
  FileSink& sink_;
};

}  // namespace convoscope
