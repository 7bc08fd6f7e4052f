#include "interop/scene_link.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "document/base64.h"
#include "document/scene_file.h"

namespace convoscope {
namespace {

constexpr std::string_view link_opening = "#scene=";
constexpr int link_version = 1;
/// No address before the # is longer: what is no link is told soon, however long it is.
constexpr std::size_t longest_address = 4096;

bool is_link_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trimmed_link(std::string_view text) {
  while (!text.empty() && is_link_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_link_space(text.back())) text.remove_suffix(1);
  return text;
}

/// JSON without the white space between its parts.
std::string compacted(std::string_view json) {
  std::string text;
  bool is_quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (!is_quoted && is_link_space(json[i])) continue;
    text += json[i];
    if (json[i] == '"') is_quoted = !is_quoted;
    if (is_quoted && json[i] == '\\' && i + 1 < json.size()) text += json[++i];
  }
  return text;
}

std::string deflated(const std::string& text) {
  uLongf size = compressBound(static_cast<uLong>(text.size()));
  std::string bytes(size, '\0');
  compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
            static_cast<uLong>(text.size()), Z_BEST_COMPRESSION);
  bytes.resize(size);
  return bytes;
}

Message damaged_link() { return {"link.damaged", {}}; }

/// Piece by piece: memory is taken for what is there, up to the limit.
Result<std::string> inflated(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return damaged_link();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  std::array<char, std::size_t{1} << 14> piece{};
  int state = Z_OK;
  while (state == Z_OK && text.size() <= most_link_scene_bytes) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);  // Z_BUF_ERROR where nothing more can be read
    text.append(piece.data(), piece.size() - stream.avail_out);
  }
  const bool is_whole = state == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (text.size() > most_link_scene_bytes)
    return Message{"link.holds_too_much", {{"limit", std::to_string(most_link_scene_bytes >> 20)}}};
  if (!is_whole) return damaged_link();
  return text;
}

/// From base64's alphabet to the one of addresses, or back; nothing else is touched.
void translate(std::string& text, std::string_view from, std::string_view to) {
  for (char& c : text)
    if (const std::size_t at = from.find(c); at != std::string_view::npos) c = to[at];
}

std::optional<std::string> bytes_of_link(std::string text) {
  if (text.find_first_of("+/=") != std::string::npos) return std::nullopt;
  translate(text, "-_", "+/");
  text.append((4 - text.size() % 4) % 4, '=');
  return bytes_of_base64(text);
}

}  // namespace

Result<std::string> link_of_scene(const SavedScene& saved) {
  const SharedPhotograph& photograph = saved.scene.photograph.picture;
  const Message refusal{photograph ? "link.no_photograph" : "link.too_long",
                        {{"limit", std::to_string(most_made_link_characters)}}};
  if (photograph && photograph->bytes->size() > most_made_link_characters)
    return refusal;  // which deflating helps little
  const std::string text = compacted(write_scene(saved));
  if (text.size() > most_link_scene_bytes) return refusal;
  std::string link = base64(deflated(text));
  link.resize(link.find_last_not_of('=') + 1);
  translate(link, "+/", "-_");
  link.insert(0, std::string(link_opening) + std::to_string(link_version) + '.');
  if (link.size() > most_made_link_characters) return refusal;
  return link;
}

bool is_scene_link(std::string_view text) {
  const std::string_view link = trimmed_link(text);
  const std::size_t opening = link.substr(0, longest_address + link_opening.size()).find(link_opening);
  return opening != std::string_view::npos && std::ranges::none_of(link.substr(0, opening), is_link_space);
}

Result<SavedScene> scene_of_link(std::string_view text, std::span<const std::string_view> views) {
  const std::size_t opening = text.find(link_opening);
  if (opening == std::string_view::npos) return damaged_link();
  std::string_view rest = text.substr(opening + link_opening.size());
  int version = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), version);
  if (error != std::errc() || version < 1 || end == rest.data() + rest.size() || *end != '.') return damaged_link();
  if (version > link_version) return Message{"link.newer", {}};
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
  if (rest.size() > most_read_link_characters)
    return Message{"link.longer_than_any", {{"limit", std::to_string(most_read_link_characters)}}};
  std::string digits(rest);
  std::erase_if(digits, is_link_space);
  const std::optional<std::string> bytes = bytes_of_link(std::move(digits));
  if (!bytes || bytes->empty()) return damaged_link();
  const Result<std::string> scene = inflated(*bytes);
  if (!scene) return scene.message();
  return read_scene(*scene, views);
}

}  // namespace convoscope
