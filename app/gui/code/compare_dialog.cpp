// On the left what each framework makes of the layer; on the right two of them, cell by cell; below, the test.
#include <fmt/format.h>

#include <algorithm>

#include "document/number_text.h"
#include "gui/code/comparing.h"
#include "gui/panels/panels.h"
#include "gui/state/files.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"
#include "interop/calls/code_out.h"

namespace convoscope {
namespace {

constexpr double framework_row_pt = 46;
constexpr double compare_gap_pt = 24;
constexpr double map_cell_pt = 44;
constexpr double large_number_cell_pt = 30;
constexpr double numbered_cell_pt = 17;
constexpr std::int64_t most_shown_cells = 16;  // along an axis
constexpr const char* frameworks_popup = "frameworks";

const char* title_of(Framework framework) { return framework_titles[static_cast<std::size_t>(framework)]; }

std::string extents_words(std::int64_t rows, std::int64_t columns) { return fmt::format("{} × {}", rows, columns); }

/// The first row or column shown: that of the first cell to see, where not all have room.
std::int64_t first_shown(std::int64_t wanted, std::int64_t extent) {
  return std::clamp<std::int64_t>(wanted - 1, 0, std::max<std::int64_t>(extent - most_shown_cells, 0));
}

/// A map of which a part may be shown.
struct ShownMap {
  const Tensor* values = nullptr;
  std::string title;
  Color color;
  const std::set<Cell>* marked = nullptr;
  Cell first{};

  std::int64_t rows() const { return std::min(values->rows(), most_shown_cells); }
  std::int64_t columns() const { return std::min(values->columns(), most_shown_cells); }
  bool is_whole() const { return rows() == values->rows() && columns() == values->columns(); }
};

ShownMap shown_map(const Tensor& values, std::string title, Color color, const std::set<Cell>* marked = nullptr) {
  ShownMap map{&values, std::move(title), color, marked, {}};
  if (marked != nullptr && !marked->empty())
    map.first = {first_shown(marked->begin()->row, values.rows()),
                 first_shown(marked->begin()->column, values.columns())};
  return map;
}

class CompareDialog {
 public:
  CompareDialog(const PanelInputs& in, const Rect& inner)
      : in_(in), context_(in.context), compare_(in.ui.compare), inner_(inner) {}

  void draw() {
    if (compare_.rows.empty()) return;
    const Rect foot = draw_foot();
    const double list_width = std::clamp(inner_.width * 0.32, 200.0, 300.0);
    draw_list({inner_.x, inner_.y, list_width, foot.y - inner_.y});
    const double left = inner_.x + list_width + compare_gap_pt;
    draw_pair({left, inner_.y, inner_.right() - left, foot.y - inner_.y});
  }

 private:
  const ComparedLayer& row_of(Framework framework) const { return compare_.rows[static_cast<std::size_t>(framework)]; }

  // What each makes of it.

  void draw_list(const Rect& rect) {
    const std::string& label = context_.say("compare_dialog.with");
    const double label_width = std::min(text_width(context_, Type::note, label) + 10, rect.width / 2);
    const Rect line{rect.x, rect.y, rect.width, 28};
    draw_text(context_, centred_baseline(line, Type::note, Align::start), Type::note, context_.theme.text_muted,
              shortened(context_, Type::note, label, label_width));
    const Rect box{rect.x + label_width, rect.y, rect.width - label_width, 28};
    if (drop_down(context_, "compared with", box, title_of(compare_.one))) ImGui::OpenPopup(frameworks_popup);
    if (begin_list(context_, frameworks_popup, {box.x, box.bottom() + 2})) {
      for (const Framework framework : frameworks)
        if (ImGui::MenuItem(title_of(framework), nullptr, framework == compare_.one)) compare_with(framework);
      ImGui::EndPopup();
    }
    const Rect list{rect.x, rect.y + 36, rect.width, rect.height - 40};
    double y = list.y - begin_part(context_, "frameworks list", list, PanelLook::scrolling);
    for (const ComparedLayer& row : compare_.rows) {
      if (row.framework == compare_.one) continue;
      draw_framework({list.x, y, list.width - 8, framework_row_pt - 4}, row);
      y += framework_row_pt;
    }
    end_part(context_, y);
  }

