// Shared by boxes and cells: one rounded rectangle under an affine map, as a quad with all that the fragment shader needs.
out vec2 v_local;            // from the centre, in the box's own units
flat out vec4 v_shape;       // half width, half height, corner radius, half the stroke's width
flat out vec4 v_gradient;    // rows of the map from pixels to own units: how x and y change from pixel to pixel
flat out vec4 v_fill;
flat out vec4 v_stroke;
#ifdef PATTERN
flat out vec4 v_hatch;
flat out vec2 v_pattern;     // where the hatching stands in the centre; length of a dash, 0: solid
#endif

// `axes` takes own units to figure points, `center` is in figure points.
void set_outline(vec4 axes, vec2 center, vec4 shape) {
  mat2 to_units = inverse(matrix(u_view) * matrix(axes));
  v_gradient = vec4(to_units[0].x, to_units[1].x, to_units[0].y, to_units[1].y);
  v_shape = shape;
  vec2 margin = 0.75 * vec2(length(v_gradient.xy), length(v_gradient.zw)) + shape.w;
  v_local = quad_corner() * (shape.xy + margin);
  gl_Position = to_clip(to_pixels(center + matrix(axes) * v_local));
}
