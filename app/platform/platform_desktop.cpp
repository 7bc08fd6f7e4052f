// Files are read and written by the system's own calls, fonts found by fontconfig.
#include "platform/platform_desktop.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "document/photograph/picture_reader.h"
#include "platform/desktop_programs.h"
#include "platform/end_signals.h"
#include "platform/renaming_sink.h"

namespace convoscope {
namespace {

/// Twice the largest map in the widest numbers that an .npy file may have.
constexpr off_t most_file_bytes = off_t{1} << 30;

struct Closing {
  int descriptor;
  ~Closing() { close(descriptor); }
};

/// The lock goes with the descriptor, and so with the process.
class LockedFile : public FileClaim {
 public:
  explicit LockedFile(int descriptor) : descriptor_(descriptor) {}
  ~LockedFile() override { close(descriptor_); }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

 private:
  int descriptor_;
};

Result<std::string> read_all(int descriptor, std::string bytes, const std::string& path, const Message& too_large) {
  char buffer[1 << 16];
  ssize_t count = 0;
  while ((count = read(descriptor, buffer, sizeof buffer)) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return file_message(path, errno, false);
    bytes.append(buffer, static_cast<std::size_t>(count));
    // A file may grow, and those of /proc do not say how long they are.
    if (bytes.size() > static_cast<std::size_t>(most_file_bytes)) return too_large;
  }
  return bytes;
}

/// Ordinary files alone, since reading from a pipe or a device may never end; and "-", which is standard input.
Result<std::string> read_whole_file(const std::string& path) {
  const Message too_large{"file.too_large", {{"path", path}, {"limit", std::to_string(most_file_bytes >> 20)}}};
  if (path == "-") return read_all(STDIN_FILENO, {}, path, too_large);
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return file_message(path, errno, false);
  if (S_ISDIR(status.st_mode)) return file_message(path, EISDIR, false);
  if (!S_ISREG(status.st_mode)) return Message{"file.not_regular", {{"path", path}}};
  if (status.st_size > most_file_bytes) return too_large;
  // Does not wait, whatever has taken the file's place since.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return file_message(path, errno, false);
  const Closing closing{descriptor};
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  return read_all(descriptor, std::move(bytes), path, too_large);
}

/// The folder beside the sources while developing, else the installed one, found from the program's own place so that
/// an installed tree can be moved.
std::string data_directory(const char* source, const char* installed, const char* name) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path beside = program.parent_path().parent_path() / "share" / "convoscope" / name;
  if (!program.empty() && fs::is_directory(beside, ignored)) return beside.string();
  if (fs::is_directory(source, ignored)) return source;
  return installed;
}

struct FontRequest {
  const char* family;
  int weight;
  const char* language;
};

FontRequest request_of(FontFace face) {
  switch (face) {
    case FontFace::regular: return {"Inter", FC_WEIGHT_REGULAR, "en"};
    case FontFace::semibold: return {"Inter", FC_WEIGHT_DEMIBOLD, "en"};
    case FontFace::bold: return {"Inter", FC_WEIGHT_BOLD, "en"};
    case FontFace::mono: return {"DejaVu Sans Mono", FC_WEIGHT_REGULAR, "en"};
    case FontFace::cjk: return {"WenQuanYi Micro Hei", FC_WEIGHT_REGULAR, "zh-cn"};
  }
  return {"sans-serif", FC_WEIGHT_REGULAR, "en"};
}

/// Fonts made for telling letters apart, and those that nearly do; the best first.
constexpr std::array plain_families{"Atkinson Hyperlegible", "Lexend", "Andika", "Verdana", "DejaVu Sans"};

/// The font installed that is nearest to what is asked for; `is_exact`: of that family or none.
FontFile read_font(const FontRequest& request, bool is_exact) {
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(request.family));
  FcPatternAddInteger(pattern, FC_WEIGHT, request.weight);
  FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>(request.language));
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result{};
  FcPattern* match = FcFontMatch(nullptr, pattern, &result);
  FcPatternDestroy(pattern);
  FontFile file;
  if (!match) return file;
  FcChar8* family = nullptr;
  const bool is_other = FcPatternGetString(match, FC_FAMILY, 0, &family) != FcResultMatch ||
                        std::string_view(reinterpret_cast<const char*>(family)) != request.family;
  FcChar8* path = nullptr;
  int index = 0;
  FcCharSet* characters = nullptr;
  const bool found = FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch;
  FcPatternGetInteger(match, FC_INDEX, 0, &index);
  const bool covers_chinese =
      FcPatternGetCharSet(match, FC_CHARSET, 0, &characters) == FcResultMatch && FcCharSetHasChar(characters, 0x4E2D);
  const bool wants_chinese = std::string_view(request.language).starts_with("zh");
  if (found && !(is_exact && is_other) && (!wants_chinese || covers_chinese)) {
    Result<std::string> bytes = read_whole_file(reinterpret_cast<const char*>(path));
    if (bytes) file = {std::make_shared<const std::string>(std::move(*bytes)), index};
  }
  FcPatternDestroy(match);
  return file;
}

}  // namespace

void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    const int taken =
        open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);  // the lowest free number: this one
    if (taken > STDERR_FILENO) close(taken);
  }
}