  /// Those chosen change places where it was the other one.
  void compare_with(Framework framework) {
    choose_frameworks(compare_, framework, framework == compare_.other ? compare_.one : compare_.other);
  }

  std::string difference_words(const ComparedLayer& row) const {
    const Catalog::Arguments other{{"other", title_of(compare_.one)}};
    if (!row.is_legal())
      return context_.say("compare.refused", {{"reason", context_.catalog.text(row.layer.problems.front())}});
    if (!row_of(compare_.one).is_legal()) return {};
    if (!row.agrees_in_size) return context_.say("compare.other_size", other);
    const std::string cells = fmt::format("{}", row.output[height] * row.output[width]);
    if (!row.differs.empty())
      return context_.say("compare_dialog.differs",
                          {{"count", fmt::format("{}", row.differs.size())}, {"cells", cells}});
    const bool is_other = row.telling[width] > 0;
    return is_other ? context_.say("compare_dialog.differs_elsewhere",
                                   {{"size", extents_words(row.telling[height], row.telling[width])}})
                    : context_.say("compare.same", other);
  }

  void draw_framework(const Rect& rect, const ComparedLayer& row) {
    const bool is_chosen = row.framework == compare_.other;
    const Touch touched =
        touch(context_, framework_names[static_cast<std::size_t>(row.framework)], rect, StopKind::entry);
    const Theme& theme = context_.theme;
    fill_box(context_, rect, is_chosen || touched.hovered ? theme.accent_soft : theme.field, 6);
    outline_box(context_, rect, is_chosen ? theme.accent : theme.line, 6, is_chosen ? 1.5 : 1);
    const Rect words{rect.x + 12, rect.y, rect.width - 24, rect.height};
    draw_text(context_, {words.x, rect.y + 18}, Type::body_strong, theme.text, title_of(row.framework));
    if (row.is_legal())
      draw_text(context_, {words.right(), rect.y + 18}, Type::body, theme.text,
                extents_words(row.output[height], row.output[width]), Align::end);
    const std::string told = difference_words(row);
    const bool is_same = row.is_legal() && row.agrees_in_size && row.differs.empty() && row.telling[width] == 0;
    draw_text(context_, {words.x, rect.y + 35}, Type::note,
              is_same ? theme.text_muted : legible(theme, row.is_legal() ? theme.warning : theme.text_faint),
              shortened(context_, Type::note, told, words.width));
    if (text_width(context_, Type::note, told) > words.width) hint(context_, touched, told);
    if (touched.clicked) choose_frameworks(compare_, compare_.one, row.framework);
  }

  // Two of them.

  bool has_own_results() const {
    return compare_.input && row_of(compare_.one).result && row_of(compare_.other).result;
  }

  void draw_pair(const Rect& rect) {
    double y = rect.y;
    const bool shows_own = has_own_results() && (compare_.shows_own_input || !compare_.telling);
    double x = rect.x;
    const auto draw_tab = [&](const char* id, const std::string& words, bool is_on, bool is_enabled) {
      const double tab_width = text_width(context_, Type::body, words) + 24;
      const bool is_clicked = tab(context_, id, {x, y, tab_width, 28}, words, is_on, is_enabled).clicked;
      x += tab_width + 4;
      return is_clicked;
    };
    const auto& axes = compare_.asked.spec.axes;
    if (compare_.telling) {
      const auto& small = compare_.telling->asked.spec.axes;
      if (draw_tab("smallest input",
                   context_.say("compare_dialog.smallest",
                                {{"size", extents_words(small[height].input, small[width].input)}}),
                   !shows_own, true))
        compare_.shows_own_input = false;
    }
    if (has_own_results() &&
        draw_tab("own input",
                 context_.say("compare_dialog.own", {{"size", extents_words(axes[height].input, axes[width].input)}}),
                 shows_own, true))
      compare_.shows_own_input = true;
    y += 54;
    for (const Framework framework : {compare_.one, compare_.other}) y += draw_code(framework, {rect.x, y}, rect.width);
    const Rect room{rect.x, y + 4, rect.width, rect.bottom() - y - 4};
    if (shows_own)
      draw_own(room);
    else if (compare_.telling)
      draw_telling(room);
    else
      say(room,
          context_.say("compare.not_told", {{"one", title_of(compare_.one)}, {"other", title_of(compare_.other)}}));
  }

