#include "platform/renaming_sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "platform/unfinished_file.h"

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
  const Cause cause = is_missing ? Cause::missing_file : error == EISDIR ? Cause::folder : Cause::other;
  return {key, {{"path", path}, {"reason", std::strerror(error)}}, cause};
}

namespace {

/// A name beside `path` that is short, whatever the target's length, and this program's alone.
std::string name_beside(const std::string& path) {
  static std::atomic<int> count = 0;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return (folder / (".convoscope-" + std::to_string(getpid()) + "-" + std::to_string(count++))).string();
}

std::string name_of_open(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

/// A file without a name in the folder, which can be given one later; -1 where the system has no such things.
int open_nameless(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0 || access(name_of_open(descriptor).c_str(), F_OK) == 0) return descriptor;
  close(descriptor);
  return -1;
}

/// Brings what was written to the disk, where the file lies on one.
bool is_synced(int descriptor) { return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOSYS; }

/// Writes to a file beside the target: a nameless one where the file system has them, which vanishes with the program
/// however that ends, else one that signals remove. It takes the target's mode and, as far as this user may give it, its owner.
/// A target that is no regular file (a pipe, a device) cannot be replaced by renaming and is written to directly.
class RenamingSink : public FileSink {
 public:
  static Result<std::unique_ptr<FileSink>> open_beside(const std::string& path) {
    struct stat status {};
    const bool exists = stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return file_message(path, EISDIR, true);
    if (exists && !S_ISREG(status.st_mode)) {
      const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
      if (descriptor < 0) return file_message(path, errno, true);
      return std::unique_ptr<FileSink>(new RenamingSink(path, nullptr, descriptor));
    }
    // A link stays a link: what it points to is replaced.
    std::error_code failure;
    const std::string target = exists ? std::filesystem::canonical(path, failure).string() : path;
    if (failure) return file_message(path, failure.value(), true);
    if (exists && access(target.c_str(), W_OK) != 0) return file_message(path, errno, true);
    const std::string folder = std::filesystem::path(target).parent_path().string();
    std::unique_ptr<UnfinishedFile> partial;
    int descriptor = open_nameless(folder.empty() ? "." : folder);
    if (descriptor < 0) {
      const std::string name = name_beside(target);
      const SignalsHeld signals;
      descriptor = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      if (descriptor < 0) return file_message(path, errno, true);
      partial = std::make_unique<UnfinishedFile>(name);
    }
    const mode_t mask = umask(0);
    umask(mask);
    if (exists && fchown(descriptor, status.st_uid, status.st_gid) != 0)
      (void)!fchown(descriptor, static_cast<uid_t>(-1), status.st_gid);
    fchmod(descriptor, exists ? status.st_mode & 07777 : 0666 & ~mask);
    return std::unique_ptr<FileSink>(new RenamingSink(target, std::move(partial), descriptor));
  }

  ~RenamingSink() override {
    if (descriptor_ >= 0) close(descriptor_);
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

  void expect_revert() override { may_revert_ = true; }

  Status commit() override {
    struct stat status {};
    const bool is_regular = fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
    if (is_regular && !is_synced(descriptor_)) return file_message(path_, errno, true);
    const SignalsHeld signals;
    if (is_regular && !partial_)
      if (Status named = name_partial(); !named) return named;
    const int descriptor = descriptor_;
    descriptor_ = -1;
    if (close(descriptor) != 0) return file_message(path_, errno, true);
    if (is_regular && !is_new_)
      if (Status replaced = replace(); !replaced) return replaced;
    if (is_regular) sync_folder();
    return ok();
  }

  void revert() override {
    if (is_new_) unlink(path_.c_str());
    // Where it cannot come back, its second name is all that is left of it.
    if (old_ && rename(old_->path().c_str(), path_.c_str()) != 0) old_->keep();
    old_.reset();
    is_new_ = false;
  }

 private:
  RenamingSink(std::string path, std::unique_ptr<UnfinishedFile> partial, int descriptor)
      : path_(std::move(path)), partial_(std::move(partial)), descriptor_(descriptor) {}

  /// Gives a nameless file the target's name, or where that is taken the one that is then renamed over it.
  Status name_partial() {
    const std::string open_file = name_of_open(descriptor_);
    if (linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      is_new_ = true;
      return ok();
    }
    if (errno != EEXIST) return file_message(path_, errno, true);
    const std::string name = name_beside(path_);
    if (linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
      return file_message(path_, errno, true);
    partial_ = std::make_unique<UnfinishedFile>(name);
    return ok();
  }

  Status replace() {
    bool was_missing = false;
    if (may_revert_) {
      const std::string aside = name_beside(path_);
      if (link(path_.c_str(), aside.c_str()) == 0)
        old_ = std::make_unique<UnfinishedFile>(aside);
      else
        was_missing = errno == ENOENT;
    }
    if (rename(partial_->path().c_str(), path_.c_str()) != 0) return file_message(path_, errno, true);
    partial_.reset();
    is_new_ = was_missing;
    return ok();
  }

  /// So that the name is on the disk as well; what cannot be synced is no reason to take the file back.
  void sync_folder() const {
    const std::string folder = std::filesystem::path(path_).parent_path().string();
    const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
  }

  std::string path_;
  std::unique_ptr<UnfinishedFile> partial_;  ///< null: nameless, writing directly, or already renamed
  std::unique_ptr<UnfinishedFile> old_{};    ///< what the commit replaced; null: nothing, or it could not be kept
  bool may_revert_ = false;
  bool is_new_ = false;  ///< there was nothing where the commit put the file
  int descriptor_ = -1;
};

}  // namespace

Result<std::unique_ptr<FileSink>> open_renaming_sink(const std::string& path) {
  return RenamingSink::open_beside(path);
}

}  // namespace convoscope
