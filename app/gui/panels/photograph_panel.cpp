// PHOTOGRAPH and KERNEL: what a layer on a photograph is tried out with. Above the layer's own parameters.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/kernels.h"
#include "figure/state/maps_state.h"
#include "gui/panels/panels.h"
#include "gui/state/map_values.h"
#include "gui/state/photographs.h"
#include "gui/widgets/drag_number.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double least_cell_pt = 26;
constexpr double most_cell_pt = 48;
constexpr double cell_gap_pt = 4;
constexpr const char* tone_popup = "tones";
constexpr const char* kernel_popup = "kernels";

class PhotographPanel {
 public:
  PhotographPanel(const PanelInputs& in, Point origin, double panel_width)
      : in_(in),
        context_(in.context),
        page_(in.session().draft().photograph),
        left_(origin.x + panel_margin_pt),
        width_(panel_width - 2 * panel_margin_pt),
        y_(origin.y) {}

  double draw() {
    section_title(context_, {left_, y_ + 31}, context_.say("photograph.title"));
    y_ += 42;
    draw_tone();
    if (page_.picture->has_color) draw_color();
    if (has_kernel(in_.app)) draw_kernel();
    return y_;
  }

 private:
  void draw_tone() {
    constexpr std::array keys{"tone.automatic", "tone.clamped", "tone.absolute", "tone.about_grey"};
    const std::size_t chosen = page_.tone ? 1 + static_cast<std::size_t>(*page_.tone) : 0;
    const Rect rect{left_, y_, width_, 26};
    if (drop_down(context_, "tone", rect, context_.say(keys[chosen]))) ImGui::OpenPopup(tone_popup);
    hint(context_, touch(context_, "tone hint", rect, StopKind::none), context_.say("tone.help"));
    if (begin_list(context_, tone_popup, {rect.x, rect.bottom() + 2})) {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::string& words = context_.say(keys[i]);
        context_.types.require(Type::body, words);
        if (ImGui::MenuItem(words.c_str(), nullptr, i == chosen)) {
          PhotographPage page = page_;
          page.tone = i == 0 ? std::nullopt : std::optional(static_cast<Tone>(i - 1));
          in_.act(SetPhotograph{page});
        }
        if (i == chosen) ImGui::SetItemDefaultFocus();
      }
      ImGui::EndPopup();
    }
    y_ += 36;
  }

  void draw_color() {
    if (check_box(context_, "grey", {left_, y_}, context_.say("photograph.grey"), page_.picture->is_grey,
                  context_.say("photograph.grey.help")))
      in_.run("grey");
    y_ += 27;
  }

  void draw_kernel() {
    section_title(context_, {left_, y_ + 18}, context_.say("photograph.kernel"));
    y_ += 29;
    const Rect list{left_, y_, width_, 26};
    if (drop_down(context_, "kernel", list, context_.say("photograph.kernels"))) ImGui::OpenPopup(kernel_popup);
    if (begin_list(context_, kernel_popup, {list.x, list.bottom() + 2})) {
      for (const NamedKernel& kernel : named_kernels()) {
        const std::string& words = context_.say("kernel." + std::string(kernel.name));
        context_.types.require(Type::body, words);
        if (ImGui::MenuItem(words.c_str())) in_.act(FillKernel{std::string(kernel.name)});
      }
      ImGui::EndPopup();
    }
    y_ += 36;
    const Evaluation& evaluation = *in_.session().evaluation();
    const Tensor& weight = *evaluation.weight;
    const double pitch = std::min(most_cell_pt, (width_ + cell_gap_pt) / static_cast<double>(weight.columns()));
    if (pitch < least_cell_pt || weight.rows() > 8) return;
    draw_cells(weight, pitch);
    y_ += draw_wrapped(context_, {left_, y_ + 14}, width_, 16, Type::note, context_.theme.text_muted,
                       context_.say("photograph.drag")) +
          8;
  }

  void draw_cells(const Tensor& weight, double pitch) {
    // The plane that the pictures show.
    const std::int64_t plane = std::min(in_.session().pin.part == Part::kernel ? in_.session().pin.channel : 0,
                                        weight.batch() * weight.channels() - 1);
    float largest = 1;
    for (const float value : weight.data())
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    const double step = std::pow(10, std::floor(std::log10(static_cast<double>(largest)))) / 20;
    const double inset = (width_ - pitch * static_cast<double>(weight.columns()) + cell_gap_pt) / 2;
    for (std::int64_t row = 0; row < weight.rows(); ++row) {
      for (std::int64_t column = 0; column < weight.columns(); ++column) {
        const Rect rect{left_ + inset + static_cast<double>(column) * pitch, y_ + static_cast<double>(row) * pitch,
                        pitch - cell_gap_pt, pitch - cell_gap_pt};
        const std::string id = "element " + std::to_string(row) + "," + std::to_string(column);
        const double value =
            static_cast<double>(weight(plane / weight.channels(), plane % weight.channels(), row, column));
        const NumberTouch touched =
            drag_number(context_, id.c_str(), rect, value, step, in_.ui.drag_start, context_.theme.kernel,
                        context_.theme.on_kernel, context_.say("photograph.drag"));
        if (touched.grabbed) in_.act(BeginHold{});
        if (touched.changed) in_.act(SetValue{Part::kernel, plane, {row, column}, static_cast<float>(touched.value)});
        if (touched.released) in_.act(EndHold{});
      }
    }
    y_ += static_cast<double>(weight.rows()) * pitch;
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  const PhotographPage& page_;
  double left_;
  double width_;
  double y_;
};

}  // namespace

double draw_photograph(const PanelInputs& in, Point origin, double panel_width) {
  if (!in.session().draft().photograph.picture) return origin.y;
  return PhotographPanel(in, origin, panel_width).draw();
}

}  // namespace convoscope