  /// The call, or why there is none; a click copies a program that makes exactly the layer. Answers the height taken.
  double draw_code(Framework framework, Point corner, double room) {
    const ComparedLayer& row = row_of(framework);
    constexpr double title_pt = 92;
    const double left = corner.x + title_pt;
    const double line_width = room - title_pt;
    const std::string words = row.is_legal() ? row.code : told_sentence(context_.catalog, row.layer.problems.front());
    const Type type = row.is_legal() ? Type::code : Type::body;
    std::vector<std::string_view> lines;
    for (std::string_view rest = words; !rest.empty();) {
      lines.push_back(rest.substr(0, rest.find('\n')));
      rest.remove_prefix(std::min(lines.back().size() + 1, rest.size()));
    }
    double height_pt = 0;
    for (const std::string_view line : lines) height_pt += wrapped_height(context_, line_width, 16, type, line);
    const Rect area{corner.x - 6, corner.y - 16, room + 12, height_pt + 6};
    const std::string id = fmt::format("program {}", framework_names[static_cast<std::size_t>(framework)]);
    const Touch touched = touch(context_, id.c_str(), area);
    if (touched.hovered) fill_box(context_, area, context_.theme.field, 5);
    hint(context_, touched, context_.say("compare_dialog.program"));
    draw_text(context_, {corner.x, corner.y}, Type::body_strong, context_.theme.text, title_of(framework));
    double y = corner.y;
    for (const std::string_view line : lines)
      y += draw_wrapped(context_, {left, y}, line_width, 16, type,
                        row.is_legal() ? context_.theme.text : legible(context_.theme, context_.theme.warning), line);
    if (touched.clicked)
      copy(code_in(framework, compare_.asked, !in_.session().scene().bias.empty(), context_.catalog));
    return height_pt + 10;
  }

  void say(const Rect& rect, const std::string& words) {
    draw_wrapped(context_, {rect.x, rect.y + 14}, rect.width, 18, Type::body, context_.theme.text_muted, words);
  }

  void draw_telling(const Rect& rect) {
    const TellingCase& telling = *compare_.telling;
    draw_maps(rect, telling.input, telling.weight, {&telling.results[0], &telling.results[1]}, telling.differs,
              {telling.layers[0].spec, telling.layers[1].spec});
  }

  void draw_own(const Rect& rect) {
    const ComparedLayer& one = row_of(compare_.one);
    const ComparedLayer& other = row_of(compare_.other);
    draw_maps(rect, *compare_.input, compare_.weight ? *compare_.weight : Tensor(), {&*one.result, &*other.result},
              other.differs, {one.layer.spec, other.layer.spec});
  }

