#include "gl/shader_program.h"

#include "core/assert.h"

namespace convoscope {
namespace {

// The compiler's log up to the end of its first line that says something.
std::string first_line(const std::string& log) {
  const auto begin = log.find_first_not_of(" \n\r\t");
  if (begin == std::string::npos) return {};
  return log.substr(begin, log.find_first_of("\r\n", begin) - begin);
}

template <class GetParameter, class GetLog>
std::string read_log(GLuint name, GetParameter get_parameter, GetLog get_log) {
  GLint length = 0;
  get_parameter(name, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(length > 0 ? length : 1), '\0');
  get_log(name, static_cast<GLsizei>(log.size()), nullptr, log.data());
  return first_line(log.c_str());
}

Message failure(std::string_view name, std::string reason) {
  return {"gl.shader_failed", {{"name", std::string(name)}, {"reason", std::move(reason)}}};
}

// Begins to compile one stage of `program`.
GlShader attach(const GlProgram& program, GLenum stage, const ShaderSources& sources,
                std::initializer_list<std::string_view> files, std::initializer_list<std::string_view> defines) {
  std::string source = epoxy_is_desktop_gl() ? "#version 330 core\n" : "#version 300 es\n";
  for (const std::string_view define : defines) source += "#define " + std::string(define) + "\n";
  for (const std::string_view file : files) {
    const auto text = sources.find(file);
    CONVOSCOPE_ASSERT(text != sources.end());
    // Complaints count lines from the start of the file that they are about.
    source += "#line 1\n" + text->second;
  }
  GlShader shader(glCreateShader(stage));
  const char* bytes = source.c_str();
  glShaderSource(shader.name(), 1, &bytes, nullptr);
  glCompileShader(shader.name());
  glAttachShader(program.name(), shader.name());
  return shader;
}

}  // namespace

ShaderProgram::ShaderProgram(const ShaderSources& sources, std::initializer_list<std::string_view> vertex,
                             std::initializer_list<std::string_view> fragment,
                             std::initializer_list<std::string_view> defines) {
  stages_ = {
      Stage{std::string(*(vertex.end() - 1)), attach(program_, GL_VERTEX_SHADER, sources, vertex, defines)},
      Stage{std::string(*(fragment.end() - 1)), attach(program_, GL_FRAGMENT_SHADER, sources, fragment, defines)}};
  glLinkProgram(program_.name());
}

Status ShaderProgram::link() {
  GLint linked = GL_FALSE;
  glGetProgramiv(program_.name(), GL_LINK_STATUS, &linked);
  if (linked != GL_TRUE) {
    for (const Stage& stage : stages_) {
      GLint compiled = GL_FALSE;
      glGetShaderiv(stage.shader.name(), GL_COMPILE_STATUS, &compiled);
      if (compiled != GL_TRUE)
        return failure(stage.file, read_log(stage.shader.name(), glGetShaderiv, glGetShaderInfoLog));
    }
    return failure(stages_.back().file, read_log(program_.name(), glGetProgramiv, glGetProgramInfoLog));
  }
  for (const Stage& stage : stages_) glDetachShader(program_.name(), stage.shader.name());
  stages_ = {};
  return ok();
}

}  // namespace convoscope
