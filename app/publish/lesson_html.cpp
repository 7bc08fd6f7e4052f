// Scenes are the program's own interactive figures, each in a frame that holds its page; questions come as data and are asked by the
// page's script. Nothing is fetched.
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

#include "document/base64.h"
#include "document/evaluation.h"
#include "document/memory_sink.h"
#include "figure/writing/escape.h"
#include "picture/scene_picture.h"
#include "publish/cover.h"
#include "publish/html_text.h"
#include "publish/lesson_files.h"
#include "publish/page_parts.h"
#include "publish/page_pictures.h"
#include "publish/question_json.h"
#include "publish/zip.h"

namespace convoscope {
namespace {

constexpr int variants = 3;
/// A figure of more steps is shown as it stands.
constexpr std::int64_t most_steps = 400;

std::string media_type_of(std::string_view name) {
  if (name.ends_with(".png")) return "image/png";
  return name.ends_with(".svg") ? "image/svg+xml" : "image/jpeg";
}

/// As the page's script unpacks it: zlib's stream (RFC 1950) in base64. The pictures of a lesson are a tenth of their size so.
Result<std::string> packed(const std::string& text) {
  uLongf size = compressBound(static_cast<uLong>(text.size()));
  std::string bytes(size, '\0');
  const int outcome =
      compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
                static_cast<uLong>(text.size()), Z_BEST_COMPRESSION);
  if (outcome != Z_OK) return Message{"zip.failed", {{"reason", zError(outcome)}}};
  bytes.resize(size);
  return base64(bytes);
}

/// Builds the page block by block; the first thing that fails ends it.
class PageWriter {
 public:
  explicit PageWriter(const LessonFile& file) : file_(file), kit_(file.kit), pictures_(file.kit.fonts) {}

  Result<std::string> write(bool reports_score) {
    const Lesson& lesson = file_.lesson;
    body_ = "<header>\n<h1>" + mathml_html(lesson.title) + "</h1>\n";
    add_prose(lesson.about);
    body_ += "<nav aria-label=\"" + xml_escaped(kit_.catalog.text("page.pages")) + "\">";
    for (const LessonPage& page : lesson.pages)
      body_ += fmt::format("<a href=\"#{}\">{}</a> ", page.id, mathml_html(page.title));
    body_ += "</nav>\n</header>\n";
    for (std::size_t i = 0; i < lesson.pages.size(); ++i) add_page(lesson.pages[i], i);
    if (failure_) return *failure_;
    const Result<std::string> data = packed("{\"words\":" + words_json() + ",\"questions\":{" + questions_ +
                                            "},\"figures\":" + pictures_.json() + "}");
    if (!data) return data.message();
    return "<!DOCTYPE html>\n<html lang=\"" + lesson.language +
           "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
           "initial-scale=1\">\n<title>" +
           xml_escaped(plain_text(lesson.title)) + "</title>\n<style>" + std::string(lesson_page_style()) +
           "</style>\n</head>\n<body>\n<main>\n" + body_ + "</main>\n<div id=\"score\" role=\"status\">" +
           xml_escaped(kit_.catalog.text("page.needs_script")) + "</div>\n<script id=\"data\" type=\"text/plain\">" +
           *data + "</script>\n" + (reports_score ? "<script>" + std::string(scorm_script()) + "</script>\n" : "") +
           "<script>" + std::string(lesson_page_script()) + "</script>\n</body>\n</html>\n";
  }

 private:
  std::string words_json() const {
    std::string json = "{";
    const auto add = [&](std::string_view name, std::string_view key) {
      std::string text;
      for (const char c : kit_.catalog.text(key))
        text += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
      json += fmt::format("{}\"{}\":\"{}\"", json.size() > 1 ? "," : "", name, text);
    };
    add("right", "page.right");
    add("wrong", "page.wrong");
    add("check", "page.check");
    add("hint", "page.hint");
    add("reveal", "page.reveal");
    add("again", "page.again");
    add("answer", "page.answer");
    add("number", "page.number");
    add("extra", "page.extra");
    add("missing", "page.missing");
    add("score", "page.score");
    return json + "}";
  }

  void add_prose(const Prose& prose) {
    body_ += html_of(prose, HtmlFormulas::mathml, [&](const std::string& name) -> std::string {
      const Result<std::string> bytes = file_.read_picture(name);
      if (!bytes) {
        failure_ = bytes.message();
        return {};
      }
      return "data:" + media_type_of(name) + ";base64," + base64(*bytes);
    });
  }

  void add_page(const LessonPage& page, std::size_t index) {
    const std::string number = kit_.catalog.text(
        "page.number_of",
        {{"number", std::to_string(index + 1)}, {"count", std::to_string(file_.lesson.pages.size())}});
    body_ += fmt::format(
        "<section id=\"{}\" aria-labelledby=\"{}-title\">\n<p class=\"number\">{}</p>\n<h2 id=\"{}-title\">{}</h2>\n<p "
        "class=\"sentence\">{}</p>\n",
        page.id, page.id, xml_escaped(number), page.id, mathml_html(page.title), mathml_html(page.sentence));
    std::string last_question;
    for (std::size_t i = 0; i < page.blocks.size() && !failure_; ++i) {
      const PageBlock& block = page.blocks[i];
      if (const auto* question = std::get_if<Question>(&block)) {
        last_question = question->id;
        add_question(*question);
        continue;
      }
      // What stands behind a question tells its answer.
      if (!last_question.empty()) body_ += fmt::format("<div data-after=\"{}\" hidden>\n", last_question);
      if (const auto* prose = std::get_if<Prose>(&block)) add_prose(*prose);
      if (const auto* scene = std::get_if<LessonScene>(&block)) add_scene(*scene, next_question(page, i));
      if (!last_question.empty()) body_ += "</div>\n";
    }
    body_ += "</section>\n";
  }

