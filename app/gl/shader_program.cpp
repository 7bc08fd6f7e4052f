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

// Begins to compile one stage of `program`. A deleted shader lives on while a program has it.
GLuint attach(const GlProgram& program, GLenum stage, const ShaderSources& sources,
              std::initializer_list<std::string_view> files, std::initializer_list<std::string_view> defines) {
  std::string source = epoxy_is_desktop_gl() ? "#version 330 core\n" : "#version 300 es\n";
  for (const std::string_view define : defines) source += "#define " + std::string(define) + "\n";
  for (const std::string_view file : files) {
    const auto text = sources.find(file);
    CONVOSCOPE_ASSERT(text != sources.end());
    // Complaints count lines from the start of the file that they are about.
    source += "#line 1\n" + text->second;
  }
  const GLuint shader = glCreateShader(stage);
  const char* bytes = source.c_str();
  glShaderSource(shader, 1, &bytes, nullptr);
  glCompileShader(shader);
  glAttachShader(program.name(), shader);
  glDeleteShader(shader);
  return shader;
}

}  // namespace

ShaderProgram::ShaderProgram(const ShaderSources& sources, std::initializer_list<std::string_view> vertex,
                             std::initializer_list<std::string_view> fragment,
                             std::initializer_list<std::string_view> defines) {
  const GLuint first = attach(program_, GL_VERTEX_SHADER, sources, vertex, defines);
  const GLuint second = attach(program_, GL_FRAGMENT_SHADER, sources, fragment, defines);
  stages_ = {Stage{std::string(*(vertex.end() - 1)), first}, Stage{std::string(*(fragment.end() - 1)), second}};
  glLinkProgram(program_.name());
}

Status ShaderProgram::link() {
  GLint linked = GL_FALSE;
  glGetProgramiv(program_.name(), GL_LINK_STATUS, &linked);
  if (linked != GL_TRUE) {
    for (const Stage& stage : stages_) {
      GLint compiled = GL_FALSE;
      glGetShaderiv(stage.shader, GL_COMPILE_STATUS, &compiled);
      if (compiled != GL_TRUE) return failure(stage.file, read_log(stage.shader, glGetShaderiv, glGetShaderInfoLog));
    }
    return failure(stages_.back().file, read_log(program_.name(), glGetProgramiv, glGetProgramInfoLog));
  }
  for (const Stage& stage : stages_) glDetachShader(program_.name(), stage.shader);
  stages_ = {};
  return ok();
}

}  // namespace convoscope
