// A page in a browser behind the Platform interface: assets and dropped files are in the program's memory, what is written goes to the
// reader as a download, and what is kept lives in the browser's store. app/web/page_files.js has the other side.
#pragma once

#include "document/platform.h"

namespace convoscope {

class BrowserPlatform : public Platform {
 public:
  Result<std::string> read_file(const std::string& path) const override;
  Status write_file(const std::string& path, std::string_view bytes) const override;
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override;
  Result<std::string> read_asset(std::string_view name) const override;
  Result<std::string> read_shader(std::string_view name) const override;
  FontFile find_font(FontFace face) const override;
  bool is_page() const override { return true; }
  void pick_files() const override;
  /// Only of what the browser keeps: a download replaces nothing.
  bool has_file(const std::string& path) const override;
  void remove_file(const std::string& path) const override;
  std::unique_ptr<FileClaim> claim_file(const std::string& path) const override;
  Status can_copy_pictures() const override;
  Status copy_picture(std::string_view png) const override;
  /// What was pasted last, once.
  Result<std::string> paste_picture() const override;
  /// "local:" stands for the browser's store; empty where it is forbidden.
  std::string config_directory() const override;
};

}  // namespace convoscope
