// Why sizes did not fit, as a small picture beside the sentence that says it.
// Knows no code: only the message's numbers.
#pragma once

#include "document/message.h"
#include "gui/widgets/drawing.h"

namespace convoscope {

inline constexpr double reason_picture_pt = 112;

/// Of a reason of `read_error_message`, in a box `reason_picture_pt` high. Draws nothing of any other.
void draw_reason(const DrawContext& context, const Rect& rect, const Message& reason);

}  // namespace convoscope
