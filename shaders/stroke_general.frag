// One straight piece of a line that is dashed or slanted: straight ends where dashed, otherwise round, and no pixel that its
// neighbours in the path paint, so that translucent lines have no beads at their joints.
in vec2 v_local;
flat in vec4 v_piece;
flat in vec4 v_cuts;
flat in vec2 v_reach;
flat in vec4 v_gradient;
flat in vec4 v_color;
flat in float v_periods;

void main() {
  vec2 span = v_piece.xy;
  float squared = max(dot(span, span), 1e-12);
  float t = dot(v_local, span) / squared;
  vec2 from_line = v_local - span * clamp(t, 0.0, 1.0);
  float away = length(from_line);
  vec2 normal = away > 1e-6 ? from_line / away : vec2(0.0, 1.0);
  vec2 gradient = normal.x * v_gradient.xy + normal.y * v_gradient.zw;
  float per_unit = inversesqrt(dot(gradient, gradient));
  float half_px = v_piece.z * per_unit;
  float away_px = away * per_unit;
  float covered = clamp(0.5 + half_px - away_px, 0.0, 1.0) - clamp(0.5 - half_px - away_px, 0.0, 1.0);
  // Dashes, and the ends of a dashed line, are cut straight.
  float span_length = sqrt(squared);
  vec2 along = span / span_length;
  float footprint = length(along.x * v_gradient.xy + along.y * v_gradient.zw);
  if (v_periods > 0.0) covered *= pulse((v_piece.w + clamp(t, 0.0, 1.0) * span_length) * v_periods, footprint * v_periods, 0.5);
  if (v_periods > 0.0 && v_reach.x < 0.0) covered *= clamp(0.5 + t * span_length / footprint, 0.0, 1.0);
  if (v_periods > 0.0 && v_reach.y < 0.0) covered *= clamp(0.5 + (1.0 - t) * span_length / footprint, 0.0, 1.0);
  // A hair before the joint, since pixels do lie exactly on it (a corner at a pixel's centre) and are to be painted once.
  const float hair = -1e-4;
  bool before = t * span_length < v_reach.x && dot(v_local, v_cuts.xy) < hair;
  bool behind = (1.0 - t) * span_length < v_reach.y && dot(v_local - span, v_cuts.zw) >= hair;
  if (before || behind) covered = 0.0;
  emit(v_color * covered);
}
