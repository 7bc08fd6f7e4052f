// What the layer costs, and the layer as code.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "gui/cell/cell_sections.h"
#include "gui/cell/layer_code.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double bar_pt = 26, note_line_pt = 17, code_line_pt = 22;

// The picture of the connections counts one pair of channels.
std::string pairs_note(const PanelInputs& in) {
  const Evaluation& evaluation = *in.session().evaluation();
  const Relation& relation = evaluation.relation;
  const std::int64_t pairs = relation.coarse_channels * (relation.fine_channels / relation.groups);
  if (pairs == 1) return {};
  return in.context.say("cell_panel.work_pairs", {{"connections", fmt::format("{}", evaluation.connections)},
                                                  {"pairs", fmt::format("{}", pairs)}});
}

/// The code as the panel has room for it: what of a line is too long goes on below, further in.
std::string folded_code(const PanelInputs& in) {
  constexpr std::size_t columns = 30, indent = 4;
  std::string text;
  for (const char c : layer_code(in.session())) {
    const std::size_t begin = text.rfind('\n') + 1;
    if (c != '\n' && text.size() - begin == columns) {
      const std::size_t inner = std::min(text.find_first_not_of(' ', begin), text.size());
      const std::size_t last = text.find_last_of(" ,(.");
      const std::size_t at = last == std::string::npos || last <= inner ? text.size() : last + 1;
      text.insert(at, "\n" + std::string(inner - begin + indent, ' '));
    }
    text += c;
  }
  return text;
}

double box_height(std::string_view code) {
  return 20 + code_line_pt * static_cast<double>(1 + std::ranges::count(code, '\n'));
}

}  // namespace

double work_height(const PanelInputs& in, double column_width) {
  const std::string note = pairs_note(in);
  const double note_pt =
      note.empty() ? 0 : 5 + wrapped_height(in.context, column_width, note_line_pt, Type::note, note);
  return title_pt + 3 * bar_pt + note_pt + 24;
}

double code_height(const PanelInputs& in) { return title_pt + 12 + box_height(folded_code(in)) + 20; }

void draw_work(const PanelInputs& in, PanelColumn& column, Side side) {
  const DrawContext& context = in.context;
  const Evaluation& evaluation = *in.session().evaluation();
  const double bottom = column.y + work_height(in, column.width);
  draw_title(context, column, "cell_panel.work");
  const Trace trace = evaluation.trace(side, Granularity::cell);
  const Work work = trace.work_after(trace.size() - 1);
  const double total = static_cast<double>(std::max<std::int64_t>(1, work.multiplications));
  struct Bar {
    const char* key;
    std::int64_t count;
    Color color;
  };
  const std::array bars{Bar{"cell_panel.multiplications", work.multiplications, context.theme.accent},
                        Bar{"cell_panel.on_zeros", work.on_zeros, context.theme.text_faint},
                        Bar{"cell_panel.that_count", work.that_count(), context.theme.accent}};
  double label_width = 100;
  double number_width = 26;
  for (const Bar& bar : bars) {
    label_width = std::max(label_width, text_width(context, Type::body, context.say(bar.key)));
    number_width = std::max(number_width, text_width(context, Type::body_strong, whole_text(bar.count)));
  }
  for (const Bar& bar : bars) {
    column.y += bar_pt;
    draw_text(context, {column.left, column.y}, Type::body, context.theme.text_muted, context.say(bar.key));
    const Rect track{column.left + label_width + 16, column.y - 10, column.width - label_width - 16 - number_width - 10,
                     10};
    fill_box(context, track, context.theme.field, 5);
    const double share = static_cast<double>(bar.count) / total;
    if (bar.count > 0) fill_box(context, {track.x, track.y, std::max(4.0, track.width * share), 10}, bar.color, 5);
    draw_text(context, {column.right(), column.y}, Type::body_strong, context.theme.text, whole_text(bar.count),
              Align::end);
  }
  if (const std::string note = pairs_note(in); !note.empty()) {
    draw_wrapped(context, {column.left, column.y + 22}, column.width, note_line_pt, Type::note,
                 context.theme.text_faint, note);
  }
  column.y = bottom;
  draw_separator(context, column);
}

void draw_code(const PanelInputs& in, PanelColumn& column) {
  const DrawContext& context = in.context;
  draw_title(context, column, "cell_panel.code");
  const std::string code = folded_code(in);
  const Rect box{column.left, column.y + 12, column.width, box_height(code)};
  const Touch touched = touch(context, "code", box);
  fill_box(context, box, context.theme.field, 6);
  outline_box(context, box, touched.hovered ? context.theme.accent : context.theme.line, 6);
  double baseline = box.y + 24;
  for (std::string_view rest = code;;) {
    const std::size_t end = rest.find('\n');
    draw_text(context, {box.x + 12, baseline}, Type::code, context.theme.text,
              shortened(context, Type::code, rest.substr(0, end), box.width - 20));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
    baseline += code_line_pt;
  }
  if (touched.hovered) {
    draw_icon(context, Icon::copy, {box.right() - 16, box.y + 16}, context.theme.accent);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  hint(context, touched, context.say("command.copy_code"));
  if (touched.clicked) in.run("copy_code");
  column.y = box.bottom() + 20;
}

}  // namespace convoscope
