// What is there is drawn in the colours of maps and kernels, what is missing or too much in that of a warning.
#include "gui/code/reason_picture.h"

#include <fmt/format.h>

#include <algorithm>

#include "gui/widgets/number_field.h"

namespace convoscope {
namespace {

/// The numbers of an argument, "3" or "10x10": the last of them is the width.
std::vector<std::int64_t> numbers_of(const Message& reason, std::string_view name) {
  for (const auto& [key, value] : reason.arguments)
    if (key == name) return parse_sizes(value).value_or(std::vector<std::int64_t>());
  return {};
}

std::int64_t number_in(const Message& reason, std::string_view name) {
  const std::vector<std::int64_t> numbers = numbers_of(reason, name);
  return numbers.empty() ? 0 : numbers.back();
}

class ReasonPicture {
 public:
  ReasonPicture(const DrawContext& context, const Rect& rect, const Message& reason)
      : context_(context), theme_(context.theme), rect_(rect), reason_(reason) {}

  /// The input's channels above those that a kernel reads, each with its own.
  void draw_channels() {
    constexpr std::int64_t most = 12;
    const std::int64_t given = number_in(reason_, "given");
    const std::int64_t wanted = number_in(reason_, "wanted");
    const double left = rect_.x + label_width("reason_picture.input", "reason_picture.weight") + 14;
    const std::int64_t shown = std::min(std::max(given, wanted), most);
    const double step =
        std::min(34.0, (rect_.right() - 60 - left) / static_cast<double>(std::max<std::int64_t>(shown, 1)));
    const double side = step * 0.72;
    const double top = rect_.y + 12;
    const double bottom = rect_.y + 66;
    label("reason_picture.input", top + side / 2, std::to_string(given));
    label("reason_picture.weight", bottom + side / 2, std::to_string(wanted));
    for (std::int64_t i = 0; i < shown; ++i) {
      const double x = left + step * static_cast<double>(i);
      const bool has_both = i < given && i < wanted;
      draw_line(context_, {x + side / 2, top + side}, {x + side / 2, bottom},
                has_both ? theme_.text_faint : theme_.warning, has_both ? 1 : 2);
      square({x, top, side, side}, theme_.fine, i < given);
      square({x, bottom, side, side}, theme_.kernel, i < wanted);
    }
    if (std::max(given, wanted) > shown)
      draw_text(context_, {left + step * static_cast<double>(shown) + 4, (top + bottom + side) / 2}, Type::body,
                theme_.text_muted, "…");
  }

  /// The kernel laid over the padded input: what of it lies outside is marked.
  void draw_kernel() {
    const std::vector<std::int64_t> kernel = numbers_of(reason_, "kernel");
    const std::vector<std::int64_t> input = numbers_of(reason_, "input");
    if (kernel.empty() || input.empty()) return;
    const std::int64_t rows = kernel.size() > 1 ? kernel[0] : 1;
    const std::int64_t input_rows = input.size() > 1 ? input[0] : 1;
    const std::int64_t most_rows = std::max({rows, input_rows, std::int64_t{1}});
    const std::int64_t most_columns = std::max({kernel.back(), input.back(), std::int64_t{1}});
    const double cell = std::min({26.0, (rect_.height - 16) / static_cast<double>(most_rows),
                                  rect_.width * 0.45 / static_cast<double>(most_columns)});
    const double left = rect_.x + 4;
    const double top = rect_.y + 8;
    const auto area = [&](std::int64_t high, std::int64_t wide) {
      return Rect{left, top, cell * static_cast<double>(wide), cell * static_cast<double>(high)};
    };
    const Rect map = area(input_rows, input.back());
    const Rect over = area(rows, kernel.back());
    fill_box(context_, over, with_alpha(theme_.warning, 0.18), 2);
    fill_box(context_, map, theme_.card, 2);
    fill_box(context_, map, with_alpha(theme_.fine, 0.45), 2);
    if (cell >= 5) {
      const Rect both{left, top, std::max(map.width, over.width), std::max(map.height, over.height)};
      for (double x = left; x <= both.right() + 0.1; x += cell)
        draw_line(context_, {x, top},
                  {x, x <= over.right() + 0.1 ? std::max(map.bottom(), over.bottom()) : map.bottom()}, theme_.card);
      for (double y = top; y <= both.bottom() + 0.1; y += cell)
        draw_line(context_, {left, y}, {y <= over.bottom() + 0.1 ? both.right() : map.right(), y}, theme_.card);
    }
    outline_box(context_, map, theme_.fine, 2, 1.5);
    outline_box(context_, over, theme_.warning, 2, 2.5);
    const double x = left + std::max(map.width, over.width) + 24;
    key_line({x, rect_.y + 34}, theme_.fine, context_.say("reason_picture.padded", {{"size", size("input")}}));
    key_line({x, rect_.y + 62}, theme_.warning, context_.say("reason_picture.kernel", {{"size", size("kernel")}}));
  }

