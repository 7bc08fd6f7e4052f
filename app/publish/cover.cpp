#include "publish/cover.h"

#include "document/evaluation.h"
#include "figure/cover.h"
#include "picture/scene_picture.h"

namespace convoscope {
Figure scene_figure(const SavedScene& saved, bool is_covered, const DrawingKit& kit) {
  PictureSource source{saved, evaluate(saved.scene), {}, kit.theme, kit.theme, kit.catalog, kit.fonts};
  if (is_covered) {
    source.saved.scene.look.has_words = false;
    // Of the matrix, the steps and the counts no number would be left: what is asked about is the maps.
    source.saved.scene.views = {"maps"};
  }
  Figure figure = ScenePicture(std::move(source)).figure();
  if (is_covered) cover_outputs(figure.items, 0, kit.theme, kit.fonts);
  return figure;
}

}  // namespace convoscope
