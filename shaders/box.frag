// A rounded rectangle that is neither hatched, dashed nor slanted: most of them. Antialiased by the distance to the outline.
in vec2 v_local;
flat in vec4 v_shape;
flat in vec4 v_fill;
flat in vec4 v_stroke;

void main() {
  vec2 q = abs(v_local) - v_shape.xy + v_shape.z;
  float outward = max(q.x, q.y);  // a sharp corner has a mitre
  if (v_shape.z > 0.0) outward = min(outward, 0.0) + length(max(q, 0.0));
  outward -= v_shape.z;
  // A box thinner than a pixel covers no more than its own share of one.
  float filled = clamp(0.5 - outward, 0.0, min(1.0, 2.0 * min(v_shape.x, v_shape.y)));
  float stroked = clamp(0.5 + v_shape.w - outward, 0.0, 1.0) - clamp(0.5 - v_shape.w - outward, 0.0, 1.0);
  vec4 line = v_stroke * stroked;
  emit(v_fill * (filled * (1.0 - line.a)) + line);
}
