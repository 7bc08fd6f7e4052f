// A rectangle of one colour.
flat in vec4 v_color;

void main() { emit(v_color); }
