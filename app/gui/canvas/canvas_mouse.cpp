// A press takes hold of what lies under it: an edge of the crop frame, the stack, or else the picture as a whole.
#include "gui/canvas/canvas_mouse.h"

#include <algorithm>
#include <cmath>

#include "core/convolve.h"
#include "figure/stack/camera.h"
#include "figure/views.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "gui/state/photographs.h"

namespace convoscope {
namespace {

constexpr double wheel_step = 1.15;
constexpr double wheel_pan_pt = 30;
constexpr double drag_starts_pt = 4;

class CanvasMouse {
 public:
  CanvasMouse(const PanelInputs& in, const Rect& canvas, const Figure& picture, const Touch& touched)
      : in_(in),
        ui_(in.ui),
        canvas_(canvas),
        picture_(picture),
        touched_(touched),
        // A mouse that is nowhere, as when a second finger comes down, takes back what it dragged.
        mouse_(ImGui::IsMousePosValid() ? in.context.mouse() : in.ui.drag.press) {}

  void use() {
    zoom();
    const CardPlace* const card = card_under(ui_, canvas_, picture_, mouse_);
    ui_.view_under_mouse = card ? std::optional(card->view) : std::nullopt;
    const Tag tag = touched_.hovered ? hit_test(picture_, in_picture()) : Tag{};
    press(tag, card);
    drag();
    point(tag, card);
    if (!is_held()) ui_.drag.kind = DragKind::none;
  }

 private:
  Point in_picture() const { return to_picture(ui_, canvas_, mouse_); }
  // The picture of an illegal layer's last legal one is there to look at, not to change.
  bool is_legal() const { return in_.session().problems().empty(); }
  // Neither is the one that stays while its successor is computed.
  bool may_change() const { return is_legal() && !in_.session().wanted(); }
  bool is_held() const { return touched_.held || ImGui::IsMouseDown(ImGuiMouseButton_Middle); }

  void zoom() {
    if (ui_.zoom_request != 1) {
      zoom_at(ui_, canvas_, canvas_.center(), ui_.zoom_request);
      ui_.zoom_request = 1;
    }
    // Two fingers move the picture and zoom it at once.
    const bool has_fingers =
        ImGui::IsMouseDown(ImGuiMouseButton_Middle) || ImGui::IsMouseReleased(ImGuiMouseButton_Middle);
    const bool is_pinch = ui_.drag.kind == DragKind::pan && has_fingers;
    if (!touched_.hovered || (ui_.drag.kind != DragKind::none && !is_pinch)) return;
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel != 0) zoom_at(ui_, canvas_, mouse_, std::pow(wheel_step, io.MouseWheel));
    if (is_pinch && io.MouseWheel != 0) {
      ui_.drag.press = mouse_;
      ui_.drag.pan = ui_.pan;
    }
    if (io.MouseWheelH != 0) ui_.pan.x += wheel_pan_pt * static_cast<double>(io.MouseWheelH);
  }

  void press(const Tag& tag, const CardPlace* card) {
    const bool by_middle = touched_.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Middle);
    if (!touched_.pressed && !by_middle) return;
    CanvasDrag& drag = ui_.drag;
    drag = {DragKind::pan, mouse_, by_middle, ui_.pan, in_.session().scene().camera, {}, 1, {}, 0, mouse_};
    if (by_middle || ImGui::GetIO().KeyShift || !may_change()) return;
    if (tag.part == Part::frame) {
      const auto edge = static_cast<Edge>(tag.cell.row);
      drag.kind = DragKind::frame;
      drag.grip = grip_of(in_.session().scene(), edge);
      drag.cell_pt = frame_cell_pt(edge);
    } else if (tag.part == Part::pixel) {
      drag.kind = DragKind::loupe;
      drag.picture = tag;
      drag.picture.cell = no_cell;
      drag.has_moved = true;  // a click puts it there, too
      in_.act(BeginHold{});
    } else if (ui_.paints && is_editable(tag, *in_.session().evaluation())) {
      drag.kind = DragKind::paint;
      drag.picture = tag;
      drag.picture.cell = no_cell;
      drag.paint = painted_value(ui_, *in_.session().evaluation(), tag);
      drag.has_moved = true;  // a click paints one cell
      in_.act(BeginHold{});
    } else if (card && find_view(card->view)->turns) {
      drag.kind = DragKind::orbit;
    }
  }

