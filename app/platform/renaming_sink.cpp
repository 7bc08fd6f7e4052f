#include "platform/renaming_sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace convoscope {

Message file_message(const std::string& path, int error, bool writing) {
  std::string key = writing ? "file.unwritable" : "file.unreadable";
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const bool has_folder = folder.empty() || std::filesystem::is_directory(folder, ignored);
  const bool is_missing = error == ENOENT && !writing;
  if (is_missing) key = "file.not_found";
  if (error == ENOENT && writing && !has_folder) key = "file.no_folder";
  if (error == EISDIR) key = "file.is_folder";
  if (error == EACCES || error == EPERM || error == EROFS)
    key = writing ? "file.no_write_permission" : "file.no_read_permission";
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) key = "file.disk_full";
  const Cause cause = is_missing ? Cause::missing_file : Cause::other;
  return {key, {{"path", path}, {"reason", std::strerror(error)}}, cause};
}

namespace {

/// Writes to a file beside the target: a nameless one where the file system has them, which vanishes with the program
/// however that ends, else one whose name says what it is. A target that is no regular file (a pipe, a device) cannot be replaced by
/// renaming and is written to directly.
///
/// What a commit replaces keeps a second name until the sink goes, where the file system has such names, so that it can come back.
class RenamingSink : public FileSink {
 public:
  static Result<std::unique_ptr<FileSink>> open_beside(const std::string& path) {
    struct stat status {};
    const bool exists = stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return file_message(path, EISDIR, true);
    if (exists && !S_ISREG(status.st_mode)) {
      const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
      if (descriptor < 0) return file_message(path, errno, true);
      return std::unique_ptr<FileSink>(new RenamingSink(path, "", descriptor));
    }
    // A link stays a link: what it points to is replaced.
    std::error_code failure;
    const std::string target = exists ? std::filesystem::canonical(path, failure).string() : path;
    if (failure) return file_message(path, failure.value(), true);
    if (exists && access(target.c_str(), W_OK) != 0) return file_message(path, errno, true);
    const mode_t mask = umask(0);
    umask(mask);
    const mode_t mode = exists ? status.st_mode & 07777 : 0666 & ~mask;
    const std::filesystem::path folder = std::filesystem::path(target).parent_path();
    const int nameless = open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
    if (nameless >= 0) {
      fchmod(nameless, mode);
      return std::unique_ptr<FileSink>(new RenamingSink(target, "", nameless));
    }
    std::string partial = target + ".part-XXXXXX";
    const int descriptor = mkostemp(partial.data(), O_CLOEXEC);
    if (descriptor < 0) return file_message(path, errno, true);
    fchmod(descriptor, mode);
    return std::unique_ptr<FileSink>(new RenamingSink(target, partial, descriptor));
  }

  ~RenamingSink() override {
    if (descriptor_ >= 0) close(descriptor_);
    if (!partial_.empty()) unlink(partial_.c_str());
    if (!old_.empty()) unlink(old_.c_str());
  }
  RenamingSink(const RenamingSink&) = delete;
  RenamingSink& operator=(const RenamingSink&) = delete;

  Status write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return file_message(path_, errno, true);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return ok();
  }

  Status commit() override {
    if (Status named = name_partial(); !named) return named;
    const int descriptor = descriptor_;
    descriptor_ = -1;
    if (close(descriptor) != 0) return file_message(path_, errno, true);
    if (partial_.empty()) return ok();
    const std::string aside = name_beside("before", descriptor);
    if (link(path_.c_str(), aside.c_str()) == 0) old_ = aside;
    const bool was_missing = old_.empty() && errno == ENOENT;
    if (rename(partial_.c_str(), path_.c_str()) != 0) return file_message(path_, errno, true);
    partial_.clear();
    is_new_ = was_missing;
    return ok();
  }

  void revert() override {
    if (is_new_) unlink(path_.c_str());
    if (!old_.empty()) (void)rename(old_.c_str(), path_.c_str());
    old_.clear();  // where it cannot come back, its second name is all that is left of it
    is_new_ = false;
  }

 private:
  std::string name_beside(std::string_view what, int number) const {
    return path_ + "." + std::string(what) + "-" + std::to_string(getpid()) + "-" + std::to_string(number);
  }

  /// Gives a nameless file the target's name, or where that is taken the one that is then renamed over it.
  Status name_partial() {
    struct stat status {};
    const bool is_nameless = partial_.empty() && fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
    if (!is_nameless) return ok();
    const std::string open_file = "/proc/self/fd/" + std::to_string(descriptor_);
    if (linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      is_new_ = true;
      return ok();
    }
    if (errno != EEXIST) return file_message(path_, errno, true);
    std::string name = name_beside("part", descriptor_);
    if (linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      return file_message(path_, errno, true);
    }
    partial_ = std::move(name);
    return ok();
  }

  RenamingSink(std::string path, std::string partial, int descriptor)
      : path_(std::move(path)), partial_(std::move(partial)), descriptor_(descriptor) {}

  std::string path_;
  std::string partial_;  ///< empty: nameless, writing directly, or already renamed
  std::string old_{};    ///< what the commit replaced; empty: nothing, or it could not be kept
  bool is_new_ = false;  ///< there was nothing where the commit put the file
  int descriptor_ = -1;
};

}  // namespace

Result<std::unique_ptr<FileSink>> open_renaming_sink(const std::string& path) {
  return RenamingSink::open_beside(path);
}

}  // namespace convoscope
