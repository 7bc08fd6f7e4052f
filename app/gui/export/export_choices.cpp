// Rows with the label at the left and the control at the right edge. What a format does not know has no row.
#include "gui/export/export_choices.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "document/number_text.h"
#include "figure/views.h"
#include "figure/writing/pixels.h"
#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "gui/widgets/number_field.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double row_pt = 32;
constexpr double field_height_pt = 28;
constexpr double field_width_pt = 190;
constexpr double tab_padding_pt = 9;
constexpr std::array holds_s{0.0, 0.5, 1.0, 2.0, 4.0};
constexpr std::array loop_counts{0, 1, 2, 3, 5};
constexpr std::array scales{1.0, 2.0, 3.0, 4.0};

class Choices {
 public:
  Choices(const PanelInputs& in, const Rect& rect, const ExportPlan& plan)
      : in_(in),
        context_(in.context),
        settings_(in.ui.picture),
        plan_(plan),
        format_(format_named(settings_.extension)),
        rect_(rect) {}

  void draw(bool with_copy_buttons) {
    // Chosen tabs reach to the left of the words that they are aligned by.
    const Rect part{rect_.x - tab_padding_pt, rect_.y, rect_.width + tab_padding_pt, rect_.height};
    y_ = rect_.y - begin_part(context_, "choices", part, PanelLook::scrolling);
    // A scroll bar takes its room.
    right_ = rect_.x - tab_padding_pt + ImGui::GetContentRegionAvail().x / context_.scale - 2;
    draw_formats("export.stills", true);
    draw_formats("export.animations", false);
    y_ += 4;
    if (format_.is_layer) {
      y_ += 22 + draw_wrapped(context_, {rect_.x, y_ + 12}, rect_.width - 12, 18, Type::note, context_.theme.text_muted,
                              context_.say("export.spreadsheet_hint"));
    } else {
      draw_picture_choices();
    }
    if (with_copy_buttons) {
      draw_copy_buttons(in_, {rect_.x, y_ + 6});
      y_ += 52 + draw_copy_note(in_, {rect_.x, y_ + 54}, rect_.width - 12);
    }
    end_part(context_, y_ + 1);
  }

 private:
  void draw_picture_choices() {
    draw_view();
    if (plan_.format->still) draw_steps();
    if (plan_.steps != StepsWritten::one) draw_range();
    draw_column();
    if (plan_.format->has_pages || plan_.steps == StepsWritten::sheet) draw_paper();
    draw_theme();
    draw_colors();
    if (format_.has_pixels) draw_scale();
    draw_size();
    if (plan_.steps == StepsWritten::all) draw_timing(*plan_.format);
    if (plan_.format->can_be_clear) draw_check("clear", "export.transparent", settings_.is_clear);
    if (plan_.format->has_text) draw_check("outlines", "export.outlines", settings_.text_as_outlines);
  }

  void draw_formats(const char* title_key, bool stills) {
    section_title(context_, {rect_.x, y_ + 10}, context_.say(title_key));
    y_ += 18;
    double x = rect_.x - tab_padding_pt;
    for (const Format& each : formats()) {
      if ((each.still != nullptr) != stills) continue;
      const double tab_width_pt = text_width(context_, Type::body_strong, each.name) + 2 * tab_padding_pt;
      const bool is_on = settings_.extension == each.extension;
      const Touch touched = tab(context_, each.extension.data(), {x, y_, tab_width_pt, 26}, each.name, is_on);
      if (touched.clicked && !is_on) {
        choose_format(settings_, each.extension);
        in_.ui.toast.reset();
        run_preview();
      }
      x += tab_width_pt + 2;
    }
    y_ += 33;
  }

  /// From the first step on: another choice, another film.
  void run_preview() {
    settings_.is_playing = true;
    settings_.shown_frame = 0;
    settings_.shown_since_s = context_.now_s;
  }

  void label(const char* key) {
    draw_text(context_, centred_baseline({rect_.x, y_, 0, field_height_pt}, Type::body, Align::start), Type::body,
              context_.theme.text, context_.say(key));
  }

