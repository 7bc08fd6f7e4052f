// The upsampling view: four ways to make a map larger side by side, with how often stamps reach each cell, so that the checkerboard of
// uneven ones is seen at a glance.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document/number_text.h"
#include "document/photograph/tones.h"
#include "figure/draw/contrast.h"
#include "figure/draw/fitting.h"
#include "figure/draw/paragraph.h"
#include "figure/upsampling/upsampling_ways.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr std::int64_t patch_cells = 28;
constexpr double sentence_pt = 56;
constexpr double top_pt = 92;  // of the first row's names, their baselines
constexpr double below_name_pt = 10;
constexpr double between_pt = 22;
constexpr double most_tile_pt = 200;
constexpr double least_tile_pt = 110;
constexpr double counts_pt = 58;  // a side of the map of counts
constexpr double above_counts_pt = 12;
constexpr double beside_counts_pt = 10;
constexpr double least_shown_pt = 60;
constexpr double bottom_pt = 22;
constexpr double least_note_pt = 60;  // beside the map of counts
constexpr Size natural_room{760, 640};

struct WayWords {
  const char* name;
  const char* note;
};
constexpr std::array way_words{WayWords{"figure.upsampling.transposed", "figure.upsampling.stamps"},
                               WayWords{"figure.upsampling.bilinear", "figure.upsampling.bilinear_note"},
                               WayWords{"figure.upsampling.resize", "figure.upsampling.resize_note"},
                               WayWords{"figure.upsampling.shuffle", "figure.upsampling.shuffle_note"}};

class UpsamplingView {
 public:
  UpsamplingView(Pen& pen, const PictureInputs& inputs, Point origin, Size size)
      : pen_(pen), in_(inputs), by_(upsampling_of(inputs.evaluation)), origin_(origin), size_(size) {
    constexpr std::size_t all = upsampling_ways.size();
    columns_ = size.width >= static_cast<double>(all) * least_tile_pt + 3 * between_pt ? all : all / 2;
    const auto count = static_cast<double>(columns_);
    const double room = (size.width - (count - 1) * between_pt) / count;
    for (std::size_t i = 0; i < all; ++i) {
      const std::string words = note(i, stamps_along(by_, upsampling_ways[i]));
      note_lines_ =
          std::max(note_lines_, balanced_lines(pen.fonts(), words, pen.label_style(), note_room(room)).size());
    }
    const double rows = static_cast<double>(all / columns_);
    const double high =
        (size.height - top_pt - bottom_pt - (rows - 1) * between_pt) / rows - below_name_pt - below_tile();
    tile_ = std::clamp(std::min(room, high), least_shown_pt, most_tile_pt);
  }

  Size wanted() const {
    const auto count = static_cast<double>(columns_);
    const double rows = static_cast<double>(upsampling_ways.size()) / count;
    return {std::min(size_.width, count * most_tile_pt + (count - 1) * between_pt),
            top_pt + rows * row_height() + (rows - 1) * between_pt - 4 + bottom_pt};
  }

  void draw() {
    const std::string stride = whole_text(by_.stride), kernel = whole_text(by_.kernel);
    pen_.header(origin_, size_.width, in_.catalog.text("figure.upsampling.title", {{"stride", stride}}),
                in_.catalog.text("figure.upsampling.kernel", {{"kernel", kernel}, {"stride", stride}}));
    pen_.fitted_text({origin_.x, origin_.y + sentence_pt},
                     in_.catalog.text(in_.evaluation.photograph ? "figure.upsampling.of_photograph"
                                                                : "figure.upsampling.of_one_value"),
                     pen_.body_style(), size_.width);
    const auto count = static_cast<double>(columns_);
    const double pitch = (size_.width + between_pt) / count;
    for (std::size_t i = 0; i < upsampling_ways.size(); ++i) {
      const double x = origin_.x + static_cast<double>(i % columns_) * pitch;
      const double y = origin_.y + top_pt + static_cast<double>(i / columns_) * (row_height() + between_pt);
      draw_way(i, {x, y}, pitch - between_pt);
    }
  }

 private:
  double note_pitch() const { return line_pitch(pen_.label_style()); }
  double below_tile() const {
    return above_counts_pt + std::max(counts_pt, static_cast<double>(note_lines_) * note_pitch());
  }
  static double note_room(double room) { return std::max(room - counts_pt - beside_counts_pt, least_note_pt); }
  double row_height() const { return below_name_pt + tile_ + below_tile(); }

