// An animation on paper: every step small and numbered, in reading order, on one page or on as many as keep them legible.
// A figure made of figures; knows no view and no operation.
#pragma once

#include <functional>
#include <string>

#include "document/catalog.h"
#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

struct ContactSheetInputs {
  Size step;                 ///< of each step's figure
  double least_text_pt = 0;  ///< the smallest words or numbers in it; 0: there are none
  std::int64_t count = 0;    ///< of steps; at least 1
  std::int64_t first = 0;    ///< the number of the first one, 0-based
  Size paper;
  double margin_pt = 0;
  bool may_turn = false;   ///< paper may lie on its side
  bool may_break = false;  ///< more pages than one
  bool may_grow = false;   ///< one page may be higher than the paper
  std::string title;
  const Theme& theme;
  const Catalog& catalog;
  const FontMetrics& fonts;
};

/// The size of the smallest words and numbers that a figure may show at any step; 0: none.
double least_text_size(const Figure& figure);
/// In how many maps numbers are left out, since they would be too small.
std::int64_t maps_without_numbers(const Figure& figure);

class ContactSheet {
 public:
  /// Chooses rows and columns so that the steps become as large as they can be, and takes more room where their words and numbers would
  /// be too small to read. The references outlive this.
  explicit ContactSheet(ContactSheetInputs inputs);

  std::int64_t page_count() const { return (inputs_.count + per_page_ - 1) / per_page_; }
  /// The first step of a page, 0-based; of the one behind the last at least `count`.
  std::int64_t first_of_page(std::int64_t index) const { return index * per_page_; }
  /// How large a step is drawn, at most 1.
  double scale() const { return scale_; }
  /// Whether the words and numbers of steps can be read.
  bool is_legible() const;
  /// Of all pages together.
  double area() const { return static_cast<double>(page_count()) * paper_.width * paper_.height; }
  /// Page 0 .. page_count() - 1; `figure_of` gives the steps 0 .. count - 1.
  Figure page(std::int64_t index, const std::function<Figure(std::int64_t)>& figure_of) const;

 private:
  Size room(Size paper) const;
  double scale_of(std::int64_t rows, std::int64_t columns, Size paper) const;
  void fill_page(std::int64_t count);
  void fill_pages();
  void grow();
  double least_scale() const;

  ContactSheetInputs inputs_;
  Size paper_;
  std::int64_t rows_ = 1;
  std::int64_t columns_ = 1;
  std::int64_t per_page_ = 1;
  double scale_ = 0;
};

}  // namespace convoscope
