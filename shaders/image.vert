// A photograph: a rectangle of its own plane, and where in the texture each corner lies.
uniform vec4 u_axes;          // its own units to figure points
uniform vec2 u_image_origin;  // figure points
uniform vec4 u_rect;          // lower and upper corner; own units

out vec2 v_at;

void main() {
  v_at = quad_corner() * 0.5 + 0.5;
  gl_Position = to_clip(to_pixels(matrix(u_axes) * mix(u_rect.xy, u_rect.zw, v_at) + u_image_origin));
}
