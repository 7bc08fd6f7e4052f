// Shared by all fragment shaders: filtered patterns, and clips that are no rectangle of pixels.
precision highp float;
precision highp int;

out vec4 o_color;  // premultiplied

// How much of a pixel's footprint around `x` lies in the intervals [0, share), [1, 1 + share), ...: x and footprint in periods.
// An exact box filter; where a period is only a few pixels it gives way to the average, since no box filter is free of moire.
float pulse(float x, float footprint, float share) {
  float lower = x - 0.5 * footprint;
  float upper = x + 0.5 * footprint;
  float covered = (floor(upper) - floor(lower)) * share + min(fract(upper), share) - min(fract(lower), share);
  return mix(covered / max(footprint, 1e-6), share, clamp(4.0 * footprint - 1.0, 0.0, 1.0));
}

#ifdef CLIP
uniform vec4 u_clip_view;    // pixels, y down, to the clip's own coordinates
uniform vec2 u_clip_origin;
uniform vec4 u_clip_rect;    // lower and upper corner
uniform float u_framebuffer_height;

void emit(vec4 color) {
  vec2 pixel = vec2(gl_FragCoord.x, u_framebuffer_height - gl_FragCoord.y);
  vec2 p = mat2(u_clip_view.xy, u_clip_view.zw) * pixel + u_clip_origin;
  vec2 footprint = vec2(length(u_clip_view.xz), length(u_clip_view.yw));
  vec2 inside = clamp(min(p - u_clip_rect.xy, u_clip_rect.zw - p) / footprint + 0.5, 0.0, 1.0);
  o_color = color * (inside.x * inside.y);
}
#else
void emit(vec4 color) { o_color = color; }
#endif
