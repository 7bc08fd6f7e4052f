// A layer of the framebuffer's own size, laid over it.
uniform sampler2D u_layer;  // premultiplied
uniform float u_opacity;

void main() { emit(texelFetch(u_layer, ivec2(gl_FragCoord.xy), 0) * u_opacity); }