  static std::string next_question(const LessonPage& page, std::size_t from) {
    for (std::size_t i = from; i < page.blocks.size(); ++i)
      if (const auto* question = std::get_if<Question>(&page.blocks[i])) return question->id;
    return {};
  }

  void add_scene(const LessonScene& scene, const std::string& question) {
    Result<std::string> page = figure_page(scene);
    if (!page) {
      failure_ = page.message();
      return;
    }
    body_ += "<figure>\n";
    if (scene.covers_output) add_cover(scene, question);
    body_ += fmt::format("<iframe title=\"{}\" data-step=\"{}\" data-page=\"{}\"{}></iframe>\n",
                         xml_escaped(plain_text(scene.say)),
                         is_stepped(scene.saved) ? std::to_string(scene.saved.playhead.step + 1) : "",
                         pictures_.add_frame(std::move(*page)), scene.covers_output ? " hidden" : "");
    if (!scene.say.empty()) body_ += "<figcaption>" + mathml_html(scene.say) + "</figcaption>\n";
    body_ += "</figure>\n";
  }

  void add_cover(const LessonScene& scene, const std::string& question) {
    const Figure figure = scene_figure(scene.saved, true, kit_);
    const Result<std::size_t> picture = pictures_.add_still(figure);
    if (!picture) {
      failure_ = picture.message();
      return;
    }
    const std::string until = question.empty() ? "" : fmt::format(" data-until=\"{}\"", question);
    body_ += fmt::format(
        "<div class=\"cover\"{}><span class=\"picture\" role=\"img\" data-picture=\"{}\" "
        "aria-label=\"{}\"></span><button "
        "type=\"button\" data-uncover>{}</button></div>\n",
        until, *picture, xml_escaped(figure.title), xml_escaped(kit_.catalog.text("page.uncover")));
  }

  /// Whether the figure may be stepped: a chosen cell would be lost, and very long ones are too much for a page.
  static bool is_stepped(const SavedScene& saved) {
    return !saved.pin && last_step(*evaluate(saved.scene), saved.playhead) < most_steps;
  }

  Result<std::string> figure_page(const LessonScene& scene) {
    const SavedScene& saved = scene.saved;
    PictureSource source{saved, evaluate(saved.scene), {}, kit_.theme, file_.dark_theme, kit_.catalog, kit_.fonts};
    ScenePicture picture(source);
    const Format& format = *format_of("a.html");
    MemorySink sink;
    ExportOptions options;
    options.font_subset = pictures_.recorder();
    options.html_words.language = file_.lesson.language;
    Status written = ok();
    if (is_stepped(saved)) {
      written = picture.begin_steps(format, options, sink)->write(nullptr);
    } else {
      source.theme = file_.dark_theme;
      ScenePicture dark(source);
      const FrameSource frames{1, [&](std::int64_t) { return picture.figure(); },
                               [&](std::int64_t) { return dark.figure(); }};
      written = format.animation(frames, options, kit_.fonts, sink)->write(nullptr);
    }
    if (!written) return written.message();
    return sink.take();
  }

  void add_question(const Question& question) {
    std::string list;
    // What a lesson asks in its own words has no numbers to draw.
    const int count = question.kind == QuestionKind::choice ? 1 : variants;
    for (int variant = 1; variant <= count; ++variant) {
      const auto asked = ask(question, seed_of(file_.seed, std::to_string(variant), question.id), kit_.catalog);
      if (!asked) continue;
      const Result<std::string> json = question_json(*asked, kit_, pictures_);
      if (!json) {
        failure_ = json.message();
        return;
      }
      // One that asks the same again is none.
      if (list.find(*json) == std::string::npos) list += (list.empty() ? "" : ",") + *json;
    }
    if (list.empty()) return;
    questions_ += fmt::format("{}\"{}\":[{}]", questions_.empty() ? "" : ",\n", question.id, list);
    body_ += fmt::format("<form data-question=\"{}\"></form>\n", question.id);
  }

  const LessonFile& file_;
  const DrawingKit& kit_;
  PagePictures pictures_;
  std::string body_;
  std::string questions_;
  std::optional<Message> failure_;
};

std::string scorm_manifest(const std::string& title) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"convoscope\" version=\"1.0\" "
      "xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\" "
      "xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\">\n"
      "  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>\n"
      "  <organizations default=\"lesson\">\n    <organization identifier=\"lesson\">\n      <title>{0}</title>\n"
      "      <item identifier=\"page\" identifierref=\"page_file\"><title>{0}</title></item>\n    </organization>\n  "
      "</organizations>\n"
      "  <resources>\n    <resource identifier=\"page_file\" type=\"webcontent\" adlcp:scormtype=\"sco\" "
      "href=\"index.html\">"
      "<file href=\"index.html\"/></resource>\n  </resources>\n</manifest>\n",
      xml_escaped(title));
}

}  // namespace

Result<std::string> lesson_html(const LessonFile& file) { return PageWriter(file).write(false); }

Result<std::string> lesson_scorm(const LessonFile& file) {
  Result<std::string> page = PageWriter(file).write(true);
  if (!page) return page.message();
  return zip_of({{"imsmanifest.xml", scorm_manifest(plain_text(file.lesson.title))}, {"index.html", std::move(*page)}});
}

}  // namespace convoscope
