// Items -> SVG elements, one a line. Used for SVG files and, step by step, for the interactive HTML file.
// Knows no page around them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "figure/draw/fonts.h"
#include "vector/both.h"
#include "vector/embedded_fonts.h"
#include "vector/paint_policy.h"

namespace convoscope {

/// Stands before every id of a picture by itself until all of it is written: the picture's own prefix takes its place
/// (write_svg). No text in a file can hold it.
inline constexpr char id_mark = '\x01';

class SvgWriter {
 public:
  /// How a tag is told: as unique ids (a picture by itself), or as data-tag attributes that may repeat and leave the
  /// operation out (HTML).
  enum class Names : std::uint8_t { ids, data };

  SvgWriter(const FontBook& fonts, EmbeddedFonts& embedded, bool text_as_outlines, Names names, PaintPolicy& policy)
      : fonts_(fonts), embedded_(embedded), text_as_outlines_(text_as_outlines), names_(names), policy_(policy) {
    inherited_style_.size_pt = 0;
  }

  /// Adds the items' elements; untagged ones among them belong to `inherited`. Where dark items differ in more than their colours, the
  /// light ones stand for them.
  void add(Both<std::vector<Item>> items, const Tag& inherited);

  /// <pattern> and <clipPath> elements that the others refer to, for <defs>.
  const std::string& definitions() const { return definitions_; }
  const std::string& elements() const { return elements_; }

 private:
  using Looks = std::vector<PaintProperty>;

  void add_box(const Rect& rect, double radius_pt, Both<Fill> fill, Both<Stroke> stroke, const std::string& names);
  void add_shape(const std::string& element, Both<Fill> fill, Both<Stroke> stroke, const std::string& names,
                 const Looks& stroke_extras);
  void add_path(Both<Path> path, const std::string& names);
  void add_text(const std::string& text, Point position, Both<TextStyle> style, Align align, const std::string& names);
  void add_outlines(const std::string& text, Point position, Both<TextStyle> style, Align align,
                    const std::string& names);
  void add_grid(Both<Grid> grids, const Tag& tag, bool is_own_tag);
  void add_image(const Grid& grid, const std::string& names);
  void add_photograph(const Image& image, const std::string& names);
  void add_pixels(const Pixels& pixels, const Rect& rect, const std::string& names);
  void add_group(Both<Group> group, const Tag& tag, const std::string& names);

  std::string names_of(const Tag& tag);
  std::string unique(std::string name);
  bool is_tilted() const;
  /// How text of that alignment is written here.
  Align written(Align align) const { return is_tilted() ? Align::start : align; }
  void look_at(Looks& looks, const std::string& name, Both<Color> color);
  void look_at(Looks& looks, Both<Stroke> stroke);
  void look_at(Looks& looks, const TextStyle& style, Align align) const;
  /// The definition's id, in a file of its own with the mark.
  std::string marked(std::string id) const { return names_ == Names::ids ? id_mark + std::move(id) : std::move(id); }
  std::string hatch_reference(Both<Color> color);
  std::string clip_reference(const Rect& clip);

  const FontBook& fonts_;
  EmbeddedFonts& embedded_;
  bool text_as_outlines_;
  Names names_;
  PaintPolicy& policy_;
  std::map<std::string, int> used_names_;
  std::set<std::string> defined_;
  TextStyle inherited_style_;  ///< what the enclosing element says about text; a size of 0: nothing
  Align inherited_align_ = Align::start;
  Affine map_{};  ///< from the items being added to the page
  std::string definitions_;
  std::string elements_;
};

}  // namespace convoscope
