// A figure with one of everything that a figure can hold.
#include "figure/writing/drawing.h"
#include "support.h"

namespace convoscope::test {

namespace {

constexpr Color ink{0x1B, 0x27, 0x33, 255};
constexpr Color blue{0x26, 0x8B, 0xD2, 255};
constexpr Color teal{0x2A, 0xA1, 0x98, 255};
constexpr Color rose{0xD6, 0x33, 0x6C, 255};
constexpr Color pale{0xD6, 0xE9, 0xF7, 255};
constexpr Color grey{0xC6, 0xD0, 0xDA, 255};
constexpr Color white{255, 255, 255, 255};
constexpr Color clear{};

Item text(double x, double y, std::string words, TextStyle style, Align align) {
  return {{}, Text{{x, y}, std::move(words), style, align, 0}};
}

Item curve(Point from, Point to, Stroke stroke) {
  using enum Segment::Kind;
  const double middle = (from.y + to.y) / 2;
  return {{}, Path{{{move, from}, {cubic, to, {from.x, middle}, {to.x, middle}}}, {}, stroke}};
}

Grid small_grid(Rect rect) {
  Grid grid;
  grid.rect = rect;
  grid.rows = 3;
  grid.columns = 4;
  const TextStyle bold{14, white, FontWeight::semibold};
  grid.styles = {{{blue, clear}, {}, bold, 3},
                 {{white, grey}, {grey, 1, Dash::dashed}, {12, grey}, 2},
                 {{pale, clear}, {blue, 1}, {12, clear}, 0},
                 {{teal, Color{0, 0, 0, 60}}, {rose, 2.5}, bold, 8}};
  grid.classes =
      std::make_shared<std::vector<std::uint8_t>>(std::vector<std::uint8_t>{0, 1, 3, 0, 1, 1, 0, 3, 0, 0, 0, 0});
  grid.values = std::make_shared<std::vector<float>>(std::vector<float>{1, 0, 2.5F, -7, 0, 0, 36, 1.1F, 5, 6, 7, 8});
  grid.pending_from = 9;
  grid.pending_style = 2;
  return grid;
}

// Ten cells of a kind beside each other, whose borders `rect` should put on whole pixels: readers round halves both ways.
Grid large_grid(Rect rect) {
  Grid grid;
  grid.rect = rect;
  grid.rows = 80;
  grid.columns = 100;
  grid.gap_pt = 0;
  grid.styles = {
      {{blue, clear}, {}, {}, 0}, {{teal, clear}, {}, {}, 0}, {{Color{rose.r, rose.g, rose.b, 128}, clear}, {}, {}, 0}};
  std::vector<std::uint8_t> classes;
  for (int i = 0; i < 8000; ++i) classes.push_back(static_cast<std::uint8_t>((i / 100 / 10 + i % 100 / 10) % 3));
  grid.classes = std::make_shared<std::vector<std::uint8_t>>(std::move(classes));
  return grid;
}

Image photograph(Rect rect, std::int64_t rows, std::int64_t columns) {
  auto pixels = std::make_shared<ImagePixels>();
  pixels->rows = rows;
  pixels->columns = columns;
  for (std::int64_t i = 0; i < rows * columns; ++i) {
    const std::int64_t row = i / columns, column = i % columns;
    // Squares whose borders lie on whole points.
    const std::int64_t square = (row / (rows / 6) + column / (columns / 8)) % 2;
    for (const std::int64_t sample : {255 * column / columns, 255 * row / rows, 40 + 200 * square})
      pixels->rgba.push_back(static_cast<std::uint8_t>(sample));
    pixels->rgba.push_back(255);
  }
  return {rect, std::move(pixels)};
}

}  // namespace

Figure figure_with_everything() {
  using enum Segment::Kind;
  Figure figure;
  figure.size = {480, 420};
  figure.background = {0xF4, 0xF6, 0xF8, 255};
  figure.title = "One of <everything> & \"more\"";
  figure.description = "Boxes, paths, text, grids; 卷积";
  const Tag output{Side::transposed, Part::fine};
  const Tag input{Side::transposed, Part::coarse};

  figure.items = {
      {{}, Box{{10.5, 10.5, 100, 60}, 8, {white, clear}, {grey, 1}}},
      {{Side::none, Part::window}, Box{{20.25, 20.25, 80, 40}, 0, {clear, clear}, {rose, 2.5, Dash::dashed}}},
      {{Side::none, Part::fine, 0, {0, 0}}, Box{{125, 15, 50, 50}, 25, {blue, clear}, {rose, 3}}},
      {{Side::none, Part::fine, 0, {0, 0}}, Box{{185, 15, 50, 50}, 99, {pale, teal}, {teal, 1, Dash::dashed}}},
      {{}, Box{{245, 15, 60, 50}, 6, {clear, grey}, {}}},
      {{}, Path{{{move, {330, 65}}, {line, {355, 15}}, {line, {380, 65}}, {close}}, {rose, clear}, {ink, 4}}},
      {{}, Path{{{move, {400, 20}}, {line, {460, 20}}, {line, {460, 60}}, {line, {400, 60}}}, {}, {ink, 6}}},
      {{}, Path{{{move, {10, 85}}, {line, {470, 85}}}, {}, {ink, 1.5, Dash::dashed}}},
      {{Side::transposed, Part::label},
       Text{{240, 110}, "Transposed convolution: 3×3 → 5×5", {17, ink, FontWeight::bold}, Align::middle, 0}},
      text(12, 130, "Start, regular: Ag & <x>", {13, ink}, Align::start),
      text(468, 130, "end, semibold 1234567890", {13, ink, FontWeight::semibold}, Align::end),
      text(12, 150, "转置卷积：输入与输出互换 (fractionally strided)", {14, teal}, Align::start),
      text(468, 150, "mono: nn.Conv2d(1, 1)", {11, ink, FontWeight::regular, FontFamily::mono}, Align::end),
      text(240, 168, "SPACED", {11, Color{ink.r, ink.g, ink.b, 150}, FontWeight::semibold, FontFamily::sans, 2},
           Align::start),
      {output, small_grid({12, 180, 150, 110})},
      {input, large_grid({180, 180, 120, 96})},
      {{Side::none, Part::pixel}, photograph({12, 300, 48, 36}, 6, 8)},
      {{Side::none, Part::pixel, 1}, photograph({12, 345, 40, 30}, 120, 160)},
      curve({330, 180}, {460, 280}, {rose, 2.5}),
      {{}, Group{{}, 0.4, {}, {curve({340, 180}, {450, 280}, {teal, 5}), curve({450, 180}, {340, 280}, {teal, 5})}}},
      {{}, Group{{}, 0.5, {}, {curve({400, 180}, {400, 280}, {blue, 5})}}},
      {input, Group{{0.8, 0.3, -0.55, 0.45, 130, 300},
                    0.9,
                    {},
                    {{input, small_grid({0, 0, 160, 120})},
                     text(10, 140, "tilted 斜", {16, ink, FontWeight::bold}, Align::start)}}},
      {{},
       Group{{1, 0, 0, 1, 300, 300},
             1,
             {0, 0, 90, 70},
             {{{}, Box{{-20, -20, 90, 70}, 30, {teal, white}, {ink, 2}}},
              text(30, 60, "clipped text", {18, ink}, Align::start)}}},
      {{},
       Group{{2, 0, 0, 0.5, 400, 310},
             0.6,
             {5, 5, 20, 120},
             {{{},
               Group{{},
                     0.5,
                     {},
                     {{{}, Box{{0, 0, 30, 200}, 4, {rose, clear}, {ink, 3}}},
                      {{}, Box{{10, 20, 40, 100}, 4, {blue, clear}, {}}}}}}}}},
  };
  return figure;
}

Figure without_photographs(Figure figure) {
  std::erase_if(figure.items, [](const Item& item) { return std::holds_alternative<Image>(item.shape); });
  return figure;
}

Figure figure_of_shapes() {
  Figure figure = without_photographs(figure_with_everything());
  std::erase_if(figure.items, [](const Item& item) {
    const Grid* grid = std::get_if<Grid>(&item.shape);
    return grid != nullptr && is_drawn_as_image(*grid);
  });
  return figure;
}

FrameSource counting_frames(std::int64_t count, Size size) {
  return {count, [count, size](std::int64_t step) {
            Figure figure;
            figure.size = size;
            figure.background = white;
            figure.title = "Counting";
            Grid grid = small_grid({10, 10, size.width - 20, size.height - 40});
            grid.pending_from = step % 12 + 1;
            const std::string words = "step " + std::to_string(step + 1) + " of " + std::to_string(count);
            figure.items = {{{Side::transposed, Part::fine}, std::move(grid)},
                            text(10, size.height - 10, words, {12, ink}, Align::start)};
            return figure;
          }};
}

}  // namespace convoscope::test
