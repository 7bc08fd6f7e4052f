// A filled path of any shape: winding number and distance to its edges, edge by edge. The edges are its true boundary (none
// runs inside), so the distance antialiases it.
in vec2 v_point;
flat in vec4 v_hatching;
flat in ivec2 v_edges;
flat in vec4 v_fill;
flat in vec4 v_hatch;
flat in float v_scale;

uniform sampler2D u_edges;  // from, to; figure points; 1024 edges a row

void main() {
  float nearest = 1e20;
  int winding = 0;
  for (int i = v_edges.x; i < v_edges.x + v_edges.y; ++i) {
    vec4 edge = texelFetch(u_edges, ivec2(i & 1023, i >> 10), 0);
    vec2 span = edge.zw - edge.xy;
    vec2 to_point = v_point - edge.xy;
    vec2 away = to_point - span * clamp(dot(to_point, span) / dot(span, span), 0.0, 1.0);
    nearest = min(nearest, dot(away, away));
    bool from_above = edge.y <= v_point.y;
    if (from_above != (edge.w <= v_point.y)) {
      bool right_side = (span.x * to_point.y - span.y * to_point.x) > 0.0;
      if (right_side == from_above) winding += from_above ? 1 : -1;
    }
  }
  float distance_px = sqrt(nearest) * v_scale;
  float covered = clamp(0.5 + (winding != 0 ? distance_px : -distance_px), 0.0, 1.0);
  float hatched = pulse((dot(v_point, v_hatching.xy) + v_hatching.z) / 6.0, length(v_hatching.xy) / (6.0 * v_scale), 0.33333333);
  vec4 color = v_fill * (1.0 - hatched * v_hatch.a) + v_hatch * hatched;
  emit(color * covered);
}