  /// A line of sizes: those that can be had are filled, the one that was asked for is marked.
  void draw_output() {
    const auto requested = numbers_of(reason_, "requested");
    const auto smallest = numbers_of(reason_, "smallest");
    const auto largest = numbers_of(reason_, "largest");
    if (requested.empty() || smallest.size() != requested.size() || largest.size() != requested.size()) return;
    std::size_t axis = requested.size() - 1;  // the first that is out of reach
    for (std::size_t i = requested.size(); i-- > 0;)
      if (requested[i] < smallest[i] || requested[i] > largest[i]) axis = i;
    constexpr std::int64_t most = 8;
    constexpr std::int64_t nearest = 3;  // sizes further off stand behind an ellipsis
    const std::int64_t first = smallest[axis];
    const std::int64_t last = std::min(largest[axis], first + most - 1);
    const std::int64_t wanted = requested[axis];
    const std::int64_t gap = wanted < first ? first - wanted : wanted > largest[axis] ? wanted - largest[axis] : 0;
    const bool is_near = gap <= nearest && last == largest[axis];
    const std::int64_t before = wanted < first ? (is_near ? gap : 2) : 0;
    const std::int64_t behind = wanted > last ? (is_near ? gap : 2) : 0;
    const std::int64_t places = before + (last - first + 1) + behind;
    const double step = std::min(52.0, (rect_.width - 60) / static_cast<double>(places));
    const double y = rect_.y + 34;
    const auto at = [&](std::int64_t place) { return rect_.x + 24 + step * static_cast<double>(place); };
    draw_line(context_, {at(0) - 12, y}, {at(places - 1) + 12, y}, theme_.line, 2);
    for (std::int64_t place = 0; place < places; ++place) {
      const bool is_before = place < before;
      const bool is_behind = place >= places - behind;
      const bool is_wanted = (is_before && place == 0) || (is_behind && place == places - 1);
      const std::int64_t number = is_wanted ? wanted : first + place - before;
      if (!is_wanted && (is_before || is_behind)) {
        if (is_near)
          draw_ring(context_, {at(place), y}, 6, theme_.text_faint, 1.5);
        else
          draw_text(context_, {at(place), y - 8}, Type::body, theme_.text_muted, "…", Align::middle);
        if (!is_near) continue;
      } else if (is_wanted) {
        fill_disc(context_, {at(place), y}, 9, theme_.card);
        draw_ring(context_, {at(place), y}, 8, theme_.warning, 2.5);
      } else {
        fill_disc(context_, {at(place), y}, 8, theme_.fine);
      }
      draw_text(context_, {at(place), y + 28}, is_wanted ? Type::body_strong : Type::body,
                is_wanted ? legible(theme_, theme_.warning) : theme_.text, std::to_string(number), Align::middle);
    }
    double x = rect_.x + 16;
    x += key_line({x, rect_.y + 92}, theme_.fine, context_.say("reason_picture.reachable")) + 28;
    key_line({x, rect_.y + 92}, theme_.warning, context_.say("reason_picture.asked"));
  }

