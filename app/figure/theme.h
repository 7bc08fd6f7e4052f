// Colours and measures that layouts and widgets use, by role. Data: assets/themes/<name>.json.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"
#include "figure/figure.h"

namespace convoscope {

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
  std::vector<Color> edges;   ///< by kernel element, repeated beyond
  double edge_whisper = 0.3;  ///< opacity of connections that are not selected
};

/// Reads a theme file; an unknown or missing token is named in the message.
Result<Theme> read_theme(std::string_view json);

/// "#RRGGBB" or "#RRGGBBAA".
Result<Color> parse_color(std::string_view text);
Color with_alpha(Color color, double alpha);
Color mix(Color from, Color to, double t);

}  // namespace convoscope
