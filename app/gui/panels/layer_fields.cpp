#include "gui/panels/layer_fields.h"

#include <algorithm>

#include <fmt/format.h>

#include "document/line.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

bool is_asymmetric(const Scene& scene) {
  return std::ranges::any_of(scene.spec.axes, [](const AxisSpec& axis) { return axis.pad_begin != axis.pad_end; });
}

bool is_size(Parameter id) { return id == Parameter::input || id == Parameter::kernel; }

}  // namespace

std::string parameter_field_text(const ParameterRow& row, const Scene& scene) {
  if (!row.per_axis()) return fmt::format("{}", row.get(scene, height));
  if (is_line(scene.spec)) {
    const AxisSpec& along = scene.spec.axes[width];
    return row.id == Parameter::padding && is_asymmetric(scene) ? fmt::format("{}, {}", along.pad_begin, along.pad_end)
                                                                : fmt::format("{}", row.get(scene, width));
  }
  if (row.id == Parameter::padding && is_asymmetric(scene)) {
    const auto& [vertical, horizontal] = scene.spec.axes;
    return fmt::format("{}, {}, {}, {}", vertical.pad_begin, horizontal.pad_begin, vertical.pad_end,
                       horizontal.pad_end);
  }
  const std::int64_t rows = row.get(scene, height);
  const std::int64_t columns = row.get(scene, width);
  return rows == columns && !is_size(row.id) ? fmt::format("{}", rows) : fmt::format("{} × {}", rows, columns);
}

void draw_dimensions(const PanelInputs& in, double right, double baseline) {
  const DrawContext& context = in.context;
  const bool is_flat = is_line(in.session().draft().spec);
  constexpr double between_pt = 14;
  double x = right - text_width(context, Type::note, context.say("layer.one_dimension")) - between_pt -
             text_width(context, Type::note, context.say("layer.two_dimensions"));
  for (const int count : {1, 2}) {
    const bool is_on = is_flat == (count == 1);
    const std::string& label = context.say(count == 1 ? "layer.one_dimension" : "layer.two_dimensions");
    const double label_width = text_width(context, Type::note, label);
    const Touch touched =
        touch(context, count == 1 ? "one_dimension" : "two_dimensions", {x - 5, baseline - 14, label_width + 10, 20});
    const Theme& theme = context.theme;
    draw_text(context, {x, baseline}, Type::note,
              is_on             ? theme.accent
              : touched.hovered ? theme.text
                                : theme.text_muted,
              label);
    hint(context, touched, context.say(count == 1 ? "layer.one_dimension.help" : "layer.two_dimensions.help"));
    if (touched.clicked && !is_on) in.run("one_dimensional");
    x += label_width + between_pt;
  }
}

}  // namespace convoscope
