// A sink that keeps what is written: a file in memory. Knows no file system.
#pragma once

#include <string>
#include <utility>

#include "document/platform.h"

namespace convoscope {

class MemorySink : public FileSink {
 public:
  Status write(std::string_view bytes) override {
    bytes_ += bytes;
    return ok();
  }
  Status commit() override { return ok(); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace convoscope
