// A rounded rectangle with all that it may have: hatching, dashes, a slant. Antialiased by the distance to the outline, in
// pixels across it.
in vec2 v_local;
flat in vec4 v_shape;
flat in vec4 v_gradient;
flat in vec4 v_fill;
flat in vec4 v_stroke;
flat in vec4 v_hatch;
flat in vec3 v_hatching;
flat in vec2 v_dash;

const float quarter_turn = 1.57079633;

// Distance along the outline, clockwise from where the upper left corner's arc ends.
float along_outline(vec2 q, float radius) {
  vec2 straight = v_shape.xy - radius;
  float arc = quarter_turn * radius;
  vec2 on_side = clamp(v_local, -straight, straight);
  vec2 beyond = max(q, 0.0);
  // The arc tangent, true to a quarter of a degree.
  float tangent = min(beyond.x, beyond.y) / max(max(beyond.x, beyond.y), 1e-6);
  float turned = radius * tangent * (0.78539816 + 0.273 * (1.0 - tangent));  // from the nearer side
  float round_side = 2.0 * (straight.x + straight.y) + 2.0 * arc;  // half the way round
  bool first_half;
  float position;
  if (q.y > q.x) {
    first_half = v_local.y < 0.0;
    position = straight.x + (first_half ? 1.0 : -1.0) * (on_side.x + (v_local.x < 0.0 ? -turned : turned));
  } else {
    first_half = v_local.x >= 0.0;
    position = 2.0 * straight.x + arc + straight.y +
               (first_half ? 1.0 : -1.0) * (on_side.y + (v_local.y < 0.0 ? -turned : turned));
  }
  if (!first_half) position += round_side;
  return position < 0.0 ? position + 2.0 * round_side : position;
}

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
  float hatched = pulse(v_hatching.x + (v_local.x + v_local.y) * v_hatching.y, v_hatching.z, 0.33333333);
  color = color * (1.0 - hatched * v_hatch.a) + v_hatch * hatched;
  if (v_dash.x > 0.0) stroked *= pulse(along_outline(q, radius) * v_dash.x, v_dash.y, 0.5);
  vec4 line = v_stroke * stroked;
  emit(color * (filled * (1.0 - line.a)) + line);
}
