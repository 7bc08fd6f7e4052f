// A grid whose cells are too small for borders: one quad for all of it.
uniform vec4 u_axes;         // the grid's own units to figure points
uniform vec2 u_grid_origin;  // figure points
uniform vec4 u_cells;        // the first cell's upper left corner, distance to the next ones; own units
uniform vec2 u_extent;       // in cells; a gap less than the whole number
uniform vec2 u_footprint;    // of a pixel, in cells

out vec2 v_cell;

void main() {
  v_cell = 0.5 * u_extent + quad_corner() * (0.5 * u_extent + 0.75 * u_footprint);
  gl_Position = to_clip(to_pixels(matrix(u_axes) * (u_cells.xy + v_cell * u_cells.zw) + u_grid_origin));
}
