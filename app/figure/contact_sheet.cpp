// Every way to share a page among columns is tried: there are only as many as there are steps.
#include "figure/contact_sheet.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>

#include "core/assert.h"
#include "figure/draw/pen.h"

namespace convoscope {
namespace {

constexpr double header_pt = 30;
constexpr double gap_pt = 10;
constexpr double caption_pt = 13;  // a step's number, above it
constexpr double caption_size_pt = 9;
/// Smaller steps, and those whose words and numbers would be smaller, go to another page, where there may be one.
constexpr double enough_scale = 0.2;
constexpr double enough_width_pt = 95;
constexpr double enough_text_pt = 5.1;
constexpr double most_height_pt = 14400;  // what PDF can say

// Visits the look of each text and of each kind of number, with the scale that it is drawn at and the grid that it belongs to, if any.
using StyleVisitor = std::function<void(const TextStyle&, double scale, const Grid*)>;
void visit_styles(const std::vector<Item>& items, double scale, const StyleVisitor& visit) {
  for (const Item& item : items) {
    if (const auto* text = std::get_if<Text>(&item.shape)) visit(text->style, scale, nullptr);
    if (const auto* grid = std::get_if<Grid>(&item.shape); grid != nullptr && (grid->values || grid->labels))
      for (const CellStyle& style : grid->styles) visit(style.text, scale, grid);
    if (const auto* group = std::get_if<Group>(&item.shape)) {
      const Affine& to = group->transform;
      visit_styles(group->items, scale * std::sqrt(std::abs(to.a * to.d - to.b * to.c)), visit);
    }
  }
}

// How many of a size, `gap_pt` apart, fit; at least one.
std::int64_t fitting(double room_pt, double each_pt) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>((room_pt + gap_pt) / (each_pt + gap_pt)));
}

std::vector<Size> orientations(const ContactSheetInputs& inputs) {
  std::vector<Size> papers{inputs.paper};
  if (inputs.may_turn) papers.push_back({inputs.paper.height, inputs.paper.width});
  return papers;
}

}  // namespace

double least_text_size(const Figure& figure) {
  double least = std::numeric_limits<double>::infinity();
  visit_styles(figure.items, 1, [&](const TextStyle& style, double scale, const Grid*) {
    if (style.color.a > 0 && style.size_pt >= smallest_legible_pt) least = std::min(least, scale * style.size_pt);
  });
  return std::isinf(least) ? 0 : least;
}

std::int64_t maps_without_numbers(const Figure& figure) {
  std::set<const Grid*> maps;
  visit_styles(figure.items, 1, [&](const TextStyle& style, double, const Grid* grid) {
    if (grid != nullptr && style.color.a > 0 && style.size_pt < smallest_legible_pt) maps.insert(grid);
  });
  return static_cast<std::int64_t>(maps.size());
}

ContactSheet::ContactSheet(ContactSheetInputs inputs) : inputs_(std::move(inputs)), paper_(inputs_.paper) {
  CONVOSCOPE_ASSERT(inputs_.count > 0 && inputs_.step.width > 0 && inputs_.step.height > 0);
  fill_page(inputs_.count);
  if (scale_ >= least_scale()) return;
  if (inputs_.may_break) fill_pages();
  if (inputs_.may_grow) grow();
}

bool ContactSheet::is_legible() const {
  return inputs_.least_text_pt <= 0 || scale_ * inputs_.least_text_pt >= smallest_legible_pt;
}

double ContactSheet::least_scale() const {
  const double told_apart = std::min(enough_scale, enough_width_pt / inputs_.step.width);
  const double read = inputs_.least_text_pt > 0 ? enough_text_pt / inputs_.least_text_pt : 0;
  return std::min(std::max(told_apart, read), 1.0);
}

Size ContactSheet::room(Size paper) const {
  return {std::max(paper.width - 2 * inputs_.margin_pt, 1.0),
          std::max(paper.height - 2 * inputs_.margin_pt - header_pt, 1.0)};
}

double ContactSheet::scale_of(std::int64_t rows, std::int64_t columns, Size paper) const {
  const Size all = room(paper);
  const auto r = static_cast<double>(rows);
  const auto c = static_cast<double>(columns);
  const double across = (all.width - (c - 1) * gap_pt) / c;
  const double down = (all.height - (r - 1) * gap_pt) / r - caption_pt;
  return std::min({across / inputs_.step.width, down / inputs_.step.height, 1.0});
}

