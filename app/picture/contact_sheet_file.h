// A picture's steps on contact sheets: for which width they are laid out, so that few pages are enough, and the file of those pages.
#pragma once

#include <memory>
#include <optional>

#include "figure/contact_sheet.h"
#include "figure/writing/format.h"
#include "picture/scene_picture.h"

namespace convoscope {

/// Where not all steps fit one page as they are, laid out anew for less width more of them may.
class SheetSearch {
 public:
  /// `picture` outlives this.
  SheetSearch(ScenePicture& picture, const Format& format) : picture_(picture), format_(format) {}

  /// Tries one more width; true: there is none left to try.
  bool advance();
  /// The best of those that were tried, with what it has on A4 where the picture has no page. Fails where the steps would be spots.
  Result<ContactSheet> sheet();
  /// A step as the sheet has it.
  Figure step(std::int64_t step) { return picture_.step_for_width(step, width_pt_); }

 private:
  Page paper() const { return picture_.source().page.value_or(a4_page); }
  ContactSheet lay_out();

  ScenePicture& picture_;
  const Format& format_;
  double width_pt_ = 0;  ///< the best so far; 0: as wide as they like
  std::optional<Figure> natural_{};
  double area_ = 0;
  double next_pt_ = 0;
};

/// The first page of the file.
Result<Figure> first_contact_sheet(ScenePicture& picture, const Format& format);

/// In a format of one page, or of several on as many as keep the steps legible. `picture` and `sink` outlive it.
std::unique_ptr<FileWriting> sheet_writing(ScenePicture& picture, const Format& format, ExportOptions options,
                                           FileSink& sink);

}  // namespace convoscope
