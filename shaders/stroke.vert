// One straight piece of a line: a quad around it, in the path's own units, so that a skewed pen stays exact.
layout(location = 0) in vec4 i_axes;    // own units to figure points
layout(location = 1) in vec2 i_origin;
layout(location = 2) in vec4 i_ends;    // from, to; own units
layout(location = 3) in vec4 i_cuts;    // normals of the lines that part it from its neighbours
layout(location = 4) in vec3 i_pen;     // half the width, where it begins along the path, length of a dash (0: solid)
layout(location = 5) in vec2 i_reach;   // lengths of its neighbours, which they are parted for; none, a free end: far below 0
layout(location = 6) in vec4 i_color;

out vec2 v_local;          // from its first end; GENERAL: in own units, otherwise in pixels along and across
flat out vec4 v_color;
flat out vec2 v_reach;
#ifdef GENERAL
flat out vec4 v_piece;     // from its first end to the other; half width; beginning along the path
flat out vec4 v_cuts;
flat out vec4 v_gradient;  // rows of the map from pixels to own units
flat out float v_periods;  // of the dashes, in an own unit; 0: solid
#else
flat out vec2 v_piece;     // its length, half its width
flat out vec4 v_cuts;      // along and across
#endif

void main() {
  mat2 to_screen = matrix(u_view) * matrix(i_axes);
  vec2 span = i_ends.zw - i_ends.xy;
  float span_length = length(span);
  vec2 along = span_length > 0.0 ? span / span_length : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);
#ifdef GENERAL
  mat2 to_units = inverse(to_screen);
  v_gradient = vec4(to_units[0].x, to_units[1].x, to_units[0].y, to_units[1].y);
  // The largest stretch from pixels to own units, whatever its direction.
  float sum = dot(v_gradient, v_gradient);
  float area = determinant(to_units);
  float pixel = sqrt(0.5 * (sum + sqrt(max(sum * sum - 4.0 * area * area, 0.0))));
#else
  float to_local = length(to_screen[0]);
  float pixel = 1.0 / to_local;
#endif
  // Half a pixel around the line is antialiased. A free end is round; a joint needs what the turn opens between the pieces.
  float margin = i_pen.x + 0.5 * pixel;
  vec2 corner = quad_corner();
  vec2 cut = corner.x < 0.0 ? i_cuts.xy : i_cuts.zw;
  float facing = dot(cut, along);
  float turn = abs(dot(cut, across));
  bool is_free = (corner.x < 0.0 ? i_reach.x : i_reach.y) < 0.0;
  float beyond = is_free || turn > facing ? margin : margin * turn / facing + 0.01 * pixel;
  vec2 at = vec2((corner.x < 0.0 ? 0.0 : span_length) + corner.x * beyond, corner.y * margin);
  vec2 from_end = along * at.x + across * at.y;
#ifdef GENERAL
  v_local = from_end;
  v_piece = vec4(span, i_pen.x, i_pen.y);
  v_cuts = i_cuts;
  v_reach = i_reach;
  v_periods = i_pen.z > 0.0 ? 0.5 / i_pen.z : 0.0;
#else
  v_local = at * to_local;
  v_piece = vec2(span_length, i_pen.x) * to_local;
  v_reach = i_reach * to_local;
  v_cuts = vec4(dot(i_cuts.xy, along), dot(i_cuts.xy, across), dot(i_cuts.zw, along), dot(i_cuts.zw, across));
#endif
  v_color = premultiply(i_color);
  gl_Position = to_clip(to_pixels(matrix(i_axes) * i_ends.xy + i_origin) + to_screen * from_end);
}
