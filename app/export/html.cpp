#include "export/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "core/assert.h"
#include "export/animation.h"
#include "export/color_scheme.h"
#include "export/html_player.h"
#include "export/svg_writer.h"
#include "export/xml.h"

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

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// The steps as lists of elements, each different element once.
class Steps {
 public:
  explicit Steps(const ExportOptions& options, const FontBook& fonts) : options_(options), fonts_(fonts) {}

  void add(const Figure& light, const Figure* dark) {
    const SvgWriter elements = svg_of(light);
    std::vector<std::string> lines;
    for (const std::string_view line : lines_of(elements.elements())) lines.emplace_back(line);
    std::vector<std::string> definitions;
    for (const std::string_view line : lines_of(elements.definitions())) definitions.emplace_back(line);
    if (dark != nullptr) {
      const SvgWriter others = svg_of(*dark);
      merge(lines, others.elements());
      merge(definitions, others.definitions());
    }
    definitions_.insert(definitions.begin(), definitions.end());
    std::vector<std::size_t> step;
    for (std::string& line : lines) {
      const auto [found, is_new] = indices_.emplace(line, lines_.size());
      if (is_new) lines_.push_back(std::move(line));
      step.push_back(found->second);
    }
    steps_.push_back(std::move(step));
    descriptions_.push_back(light.description);
  }

  /// A colour of the page itself.
  std::string color(Color light, Color dark) {
    return *scheme_.merge("=\"" + hex_color(light) + '"', "=\"" + hex_color(dark) + '"');
  }

  std::string json() const {
    std::string text = "lines:[";
    for (const std::string& line : lines_) text += json_text(line) + ",\n";
    text += "],\nsteps:[";
    for (const auto& step : steps_) text += fmt::format("[{}],\n", fmt::join(step, ","));
    text += "],\ndescriptions:[";
    for (const std::string& description : descriptions_) text += json_text(description) + ",\n";
    return text + "]";
  }
  /// A step's elements, for readers without scripts.
  std::string elements(std::size_t step) const {
    std::string text;
    for (const std::size_t line : steps_[step]) text += lines_[line] + '\n';
    return text;
  }
  std::string definitions() const { return fmt::format("{}", fmt::join(definitions_, "\n")); }
  std::string style_sheet() const { return scheme_.style_sheet(); }

 private:
  SvgWriter svg_of(const Figure& figure) const {
    SvgWriter writer(fonts_, options_.text_as_outlines, SvgWriter::Names::data);
    writer.add(figure.items, {});
    return writer;
  }

  void merge(std::vector<std::string>& light, std::string_view dark_text) {
    const std::vector<std::string_view> dark = lines_of(dark_text);
    if (dark.size() != light.size()) return;
    for (std::size_t i = 0; i < light.size(); ++i) {
      if (auto both = scheme_.merge(light[i], dark[i])) light[i] = std::move(*both);
    }
  }

  const ExportOptions& options_;
  const FontBook& fonts_;
  ColorScheme scheme_;
  std::set<std::string> definitions_;
  std::vector<std::string> lines_;
  std::unordered_map<std::string, std::size_t> indices_;
  std::vector<std::vector<std::size_t>> steps_;
  std::vector<std::string> descriptions_;
};

std::string linked_json(const std::vector<std::vector<Tag>>& linked) {
  std::string text = "linked:[";
  for (const std::vector<Tag>& group : linked) {
    text += '[';
    for (Tag tag : group) {
      tag.side = Side::none;
      text += json_text(to_string(tag)) + ',';
    }
    text += "],\n";
  }
  return text + "]";
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

}  // namespace

Status write_html(const FrameSource& frames, const ExportOptions& options, const FontBook& fonts, FileSink& sink,
                  const Progress& progress) {
  CONVOSCOPE_ASSERT(frames.count > 0);
  Steps steps(options, fonts);
  Figure first;
  Color dark_background;
  for (std::int64_t i = 0; i < frames.count; ++i) {
    Figure light = frames.frame(i);
    if (frames.dark_frame) {
      const Figure dark = frames.dark_frame(i);
      steps.add(light, &dark);
      dark_background = dark.background;
    } else {
      steps.add(light, nullptr);
      dark_background = light.background;
    }
    if (i == 0) first = std::move(light);
    if (Status going_on = report(progress, i + 1, frames.count); !going_on) return going_on;
  }
  const auto page_color = [&](std::string_view name, Color light, Color dark) {
    const std::string value = steps.color(light, dark);  // ="..."
    return fmt::format("{}:{};", name, value.substr(2, value.size() - 3));
  };
  const std::string page = page_color("--page", first.background, dark_background) +
                           page_color("--ink", ink_on(first.background), ink_on(dark_background)) +
                           "--focus:" + hex_color(focus);

  std::string html =
      "<!DOCTYPE html>\n<html lang=\"" + xml_escaped(options.html_words.language) +
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
      xml_escaped(first.title) + "</title>\n";
  if (!options.scene.empty()) {
    html += html_scene_opening();
    html += xml_escaped(options.scene);
    html += html_scene_closing();
    html += '\n';
  }
  html += "<style>\n" + steps.style_sheet() + ":root{" + page + "}";
  html += html_style();
  html += "</style>\n</head>\n<body>\n";
  html += fmt::format(
      "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "role=\"img\" aria-labelledby=\"title "
      "description\" font-family=\"{2}\" style=\"font-variant-numeric:tabular-nums\">\n",
      short_number(first.size.width), short_number(first.size.height), svg_font_family(FontFamily::sans));
  html += "<title id=\"title\">" + xml_escaped(first.title) + "</title>\n<desc id=\"description\">" +
          xml_escaped(first.description) + "</desc>\n<defs>" + steps.definitions() + "</defs>\n<g id=\"stage\">\n" +
          steps.elements(0) + "</g>\n<g id=\"marks\"></g>\n</svg>\n";
  html += controls(options.html_words, frames.count);
  if (!options.html_words.hint.empty()) html += "<p>" + xml_escaped(options.html_words.hint) + "</p>\n";
  const double rate = std::clamp(options.frames_per_second, 0.01, 100.0);
  html += "<script>\nconst data = {" + steps.json() + ",\n" + linked_json(options.linked) +
          fmt::format(",\nwords:{{play:{},pause:{}}},delay:{}}};", json_text(options.html_words.play),
                      json_text(options.html_words.pause), short_number(1000 / rate));
  html += html_script();
  html += "</script>\n</body>\n</html>\n";
  return sink.write(html);
}

}  // namespace convoscope
