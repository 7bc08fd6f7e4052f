// Frameworks compared: what the dialog shows, and the test that is written of it.
// Knows no widget.
#pragma once

#include <string>

#include "gui/state/app_state.h"

namespace convoscope {

/// Opens the dialog on the document's layer, beside PyTorch the first framework that makes something else of it.
void begin_comparing(AppState& app);
/// Compares `other` with `one`.
void choose_frameworks(CompareState& compare, Framework one, Framework other);

/// Writes the test of the two frameworks to the file; asks first where there is one.
void save_test(AppState& app, const std::string& path);

/// The layer on the smallest input that tells the two apart, its values 1, 2, 3, …, in place of its own input.
Edits edits_of_telling_input(const CompareState& compare);

}  // namespace convoscope
