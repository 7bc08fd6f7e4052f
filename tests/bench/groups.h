// The groups of figures that `bench` measures. A new one is a function here, and a line in bench.cpp.
#pragma once

#include "table.h"

namespace convoscope::bench {

void measure_core(Table& table);
void measure_export(Table& table);
void measure_hover(Table& table);
void measure_models(Table& table);
/// These need a display with OpenGL 3.3.
void measure_frames(Table& table);
void measure_large_maps(Table& table);
void measure_photograph(Table& table);
/// Starts the built program.
void measure_program(Table& table);

}  // namespace convoscope::bench
