// The numbers of a map as a whole: filled, pasted, dropped, copied.
// Knows no widget.
#pragma once

#include "gui/state/app_state.h"
#include "interop/table.h"

namespace convoscope {

/// The map, or the kernel, that such commands are about: whose cell is being typed, has the keyboard's cursor, is pinned or pointed at;
/// else the layer's input.
struct MapAtHand {
  Tag cell;                  ///< one of its cells; none: the map alone
  Side side{};               ///< of the operation
  Part part{};               ///< fine, coarse or kernel
  bool is_editable = false;  ///< results are computed
};
MapAtHand map_at_hand(const AppState& app);
/// The same where `cell` says which.
MapAtHand map_of_cell(const AppState& app, const Tag& cell);
bool can_change_map(const AppState& app);

/// Gives a map these numbers. The layer's own input and its kernel take their size, too; where they have more channels, a table of two
/// dimensions is for the one at hand. What does not fit is said and changes nothing.
void set_map(AppState& app, const MapAtHand& map, NpyArray array, const std::string& name);
/// Takes a table from the clipboard.
void paste_values(AppState& app);
/// Whether the clipboard holds more than one number.
bool has_table_to_paste(const AppState& app);
/// Whether a file of this name is one of arrays.
bool may_hold_array(std::string_view path);
/// Takes a .npy file, or from a .npz file the only array, or of several the only one whose shape fits; else all are named.
void open_array(AppState& app, const std::string& path, const Tag& cell);

enum class Filling : std::uint8_t { ramp, random, ones, one_hot };
void fill_map(AppState& app, Filling filling);

/// Gives every pair of channels the named kernel: in the present size where it has any, else in its own.
void fill_kernel(AppState& app, std::string_view name);
bool has_kernel(const AppState& app);
/// Every plane of the kernel rotated by 180°, or divided by its sum.
void flip_kernel(AppState& app);
void normalize_kernel(AppState& app);

void copy_map(AppState& app, TableStyle style);

}  // namespace convoscope