  /// All cells of the map between the mouse and where it was, so that a quick stroke has no gaps.
  void drag_paint() {
    constexpr double between_points_pt = 3;
    CanvasDrag& drag = ui_.drag;
    const Evaluation& evaluation = *in_.session().evaluation();
    const double length = std::hypot(mouse_.x - drag.last.x, mouse_.y - drag.last.y);
    const int count = static_cast<int>(std::min(length / between_points_pt, 500.0)) + 1;
    Edits edits;
    Tag before;
    for (int i = 0; i <= count; ++i) {
      const double t = static_cast<double>(i) / count;
      const Point at{std::lerp(drag.last.x, mouse_.x, t), std::lerp(drag.last.y, mouse_.y, t)};
      const Tag tag = canvas_.contains(at) ? hit_test(picture_, to_picture(ui_, canvas_, at)) : Tag{};
      Tag map = tag;
      map.cell = no_cell;
      if (map != drag.picture || tag == before || !is_editable(tag, evaluation)) continue;
      before = tag;
      if (value_of(tag, evaluation) != static_cast<double>(drag.paint))
        edits.push_back(SetValue{tag.part, tag.channel, tag.cell, drag.paint});
    }
    drag.last = mouse_;
    if (!edits.empty()) in_.act(std::move(edits));
  }

