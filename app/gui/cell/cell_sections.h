// The parts of the cell's panel, drawn one below the other down one column.
// Know nothing of each other.
#pragma once

#include "gui/cell/cell_subject.h"
#include "gui/panels/panels.h"

namespace convoscope {

/// Where the next thing goes: `y` is the last baseline, or the bottom of what stands above.
struct PanelColumn {
  double left = 0;
  double width = 0;
  double y = 0;
  double top = 0;     ///< of the panel, as it is scrolled
  double height = 0;  ///< of the panel

  double right() const { return left + width; }
};

/// What a title takes.
constexpr double title_pt = 31;
/// A section's title, and the rule between two sections.
void draw_title(const DrawContext& context, PanelColumn& column, std::string_view key);
void draw_separator(const DrawContext& context, PanelColumn& column);

/// The list of products. A row under the mouse lights its connection in the pictures.
void draw_terms(const PanelInputs& in, PanelColumn& column, const CellSubject& subject,
                const CellExplanation& explanation, const std::optional<TermProgress>& progress);
/// The weight pointed at or pinned while the kernel is learned: its place in the flattened weight.
std::optional<std::size_t> weight_at_hand(const Session& session, bool is_playing);
/// How the loss changes with it: the products, their sum, the next step.
void draw_weight(const PanelInputs& in, PanelColumn& column, std::size_t element);
/// Why a kernel element takes no part, and a small kernel on which others can be pointed at.
void draw_absent(const PanelInputs& in, PanelColumn& column, const CellSubject& subject,
                 const CellExplanation& explanation, const std::optional<TermProgress>& progress);
/// The index equation, axis first, and what came of it.
void draw_reason(const PanelInputs& in, PanelColumn& column, const Reason& reason, const char* legend_key, Color color);
/// Multiplications of the whole layer, and those that count. `work_height`: what that takes in a column of this width.
double work_height(const PanelInputs& in, double column_width);
void draw_work(const PanelInputs& in, PanelColumn& column, Side side);
/// The layer as code, to be copied.
double code_height(const PanelInputs& in);
void draw_code(const PanelInputs& in, PanelColumn& column);

}  // namespace convoscope
