// Several files in one folder, none of which takes its place before all are written: the pictures of a gallery, the steps of an
// animation.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/failure.h"
#include "document/platform.h"

namespace convoscope {

class FileSet {
 public:
  /// The folder is made with the first file, where it is missing.
  FileSet(std::string folder, const Platform& platform) : folder_(std::move(folder)), platform_(&platform) {}
  /// Leaves nothing behind of what was not committed, the folders made for it included.
  ~FileSet();
  FileSet(const FileSet&) = delete;
  FileSet& operator=(const FileSet&) = delete;

  /// Writes a file of that name, which takes its place with `commit`.
  Outcome add(const std::string& name, std::string_view bytes);
  /// All files or, where one of them cannot take its place, none.
  Outcome commit();

 private:
  Outcome make_folder();

  std::filesystem::path folder_;
  const Platform* platform_;
  std::vector<std::unique_ptr<FileSink>> sinks_;
  std::vector<std::filesystem::path> made_;  ///< folders, outermost first
};

}  // namespace convoscope