  /// The input, the kernel and both results on one line, their cells of one size; what differs is marked in both.
  void draw_maps(const Rect& rect, const Tensor& input, const Tensor& weight,
                 const std::array<const Tensor*, 2>& results, const std::set<Cell>& differs,
                 const std::array<Spec, 2>& specs) {
    const Theme& theme = context_.theme;
    const bool is_transposed_layer = is_transposed(compare_.asked.spec);
    const Color color_in = is_transposed_layer ? theme.coarse : theme.fine;
    const Color color_out = is_transposed_layer ? theme.fine : theme.coarse;
    std::vector<ShownMap> maps{shown_map(input, context_.say("figure.input"), color_in)};
    if (!is_pooling(compare_.asked.spec))
      maps.push_back(shown_map(weight, context_.say("figure.kernel"), theme.kernel));
    maps.push_back(shown_map(*results[0], title_of(compare_.one), color_out, &differs));
    maps.push_back(shown_map(*results[1], title_of(compare_.other), color_out, &differs));
    std::int64_t rows = 1;
    for (const ShownMap& map : maps) rows = std::max(rows, map.rows());
    constexpr double header_pt = 40;
    constexpr double below_pt = 76;
    constexpr double least_map_pt = 78;  // its title and size have to stand above it
    constexpr double gap = 22;
    double cell = std::min((rect.height - header_pt - below_pt) / static_cast<double>(rows), map_cell_pt);
    const auto width_at = [&](const ShownMap& map) {
      return std::max(least_map_pt, cell * static_cast<double>(map.columns()));
    };
    const auto is_too_wide = [&] {
      double whole = gap * static_cast<double>(maps.size() - 1);
      for (const ShownMap& map : maps) whole += width_at(map);
      return whole > rect.width;
    };
    while (cell > 3 && is_too_wide()) cell -= 0.5;
    cell = std::max(cell, 3.0);
    double x = rect.x;
    for (const ShownMap& map : maps) {
      draw_map({x, rect.y}, map, cell);
      x += width_at(map) + gap;
    }
    const double bottom = rect.y + header_pt + cell * static_cast<double>(rows);
    const bool is_one_size = results[0]->shape() == results[1]->shape();
    double y = bottom + 20;
    const auto say_line = [&](const std::string& words) {
      y += draw_wrapped(context_, {rect.x, y}, rect.width, 17, Type::note, theme.text_muted, words);
    };
    if (is_one_size)
      say_line(context_.say(differs.empty() ? "compare_dialog.no_marks" : "compare_dialog.marks",
                            {{"count", fmt::format("{}", differs.size())}}));
    else
      say_line(context_.say("compare_dialog.sizes"));
    if (const std::string pads = padding_words(specs); !pads.empty()) say_line(pads);
    if (input.shape()[1] > 1 || results[0]->shape()[1] > 1) say_line(context_.say("compare_dialog.channel"));
    if (!std::ranges::all_of(maps, &ShownMap::is_whole)) say_line(context_.say("compare_dialog.part"));
  }

  /// Where each begins and ends, along the first axis on which they are not alike; empty where they are.
  std::string padding_words(const std::array<Spec, 2>& specs) const {
    const auto& [one, other] = specs;
    for (int axis = 0; axis < axis_count; ++axis) {
      const AxisSpec& a = one.axes[axis];
      const AxisSpec& b = other.axes[axis];
      const AxisPair ends{a.pad_end - a.output_padding, b.pad_end - b.output_padding};
      if (a.pad_begin == b.pad_begin && ends[0] == ends[1]) continue;
      return context_.say(is_transposed(one) ? "compare_dialog.crops" : "compare_dialog.pads",
                          {{"one", title_of(compare_.one)},
                           {"begin", whole_text(a.pad_begin)},
                           {"end", whole_text(ends[0])},
                           {"other", title_of(compare_.other)},
                           {"other_begin", whole_text(b.pad_begin)},
                           {"other_end", whole_text(ends[1])}});
    }
    return {};
  }

  void draw_map(Point corner, const ShownMap& map, double cell) {
    const Theme& theme = context_.theme;
    draw_text(context_, {corner.x, corner.y + 12}, Type::body_strong, theme.text, map.title);
    draw_text(context_, {corner.x, corner.y + 28}, Type::note, theme.text_muted,
              extents_words(map.values->rows(), map.values->columns()));
    const double top = corner.y + 38;
    const double gap = cell > 8 ? 1.5 : 0;
    for (std::int64_t row = 0; row < map.rows(); ++row)
      for (std::int64_t column = 0; column < map.columns(); ++column) {
        const Cell at{map.first.row + row, map.first.column + column};
        const bool is_marked = map.marked != nullptr && map.marked->contains(at);
        const Rect box{corner.x + cell * static_cast<double>(column), top + cell * static_cast<double>(row), cell - gap,
                       cell - gap};
        const bool is_framed = is_marked && cell >= numbered_cell_pt;
        const double strength = is_framed ? 0.22 : is_marked ? 0.6 : 0.16;
        fill_box(context_, box, mix(theme.card, is_marked ? theme.warning : map.color, strength), cell > 8 ? 3 : 0);
        if (is_framed) outline_box(context_, box, theme.warning, 3, 1.5);
        if (cell < numbered_cell_pt) continue;
        const std::string number =
            number_text(map.values->data()[static_cast<std::size_t>(at.row * map.values->columns() + at.column)], 1);
        const Type type = cell >= large_number_cell_pt ? Type::body : Type::note;
        if (text_width(context_, type, number) <= box.width - 2)
          draw_text(context_, centred_baseline(box, type, Align::middle), type, theme.text, number, Align::middle);
      }
  }

