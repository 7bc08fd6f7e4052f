#include "gl/shader_set.h"

#include <string_view>

#include "core/assert.h"

namespace convoscope {
namespace {

constexpr std::string_view files[] = {"box.frag",      "box.vert",          "box_general.frag",  "box_outline.vert",
                                      "cell.vert",     "common.frag",       "common.vert",       "fill.frag",
                                      "fill.vert",     "glyph.frag",        "glyph.vert",        "grid_far.frag",
                                      "grid_far.vert", "grid_picture.frag", "grid_picture.vert", "image.frag",
                                      "image.vert",    "layer.frag",        "layer.vert",        "solid.frag",
                                      "solid.vert",    "stroke.frag",       "stroke.vert",       "stroke_general.frag"};

ShaderProgram begin(const ShaderSources& sources, Shader shader, std::string_view clip) {
  constexpr std::string_view common_vert = "common.vert", outline = "box_outline.vert";
  constexpr std::string_view common_frag = "common.frag", general = "GENERAL";
  switch (shader) {
    case Shader::solid: return {sources, {common_vert, "solid.vert"}, {common_frag, "solid.frag"}, {clip}};
    case Shader::box: return {sources, {common_vert, outline, "box.vert"}, {common_frag, "box.frag"}, {clip}};
    case Shader::general_box:
      return {sources, {common_vert, outline, "box.vert"}, {common_frag, "box_general.frag"}, {clip, general}};
    case Shader::cell: return {sources, {common_vert, outline, "cell.vert"}, {common_frag, "box.frag"}, {clip}};
    case Shader::general_cell:
      return {sources, {common_vert, outline, "cell.vert"}, {common_frag, "box_general.frag"}, {clip, general}};
    case Shader::grid_far: return {sources, {common_vert, "grid_far.vert"}, {common_frag, "grid_far.frag"}, {clip}};
    case Shader::grid_far_gaps:
      return {sources, {common_vert, "grid_far.vert"}, {common_frag, "grid_far.frag"}, {clip, "GAPS"}};
    case Shader::grid_picture:
      return {sources, {common_vert, "grid_picture.vert"}, {common_frag, "grid_picture.frag"}, {clip}};
    case Shader::image: return {sources, {common_vert, "image.vert"}, {common_frag, "image.frag"}, {clip}};
    case Shader::stroke: return {sources, {common_vert, "stroke.vert"}, {common_frag, "stroke.frag"}, {clip}};
    case Shader::general_stroke:
      return {sources, {common_vert, "stroke.vert"}, {common_frag, "stroke_general.frag"}, {clip, general}};
    case Shader::fill: return {sources, {common_vert, "fill.vert"}, {common_frag, "fill.frag"}, {clip}};
    case Shader::glyph: return {sources, {common_vert, "glyph.vert"}, {common_frag, "glyph.frag"}, {clip}};
    case Shader::layer: break;
  }
  return {sources, {common_vert, "layer.vert"}, {common_frag, "layer.frag"}, {clip}};
}

}  // namespace

Result<ShaderSet> ShaderSet::compile(const Platform& platform) {
  ShaderSet set;
  for (const std::string_view file : files) {
    Result<std::string> text = platform.read_shader(file);
    if (!text) return text.message();
    set.sources_.emplace(file, std::move(*text));
  }
  for (int shader = 0; shader < shader_count; ++shader) {
    set.entries_.push_back({begin(set.sources_, static_cast<Shader>(shader), "NO_CLIP")});
  }
  // Asked for only now: the driver has all of them in hand at once.
  for (Entry& entry : set.entries_)
    if (const Status linked = entry.program.link(); !linked) return linked.message();
  return set;
}

void ShaderSet::begin_frame(const FrameUniforms& frame) {
  frame_ = frame;
  for (Entry& entry : entries_) entry.knows_frame = false;
  for (auto& entry : clipped_) {
    if (entry) entry->knows_frame = false;
  }
}

ShaderSet::Entry& ShaderSet::find(Shader shader, bool is_clipped) {
  const auto index = static_cast<std::size_t>(shader);
  if (!is_clipped) return entries_[index];
  if (!clipped_[index]) {
    clipped_[index] = Entry{begin(sources_, shader, "CLIP")};
    const Status linked = clipped_[index]->program.link();
    CONVOSCOPE_ASSERT(static_cast<bool>(linked));  // its twin was: only common.frag differs
  }
  return *clipped_[index];
}

const ShaderProgram& ShaderSet::use(Shader shader, const std::optional<ClipUniforms>& clip) {
  Entry& entry = find(shader, clip.has_value());
  const ShaderProgram& program = entry.program;
  program.use();
  if (!entry.knows_frame) {
    const auto& v = frame_.view;
    glUniform4f(program.uniform("u_view"), v[0], v[1], v[2], v[3]);
    glUniform2f(program.uniform("u_origin"), v[4], v[5]);
    glUniform2f(program.uniform("u_framebuffer"), frame_.framebuffer[0], frame_.framebuffer[1]);
    glUniform1f(program.uniform("u_framebuffer_height"), frame_.framebuffer[1]);
    entry.knows_frame = true;
  }
  if (clip) {
    const auto& m = clip->to_clip;
    glUniform4f(program.uniform("u_clip_view"), m[0], m[1], m[2], m[3]);
    glUniform2f(program.uniform("u_clip_origin"), m[4], m[5]);
    glUniform4fv(program.uniform("u_clip_rect"), 1, clip->rect.data());
  }
  return program;
}

}  // namespace convoscope
