#include "gui/lesson/fitted_figure.h"

#include <algorithm>
#include <utility>

namespace convoscope {

Item fitted(Figure figure, const Rect& room, bool is_at_top) {
  const double scale =
      std::min(room.width / std::max(figure.size.width, 1.0), room.height / std::max(figure.size.height, 1.0));
  const Affine place{scale,
                     0,
                     0,
                     scale,
                     room.center().x - scale * figure.size.width / 2,
                     is_at_top ? room.y : room.center().y - scale * figure.size.height / 2};
  return {{}, Group{place, 1, {}, std::move(figure.items)}};
}

}  // namespace convoscope
