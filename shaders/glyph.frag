// A glyph: how much of each pixel it covers, times its colour.
in vec2 v_texel;
flat in vec4 v_color;

uniform sampler2D u_coverage;

void main() { emit(v_color * textureLod(u_coverage, v_texel, 0.0).r); }
