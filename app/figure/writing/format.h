// What the writers of files are given and what they say of themselves. Nothing here reads a document, a theme or a translation.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/platform.h"
#include "figure/draw/fonts.h"
#include "figure/figure.h"
#include "figure/writing/file_writing.h"

namespace convoscope {

/// What the interactive HTML file says, in the reader's language.
struct HtmlWords {
  std::string language = "en";                                   ///< as HTML's lang attribute has it
  std::string first{}, back{}, play{}, pause{}, next{}, last{};  ///< the buttons
  std::string step{};                                            ///< the slider
  std::string hint{};                                            ///< how to use it: one line below the picture
};

/// A font file with no more in it than these characters need; empty where none can be made. The same call gives the same bytes.
using FontSubset = std::function<std::string(FontFace face, const std::set<char32_t>& characters)>;

struct ExportOptions {
  double scale = 1;               ///< pixels per point (raster formats); vector formats keep points
  bool transparent = false;       ///< leave the figure's background out
  bool text_as_outlines = false;  ///< vector formats: glyph shapes instead of text
  /// SVG and HTML: text brings its fonts along, where they can be cut; else it only names them.
  bool embeds_fonts = true;
  FontSubset font_subset{};  ///< what then cuts them; empty: nothing does, unless who makes the picture sets one
  /// SVG: what begins the names of its families; empty: they are this picture's alone.
  std::string font_prefix{};
  double frames_per_second = 1;  ///< animations: steps a second
  int loops = 0;                 ///< animations; 0: for ever
  double hold_s = 0;             ///< animations: how much longer the last frame stays
  /// Animations made of pixels: so many frames lie between two steps, which are the frames 0, n + 1, 2 (n + 1), ... A step rests for
  /// half its time; those that lead to the next share the other half.
  int between = 0;
  /// TikZ: what colours are called by what they are for ("on_fine"); others get names of their own.
  std::vector<std::pair<Color, std::string>> color_names{};
  std::function<Result<std::string>()> spreadsheet{};  ///< what writes the layer as one, where the format is that
  std::string scene{};     ///< the scene file's text, embedded as metadata so that the picture opens again; empty: none
  HtmlWords html_words{};  ///< HTML
  /// HTML: pointing at the fine, kernel or coarse cell of a connection, or at its line, lights the others. Sides are left out: a cell
  /// of the one operation is the same cell in the other.
  std::vector<Tag> connections{};
  /// HTML: cells and kernel elements, without their sides, and what is said of each that is pointed at.
  std::vector<std::pair<Tag, std::string>> cell_words{};
};

/// Any step of an animation, made when it is asked for: memory stays flat in the number of frames.
struct FrameSource {
  std::int64_t count = 0;
  std::function<Figure(std::int64_t)> frame;  ///< 0 .. count - 1
  /// The same step in dark colours, for formats that follow the reader's setting (HTML); empty: there is none.
  std::function<Figure(std::int64_t)> dark_frame{};
};

using StillWriter = Result<std::string> (*)(const Figure&, const ExportOptions&, const FontBook&);
/// Begins the file. The fonts and the sink outlive it.
using FileWriter = std::unique_ptr<FileWriting> (*)(FrameSource, ExportOptions, const FontBook&, FileSink&);

struct Format {
  std::string_view extension;   ///< "png"
  std::string_view name;        ///< "PNG", in every language
  bool is_text = false;         ///< may go to standard output
  bool has_speed = false;       ///< plays: frames_per_second counts
  int most_per_s = 0;           ///< pictures that players show in a second; 0: as many as there are
  bool is_film = false;         ///< an animation made of pixels: hold_s and between count
  bool has_loops = false;       ///< says how often it is played: loops counts
  bool can_be_clear = false;    ///< may leave the background out: transparent counts
  bool has_text = false;        ///< its text may become outlines: text_as_outlines counts
  bool embeds_fonts = false;    ///< its text may bring its fonts along
  bool names_fonts = false;     ///< its text may leave its fonts to whoever shows it: the options' embeds_fonts counts
  bool has_pixels = false;      ///< made of pixels: scale counts
  bool is_layer = false;        ///< its numbers and formulas, no picture: no steps, sizes or colours of one
  bool has_pages = false;       ///< an animation is pages, each of a paper's size where one is chosen
  std::string_view program{};   ///< the helper that writes it, where one is needed
  StillWriter still = nullptr;  ///< null: this format holds no single picture
  /// What `still` does, of a source of one frame, a part at a time; null: that takes no time.
  FileWriter begin_still = nullptr;
  FileWriter animation = nullptr;  ///< null: this format holds no animation
};

}  // namespace convoscope
