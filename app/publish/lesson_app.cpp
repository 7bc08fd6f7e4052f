// The lesson goes into the page as text; what the page makes of it is the program's in there to say.
#include <optional>

#include <nlohmann/json.hpp>

#include "document/base64.h"
#include "publish/lesson_files.h"

namespace convoscope {
namespace {

constexpr std::string_view place_opening = R"(<script type="application/json" id="convoscope-lesson">)";
constexpr std::string_view place_closing = "</script>";

std::string name_beside(const std::string& path) { return path.substr(path.find_last_of("/\\") + 1); }

/// Adds the pictures of some prose to `files`, each once.
Status add_pictures(const Prose& prose, const LessonFile& file, nlohmann::json& files) {
  for (const Paragraph& paragraph : prose) {
    for (const Inline& run : paragraph.text) {
      if (run.kind != Inline::Kind::picture || files.contains(run.target)) continue;
      const Result<std::string> bytes = file.read_picture(run.target);
      if (!bytes) return bytes.message();
      files[run.target] = base64(*bytes);
    }
  }
  return ok();
}

Status add_all_pictures(const LessonFile& file, nlohmann::json& files) {
  if (Status added = add_pictures(file.lesson.about, file, files); !added) return added;
  for (const LessonPage& page : file.lesson.pages) {
    if (Status added = add_pictures(page.notes, file, files); !added) return added;
    for (const PageBlock& block : page.blocks) {
      const auto* const prose = std::get_if<Prose>(&block);
      if (prose == nullptr) continue;
      if (Status added = add_pictures(*prose, file, files); !added) return added;
    }
  }
  return ok();
}

/// As JSON may stand in a page: nothing in it ends the script or begins a comment.
std::string in_script(std::string json) {
  for (std::size_t at = 0; (at = json.find('<', at)) != std::string::npos; at += 6) json.replace(at, 1, "\\u003c");
  return json;
}

}  // namespace

Result<std::string> lesson_in_app(const LessonFile& file, const std::string& name,
                                  const std::optional<std::string>& text, std::string page) {
  const std::size_t opening = page.find(place_opening);
  const std::size_t content = opening + place_opening.size();
  const std::size_t closing = opening == std::string::npos ? opening : page.find(place_closing, content);
  if (closing == std::string::npos) return Message{"lesson_app.no_place", {}};
  nlohmann::json files = nlohmann::json::object();
  const std::string beside = name_beside(name);
  if (text) {
    files[beside] = base64(*text);
    if (Status added = add_all_pictures(file, files); !added) return added.message();
  }
  const nlohmann::json lesson{{"name", beside}, {"language", file.lesson.language}, {"files", std::move(files)}};
  page.replace(content, closing - content,
               in_script(lesson.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
  return page;
}

}  // namespace convoscope
