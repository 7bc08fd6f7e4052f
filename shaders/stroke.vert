// One straight piece of a line: a quad around it, in the path's own units, so that a skewed pen stays exact.
layout(location = 0) in vec4 i_axes;    // own units to figure points
layout(location = 1) in vec2 i_origin;
layout(location = 2) in vec4 i_ends;    // from, to; own units
layout(location = 3) in vec4 i_cuts;    // normals of the lines that part it from its neighbours; zero: a free end
layout(location = 4) in vec3 i_pen;     // half the width, where it begins along the path, length of a dash (0: solid)
layout(location = 5) in vec4 i_color;

out vec2 v_local;          // from its first end
flat out vec4 v_piece;     // from its first end to the other; half width; beginning along the path
flat out vec4 v_cuts;
flat out vec4 v_gradient;  // rows of the map from pixels to own units
flat out vec4 v_color;
#ifdef PATTERN
flat out float v_periods;   // of the dashes, in an own unit
#endif

void main() {
  mat2 to_units = inverse(matrix(u_view) * matrix(i_axes));
  v_gradient = vec4(to_units[0].x, to_units[1].x, to_units[0].y, to_units[1].y);
  vec2 span = i_ends.zw - i_ends.xy;
  float span_length = length(span);
  vec2 along = span_length > 0.0 ? span / span_length : vec2(1.0, 0.0);
  // The largest stretch from pixels to own units, whatever its direction: half a pixel around the line is antialiased.
  float sum = dot(v_gradient, v_gradient);
  float area = determinant(to_units);
  float stretch = sqrt(0.5 * (sum + sqrt(max(sum * sum - 4.0 * area * area, 0.0))));
  float margin = i_pen.x + 0.5 * stretch;
  vec2 corner = quad_corner();
  // A free end is round; a joint only needs what the turn opens between the pieces.
  vec2 cut = corner.x < 0.0 ? i_cuts.xy : i_cuts.zw;
  float facing = dot(cut, along);
  float turn = abs(cut.x * along.y - cut.y * along.x);
  float reach = cut == vec2(0.0) || turn > facing ? margin : margin * turn / facing + 0.01 * stretch;
  v_local = 0.5 * span + along * (corner.x * (0.5 * span_length + reach)) + vec2(-along.y, along.x) * (corner.y * margin);
  v_piece = vec4(span, i_pen.x, i_pen.y);
  v_cuts = i_cuts;
  v_color = premultiply(i_color);
#ifdef PATTERN
  v_periods = 0.5 / i_pen.z;
#endif
  gl_Position = to_clip(to_pixels(matrix(i_axes) * (i_ends.xy + v_local) + i_origin));
}
