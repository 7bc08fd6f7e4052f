// The picture's region. The picture itself is drawn behind the panels; here is what lies over it.
#include <algorithm>

#include "gui/canvas/canvas_cursor.h"
#include "gui/canvas/canvas_mouse.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_tools.h"
#include "gui/canvas/canvas_view.h"
#include "gui/lesson/answer_aside.h"
#include "gui/lesson/presented_canvas.h"
#include "gui/panels/panels.h"
#include "gui/widgets/number_field.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double refused_s = 6;  // how long it is said that a typed value was not taken

class Canvas {
 public:
  Canvas(const PanelInputs& in, const Rect& rect, const Figure& picture)
      : in_(in), context_(in.context), ui_(in.ui), rect_(rect), picture_(picture) {}

  void draw() {
    const Touch touched = touch(context_, "picture", rect_, StopKind::canvas);
    if (!use_ink(in_, touched)) use_mouse(in_, rect_, picture_, touched);
    use_cursor(in_, rect_, picture_);
    if (!in_.session().problems().empty()) {
      draw_problems();
    } else if (shows_computing(in_.app)) {
      fill_box(context_, rect_, with_alpha(context_.theme.canvas, 0.5));
    }
    draw_cell_edit();
    if (in_.ui.lesson) draw_picked_cells(in_, rect_, picture_);
    draw_canvas_tools(in_, rect_, picture_);
    draw_ink(in_);
    draw_hands(in_, rect_);
    draw_notices(in_, rect_);
  }

 private:
  /// The picture is that of the last legal layer: it stands back, and what is wrong stands over it.
  void draw_problems() {
    fill_box(context_, rect_, with_alpha(context_.theme.canvas, 0.66));
    const double inner_width = std::min(460.0, rect_.width - 64);
    const std::string& title = context_.say("canvas.problem");
    const std::vector<Problem> problems = told_once(in_.session().problems());
    double inner_height = 26;
    for (const Problem& problem : problems) {
      inner_height +=
          4 + wrapped_height(context_, inner_width, 20, Type::body, told_sentence(context_.catalog, problem));
    }
    const Rect card{rect_.center().x - inner_width / 2 - 18, rect_.y + std::max(16.0, rect_.height * 0.18),
                    inner_width + 36, inner_height + 30};
    fill_box(context_, card, context_.theme.card, 10);
    outline_box(context_, card, context_.theme.warning, 10);
    double y = card.y + 32;
    draw_text(context_, {card.x + 18, y}, Type::title, context_.theme.warning, title);
    y += 26;
    for (const Problem& problem : problems) {
      y += 4 + draw_wrapped(context_, {card.x + 18, y}, inner_width, 20, Type::body, context_.theme.text,
                            told_sentence(context_.catalog, problem));
    }
  }

  void draw_cell_edit() {
    if (!ui_.cell_edit) return;
    const Tag cell = ui_.cell_edit->cell;
    const std::optional<Rect> bounds = bounds_of(picture_, cell, ui_.cell_edit->near);
    const bool is_there = bounds && is_editable(cell, *in_.session().evaluation());
    Draft<32>& draft = ui_.cell_edit->draft;
    if (!is_there) {
      if (draft.age_frames > 0) in_.act(EndHold{});
      ui_.cell_edit.reset();
      return;
    }
    if (draft.age_frames == 0) in_.act(BeginHold{});
    const Rect shown = to_screen(ui_, rect_, *bounds);
    const double field_width = std::max(64.0, shown.width);
    const Rect field{shown.center().x - field_width / 2, shown.center().y - 13, field_width, 26};
    ImGui::PushID(static_cast<int>(cell.cell.row));
    ImGui::PushID(static_cast<int>(cell.cell.column));  // the next cell has a field of its own
    const FieldTouch touched = text_field(context_, "##cell value", field, draft, true);
    ImGui::PopID();
    ImGui::PopID();
    if (touched.changed) {
      const std::optional<float> value = parse_value(draft.view());
      draft.is_refused = !value;
      if (value) in_.act(SetValue{cell.part, cell.channel, cell.cell, *value});
      if (value) ui_.brush = *value;
    }
    if (draft.is_refused) {
      const std::string& words = context_.say("canvas.refused_value");
      const Rect box{field.x, field.bottom() + 4, text_width(context_, Type::note, words) + 16, 24};
      fill_box(context_, box, context_.theme.card, 5);
      outline_box(context_, box, context_.theme.warning, 5);
      draw_text(context_, centred_baseline({box.x + 8, box.y, 0, box.height}, Type::note, Align::start), Type::note,
                context_.theme.warning, words);
    }
    const std::optional<Tag> next = draft.is_refused ? std::nullopt : cell_after(touched);
    if (!touched.ended && !next) return;
    in_.act(draft.is_refused ? Action(AbandonHold{}) : Action(EndHold{}));
    if (draft.is_refused) {
      ui_.toast = Toast{{"canvas.not_taken", {{"text", std::string(draft.view())}}}, false, context_.now_s + refused_s};
    }
    const std::int64_t first_column = ui_.cell_edit->first_column;
    ui_.cell_edit.reset();
    if (!next) return;
    begin_cell_edit(ui_, *in_.session().evaluation(), *next, bounds->center());
    if (touched.tabbed != 0) ui_.cell_edit->first_column = first_column;
  }

  /// Where Tab, Enter and the arrows go on to: Tab along the row, Enter to the next row, where the typing of this one began.
  std::optional<Tag> cell_after(const FieldTouch& touched) {
    const CellEdit& edit = *ui_.cell_edit;
    const auto beside = [&](int down, int right, bool wraps = false) {
      return cell_beside(edit.cell, *in_.session().evaluation(), down, right, wraps);
    };
    if (touched.tabbed != 0) return beside(0, touched.tabbed, true);
    if (touched.lines != 0) return beside(touched.lines, 0);
    if (touched.entered) return beside(1, static_cast<int>(edit.first_column - edit.cell.cell.column));
    if (edit.leaves) return beside(0, *edit.leaves == NamedKey::left ? -1 : 1);
    return std::nullopt;
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  UiState& ui_;
  Rect rect_;
  const Figure& picture_;
};

}  // namespace

void draw_canvas(const PanelInputs& in, const Rect& rect, const Figure& picture) {
  begin_panel(in.context, "canvas", rect, PanelLook::still);
  Canvas(in, rect, picture).draw();
  end_panel(in.context, rect.bottom());
}

}  // namespace convoscope
