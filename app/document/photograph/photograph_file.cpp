#include "document/photograph/photograph_file.h"

#include <fmt/format.h>

#include <array>

#include "core/convolve.h"
#include "document/base64.h"
#include "document/json_writer.h"
#include "document/names.h"

namespace convoscope {

std::string write_photograph_page(const PhotographPage& page, std::size_t indent) {
  JsonObjectWriter text(indent);
  text.add("name", json_text(page.picture->name));
  if (page.picture->is_grey) text.add("grey", "true");
  text.add("loupe", fmt::format("[{}, {}]", page.loupe.row, page.loupe.column));
  if (page.tone) text.add("tone", json_text(tone_names[static_cast<std::size_t>(*page.tone)]));
  text.add("file", json_text(base64(*page.picture->bytes)));
  return text.finish();
}

namespace {

std::optional<PhotographFile> read_file(const JsonReader& reader, const std::optional<Message>& error) {
  PhotographFile file;
  std::string text;
  reader.read("name", file.name);
  reader.read("grey", file.is_grey);
  reader.read("file", text);
  if (error) return std::nullopt;
  std::optional<std::string> bytes = bytes_of_base64(text);
  if (!bytes) {
    reader.fail_type("file", "scene.kind.base64");
    return std::nullopt;
  }
  file.bytes = std::make_shared<const std::string>(std::move(*bytes));
  return file;
}

bool is_made_of(const Photograph& photograph, const PhotographFile& file) {
  return photograph.name == file.name && photograph.is_grey == file.is_grey && *photograph.bytes == *file.bytes;
}

}  // namespace

std::optional<PhotographFile> read_photograph_file(const JsonReader& file, std::optional<Message>& error) {
  const Json* const value = file.find("photograph");
  if (value == nullptr || error) return std::nullopt;
  return read_file(JsonReader(*value, "photograph", error), error);
}

PhotographPage read_photograph_page(const JsonReader& file, const Spec& spec, const SharedPhotograph& decoded,
                                    std::optional<Message>& error) {
  const Json* const value = file.find("photograph");
  if (value == nullptr || error) return {};
  const JsonReader reader(*value, "photograph", error);
  constexpr std::array<std::string_view, 5> known{"name", "grey", "loupe", "tone", "file"};
  reader.expect_only(known);
  PhotographPage page;
  std::array<std::int64_t, 2> loupe{};
  reader.read("loupe", loupe, "scene.kind.pixel");
  if (const int tone = reader.read_name("tone", tone_names); tone >= 0) page.tone = static_cast<Tone>(tone);
  const std::optional<PhotographFile> inside = read_file(reader, error);
  if (!inside) return {};
  Result<SharedPhotograph> picture = decoded && is_made_of(*decoded, *inside)
                                         ? Result<SharedPhotograph>(decoded)
                                         : read_photograph(inside->name, inside->bytes, inside->is_grey);
  if (!picture) {
    reader.fail(picture.message());
    return {};
  }
  const Shape wanted = input_shape(spec);
  if ((*picture)->planes->shape() != wanted) {
    const Shape& shape = (*picture)->planes->shape();
    reader.fail({"scene.photograph_size",
                 {{"name", inside->name},
                  {"size", fmt::format("{} × {} × {}", shape[1], shape[2], shape[3])},
                  {"layer", fmt::format("{} × {} × {}", wanted[1], wanted[2], wanted[3])}}});
    return {};
  }
  page.picture = std::move(*picture);
  page.loupe = {loupe[0], loupe[1]};
  return page;
}

}  // namespace convoscope
