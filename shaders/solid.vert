// A rectangle of one colour, edges at whole pixels.
layout(location = 0) in vec4 i_rect;  // lower and upper corner; figure points
layout(location = 1) in vec4 i_color;

flat out vec4 v_color;

void main() {
  v_color = premultiply(i_color);
  gl_Position = to_clip(to_pixels(mix(i_rect.xy, i_rect.zw, quad_corner() * 0.5 + 0.5)));
}