  /// The ends of both maps below each other, cell by cell.
  void draw_joint() {
    const std::int64_t expected = number_in(reason_, "expected");
    const std::int64_t given = number_in(reason_, "given");
    const std::int64_t smaller = std::min(expected, given);
    const std::int64_t larger = std::max(expected, given);
    constexpr std::int64_t most_common = 5;
    constexpr std::int64_t most_more = 8;
    const std::int64_t common = std::min(smaller, most_common);
    const std::int64_t more = std::min(larger - smaller, most_more);
    const double label_room = label_width("reason_picture.expected", "reason_picture.given") + 14;
    const double cell =
        std::min(30.0, (rect_.width - label_room - 70) / static_cast<double>(std::max<std::int64_t>(common + more, 1)));
    const double left = rect_.x + label_room + 26;
    for (const bool is_given : {false, true}) {
      const std::int64_t own = is_given ? given : expected;
      const double top = rect_.y + (is_given ? 62 : 12);
      label(is_given ? "reason_picture.given" : "reason_picture.expected", top + cell / 2, std::to_string(own));
      if (smaller > common)
        draw_text(context_, {left - 14, top + cell / 2 + 4}, Type::body, theme_.text_muted, "…", Align::middle);
      for (std::int64_t i = 0; i < common + more; ++i) {
        const Rect box{left + cell * static_cast<double>(i), top, cell - 3, cell - 3};
        const bool is_there = i < common || own > smaller;
        square(box, i < common ? (is_given ? theme_.coarse : theme_.fine) : theme_.warning, is_there);
        const std::int64_t number = smaller - common + i + 1;
        if (is_there && cell >= 24)
          draw_text(context_, centred_baseline(box, Type::note, Align::middle), Type::note, theme_.text,
                    std::to_string(number), Align::middle);
      }
      if (larger - smaller > more && own > smaller)
        draw_text(context_, {left + cell * static_cast<double>(common + more) + 6, top + cell / 2 + 4}, Type::body,
                  theme_.text_muted, "…");
    }
  }

 private:
  std::string size(std::string_view name) const {
    std::string text;
    for (const std::int64_t extent : numbers_of(reason_, name))
      text += fmt::format("{}{}", text.empty() ? "" : " × ", extent);
    return text;
  }

  double label_width(const char* one, const char* other) const {
    const auto room_for = [&](const char* key) {
      return text_width(context_, Type::body, context_.say(key, {{"count", "1024"}}));
    };
    return std::max(room_for(one), room_for(other));
  }
  void label(const char* key, double middle, std::string count) const {
    draw_text(context_, {rect_.x, middle + 4}, Type::body, theme_.text,
              context_.say(key, {{"count", std::move(count)}}));
  }

  /// A filled square, or where there is none its place.
  void square(const Rect& box, Color color, bool is_there) const {
    if (is_there) fill_box(context_, box, mix(theme_.card, color, 0.45), 3);
    outline_box(context_, box, is_there ? color : theme_.warning, 3, is_there ? 1 : 1.5);
    if (is_there) return;
    draw_line(context_, {box.x + 4, box.bottom() - 4}, {box.right() - 4, box.y + 4}, theme_.warning, 1.5);
  }

  /// A dot of the colour and what it stands for. Answers the width taken.
  double key_line(Point left, Color color, const std::string& words) const {
    fill_disc(context_, {left.x + 5, left.y - 4}, 5, color);
    return 16 + draw_text(context_, {left.x + 16, left.y}, Type::body, theme_.text, words);
  }

  const DrawContext& context_;
  const Theme& theme_;
  Rect rect_;
  const Message& reason_;
};

}  // namespace

void draw_reason(const DrawContext& context, const Rect& rect, const Message& reason) {
  ReasonPicture picture(context, rect, reason);
  if (reason.key == "code.reason.channels") picture.draw_channels();
  if (reason.key == "code.reason.kernel") picture.draw_kernel();
  if (reason.key == "code.reason.output") picture.draw_output();
  if (reason.key == "code.reason.joint") picture.draw_joint();
}

}  // namespace convoscope
