// Colours and measures that layouts and widgets use, by role. Data: assets/themes/<name>.json.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"
#include "figure/figure.h"

namespace convoscope {

/// Sizes of type and shapes in points; a theme file may set them under "measures", by these names.
struct Measures {
  double title_pt = 15;   ///< a card's title
  double body_pt = 13;    ///< its sizes, sentences
  double label_pt = 12;   ///< roles and captions
  double number_pt = 14;  ///< numbers in cells, at most
  double zero_pt = 11;    ///< numbers of zeros, at most
  double cell_pt = 36;    ///< from cell to cell of a padded or zero-inserted map, at most
  double output_cell_pt = 42;
  double kernel_cell_pt = 28;
  double gap_pt = 2;  ///< between cells
  double cell_radius_pt = 3;
  double card_radius_pt = 10;
  double padding_pt = 20;   ///< from a card's edge to what is in it
  double margin_pt = 16;    ///< around the cards
  double card_gap_pt = 12;  ///< between the cards
  double node_radius_pt = 17;
  double focus_width_pt = 2.5;  ///< rings and the window's outline
  double edge_width_pt = 1.3;   ///< connections
  double chosen_width_pt = 3;   ///< those of the selection
};

struct Theme {
  std::string name;
  bool is_dark = false;
  // surfaces
  Color canvas;  ///< behind the cards
  Color card;    ///< cards and panels
  Color line;    ///< borders and rules
  Color field;   ///< inputs, code, tracks
  // words
  Color text;
  Color text_muted;
  Color text_faint;
  Color on_accent;
  // accents
  Color accent;       ///< the one accent: controls
  Color accent_soft;  ///< its tint behind a chosen tab
  Color focus;        ///< "here", everywhere
  Color window;       ///< the tint of the sliding window
  Color warning;
  // roles: the same map has the same colour in both operations
  Color fine;
  Color fine_pale;  ///< still to come
  Color coarse;
  Color coarse_pale;
  Color kernel;
  Color on_fine;  ///< numbers on them
  Color on_coarse;
  Color on_kernel;
  Color zero;       ///< padding and inserted zeros: fill
  Color zero_line;  ///< their dashes and hatching
  Color zero_text;
  Color cell_line;           ///< around the cells of tilted maps that have their value; transparent: none
  std::vector<Color> edges;  ///< by kernel element, repeated beyond
  Measures measures;
  double edge_whisper = 0.3;  ///< opacity of connections that are not selected
};

/// Reads a theme file that says everything; an unknown or missing token is named in the message.
Result<Theme> read_theme(std::string_view json);
/// Reads a theme file that says only what differs from another theme, which `base_named` gives: the one under "base", else light.
Result<Theme> read_theme_over(std::string_view json,
                              const std::function<Result<Theme>(const std::string&)>& base_named);
/// Sets a colour by its token's name; "edge_1", "edge_2", ... are those of `edges`. False for a name that is none of these.
bool set_color(Theme& theme, std::string_view token, Color color);
/// The names that `set_color` takes, those of edges aside.
std::vector<std::string_view> color_names();

/// "#RRGGBB" or "#RRGGBBAA".
Result<Color> parse_color(std::string_view text);
Color with_alpha(Color color, double alpha);
Color mix(Color from, Color to, double t);

}  // namespace convoscope
