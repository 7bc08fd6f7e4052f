#include "vector/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "figure/writing/escape.h"
#include "figure/writing/frames_writing.h"
#include "figure/writing/scene_marks.h"
#include "vector/html_player.h"
#include "vector/html_steps.h"
#include "vector/svg_writer.h"

namespace convoscope {

namespace {

/// A JSON string that is safe inside a script element. Knows UTF-8 only as bytes to keep.
std::string json_text(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '<') {
      json += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      json += c;
    }
  }
  return json + '"';
}

/// The places of each connection, as in the tag: "0,1;2,2;0,0".
std::string connections_json(const std::vector<Tag>& connections) {
  std::string text = "connections:[";
  for (Tag tag : connections) {
    tag.side = Side::none;
    const std::string name = to_string(tag);
    const std::size_t open = name.find('[');
    text += '"' + name.substr(open + 1, name.size() - open - 2) + "\",";
  }
  return text + "]";
}

/// What is said of a cell, by its tag: {"fine[1,1]":"..."}.
std::string cell_words_json(const std::vector<std::pair<Tag, std::string>>& cell_words) {
  std::string text = "cells:{";
  for (const auto& [tag, words] : cell_words) text += json_text(to_string(tag)) + ':' + json_text(words) + ",\n";
  return text + "}";
}

std::string button(std::string_view id, const std::string& words, std::string_view icon) {
  return fmt::format(
      "<button id=\"{}\" type=\"button\" aria-label=\"{}\" title=\"{}\"><svg viewBox=\"0 0 18 18\"><path "
      "d=\"{}\"/></svg></button>\n",
      id, xml_escaped(words), xml_escaped(words), icon);
}

std::string controls(const HtmlWords& words, std::int64_t count) {
  return "<nav>\n" + button("first", words.first, "M2 2H4V16H2ZM16 2L6 9L16 16Z") +
         button("back", words.back, "M14 2L4 9L14 16Z") + button("play", words.play, "M4 2L16 9L4 16Z") +
         button("next", words.next, "M4 2L14 9L4 16Z") + button("last", words.last, "M14 2H16V16H14ZM2 2L12 9L2 16Z") +
         fmt::format("<input id=\"slider\" type=\"range\" min=\"1\" max=\"{}\" value=\"1\" aria-label=\"{}\">\n", count,
                     xml_escaped(words.step)) +
         fmt::format("<output id=\"label\">1 / {}</output>\n</nav>\n", count);
}

/// Black or white, whichever is seen better on it.
Color ink_on(Color background) {
  const bool is_dark = 299 * background.r + 587 * background.g + 114 * background.b < 128000;
  return is_dark ? Color{0xE6, 0xEC, 0xF2, 255} : Color{0x1B, 0x27, 0x33, 255};
}

/// "here", readable on light and dark pages.
constexpr Color focus{0xE0, 0x3E, 0x78, 255};

/// Browsers open no larger files in any comfort.
constexpr double most_bytes = 64e6;
/// Cells and other elements of all steps, of which some 200000 a second are drawn and compared.
constexpr double most_elements = 2e7;
/// Fewer steps than this are written without looking ahead.
constexpr std::int64_t few_steps = 64;

/// Those of large maps too, which are written as one picture but drawn one by one.
std::int64_t cells_of(const std::vector<Item>& items) {
  std::int64_t cells = 0;
  for (const Item& item : items) {
    if (const auto* grid = std::get_if<Grid>(&item.shape)) cells += grid->rows * grid->columns;
    if (const auto* group = std::get_if<Group>(&item.shape)) cells += cells_of(group->items);
  }
  return cells;
}

/// Whether the file stays within the limits, judged by steps from the middle: all others change about as much.
Status judge_size(const FrameSource& frames, const ExportOptions& options, const FontBook& fonts) {
  if (frames.count < few_steps) return ok();
  constexpr int changes = 2;
  HtmlSteps sample(fonts, options);
  std::int64_t cells = 0;
  for (std::int64_t i = frames.count / 2; i <= frames.count / 2 + changes; ++i) {
    const Figure dark = frames.dark_frame ? frames.dark_frame(i) : Figure();
    const Figure light = frames.frame(i);
    cells = cells_of(light.items);
    sample.add(light, frames.dark_frame ? &dark : nullptr);
  }
  const auto steps = static_cast<double>(frames.count);
  const double bytes =
      static_cast<double>(sample.first_elements().size()) + steps * static_cast<double>(sample.later_bytes()) / changes;
  const double elements =
      steps * static_cast<double>(std::max(cells, static_cast<std::int64_t>(sample.elements_of_last())));
  const auto refuse = [&](const char* key, double amount, double limit, const char* name) {
    return Message{key,
                   {{"steps", fmt::format("{}", frames.count)},
                    {name, fmt::format("{:.0f}", std::ceil(amount / 1e6))},
                    {"limit", fmt::format("{:.0f}", limit / 1e6)},
                    {"fit", fmt::format("{:.0f}", std::floor(steps * limit / amount))}},
                   Cause::picture_format};
  };
  if (bytes > most_bytes) return refuse("export.html_too_large", bytes, most_bytes, "size");
  if (elements > most_elements) return refuse("export.html_too_long", elements, most_elements, "count");
  return ok();
}

