// One straight piece of a solid line: round ends, and no pixel that its neighbours in the path paint, so that translucent
// lines have no beads at their joints.
in vec2 v_local;
flat in vec2 v_piece;
flat in vec4 v_cuts;
flat in vec2 v_reach;
flat in vec4 v_color;

void main() {
  float away = length(vec2(v_local.x - clamp(v_local.x, 0.0, v_piece.x), v_local.y));
  float covered = clamp(0.5 + v_piece.y - away, 0.0, 1.0) - clamp(0.5 - v_piece.y - away, 0.0, 1.0);
  // A hair before the joint, since pixels do lie exactly on it (a corner at a pixel's centre) and are to be painted once.
  const float hair = -1e-3;
  bool before = v_local.x < v_reach.x && dot(v_local, v_cuts.xy) < hair;
  bool behind = v_piece.x - v_local.x < v_reach.y && dot(v_local - vec2(v_piece.x, 0.0), v_cuts.zw) >= hair;
  emit(before || behind ? vec4(0.0) : v_color * covered);
}