  /// A labelled list; `draw_items` draws its rows by `item`.
  template <class DrawItems>
  void draw_list(const char* id, const char* label_key, std::string_view shown, const DrawItems& draw_items) {
    label(label_key);
    const double list_width = std::min(field_width_pt, rect_.width * 0.62);
    const Rect field{right_ - list_width, y_, list_width, field_height_pt};
    if (drop_down(context_, id, field, shown)) ImGui::OpenPopup(id);
    if (begin_list(context_, id, {field.x, field.bottom() + 2})) {
      draw_items();
      ImGui::EndPopup();
    }
    y_ += row_pt;
  }

  bool item(const std::string& words, bool is_chosen) {
    context_.types.require(Type::body, words);
    const bool is_picked = ImGui::MenuItem(words.c_str(), nullptr, is_chosen);
    if (is_chosen) ImGui::SetItemDefaultFocus();  // where the arrow keys begin
    return is_picked;
  }

  const std::string& words_of(const View& view) { return context_.say(command_of(view).label_key); }

  void draw_view() {
    const std::string& all = context_.say("export.what_is_shown");
    draw_list("view", "export.view", settings_.view ? words_of(*settings_.view) : all, [&] {
      if (item(all, !settings_.view)) settings_.view.reset();
      for (const ViewRow* const row : views()) {
        const View view(row->name);
        if (!is_offered(in_.session().scene(), view)) continue;
        if (item(words_of(view), settings_.view == view)) settings_.view = view;
      }
    });
  }

  std::string words_of(StepsWritten steps) {
    switch (steps) {
      case StepsWritten::one: break;
      case StepsWritten::all: return context_.say("export.all_steps");
      case StepsWritten::sheet:
        return context_.say(plan_.format->animation ? "export.on_sheets" : "export.on_one_sheet");
      case StepsWritten::files: return context_.say("export.each_a_file");
    }
    return context_.say("export.one_step");
  }

  void draw_steps() {
    draw_list("steps", "export.steps", words_of(plan_.steps), [&] {
      for (const StepsWritten steps :
           {StepsWritten::one, StepsWritten::all, StepsWritten::sheet, StepsWritten::files}) {
        if (steps == StepsWritten::all && !plan_.format->animation) continue;
        if (!item(words_of(steps), plan_.steps == steps)) continue;
        settings_.steps = steps;
        run_preview();
      }
    });
  }

  /// A labelled field; what cannot be read is said below it. `is_good` tells of what is typed now.
  template <std::size_t size>
  void draw_typed(const char* id, const char* label_key, Draft<size>& draft, std::string_view example, bool is_good,
                  const char* wrong_key) {
    label(label_key);
    const double typed_width = std::min(field_width_pt, rect_.width * 0.62);
    if (draft.age_frames == 0) draft.age_frames = 100;  // it takes the keyboard only when it is asked for
    const FieldTouch touched =
        text_field(context_, id, {right_ - typed_width, y_, typed_width, field_height_pt}, draft, true);
    if (touched.changed) run_preview();
    if (draft.view().empty() && !draft.has_keyboard) {
      draw_text(context_,
                centred_baseline({right_ - typed_width + 8, y_, 0, field_height_pt}, Type::body, Align::start),
                Type::body, context_.theme.text_faint, example);
    }
    y_ += row_pt;
    if (is_good) return;
    y_ += draw_wrapped(context_, {rect_.x, y_ + 8}, rect_.width - 4, 17, Type::note, context_.theme.warning,
                       context_.say(wrong_key)) +
          6;
  }

  void draw_range() {
    const std::int64_t count = step_count(in_.app);
    const std::string_view typed = settings_.steps_typed.view();
    draw_typed("##range", "export.range", settings_.steps_typed, fmt::format("1-{}", count),
               typed.empty() || read_steps(typed, count), "export.wrong_range");
  }

  void draw_column() {
    const std::string_view typed = settings_.column_typed.view();
    draw_typed("##column", "export.column", settings_.column_typed, "85 mm", typed.empty() || read_column(typed),
               "export.wrong_column");
  }

  void draw_colors() {
    Theme theme = context_.theme;
    draw_typed("##colors", "export.colors", settings_.colors_typed, "fine=#0072B2",
               read_colors(settings_.colors_typed.view(), theme), "export.wrong_colors");
  }

