// A rounded rectangle: fill, hatching, solid or dashed outline, antialiased by the distance to the outline in pixels.
in vec2 v_local;
flat in vec4 v_shape;
flat in vec4 v_gradient;
flat in vec4 v_fill;
flat in vec4 v_stroke;
#ifdef PATTERN
flat in vec4 v_hatch;
flat in vec2 v_pattern;

// Distance along the outline, clockwise from the upper left corner's end of its arc.
float along_outline(vec2 p, vec2 q, float radius) {
  vec2 side = 2.0 * (v_shape.xy - radius);
  float arc = 1.57079633 * radius;
  vec2 towards = vec2(p.x >= 0.0 ? 1.0 : -1.0, p.y >= 0.0 ? 1.0 : -1.0);
  if (radius > 0.0 && q.x > 0.0 && q.y > 0.0) {
    float turn = radius * (towards.x * towards.y < 0.0 ? atan(q.x, q.y) : atan(q.y, q.x));
    if (towards.x > 0.0) return towards.y < 0.0 ? side.x + turn : side.x + arc + side.y + turn;
    return towards.y > 0.0 ? 2.0 * (side.x + arc) + side.y + turn : 2.0 * (side.x + side.y) + 3.0 * arc + turn;
  }
  if (q.y > q.x) {
    return towards.y < 0.0 ? p.x + 0.5 * side.x : 1.5 * side.x + 2.0 * arc + side.y - p.x;
  }
  return towards.x > 0.0 ? side.x + arc + p.y + 0.5 * side.y
                         : 2.0 * side.x + 3.0 * arc + 1.5 * side.y - p.y;
}
#endif

void main() {
  float radius = v_shape.z;
  vec2 p = abs(v_local);
  vec2 q = p - v_shape.xy + radius;
  // Own units from the outline, negative inside, and the direction in which they grow. A sharp corner has a mitre.
  vec2 normal = q.x > q.y ? vec2(1.0, 0.0) : vec2(0.0, 1.0);
  float outward = max(q.x, q.y);
  if (radius > 0.0 && min(q.x, q.y) > 0.0) {
    outward = length(q);
    normal = q / outward;
  }
  outward -= radius;
  normal *= vec2(v_local.x < 0.0 ? -1.0 : 1.0, v_local.y < 0.0 ? -1.0 : 1.0);
  vec2 gradient = normal.x * v_gradient.xy + normal.y * v_gradient.zw;
  float per_unit = inversesqrt(dot(gradient, gradient));
  float distance_px = outward * per_unit;

  // A box thinner than a pixel covers no more than its own share of one.
  float thickness_px = 2.0 * min(v_shape.x, v_shape.y) * per_unit;
  float filled = clamp(0.5 - distance_px, 0.0, min(1.0, thickness_px));
  float half_stroke_px = v_shape.w * per_unit;
  float stroked = clamp(0.5 + half_stroke_px - distance_px, 0.0, 1.0) -
                  clamp(0.5 - half_stroke_px - distance_px, 0.0, 1.0);
  vec4 color = v_fill;
#ifdef PATTERN
  float hatched = pulse(v_pattern.x + (v_local.x + v_local.y) * 0.70710678,
                        0.70710678 * length(v_gradient.xy + v_gradient.zw), 2.0, 6.0);
  color = color * (1.0 - hatched * v_hatch.a) + v_hatch * hatched;
  if (v_pattern.y > 0.0) {
    vec2 along = vec2(-normal.y, normal.x);
    stroked *= pulse(along_outline(v_local, q, radius), length(along.x * v_gradient.xy + along.y * v_gradient.zw),
                     v_pattern.y, 2.0 * v_pattern.y);
  }
#endif
  vec4 line = v_stroke * stroked;
  emit(color * (filled * (1.0 - line.a)) + line);
}
