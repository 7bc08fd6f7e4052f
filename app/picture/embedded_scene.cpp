#include "picture/embedded_scene.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "document/photograph/photograph_scene.h"
#include "document/photograph/picture_reader.h"
#include "figure/views.h"
#include "figure/writing/scene_marks.h"
#include "png/png_encoder.h"

namespace convoscope {

namespace {

std::uint32_t read_number(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char c : bytes.substr(0, 4)) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

std::optional<std::string> scene_of_png(std::string_view bytes) {
  constexpr std::size_t frame = 12;  // length, type, checksum
  std::size_t at = png_signature().size();
  while (at + frame <= bytes.size()) {
    const std::size_t size = read_number(bytes.substr(at));
    if (size > bytes.size() - at - frame) return std::nullopt;
    const std::string_view data = bytes.substr(at + 8, size);
    const std::string prefix = std::string(png_scene_keyword) + std::string(5, '\0');
    if (bytes.substr(at + 4, 4) == "iTXt" && data.starts_with(prefix)) return std::string(data.substr(prefix.size()));
    at += frame + size;
  }
  return std::nullopt;
}

std::optional<std::string> scene_of_pdf(std::string_view bytes) {
  const std::size_t marker = bytes.rfind(pdf_scene_marker);
  if (marker == std::string_view::npos) return std::nullopt;
  const std::string_view rest = bytes.substr(marker + pdf_scene_marker.size());
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
  constexpr std::string_view opening = " >>\nstream\n";
  const std::string_view stream = rest.substr(static_cast<std::size_t>(end - rest.data()));
  if (error != std::errc() || !stream.starts_with(opening) || stream.size() - opening.size() < size)
    return std::nullopt;
  return std::string(stream.substr(opening.size(), size));
}

/// What stands between two marks.
std::optional<std::string_view> between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(begin + before.size());
  const std::size_t end = rest.find(after);
  if (end == std::string_view::npos) return std::nullopt;
  return rest.substr(0, end);
}

/// The reverse of `xml_escaped`, of its own four names.
std::string unescaped(std::string_view text) {
  struct Name {
    std::string_view name;
    char character;
  };
  constexpr Name names[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
  std::string result;
  while (!text.empty()) {
    std::size_t length = 1;
    char character = text.front();
    for (const Name& name : names) {
      if (text.starts_with(name.name)) {
        length = name.name.size();
        character = name.character;
      }
    }
    result += character;
    text.remove_prefix(length);
  }
  return result;
}

/// Whether the text starts as an object of JSON does, after a byte order mark and white space.
bool may_be_json(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return start != std::string_view::npos && text[start] == '{';
}

}  // namespace

std::optional<std::string> embedded_scene(std::string_view bytes) {
  if (bytes.starts_with(png_signature())) return scene_of_png(bytes);
  if (bytes.starts_with("%PDF-")) return scene_of_pdf(bytes);
  if (const auto text = between(bytes, svg_scene_opening, svg_scene_closing)) return unescaped(*text);
  if (const auto text = between(bytes, html_scene_opening, html_scene_closing)) return unescaped(*text);
  return std::nullopt;
}

bool is_photograph(std::string_view bytes) { return is_picture(bytes) && !embedded_scene(bytes); }

std::optional<PhotographFile> photograph_of_file(std::string_view bytes) {
  if (const std::optional<std::string> inside = embedded_scene(bytes)) return photograph_of_scene(*inside);
  return may_be_json(bytes) ? photograph_of_scene(bytes) : std::nullopt;
}

Result<SavedScene> scene_of_file(std::string_view bytes, const std::string& path, const SharedPhotograph& decoded) {
  if (const std::optional<std::string> inside = embedded_scene(bytes))
    return read_scene(*inside, view_names(), decoded);
  if (is_picture(bytes)) {
    const Result<SharedPhotograph> photograph = read_photograph(path, std::make_shared<const std::string>(bytes));
    if (!photograph) return photograph.message();
    return scene_of_photograph(*photograph);
  }
  if (!may_be_json(bytes)) return Message{"file.holds_no_scene", {}};
  return read_scene(bytes, view_names(), decoded);
}

bool may_hold_scene(std::string_view path) {
  constexpr std::array<std::string_view, 8> endings{".convo", ".svg",  ".png", ".apng",
                                                    ".pdf",   ".html", ".jpg", ".jpeg"};
  std::string name(path);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace convoscope