  void draw_paper() {
    constexpr std::array<std::pair<Paper, const char*>, 3> papers{
        {{Paper::natural, "export.as_large"}, {Paper::a4, "export.a4"}, {Paper::letter, "export.letter"}}};
    // Many steps have no page of their own.
    const bool is_sheet = plan_.steps == StepsWritten::sheet;
    const Paper shown = is_sheet && settings_.paper == Paper::natural ? Paper::a4 : settings_.paper;
    draw_list("paper", "export.paper", context_.say(papers[static_cast<std::size_t>(shown)].second), [&] {
      for (const auto& [paper, key] : papers) {
        if (is_sheet && paper == Paper::natural) continue;
        if (item(context_.say(key), shown == paper)) settings_.paper = paper;
      }
    });
  }

  void draw_theme() {
    const auto name_of_theme = [&](std::string_view name) -> std::string {
      const auto row = std::ranges::find(theme_rows(), name, &ThemeRow::name);
      return row == theme_rows().end() ? std::string(name) : context_.say(row->label_key);
    };
    const std::string as_window = context_.say("export.as_window", {{"theme", name_of_theme(in_.app.theme().name)}});
    draw_list("theme", "export.theme", settings_.theme.empty() ? as_window : name_of_theme(settings_.theme), [&] {
      if (item(as_window, settings_.theme.empty())) settings_.theme.clear();
      for (const ThemeRow& row : theme_rows())
        if (item(context_.say(row.label_key), settings_.theme == row.name)) settings_.theme = row.name;
    });
  }

  void draw_scale() {
    label("export.scale");
    constexpr double tab_width_pt = 38;
    double x = right_ - 4 * (tab_width_pt + 2) - 78;
    for (const double scale : scales) {
      const std::string name = fmt::format("{}×", scale);
      if (tab(context_, name.c_str(), {x, y_ + 1, tab_width_pt, 26}, name, settings_.scale == scale).clicked)
        settings_.scale = scale;
      x += tab_width_pt + 2;
    }
    draw_width({right_ - 70, y_, 70, field_height_pt});
    y_ += row_pt;
  }

  /// The width in pixels, which is the scale in other words.
  void draw_width(const Rect& field) {
    const double figure_width = in_.ui.preview.figure_pt.width;
    Draft<8>& draft = settings_.width_px;
    if (draft.age_frames == 0) draft.age_frames = 100;  // it takes the keyboard only when it is asked for
    const FieldTouch touched = path_field(context_, "##width", field, draft);
    hint(context_, {.hovered = ImGui::IsItemHovered()}, context_.say("export.width_hint"));
    if (figure_width <= 0) return;
    if (touched.changed) {
      const auto typed = parse_sizes(draft.view());
      const double scale = typed && typed->size() == 1 ? static_cast<double>(typed->front()) / figure_width : 0;
      draft.is_refused = !(scale >= least_export_scale && scale <= largest_export_scale);
      if (draft.is_refused) {
        settings_.refused_width = draft.view();
      } else {
        settings_.scale = scale;
      }
    } else if (touched.ended) {
      draft.set(pixels_text(figure_width, settings_.scale));
    }
  }

  static std::string pixels_text(double points, double scale) {
    return fmt::format("{:.0f}", std::ceil(points * scale - 1e-6));
  }

  /// The last width that could be read stays.
  void draw_refused_width() {
    const double figure_width = in_.ui.preview.figure_pt.width;
    const std::string words =
        context_.say("export.refused_width", {{"text", settings_.refused_width},
                                              {"least", pixels_text(figure_width, least_export_scale)},
                                              {"most", pixels_text(figure_width, largest_export_scale)}});
    y_ += draw_wrapped(context_, {rect_.x, y_ + 10}, rect_.width - 4, 18, Type::note, context_.theme.warning, words);
  }

