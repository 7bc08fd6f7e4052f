#include "preset_pictures.h"

#include "core/assert.h"
#include "document/presets.h"
#include "figure/compose.h"
#include "support.h"

namespace convoscope::test {

namespace {

std::string asset(const std::string& name) {
  const auto text = TestPlatform().read_asset(name);
  CONVOSCOPE_ASSERT(static_cast<bool>(text));
  return *text;
}

template <class T>
T known(Result<T> result) {
  CONVOSCOPE_ASSERT(static_cast<bool>(result));
  return std::move(*result);
}

SavedScene preset(std::string_view name) {
  auto saved = preset_named(name);
  CONVOSCOPE_ASSERT(saved.has_value());
  return std::move(*saved);
}

}  // namespace

PresetPictures::PresetPictures(std::string_view name, std::string_view theme, std::string_view language,
                               std::optional<View> view)
    : PresetPictures(preset(name), theme, language, view) {}

PresetPictures::PresetPictures(SavedScene saved, std::string_view theme, std::string_view language,
                               std::optional<View> view)
    : saved_(std::move(saved)),
      view_(view),
      theme_(known(read_theme(asset("themes/" + std::string(theme) + ".json")))),
      catalog_(known(Catalog::read(asset("languages/" + std::string(language) + ".json")))),
      evaluation_(evaluate(saved_.scene)) {}

std::int64_t PresetPictures::count() const { return last_step(*evaluation_, saved_.playhead) + 1; }

Figure PresetPictures::at(std::int64_t step) {
  Playhead playhead = saved_.playhead;
  playhead.step = step;
  const PictureInputs inputs{saved_.scene, *evaluation_, playhead,    Tag(),  Tag(),
                             theme_,       catalog_,     font_book(), &cache_};
  return view_ ? compose_view(*view_, inputs) : compose(inputs, Size{});
}

}  // namespace convoscope::test
