// A glyph: its picture in the atlas, pixel by pixel, at a whole pixel of the framebuffer.
layout(location = 0) in vec2 i_pixel;     // upper left corner; framebuffer pixels
layout(location = 1) in uvec4 i_texels;   // upper left corner in the atlas, size
layout(location = 2) in vec4 i_color;

uniform vec2 u_shift;                     // by whole pixels: panning needs no new glyphs
uniform vec2 u_atlas;                     // its size

out vec2 v_texel;
flat out vec4 v_color;

void main() {
  vec2 corner = (quad_corner() * 0.5 + 0.5) * vec2(i_texels.zw);
  v_texel = (vec2(i_texels.xy) + corner) / u_atlas;
  v_color = premultiply(i_color);
  gl_Position = to_clip(i_pixel + u_shift + corner);
}
