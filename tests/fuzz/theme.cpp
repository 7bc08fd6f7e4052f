// Theme files, and what is drawn with those that are read.
#include <cmath>

#include "document/presets.h"
#include "fuzz.h"
#include "picture/scene_picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  Result<Theme> theme = read_theme(fuzz::text_of(data, size));
  if (!theme) {
    fuzz::expect_sentence(theme.message());
    return 0;
  }
  static const FontBook fonts(fuzz::desktop());
  static const Theme dark = fuzz::theme("dark");
  const std::vector<std::string_view> views = view_names();
  const Preset& preset = presets()[size % presets().size()];
  ScenePicture picture(PictureSource{{preset.scene, preset.playhead, preset.pin},
                                     evaluate(preset.scene),
                                     View(views[size % views.size()]),
                                     std::move(*theme),
                                     dark,
                                     fuzz::words(),
                                     fonts});
  const Size figure = picture.figure().size;
  FUZZ_CHECK(std::isfinite(figure.width) && std::isfinite(figure.height));
  if (figure.width * figure.height > 4e6) return 0;
  for (const char* name : {"a.svg", "a.tex", "a.png"}) {
    const Result<std::string> written = picture.write_still(*format_of(name), {});
    if (!written) fuzz::expect_sentence(written.message());
  }
  return 0;
}
