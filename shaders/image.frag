// A photograph, averaged by mipmaps where its pixels are smaller than the screen's.
in vec2 v_at;

uniform sampler2D u_picture;
uniform float u_opacity;

void main() { emit(vec4(texture(u_picture, v_at).rgb, 1.0) * u_opacity); }
