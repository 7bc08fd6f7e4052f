// A part of a grid whose pixels are known: a rectangle of the grid's own plane.
uniform vec4 u_axes;         // the grid's own units to figure points
uniform vec2 u_grid_origin;  // figure points
uniform vec4 u_rect;         // lower and upper corner; own units

void main() {
  vec2 corner = mix(u_rect.xy, u_rect.zw, quad_corner() * 0.5 + 0.5);
  gl_Position = to_clip(to_pixels(matrix(u_axes) * corner + u_grid_origin));
}