class HtmlWriting final : public FramesWriting {
 public:
  using FramesWriting::FramesWriting;

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!std::exchange(is_judged_, true)) {
      Status judged = judge_size(frames_, options_, fonts_);
      return judged ? std::nullopt : std::optional(judged);
    }
    if (next_ == frames_.count) return sink_.write(file());
    add_step();
    return std::nullopt;
  }

  void add_step() {
    Figure light = frames_.frame(next_);
    if (frames_.dark_frame) {
      const Figure dark = frames_.dark_frame(next_);
      steps_.add(light, &dark);
      dark_background_ = dark.background;
    } else {
      steps_.add(light, nullptr);
      dark_background_ = light.background;
    }
    descriptions_ += json_text(light.description) + ",\n";
    if (next_ == 0) first_ = std::move(light);
    ++next_;
    count_parts(1);
  }

  std::string file() {
    const std::string page = "--page:" + steps_.color(first_.background, dark_background_) +
                             ";--ink:" + steps_.color(ink_on(first_.background), ink_on(dark_background_)) +
                             ";--focus:" + hex_color(focus);

    std::string html =
        "<!DOCTYPE html>\n<html lang=\"" + xml_escaped(options_.html_words.language) +
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
        xml_escaped(first_.title) + "</title>\n";
    if (!options_.scene.empty()) {
      html += html_scene_opening;
      html += xml_escaped(options_.scene);
      html += html_scene_closing;
      html += '\n';
    }
    html += "<style>\n" + steps_.style_sheet() + ":root{" + page + "}";
    html += html_style();
    html += "</style>\n</head>\n<body>\n";
    html += fmt::format(
        "<div id=\"view\"><svg xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 "
        "{0} "
        "{1}\" role=\"application\" tabindex=\"0\" aria-labelledby=\"title\" aria-describedby=\"words\" "
        "font-family=\"{2}\" style=\"--width:{0}px;font-variant-numeric:tabular-nums\">\n",
        short_number(first_.size.width), short_number(first_.size.height), steps_.font_family());
    html += "<title id=\"title\">" + xml_escaped(first_.title) + "</title>\n<defs>" + steps_.definitions() +
            "</defs>\n<g id=\"stage\">\n" + steps_.first_elements() + "</g>\n<g id=\"marks\"></g>\n</svg></div>\n";
    html += "<p id=\"words\" role=\"status\">" + xml_escaped(first_.description) + "</p>\n";
    html += controls(options_.html_words, frames_.count);
    if (!options_.html_words.hint.empty()) html += "<p id=\"hint\">" + xml_escaped(options_.html_words.hint) + "</p>\n";
    const double rate = std::clamp(options_.frames_per_second, 0.01, 100.0);
    html += "<script id=\"elements\" type=\"text/plain\">\n" + steps_.later_elements() + "</script>\n";
    html += "<script>\nconst data = {edits:" + steps_.edits() + ",\ndescriptions:[" + descriptions_ + "],\n" +
            connections_json(options_.connections) + ",\n" + cell_words_json(options_.cell_words) +
            fmt::format(",\nwords:{{play:{},pause:{}}},delay:{}}};", json_text(options_.html_words.play),
                        json_text(options_.html_words.pause), short_number(1000 / rate));
    html += html_script();
    html += "</script>\n</body>\n</html>\n";
    return html;
  }

  HtmlSteps steps_{fonts_, options_};
  bool is_judged_ = false;
  std::int64_t next_ = 0;
  Figure first_;
  Color dark_background_;
  std::string descriptions_;
};

}  // namespace

std::unique_ptr<FileWriting> begin_html(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink) {
  return std::make_unique<HtmlWriting>(std::move(frames), std::move(options), fonts, sink);
}

}  // namespace convoscope