  /// `at` is the baseline's start of its name.
  void draw_way(std::size_t index, Point at, double room) {
    const UpsamplingWay way = upsampling_ways[index];
    pen_.fitted_text(at, in_.catalog.text(way_words[index].name), pen_.heading_style(), room);
    const SharedPixels pixels = in_.kept({"upsampled", Side::none, static_cast<std::int64_t>(index), 0}, [&] {
      return pixels_of(upsampled(upsampled_patch(in_.evaluation, patch_cells), by_, way), Tone::clamped, 1);
    });
    const double side = std::min(tile_, room);
    const Rect tile{at.x, at.y + below_name_pt, side, side};
    pen_.add(Image{tile, pixels}, {Side::none, Part::label, static_cast<std::int64_t>(index)});
    pen_.add(Box{tile, 0, {}, {in_.theme.line, 1}});
    const Rect counts{tile.x, tile.bottom() + above_counts_pt, counts_pt, counts_pt};
    const std::vector<std::int64_t> along = stamps_along(by_, way);
    draw_counts(along, counts);
    write_paragraph(pen_, {counts.right() + beside_counts_pt, counts.y + pen_.label_style().size_pt},
                    note(index, along), pen_.label_style(), note_room(room));
  }

  std::string note(std::size_t index, const std::vector<std::int64_t>& along) const {
    std::set<std::int64_t> products;
    for (const std::int64_t row : along)
      for (const std::int64_t column : along) products.insert(row * column);
    const bool is_even = products.size() == 1;
    const char* const key = upsampling_ways[index] == UpsamplingWay::transposed && is_even ? "figure.upsampling.even"
                                                                                           : way_words[index].note;
    return in_.catalog.text(key, {{"counts", fmt::format("{}", fmt::join(products, ", "))},
                                  {"kernels", whole_text(by_.stride * by_.stride)}});
  }

  /// As many stamps as reach each cell of a few, darker where they are more.
  void draw_counts(const std::vector<std::int64_t>& along, const Rect& rect) {
    const std::int64_t side = std::max<std::int64_t>(4, by_.stride * 2);
    const std::int64_t most = std::ranges::max(along) * std::ranges::max(along);
    Grid grid;
    grid.rect = rect;
    grid.rows = grid.columns = side;
    grid.gap_pt = 1;
    std::vector<std::int64_t> counts;
    std::vector<std::uint8_t> classes;
    std::vector<float> values;
    std::string longest;
    for (std::int64_t i = 0; i < side * side; ++i) {
      const std::int64_t count = along[at_index(i / side % by_.stride)] * along[at_index(i % side % by_.stride)];
      auto found = std::ranges::find(counts, count);
      if (found == counts.end()) found = counts.insert(found, count);
      classes.push_back(static_cast<std::uint8_t>(found - counts.begin()));
      values.push_back(static_cast<float>(count));
      keep_longer(longest, whole_text(count));
    }
    const double cell = rect.width / static_cast<double>(side);
    for (const std::int64_t count : counts) {
      const double share = most > 0 ? static_cast<double>(count) / static_cast<double>(most) : 0;
      const Color fill = mix(in_.theme.card, in_.theme.fine, 0.15 + 0.85 * share);
      const Color ink = readable_on(fill, in_.theme.on_fine, in_.theme.text, in_.theme.card);
      grid.styles.push_back({{fill, {}}, {}, grid_number_style(in_.fonts, longest, cell, 11, ink), 2});
    }
    grid.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
    grid.values = std::make_shared<const std::vector<float>>(std::move(values));
    pen_.add(std::move(grid));
  }

  Pen& pen_;
  const PictureInputs& in_;
  Upsampling by_;
  Point origin_;
  Size size_;
  std::size_t columns_ = 4;
  std::size_t note_lines_ = 1;
  double tile_ = 0;
};

Size upsampling_size(const PictureInputs& inputs, Side, Size room) {
  Pen pen(inputs.theme, inputs.fonts);
  return UpsamplingView(pen, inputs, {}, limited(room, natural_room)).wanted();
}

void draw_upsampling(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  UpsamplingView(pen, inputs, origin, size).draw();
}

bool may_upsample(const Scene& scene) { return scene.photograph.picture || is_transposed(scene.spec); }

}  // namespace

extern const ViewRow upsampling_view{.name = "upsampling",
                                     .is_offered = may_upsample,
                                     .size = upsampling_size,
                                     .draw = draw_upsampling,
                                     .least_width_pt = 320,
                                     .natural_width_pt = 620,
                                     .most_width_pt = 900,
                                     .tallest_pt = 640,
                                     .largest_alone = {820, 700}};

}  // namespace convoscope
