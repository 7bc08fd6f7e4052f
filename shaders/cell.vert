// A grid's cells: each is known by its number in the visible window; its class picks its style.
layout(location = 0) in uint i_class;

uniform sampler2D u_styles;   // a row a class: fill; stroke; hatch; radius, half stroke, dash, general
uniform vec4 u_axes;          // the grid's own units to figure points
uniform vec2 u_grid_origin;   // figure points
uniform vec4 u_cells;         // centre of the window's first cell, distance to the next ones; own units
uniform vec2 u_half_cell;     // own units
uniform int u_window_columns;
uniform float u_pattern_scale;  // of hatching

void main() {
  int number = gl_VertexID >> 2;
  vec2 cell = vec2(float(number % u_window_columns), float(number / u_window_columns));
  vec2 center = u_cells.xy + cell * u_cells.zw;
  int style = int(i_class);
  vec4 measures = texelFetch(u_styles, ivec2(3, style), 0);
  set_outline(u_axes, matrix(u_axes) * center + u_grid_origin,
              vec4(u_half_cell, min(measures.x, min(u_half_cell.x, u_half_cell.y)), measures.y),
              vec3((center.x + center.y) * 0.70710678, measures.z, 6.0 * u_pattern_scale), vec4(-1e9, -1e9, 1e9, 1e9));
  v_fill = texelFetch(u_styles, ivec2(0, style), 0);
  v_stroke = texelFetch(u_styles, ivec2(1, style), 0);
#ifdef GENERAL
  v_hatch = texelFetch(u_styles, ivec2(2, style), 0);
  bool elsewhere = measures.w < 0.5;
#else
  bool elsewhere = measures.w > 0.5;
#endif
  // Plain cells and those with a pattern or a slant are drawn by different programs: each leaves the other's out.
  if (elsewhere) gl_Position = outside;
}