  // The test.

  struct FootRemark {
    std::string words{};
    bool is_problem = false;
  };
  FootRemark remark() const {
    const UiState& ui = in_.ui;
    if (ui.toast) return {told_sentence(context_.catalog, ui.toast->message), ui.toast->is_error};
    if (!ui.to_replace.empty())
      return {context_.say("file_dialog.asks", {{"name", name_of_path(ui.to_replace)}}), true};
    return {context_.say("compare_dialog.test"), false};
  }

  /// Answers what it takes.
  Rect draw_foot() {
    if (in_.ui.to_replace != compare_.path.view()) in_.ui.to_replace.clear();
    const FootRemark said = remark();
    const double remark_height = wrapped_height(context_, inner_.width, 17, Type::note, said.words);
    const Rect line{inner_.x, inner_.bottom() - 30, inner_.width, 30};
    const Rect foot{inner_.x, line.y - remark_height - 20, inner_.width, remark_height + 50};
    draw_rule(context_, {foot.x, foot.y + 2}, foot.width, context_.theme.line);
    draw_wrapped(context_, {foot.x, foot.y + 22}, foot.width, 17, Type::note,
                 said.is_problem ? legible(context_.theme, context_.theme.warning) : context_.theme.text_muted,
                 said.words);
    const bool asks = !in_.ui.to_replace.empty();
    const bool can_go = compare_.telling.has_value() && !compare_.path.view().empty();
    double right = line.right();
    const auto place = [&](const std::string& words, double least) {
      const double button_width = std::max(least, text_width(context_, Type::body_strong, words) + 28);
      right -= button_width;
      const Rect rect{right, line.y, button_width, line.height};
      right -= 8;
      return rect;
    };
    const std::string& go_words = context_.say(asks ? "file_dialog.replace" : "compare_dialog.save");
    const bool goes = button(context_, "save test", place(go_words, 88), go_words, ButtonLook::primary, can_go);
    const std::string& copy_words = context_.say("compare_dialog.copy");
    if (button(context_, "copy test", place(copy_words, 60), copy_words, ButtonLook::field,
               compare_.telling.has_value()))
      copy(python_test(*compare_.telling));
    const std::string& open_words = context_.say("compare_dialog.open");
    if (button(context_, "open input", place(open_words, 60), open_words, ButtonLook::field,
               compare_.telling.has_value())) {
      in_.act(edits_of_telling_input(compare_));
      in_.ui.dialog = Dialog::none;
    }
    const FieldTouch typed =
        path_field(context_, "##test path", {line.x, line.y + 1, right - line.x - 4, 28}, compare_.path);
    if (typed.changed) in_.ui.toast.reset();
    if (can_go && (goes || typed.entered || context_.enters)) in_.act(SaveTest{std::string(compare_.path.view())});
    return foot;
  }

  void copy(const Result<std::string>& text) {
    constexpr double told_s = 4;
    if (text) in_.ui.clipboard = *text;
    in_.ui.toast = Toast{text ? Message{"code.copied", {}} : text.message(), !text, context_.now_s + told_s};
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  CompareState& compare_;
  Rect inner_;
};

}  // namespace

void draw_compare_dialog(const PanelInputs& in, const Rect& inner) { CompareDialog(in, inner).draw(); }

}  // namespace convoscope
