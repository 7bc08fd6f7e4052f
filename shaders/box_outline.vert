// Shared by boxes and cells: one rounded rectangle under an affine map, as a quad with all that the fragment shader needs.
out vec2 v_local;            // from the centre; GENERAL: in the box's own units, otherwise in pixels
flat out vec4 v_shape;       // half width, half height, corner radius, half the stroke's width; as v_local
flat out vec4 v_fill;
flat out vec4 v_stroke;
#ifdef GENERAL
flat out vec4 v_gradient;    // rows of the map from pixels to own units: how x and y change from pixel to pixel
flat out vec4 v_hatch;
flat out vec3 v_hatching;    // in its periods: where it stands in the centre, in a unit of x or y, a pixel's footprint
flat out vec2 v_dash;        // periods in an own unit (0: solid), a pixel's footprint
#endif

// `axes` takes own units to figure points, `center` is in figure points, `pattern` says where the hatching stands in the centre,
// how long a dash is and how far apart the hatching's lines are, `part` is what to draw.
void set_outline(vec4 axes, vec2 center, vec4 shape, vec3 pattern, vec4 part) {
  mat2 to_screen = matrix(u_view) * matrix(axes);
#ifdef GENERAL
  mat2 to_units = inverse(to_screen);
  v_gradient = vec4(to_units[0].x, to_units[1].x, to_units[0].y, to_units[1].y);
  vec2 pixel = vec2(length(v_gradient.xy), length(v_gradient.zw));
  float diagonal_periods = 0.70710678 / pattern.z;
  v_hatching = vec3(pattern.x / pattern.z, diagonal_periods, diagonal_periods * length(v_gradient.xy + v_gradient.zw));
  v_dash.x = pattern.y > 0.0 ? 0.5 / pattern.y : 0.0;
  v_dash.y = v_dash.x * sqrt(abs(determinant(to_units)));
  float to_local = 1.0;
#else
  float to_local = length(to_screen[0]);
  vec2 pixel = vec2(1.0 / to_local);
#endif
  vec2 corner = clamp(quad_corner() * (shape.xy + shape.w + 0.5 * pixel), part.xy, part.zw);
  v_local = corner * to_local;
  v_shape = shape * to_local;
  gl_Position = to_clip(to_pixels(center) + to_screen * corner);
}
