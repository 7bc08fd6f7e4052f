#include "figure/writing/page.h"

#include <algorithm>
#include <utility>

namespace convoscope {

namespace {

/// How many times as large the figure is on the page.
double scale_on(Size figure, const Page& page) {
  const double across = std::max(page.size.width - 2 * page.margin_pt, 1.0);
  const double down = std::max(page.size.height - 2 * page.margin_pt, 1.0);
  return std::min(across / figure.width, down / figure.height);
}

}  // namespace

Page page_for(Size figure, const Page& page) {
  Page turned = page;
  std::swap(turned.size.width, turned.size.height);
  return page.may_turn && scale_on(figure, turned) > scale_on(figure, page) ? turned : page;
}

Figure placed(Figure figure, const Page& page) {
  const Page lying = page_for(figure.size, page);
  const double scale = scale_on(figure.size, lying);
  const Affine onto_page{scale,
                         0,
                         0,
                         scale,
                         (lying.size.width - scale * figure.size.width) / 2,
                         (lying.size.height - scale * figure.size.height) / 2};
  Figure result;
  result.size = lying.size;
  result.background = figure.background;
  result.title = std::move(figure.title);
  result.description = std::move(figure.description);
  result.items.push_back({{}, Group{onto_page, 1, {}, std::move(figure.items)}});
  return result;
}

}  // namespace convoscope