DesktopPlatform::DesktopPlatform()
    : assets_directory_(data_directory(CONVOSCOPE_SOURCE_ASSETS_DIR, CONVOSCOPE_INSTALL_ASSETS_DIR, "assets")),
      shaders_directory_(data_directory(CONVOSCOPE_SOURCE_SHADERS_DIR, CONVOSCOPE_INSTALL_SHADERS_DIR, "shaders")) {}

Result<std::string> DesktopPlatform::read_file(const std::string& path) const { return read_whole_file(path); }

Status DesktopPlatform::write_file(const std::string& path, std::string_view bytes) const {
  Result<std::unique_ptr<FileSink>> sink = open_sink(path);
  if (!sink) return sink.message();
  if (Status written = (*sink)->write(bytes); !written) return written;
  return (*sink)->commit();
}

Result<std::unique_ptr<FileSink>> DesktopPlatform::open_sink(const std::string& path) const {
  return open_renaming_sink(path);
}

Result<std::string> DesktopPlatform::read_asset(std::string_view name) const {
  return read_whole_file(assets_directory_ + "/" + std::string(name));
}

Result<std::string> DesktopPlatform::read_shader(std::string_view name) const {
  return read_whole_file(shaders_directory_ + "/" + std::string(name));
}

FontFile DesktopPlatform::find_font(FontFace face) const { return read_font(request_of(face), false); }

FontFile DesktopPlatform::find_plain_font(FontFace face) const {
  // Chinese has no such choice, and code none beyond its own type.
  if (face == FontFace::cjk || face == FontFace::mono) return find_font(face);
  const int weight = face == FontFace::regular ? FC_WEIGHT_REGULAR : FC_WEIGHT_BOLD;
  for (const char* const family : plain_families)
    if (FontFile file = read_font({family, weight, "en"}, true); file.bytes) return file;
  return {};
}

Status DesktopPlatform::check_fonts(std::string_view language) const {
  if (!find_font(FontFace::regular).bytes) return Message{"font.none", {}};
  if (language == "zh" && !find_font(FontFace::cjk).bytes) return Message{"font.no_chinese", {}};
  return ok();
}

Result<std::vector<DirectoryEntry>> DesktopPlatform::list_directory(const std::string& path) const {
  namespace fs = std::filesystem;
  std::vector<DirectoryEntry> entries;
  std::error_code failure;
  fs::directory_iterator iterator(path.empty() ? "." : path, failure);
  if (failure) return file_message(path, failure.value(), false);
  for (; iterator != fs::directory_iterator(); iterator.increment(failure)) {
    if (failure) return file_message(path, failure.value(), false);
    std::string name = iterator->path().filename().string();
    if (name.starts_with('.')) continue;
    std::error_code unknown;
    entries.push_back({std::move(name), iterator->is_directory(unknown)});
  }
  std::ranges::sort(entries, [](const DirectoryEntry& a, const DirectoryEntry& b) {
    return a.is_directory != b.is_directory ? a.is_directory : a.name < b.name;
  });
  return entries;
}

std::string DesktopPlatform::full_path(const std::string& path) const {
  std::error_code failure;
  std::filesystem::path full = std::filesystem::absolute(path.empty() ? "." : path, failure).lexically_normal();
  if (failure) return path;
  if (!full.has_filename() && full.has_relative_path()) full = full.parent_path();
  return full.string();
}

bool DesktopPlatform::has_file(const std::string& path) const {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

std::string DesktopPlatform::file_stamp(const std::string& path) const {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return {};
  std::string stamp;
  for (const auto number : {std::int64_t{status.st_mtim.tv_sec}, std::int64_t{status.st_mtim.tv_nsec},
                            std::int64_t{status.st_size}, static_cast<std::int64_t>(status.st_ino)}) {
    stamp += std::to_string(number) + " ";
  }
  return stamp;
}

void DesktopPlatform::remove_file(const std::string& path) const { unlink(path.c_str()); }

std::unique_ptr<FileClaim> DesktopPlatform::claim_file(const std::string& path) const {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return nullptr;
  auto claim = std::make_unique<LockedFile>(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) return nullptr;
  return claim;
}

std::unique_ptr<EndListener> DesktopPlatform::listen_for_end(std::function<void()> ask) const {
  return listen_for_end_signals(std::move(ask));
}

bool DesktopPlatform::has_program(std::string_view program) const { return is_installed(program); }

Status DesktopPlatform::show_in_folder(const std::string& path) const { return open_folder_of(path); }

Status DesktopPlatform::can_copy_pictures() const { return find_picture_clipboard(); }

Status DesktopPlatform::copy_picture(std::string_view png) const { return put_on_clipboard(png); }

Result<std::string> DesktopPlatform::paste_picture() const { return take_from_clipboard(most_picture_bytes); }

std::string DesktopPlatform::config_directory() const {
  std::string folder;
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config && *config) {
    folder = std::string(config) + "/convoscope";
  } else if (const char* home = std::getenv("HOME"); home && *home) {
    folder = std::string(home) + "/.config/convoscope";
  }
  std::error_code failure;
  if (!folder.empty()) std::filesystem::create_directories(folder, failure);
  return failure ? std::string() : folder;
}

}  // namespace convoscope