  /// What the picture measures, and how long it plays.
  void draw_size() {
    if (settings_.width_px.is_refused && format_.has_pixels) draw_refused_width();
    const Size figure = in_.ui.preview.figure_pt;
    std::string words;
    Color color = context_.theme.text_muted;
    if (figure.width > 0 && format_.has_pixels) {
      const Result<PixelSize> size = pixel_size(figure, settings_.scale);
      words = size ? context_.say("export.pixels", {{"width", fmt::format("{}", size->width)},
                                                    {"height", fmt::format("{}", size->height)}})
                   : context_.catalog.text(size.message());
      if (!size) color = context_.theme.warning;
    } else if (figure.width > 0) {
      words = context_.say("export.sharp", {{"width", fmt::format("{:.0f}", figure.width)},
                                            {"height", fmt::format("{:.0f}", figure.height)}});
    }
    if (plan_.steps != StepsWritten::one) words += (words.empty() ? "" : " · ") + extent_words();
    y_ += draw_wrapped(context_, {rect_.x, y_ + 10}, rect_.width - 4, 18, Type::note, color, words) + 6;
  }

  /// How much of it there is.
  std::string extent_words() {
    const std::string count = fmt::format("{}", plan_.frames);
    if (plan_.steps == StepsWritten::files && !plan_.paths.empty()) {
      return context_.say(
          "export.files",
          {{"count", count}, {"first", name_of_path(plan_.paths.front())}, {"last", name_of_path(plan_.paths.back())}});
    }
    if (plan_.duration_s > 0) {
      const std::string seconds = fmt::format("{:.{}f}", plan_.duration_s, plan_.duration_s < 100 ? 1 : 0);
      return context_.say("export.duration", {{"count", count}, {"seconds", seconds}});
    }
    const bool has_pages = plan_.steps == StepsWritten::all && format_.has_pages;
    return context_.say(has_pages ? "export.pages" : "export.step_count", {{"count", count}});
  }

  void draw_timing(const Format& format) {
    if (format.has_speed) draw_speed();
    if (format.is_film) draw_hold();
    if (format.has_loops) draw_loops();
    if (format.is_film) draw_check("glides", "command.smooth", settings_.glides);
  }

  void draw_speed() {
    const auto words = [](double speed) { return number_text(static_cast<float>(speed)); };
    draw_list("speed", "export.speed", words(settings_.steps_per_second), [&] {
      for (const double speed : speeds)
        if (item(words(speed), settings_.steps_per_second == speed)) settings_.steps_per_second = speed;
    });
  }

  std::string hold_words(double hold_s) {
    if (hold_s == 0) return context_.say("export.no_hold");
    return context_.say("export.seconds", {{"count", number_text(static_cast<float>(hold_s))}});
  }

  void draw_hold() {
    draw_list("hold", "export.hold", hold_words(settings_.hold_s), [&] {
      for (const double hold_s : holds_s)
        if (item(hold_words(hold_s), settings_.hold_s == hold_s)) settings_.hold_s = hold_s;
    });
  }

  std::string loop_words(int loops) {
    if (loops == 0) return context_.say("export.for_ever");
    return loops == 1 ? context_.say("export.once")
                      : context_.say("export.times", {{"count", fmt::format("{}", loops)}});
  }

  void draw_loops() {
    draw_list("loops", "export.loops", loop_words(settings_.loops), [&] {
      for (const int loops : loop_counts)
        if (item(loop_words(loops), settings_.loops == loops)) settings_.loops = loops;
    });
  }

  void draw_check(const char* id, const char* key, bool& is_on) {
    if (check_box(context_, id, {rect_.x, y_ + 5}, context_.say(key), is_on)) is_on = !is_on;
    y_ += 27;
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  ExportSettings& settings_;
  const ExportPlan& plan_;
  const Format& format_;
  Rect rect_;
  double right_ = 0;  ///< where the controls end
  double y_ = 0;
};

}  // namespace

void draw_export_choices(const PanelInputs& in, const Rect& rect, const ExportPlan& plan, bool with_copy_buttons) {
  Choices(in, rect, plan).draw(with_copy_buttons);
}

bool is_drawable_size(const PanelInputs& in, const ExportPlan& plan) {
  const Size figure = in.ui.preview.figure_pt;
  return !plan.format->has_pixels || figure.width <= 0 || static_cast<bool>(pixel_size(figure, plan.options.scale));
}

}  // namespace convoscope
