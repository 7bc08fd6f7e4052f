// The desktop's files, fonts and folders behind the Platform interface. The only place that knows the file system.
#pragma once

#include "document/platform.h"

namespace convoscope {

/// Puts something in the place of the standard streams that the program was started without, so that no file of its own is taken for
/// one. Reading and writing them fails, as before.
void occupy_standard_streams();

class DesktopPlatform : public Platform {
 public:
  DesktopPlatform();

  Result<std::string> read_file(const std::string& path) const override;
  Status write_file(const std::string& path, std::string_view bytes) const override;
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override;
  Result<std::string> read_asset(std::string_view name) const override;
  Result<std::string> read_shader(std::string_view name) const override;
  FontFile find_font(FontFace face) const override;
  FontFile find_plain_font(FontFace face) const override;
  Status check_fonts(std::string_view language) const override;
  Result<std::vector<DirectoryEntry>> list_directory(const std::string& path) const override;
  std::string full_path(const std::string& path) const override;
  bool has_file(const std::string& path) const override;
  std::string file_stamp(const std::string& path) const override;
  void remove_file(const std::string& path) const override;
  std::unique_ptr<FileClaim> claim_file(const std::string& path) const override;
  std::unique_ptr<EndListener> listen_for_end(std::function<void()> ask) const override;
  bool has_program(std::string_view program) const override;
  Status show_in_folder(const std::string& path) const override;
  Status can_copy_pictures() const override;
  Status copy_picture(std::string_view png) const override;
  Result<std::string> paste_picture() const override;
  std::string config_directory() const override;

 private:
  std::string assets_directory_;
  std::string shaders_directory_;
};

}  // namespace convoscope
