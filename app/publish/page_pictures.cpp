#include "publish/page_pictures.h"

#include <nlohmann/json.hpp>

#include "picture/font_subset.h"
#include "vector/embedded_fonts.h"
#include "vector/html_player.h"
#include "vector/svg.h"

namespace convoscope {
namespace {

// Comments to CSS and to JavaScript, should they ever be left.
constexpr std::string_view style_mark = "/*page-style*/";
constexpr std::string_view script_mark = "/*page-script*/";

void replace_once(std::string& text, std::string_view from, std::string_view to) {
  if (const std::size_t at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
}

}  // namespace

PagePictures::PagePictures(const FontBook& fonts) : fonts_(fonts), cut_(font_subset(fonts)) {}

FontSubset PagePictures::recorder() {
  if (!cut_) return {};
  return [this](FontFace face, const std::set<char32_t>& characters) {
    used_[face].insert(characters.begin(), characters.end());
    return std::string();
  };
}

Result<std::string> PagePictures::svg(const Figure& figure) {
  ExportOptions options;
  options.font_subset = recorder();
  options.font_prefix = page_font_prefix;
  Result<std::string> svg = write_svg(figure, options, fonts_);
  if (!svg) return svg.message();
  return std::move(*svg);
}

Result<std::size_t> PagePictures::add_still(const Figure& figure) {
  Result<std::string> picture = svg(figure);
  if (!picture) return picture.message();
  stills_.push_back(std::move(*picture));
  return stills_.size() - 1;
}

std::size_t PagePictures::add_frame(std::string page) {
  replace_once(page, html_style(), style_mark);
  replace_once(page, html_script(), script_mark);
  const auto [found, is_new] = frame_indices_.emplace(page, frames_.size());
  if (is_new) frames_.push_back(std::move(page));
  return found->second;
}

std::string PagePictures::json() const {
  std::string fonts;
  for (const auto& [face, characters] : used_)
    fonts += font_face_rule(std::string(page_font_prefix), face, cut_(face, characters));
  const nlohmann::json json{
      {"style", html_style()}, {"script", html_script()}, {"fonts", fonts}, {"frames", frames_}, {"pictures", stills_}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace convoscope
