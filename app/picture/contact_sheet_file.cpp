#include "picture/contact_sheet_file.h"

#include <limits>
#include <map>
#include <string>
#include <utility>

#include "picture/still_writing.h"

namespace convoscope {
namespace {

/// Smaller steps on a contact sheet are spots.
constexpr double least_scale = 0.03;
constexpr double least_width_pt = 200;
constexpr double width_ratio = 1.12;

class ContactSheetWriting final : public FileWriting {
 public:
  ContactSheetWriting(ScenePicture& picture, const Format& format, ExportOptions options, FileSink& sink)
      : FileWriting(picture.step_count()),
        picture_(picture),
        format_(format),
        options_(std::move(options)),
        sink_(sink),
        search_(picture, format) {}

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!is_found_) {
      is_found_ = search_.advance();
      return std::nullopt;
    }
    if (!sheet_) return begin();
    // The steps of the next page, then the page.
    if (drawn_ < std::min(sheet_->first_of_page(page_ + 1), picture_.step_count())) {
      steps_.emplace(drawn_, search_.step(drawn_));
      ++drawn_;
      count_parts(1);
      return std::nullopt;
    }
    return pages_->advance(after_one_part);
  }

  std::optional<Status> begin() {
    Result<ContactSheet> sheet = search_.sheet();
    if (!sheet) return sheet.message();
    sheet_.emplace(std::move(*sheet));
    FrameSource pages{sheet_->page_count(), [this](std::int64_t index) { return page(index); }};
    const FontBook& fonts = picture_.source().fonts;
    pages_ = format_.animation ? format_.animation(std::move(pages), options_, fonts, sink_)
                               : still_writing(format_, std::move(pages), options_, fonts, sink_);
    return std::nullopt;
  }

  Figure page(std::int64_t index) {
    Figure made = sheet_->page(index, [this](std::int64_t step) { return steps_.at(step); });
    steps_.clear();
    page_ = index + 1;
    return made;
  }

  ScenePicture& picture_;
  const Format& format_;
  const ExportOptions options_;
  FileSink& sink_;
  SheetSearch search_;
  bool is_found_ = false;
  std::optional<ContactSheet> sheet_;
  std::map<std::int64_t, Figure> steps_;  ///< of the page that comes next
  std::int64_t drawn_ = 0;
  std::int64_t page_ = 0;
  std::unique_ptr<FileWriting> pages_;
};

}  // namespace

ContactSheet SheetSearch::lay_out() {
  const PictureSource& source = picture_.source();
  const Page page = paper();
  const Figure first = step(0);
  const bool has_pages = format_.animation != nullptr;
  return ContactSheet({.step = first.size,
                       .least_text_pt = least_text_size(first),
                       .count = picture_.step_count(),
                       .first = picture_.first_step(),
                       .paper = page.size,
                       .margin_pt = page.margin_pt,
                       .may_turn = page.may_turn,
                       .may_break = has_pages,
                       .may_grow = !has_pages && !source.page,
                       .title = first.title,
                       .theme = source.theme,
                       .catalog = source.catalog,
                       .fonts = source.fonts});
}

bool SheetSearch::advance() {
  if (!natural_) {
    width_pt_ = picture_.source().width_pt;
    natural_ = step(0);
    if (width_pt_ > 0) return true;
    const ContactSheet sheet = lay_out();
    area_ = sheet.is_legible() ? sheet.area() : std::numeric_limits<double>::infinity();
    next_pt_ = natural_->size.width / width_ratio;
    return false;
  }
  if (next_pt_ <= least_width_pt || area_ <= paper().size.width * paper().size.height) return true;
  const double kept_pt = std::exchange(width_pt_, next_pt_);
  next_pt_ /= width_ratio;
  const ContactSheet tried = lay_out();
  const bool is_better =
      tried.is_legible() && tried.area() < area_ && maps_without_numbers(step(0)) <= maps_without_numbers(*natural_);
  is_better ? area_ = tried.area() : width_pt_ = kept_pt;
  return false;
}

Result<ContactSheet> SheetSearch::sheet() {
  ContactSheet sheet = lay_out();
  if (sheet.scale() < least_scale)
    return Message{
        "export.too_many_for_a_page", {{"count", std::to_string(picture_.step_count())}}, Cause::picture_format};
  return sheet;
}

Result<Figure> first_contact_sheet(ScenePicture& picture, const Format& format) {
  SheetSearch search(picture, format);
  while (!search.advance()) {}
  const Result<ContactSheet> sheet = search.sheet();
  if (!sheet) return sheet.message();
  return sheet->page(0, [&search](std::int64_t step) { return search.step(step); });
}

std::unique_ptr<FileWriting> sheet_writing(ScenePicture& picture, const Format& format, ExportOptions options,
                                           FileSink& sink) {
  return std::make_unique<ContactSheetWriting>(picture, format, std::move(options), sink);
}

}  // namespace convoscope
