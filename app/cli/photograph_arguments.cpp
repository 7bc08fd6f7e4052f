#include "cli/photograph_arguments.h"

#include <algorithm>

#include "cli/names.h"
#include "cli/numbers.h"
#include "document/edits.h"
#include "document/evaluation.h"
#include "document/names.h"

namespace convoscope {

Outcome look_at_photograph(const LayerArguments& arguments, SavedScene& saved) {
  Scene& scene = saved.scene;
  if (!arguments.loupe && !arguments.tone && !arguments.is_grey) return done();
  if (!scene.photograph.picture) {
    const char* const flag = arguments.loupe ? "--loupe" : arguments.tone ? "--tone" : "--grey";
    return wrong_request(flag, {"cli.needs_photograph", {}});
  }
  const Photograph& picture = *scene.photograph.picture;
  if (arguments.is_grey && !picture.is_grey && picture.has_color) {
    const Result<SharedPhotograph> grey = read_photograph(picture.name, picture.bytes, true);
    if (!grey) return failed(grey.message());
    PhotographPage page = scene.photograph;
    page.picture = *grey;
    apply_edit(SetPhotograph{page}, scene, scene);
  }
  if (arguments.tone) {
    const auto chosen = std::ranges::find(tone_names, *arguments.tone);
    if (chosen == tone_names.end()) return unknown_choice("--tone", *arguments.tone, tone_names);
    scene.photograph.tone = static_cast<Tone>(chosen - tone_names.begin());
  }
  if (!arguments.loupe) return done();
  const Attempt<std::vector<std::int64_t>> at = read_numbers("--loupe", *arguments.loupe);
  if (!at) return at.failure();
  const Tensor& planes = *scene.photograph.picture->planes;
  if (at->size() != 2 || !lies_on({at->front(), at->back()}, planes.rows(), planes.columns()))
    return wrong_request("--loupe", {"cli.loupe_place",
                                     {{"text", *arguments.loupe},
                                      {"rows", std::to_string(planes.rows() - 1)},
                                      {"columns", std::to_string(planes.columns() - 1)}}});
  scene.photograph.loupe = {at->front(), at->back()};
  return done();
}

}  // namespace convoscope