void ContactSheet::fill_page(std::int64_t count) {
  scale_ = 0;
  for (const Size paper : orientations(inputs_)) {
    for (std::int64_t columns = 1; columns <= count; ++columns) {
      const std::int64_t rows = (count + columns - 1) / columns;
      const double scale = scale_of(rows, columns, paper);
      if (scale <= scale_) continue;
      scale_ = scale;
      rows_ = rows;
      columns_ = columns;
      paper_ = paper;
    }
  }
  per_page_ = count;
}

void ContactSheet::fill_pages() {
  std::int64_t most = 1;
  for (const Size paper : orientations(inputs_)) {
    const Size all = room(paper);
    const double least = least_scale();
    const std::int64_t columns = fitting(all.width, least * inputs_.step.width);
    const std::int64_t rows = fitting(all.height, least * inputs_.step.height + caption_pt);
    most = std::max(most, rows * columns);
  }
  // Shared evenly, so that the last page is no emptier than the others and all have the more room.
  const std::int64_t pages = (inputs_.count + most - 1) / most;
  fill_page((inputs_.count + pages - 1) / pages);
}

void ContactSheet::grow() {
  const double scale = least_scale();
  const double step_pt = scale * inputs_.step.width;
  const std::int64_t columns = std::min(fitting(room(inputs_.paper).width, step_pt), inputs_.count);
  const std::int64_t rows = (inputs_.count + columns - 1) / columns;
  const double each = scale * inputs_.step.height + caption_pt;
  const double height_pt = 2 * inputs_.margin_pt + header_pt + static_cast<double>(rows) * (each + gap_pt) - gap_pt;
  if (height_pt > most_height_pt) return;
  scale_ = std::min(scale, room(inputs_.paper).width / inputs_.step.width);
  rows_ = rows;
  columns_ = columns;
  paper_ = {inputs_.paper.width, height_pt};
}

Figure ContactSheet::page(std::int64_t index, const std::function<Figure(std::int64_t)>& figure_of) const {
  CONVOSCOPE_ASSERT(index >= 0 && index < page_count());
  Pen pen(inputs_.theme, inputs_.fonts);
  const Size step{scale_ * inputs_.step.width, scale_ * inputs_.step.height};
  const double width_of_all = static_cast<double>(columns_) * step.width + static_cast<double>(columns_ - 1) * gap_pt;
  const double first_x = (paper_.width - width_of_all) / 2;
  // The title stands over the steps, or where those are narrow over the page.
  const double left = width_of_all > 0.6 * room(paper_).width ? first_x : inputs_.margin_pt;
  const double right = paper_.width - left;
  const double title_baseline = inputs_.margin_pt + inputs_.theme.measures.title_pt;
  double title_room = right - left;
  if (page_count() > 1) {
    const std::string text = inputs_.catalog.text(
        "figure.sheet.page", {{"page", std::to_string(index + 1)}, {"pages", std::to_string(page_count())}});
    title_room -= pen.text({right, title_baseline}, text, pen.label_style(), Align::end) + gap_pt;
  }
  pen.fitted_text({left, title_baseline}, inputs_.title, pen.title_style(), title_room);

  const double first_y = inputs_.margin_pt + header_pt;
  TextStyle caption = pen.label_style();
  caption.size_pt = caption_size_pt;
  caption.weight = FontWeight::semibold;
  const std::int64_t first = first_of_page(index);
  const std::int64_t end = std::min(first + per_page_, inputs_.count);
  for (std::int64_t i = first; i < end; ++i) {
    const auto column = static_cast<double>((i - first) % columns_);
    const auto row = static_cast<double>((i - first) / columns_);
    const Point corner{first_x + column * (step.width + gap_pt),
                       first_y + row * (step.height + caption_pt + gap_pt) + caption_pt};
    pen.text({corner.x, corner.y - 4}, std::to_string(inputs_.first + i + 1), caption);
    pen.add(Group{{scale_, 0, 0, scale_, corner.x, corner.y}, 1, {}, figure_of(i).items});
    pen.add(Box{{corner.x, corner.y, step.width, step.height}, 3, {}, {inputs_.theme.line, 0.6}});
  }
  Figure page;
  page.size = paper_;
  page.background = inputs_.theme.card;
  page.items = pen.take();
  page.title = inputs_.title;
  page.description = inputs_.catalog.text("figure.sheet.description", {{"count", std::to_string(inputs_.count)}});
  return page;
}

}  // namespace convoscope
