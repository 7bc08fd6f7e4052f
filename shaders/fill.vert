// A filled path: a quad around it.
layout(location = 0) in vec4 i_bounds;   // figure points
layout(location = 1) in vec4 i_hatching; // (x, y) to the hatching's own axis, its origin; unused
layout(location = 2) in uvec2 i_edges;   // the first, how many
layout(location = 3) in vec4 i_fill;
layout(location = 4) in vec4 i_hatch;

out vec2 v_point;          // figure points
flat out vec4 v_hatching;
flat out ivec2 v_edges;
flat out vec4 v_fill;
flat out vec4 v_hatch;
flat out float v_scale;    // pixels in a figure point

void main() {
  v_scale = sqrt(abs(u_view.x * u_view.w - u_view.y * u_view.z));
  vec2 middle = 0.5 * (i_bounds.xy + i_bounds.zw);
  v_point = middle + quad_corner() * (0.5 * (i_bounds.zw - i_bounds.xy) + 0.75 / v_scale);
  v_hatching = i_hatching;
  v_edges = ivec2(i_edges);
  v_fill = premultiply(i_fill);
  v_hatch = premultiply(i_hatch);
  gl_Position = to_clip(to_pixels(v_point));
}
