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

// Compiles one stage into `program`. A deleted shader lives on while a program uses it.
Status attach(const GlProgram& program, GLenum stage, const ShaderSources& sources,
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
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
  Status status = ok();
  if (compiled == GL_TRUE) {
    glAttachShader(program.name(), shader);
  } else {
    status = failure(*(files.end() - 1), read_log(shader, glGetShaderiv, glGetShaderInfoLog));
  }
  glDeleteShader(shader);
  return status;
}

}  // namespace

Result<ShaderProgram> ShaderProgram::link(const ShaderSources& sources, std::initializer_list<std::string_view> vertex,
                                          std::initializer_list<std::string_view> fragment,
                                          std::initializer_list<std::string_view> defines) {
  GlProgram program;
  if (const Status status = attach(program, GL_VERTEX_SHADER, sources, vertex, defines); !status)
    return status.message();
  if (const Status status = attach(program, GL_FRAGMENT_SHADER, sources, fragment, defines); !status)
    return status.message();
  glLinkProgram(program.name());
  GLint linked = GL_FALSE;
  glGetProgramiv(program.name(), GL_LINK_STATUS, &linked);
  if (linked != GL_TRUE) {
    return failure(*(fragment.end() - 1), read_log(program.name(), glGetProgramiv, glGetProgramInfoLog));
  }
  return ShaderProgram(std::move(program));
}

}  // namespace convoscope
