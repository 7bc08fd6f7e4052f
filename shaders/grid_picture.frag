// A copy, pixel for pixel, of a grid that was drawn before.
uniform sampler2D u_picture;  // premultiplied
uniform ivec2 u_corner;       // its lower left pixel in the framebuffer
uniform ivec2 u_size;

void main() {
  ivec2 at = clamp(ivec2(gl_FragCoord.xy) - u_corner, ivec2(0), u_size - 1);
  emit(texelFetch(u_picture, at, 0));
}
