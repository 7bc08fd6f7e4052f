// Shared by all vertex shaders: from figure points to the framebuffer. The version line is put before it by the program.
precision highp float;
precision highp int;

uniform vec4 u_view;         // figure points to pixels, y down: the columns (a, b) and (c, d)
uniform vec2 u_origin;       // and the translation
uniform vec2 u_framebuffer;  // pixels

const vec4 outside = vec4(2.0, 2.0, 2.0, 1.0);  // a corner that is clipped away, and its quad with it

mat2 matrix(vec4 columns) { return mat2(columns.xy, columns.zw); }

vec2 to_pixels(vec2 figure) { return matrix(u_view) * figure + u_origin; }

vec4 to_clip(vec2 pixel) {
  vec2 unit = pixel / u_framebuffer * 2.0 - 1.0;
  return vec4(unit.x, -unit.y, 0.0, 1.0);
}

// The corner of a quad: (-1, -1), (1, -1), (-1, 1), (1, 1).
vec2 quad_corner() { return vec2(float(gl_VertexID & 1), float((gl_VertexID >> 1) & 1)) * 2.0 - 1.0; }

vec4 premultiply(vec4 color) { return vec4(color.rgb * color.a, color.a); }
