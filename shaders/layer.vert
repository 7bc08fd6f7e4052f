// A layer: all of the framebuffer, cut by the scissor.
void main() { gl_Position = vec4(quad_corner(), 0.0, 1.0); }
