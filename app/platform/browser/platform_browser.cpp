#include "platform/browser/platform_browser.h"

#include <emscripten.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

// clang-format off
EM_JS(int, page_keeps, (), { return Page.keeps(); });
EM_JS(int, page_keep, (const char* name, const char* text), { return Page.keep(UTF8ToString(name), UTF8ToString(text)); });
EM_JS(char*, page_kept, (const char* name), {
  const text = Page.kept(UTF8ToString(name));
  return text === null ? 0 : Page.put(new TextEncoder().encode(text));
});
EM_JS(void, page_forget, (const char* name), { Page.forget(UTF8ToString(name)); });
EM_JS(int, page_claim, (const char* name), { return Page.claim(UTF8ToString(name)); });
EM_JS(void, page_unclaim, (const char* name), { Page.unclaim(UTF8ToString(name)); });
EM_JS(void, page_download, (const char* name, const char* bytes, int size), {
  Page.download(UTF8ToString(name), HEAPU8.slice(bytes, bytes + size));
});
EM_JS(void, page_pick_files, (), { Page.pickFiles(); });
EM_JS(int, page_is_too_large, (const char* path), { return Page.tooLarge[UTF8ToString(path)] ? 1 : 0; });
EM_JS(int, page_can_copy_pictures, (), { return Page.canCopyPictures(); });
EM_JS(void, page_copy_picture, (const char* bytes, int size), { Page.copyPicture(HEAPU8.slice(bytes, bytes + size)); });
EM_JS(int, page_picture_size, (), { return Page.picture ? Page.picture.length : 0; });
EM_JS(void, page_take_picture, (char* at), {
  HEAPU8.set(Page.picture, at);
  Page.picture = null;
});
// clang-format on

namespace convoscope {
namespace {

constexpr std::string_view store = "local:";
constexpr const char* most_file_megabytes = "256";

bool is_kept(std::string_view path) { return path.starts_with(store); }

std::string name_in_store(const std::string& path) {
  const std::size_t first = path.find_first_not_of('/', store.size());
  return first == std::string::npos ? std::string() : path.substr(first);
}

Message missing(const std::string& path) { return {"file.not_found", {{"path", path}}, Cause::missing_file}; }

/// From the program's memory, where assets and dropped files are.
Result<std::string> read_from_memory(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (!file) return missing(path);
  std::string bytes;
  char buffer[1 << 16];
  for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, count);
  std::fclose(file);
  return bytes;
}

class Download : public FileSink {
 public:
  explicit Download(const std::string& path) : name_(path.substr(path.rfind('/') + 1)) {}
  Status write(std::string_view bytes) override {
    bytes_ += bytes;
    return ok();
  }
  Status commit() override {
    page_download(name_.c_str(), bytes_.data(), static_cast<int>(bytes_.size()));
    return ok();
  }

 private:
  std::string name_;
  std::string bytes_;
};

class StoreClaim : public FileClaim {
 public:
  explicit StoreClaim(std::string name) : name_(std::move(name)) {}
  ~StoreClaim() override { page_unclaim(name_.c_str()); }
  StoreClaim(const StoreClaim&) = delete;
  StoreClaim& operator=(const StoreClaim&) = delete;

 private:
  std::string name_;
};

const char* font_name(FontFace face) {
  switch (face) {
    case FontFace::regular: return "Inter-Regular.otf";
    case FontFace::semibold: return "Inter-SemiBold.otf";
    case FontFace::bold: return "Inter-Bold.otf";
    case FontFace::mono: return "DejaVuSansMono.ttf";
    case FontFace::cjk: return "cjk.ttf";
  }
  return "";
}

}  // namespace

Result<std::string> BrowserPlatform::read_file(const std::string& path) const {
  if (page_is_too_large(path.c_str()))
    return Message{"file.too_large", {{"path", path}, {"limit", most_file_megabytes}}};
  if (!is_kept(path)) return read_from_memory(path);
  char* const kept = page_kept(name_in_store(path).c_str());
  if (!kept) return missing(path);
  std::string text(kept);
  std::free(kept);
  return text;
}

Status BrowserPlatform::write_file(const std::string& path, std::string_view bytes) const {
  if (is_kept(path)) {
    const bool has_room = page_keep(name_in_store(path).c_str(), std::string(bytes).c_str());
    return has_room ? ok() : Status(Message{"browser.store_full", {}});
  }
  Download download(path);
  if (Status written = download.write(bytes); !written) return written;
  return download.commit();
}

Result<std::unique_ptr<FileSink>> BrowserPlatform::open_sink(const std::string& path) const {
  return std::unique_ptr<FileSink>(std::make_unique<Download>(path));
}

Result<std::string> BrowserPlatform::read_asset(std::string_view name) const {
  return read_from_memory("/assets/" + std::string(name));
}

Result<std::string> BrowserPlatform::read_shader(std::string_view name) const {
  return read_from_memory("/shaders/" + std::string(name));
}

FontFile BrowserPlatform::find_font(FontFace face) const {
  Result<std::string> bytes = read_from_memory("/fonts/" + std::string(font_name(face)));
  if (!bytes) return {};
  return {std::make_shared<const std::string>(std::move(*bytes)), 0};
}

void BrowserPlatform::pick_files() const { page_pick_files(); }

bool BrowserPlatform::has_file(const std::string& path) const {
  if (!is_kept(path)) return false;
  char* const kept = page_kept(name_in_store(path).c_str());
  std::free(kept);
  return kept != nullptr;
}

void BrowserPlatform::remove_file(const std::string& path) const {
  if (is_kept(path)) page_forget(name_in_store(path).c_str());
}

std::unique_ptr<FileClaim> BrowserPlatform::claim_file(const std::string& path) const {
  std::string name = name_in_store(path);
  if (!is_kept(path) || !page_claim(name.c_str())) return nullptr;
  return std::make_unique<StoreClaim>(std::move(name));
}

Status BrowserPlatform::can_copy_pictures() const {
  return page_can_copy_pictures() ? ok() : Status(Message{"browser.no_picture_clipboard", {}});
}

Status BrowserPlatform::copy_picture(std::string_view png) const {
  if (const Status possible = can_copy_pictures(); !possible) return possible;
  page_copy_picture(png.data(), static_cast<int>(png.size()));
  return ok();
}

Result<std::string> BrowserPlatform::paste_picture() const {
  std::string bytes(static_cast<std::size_t>(page_picture_size()), '\0');
  if (bytes.empty()) return Message{"browser.no_picture_clipboard", {}};
  page_take_picture(bytes.data());
  return bytes;
}

std::string BrowserPlatform::config_directory() const { return page_keeps() ? std::string(store) : std::string(); }

}  // namespace convoscope