  /// To the pixel under the mouse, or the nearest one.
  void drag_loupe() {
    const std::optional<Rect> bounds = bounds_of(picture_, ui_.drag.picture);
    if (!bounds) return;
    const Scene& scene = in_.session().scene();
    const bool is_of_output = ui_.drag.picture.channel == 1;
    const Shape shape = is_of_output ? output_shape(scene.spec) : input_shape(scene.spec);
    const Point at = in_picture();
    const auto index = [](double share, std::int64_t count) {
      return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(share * static_cast<double>(count))), 0,
                                      count - 1);
    };
    in_.act(loupe_edit(
        scene,
        {index((at.y - bounds->y) / bounds->height, shape[2]), index((at.x - bounds->x) / bounds->width, shape[3])},
        is_of_output));
  }

  /// Across the edge, in the window's points: the frame holds the whole output.
  double frame_cell_pt(Edge edge) const {
    const bool is_level = axis_of(edge) == height;
    const auto middle = [&](Edge other) {
      const std::optional<Rect> bounds =
          bounds_of(picture_, {Side::transposed, Part::frame, 0, {static_cast<int>(other), -1}});
      return bounds ? bounds->center() : Point{};
    };
    const double extent =
        is_level ? middle(Edge::bottom).y - middle(Edge::top).y : middle(Edge::right).x - middle(Edge::left).x;
    const std::int64_t cells = in_.session().evaluation()->relation.axes[axis_of(edge)].fine;
    return extent * ui_.zoom / static_cast<double>(std::max<std::int64_t>(cells, 1));
  }

  void drag() {
    CanvasDrag& drag = ui_.drag;
    if (drag.kind == DragKind::none) return;
    const Point moved{mouse_.x - drag.press.x, mouse_.y - drag.press.y};
    if (!drag.has_moved) {
      if (std::hypot(moved.x, moved.y) < drag_starts_pt) return;
      drag.has_moved = true;
      if (drag.kind != DragKind::pan) in_.act(BeginHold{});
    }
    switch (drag.kind) {
      case DragKind::none: break;
      case DragKind::pan:
        ui_.pan = {drag.pan.x + moved.x, drag.pan.y + moved.y};
        keep_in_sight(ui_, canvas_);
        break;
      case DragKind::orbit: in_.act(SetCamera{orbit(drag.camera, moved.x, moved.y)}); break;
      case DragKind::frame: drag_frame(); break;
      case DragKind::loupe: drag_loupe(); break;
      case DragKind::paint: drag_paint(); break;
    }
    if (!is_held() && drag.kind != DragKind::pan) in_.act(EndHold{});
    // An edge let go where it may not be is back where it last might.
    if (!is_held() && drag.kind == DragKind::frame && !is_legal() && !can_go_to(mouse_)) in_.run("undo");
  }

  void drag_frame() {
    if (!is_held() && !can_go_to(mouse_)) return;
    in_.act(frame_edits(ui_.drag.grip, cells_outward(ui_.drag, mouse_)));
  }

  bool can_go_to(Point mouse) const {
    const Scene& shown = in_.session().scene();
    Scene draft = shown;
    for (const Edit& edit : frame_edits(ui_.drag.grip, cells_outward(ui_.drag, mouse))) apply_edit(edit, draft, shown);
    return validate(draft.spec).empty();
  }

  void point(const Tag& tag, const CardPlace* card) {
    ui_.pointed = {};
    if (ui_.drag.has_moved && (ui_.drag.kind != DragKind::none || touched_.released)) return show_drag();
    if (!touched_.hovered) return;
    // What is pointed at lights its connections, which a question may ask for.
    if (ui_.lesson && ui_.lesson->is_asking()) return answer(tag);
    // What is presented is lit as the page has it, wherever the mouse was left.
    if (!ui_.lesson || !ui_.lesson->is_presenting) ui_.hovered = tag;
    const Evaluation& evaluation = *in_.session().evaluation();
    const bool selects = can_pin(tag, evaluation);
    // Around and between a map's cells a double click is about the picture.
    const bool is_beside_cells = tag.part == Part::expanded;
    const bool is_on_stack = card && find_view(card->view)->turns;
    if (tag.part == Part::frame) {
      set_edge_cursor(static_cast<Edge>(tag.cell.row));
    } else if (selects) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    if (touched_.double_clicked && is_editable(tag, evaluation) && may_change()) {
      begin_cell_edit(ui_, evaluation, tag, in_picture());
    } else if (touched_.double_clicked && (!selects || is_beside_cells) && tag.part != Part::frame) {
      if (is_beside_cells) in_.act(SetPin{});  // the first of the two clicks has pinned it
      is_on_stack ? in_.run("camera_reset") : in_.run("fit");
    } else if (touched_.clicked && selects) {
      in_.act(SetPin{tag});
    } else if (touched_.clicked && !tag) {
      in_.act(SetPin{});
    }
  }

  void answer(const Tag& tag) {
    const std::optional<AskedQuestion>& asked = ui_.lesson->asked;
    const bool can_be = asked && !asked->cells.empty() && tag.part == asked->cells.front().part &&
                        tag.side == asked->cells.front().side && tag.cell != no_cell;
    if (can_be) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (can_be) ui_.pointed = tag;
    if (can_be && touched_.clicked) in_.act(LessonAnswer{{}, {}, tag});
  }

  void show_drag() {
    if (ui_.drag.kind == DragKind::loupe) return ImGui::SetMouseCursor(ImGuiMouseCursor_None);
    if (ui_.drag.kind == DragKind::paint) return ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ui_.drag.kind != DragKind::frame) return ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    set_edge_cursor(ui_.drag.grip.edge);
    ui_.hovered = {Side::transposed, Part::frame, 0, {static_cast<int>(ui_.drag.grip.edge), -1}};
  }

  void set_edge_cursor(Edge edge) {
    ImGui::SetMouseCursor(axis_of(edge) == height ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW);
  }

  const PanelInputs& in_;
  UiState& ui_;
  Rect canvas_;
  const Figure& picture_;
  const Touch& touched_;
  Point mouse_;
};

}  // namespace

void use_mouse(const PanelInputs& in, const Rect& canvas, const Figure& picture, const Touch& touched) {
  CanvasMouse(in, canvas, picture, touched).use();
}

}  // namespace convoscope
