// Pages of paper filled from top to bottom with blocks: text, figures, lines to write on. Knows no question.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "figure/writing/format.h"
#include "figure/writing/page.h"
#include "publish/sheet.h"
#include "typeset/prose_layout.h"

namespace convoscope {

class PageFlow {
 public:
  /// `foot`: what stands at the bottom of each page beside its number.
  PageFlow(const DrawingKit& kit, const Page& page, std::string foot);

  double room_pt() const { return page_.size.width - 2 * page_.margin_pt; }
  ProseStyle style() const;  ///< of what is read
  ProseStyle heading() const;
  ProseStyle faint() const;

  /// Puts a block below the last, on the next page where it does not fit any more; smaller where it fits no page.
  void add(SetBlock block, double gap_pt = 8);
  void add(const RichText& text, const ProseStyle& style, double gap_pt = 8);
  void add(const Prose& prose);
  /// A figure in the middle, at most as large as it is.
  void add(Figure figure, double most_height_pt);
  /// What follows stays on one page with what is added until `release`, if it can.
  void hold() { held_ = true; }
  void release();
  bool is_holding() const { return held_; }
  void begin_page();

  /// The pages as a PDF.
  Result<std::string> pdf(const std::string& title) &&;

 private:
  void place(SetBlock block);

  const DrawingKit& kit_;
  Page page_;
  std::string foot_;
  std::vector<Figure> pages_;
  double y_ = 0;
  bool held_ = false;
  SetBlock held_block_;
};

}  // namespace convoscope
