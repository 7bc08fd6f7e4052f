// A box: an instance is a rounded rectangle, anywhere in the figure.
layout(location = 0) in vec4 i_axes;
layout(location = 1) in vec2 i_center;
layout(location = 2) in vec4 i_shape;
layout(location = 3) in vec2 i_pattern;
layout(location = 4) in vec4 i_part;
layout(location = 5) in vec4 i_fill;
layout(location = 6) in vec4 i_stroke;
layout(location = 7) in vec4 i_hatch;

void main() {
  set_outline(i_axes, i_center, i_shape, vec3(i_pattern, 6.0), i_part);
  v_fill = premultiply(i_fill);
  v_stroke = premultiply(i_stroke);
#ifdef GENERAL
  v_hatch = premultiply(i_hatch);
#endif
}
