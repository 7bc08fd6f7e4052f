#include "lesson/lesson_source.h"

namespace convoscope {

LessonSource::LessonSource(std::string name, const Platform& platform)
    : name_(std::move(name)),
      is_built_in_(name_.find_first_of("./\\") == std::string::npos && !platform.has_file(name_)) {}

Result<std::string> LessonSource::read_text(const Platform& platform, std::string_view language) const {
  return is_built_in_ ? read_beside(platform, language, name_ + ".md") : platform.read_file(name_);
}

Result<std::string> LessonSource::read_picture(const Platform& platform, std::string_view language,
                                               const std::string& name) const {
  return read_beside(platform, language, name);
}

Result<LessonReading> LessonSource::read(const Platform& platform, std::string_view language,
                                         std::span<const std::string_view> views) const {
  const Result<std::string> text = read_text(platform, language);
  if (!text) return text.message();
  return read_lesson(*text, {views, [&](const std::string& file) {
                               return static_cast<bool>(read_beside(platform, language, file));
                             }});
}

std::string LessonSource::folder(std::string_view language) const {
  if (is_built_in_) return "lessons/" + std::string(language) + "/";
  return name_.substr(0, name_.find_last_of('/') + 1);
}

Result<std::string> LessonSource::read_beside(const Platform& platform, std::string_view language,
                                              const std::string& file) const {
  const std::string path = folder(language) + file;
  return is_built_in_ ? platform.read_asset(path) : platform.read_file(path);
}

}  // namespace convoscope
