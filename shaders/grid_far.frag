// A grid whose cells are a few pixels or less: their colours from a texture with mipmaps, their gaps from arithmetic.
in vec2 v_cell;

uniform sampler2D u_colors;      // premultiplied; a texel is a cell, or a square of cells
uniform vec2 u_texture_first;    // the cell that the texture begins with: column, row
uniform vec2 u_texture_cells;    // how many cells it spans
uniform float u_level;           // mipmap
uniform vec2 u_extent;           // in cells
uniform vec2 u_footprint;        // of a pixel, in cells
uniform vec2 u_duty;             // the cell's share of the distance between cells
uniform vec2 u_pending_from;     // column, row; a row beyond the last one: none
uniform vec4 u_pending;          // premultiplied
uniform float u_opacity;

void main() {
  // Between two cells the texture's own interpolation serves as antialiasing, squeezed to one pixel.
  vec2 border = floor(v_cell + 0.5);
  vec2 at = border + clamp((v_cell - border) / min(u_footprint, 1.0), -0.5, 0.5);
  vec4 color = textureLod(u_colors, (at - u_texture_first) / u_texture_cells, u_level);
  vec2 cell = floor(v_cell);
  if (cell.y > u_pending_from.y || (cell.y == u_pending_from.y && cell.x >= u_pending_from.x)) color = u_pending;
  vec2 inside = clamp(min(v_cell, u_extent - v_cell) / u_footprint + 0.5, 0.0, 1.0);
#ifdef GAPS
  inside *= vec2(pulse(v_cell.x, u_footprint.x, u_duty.x), pulse(v_cell.y, u_footprint.y, u_duty.y));
#endif
  emit(color * (u_opacity * inside.x * inside.y));
}
