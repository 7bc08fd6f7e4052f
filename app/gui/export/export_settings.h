// What the export dialog remembers: which picture, in which format, how it is written and where to. Stays from one export to the next.
// Knows no widget.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/scene.h"
#include "figure/draw/theme.h"
#include "gui/widgets/draft.h"
#include "picture/formats.h"

namespace convoscope {

/// The row of an extension in the table of formats (asserted).
const Format& format_named(std::string_view extension);

/// What a page is printed on; natural: as large as the picture.
enum class Paper : std::uint8_t { natural, a4, letter };

/// Which steps are written, and into how many files.
enum class StepsWritten : std::uint8_t {
  one,
  all,    ///< one after the other: an animation, or pages
  sheet,  ///< small, on one page
  files   ///< a file each
};

/// So many frames lead from a step to the next where an animation glides.
inline constexpr int gliding_frames = 8;

/// Beyond these a picture is too large for anything.
inline constexpr double least_export_scale = 0.05;
inline constexpr double largest_export_scale = 100;

struct ExportSettings {
  Draft<512> name;     ///< of the file, in `folder`; a path counts from there
  std::string folder;  ///< a full path
  std::string extension{formats().front().extension};
  std::optional<View> view;          ///< nothing: what the window shows
  std::optional<std::int64_t> step;  ///< of a single picture; nothing: where the window stands, with what is pinned
  StepsWritten steps{};              ///< where the format leaves a choice
  std::string theme;                 ///< empty: the scene's
  double scale = 2;
  bool is_clear = false;
  bool text_as_outlines = false;
  double steps_per_second = 1;
  double hold_s = 1;
  int loops = 0;
  bool glides = false;  ///< the window moves between the steps
  Paper paper = Paper::natural;

  Draft<24> steps_typed;    ///< "3-7" of those that run, counted from 1; empty: all
  Draft<24> column_typed;   ///< "85 mm": for which the picture is laid out; empty: as wide as it likes
  Draft<256> colors_typed;  ///< "fine=#0072B2 …" beside the theme's

  std::string proposed;       ///< the name that the scene suggested
  Draft<8> width_px;          ///< as it is typed
  std::string refused_width;  ///< what was typed last that is no width

  // The preview of all steps.
  bool is_playing = true;
  std::int64_t shown_frame = 0;
  double shown_since_s = 0;
};

/// "3-7" or "3" as steps from 0; nothing where it is none of `count` steps.
std::optional<std::pair<std::int64_t, std::int64_t>> read_steps(std::string_view typed, std::int64_t count);
/// "85", "85mm", "8.5 cm", "3.3 in" or "240 pt" in points, millimetres where nothing is said; nothing where it is no such length.
std::optional<double> read_column(std::string_view typed);
/// "fine=#0072B2 coarse=#D55E00": puts them into the theme. False where one is no such colour.
bool read_colors(std::string_view typed, Theme& theme);

/// The file that the settings name, with its ending: "steps.gif" for "steps.gif.png" too, where an ending was typed before the old one.
std::string path_of(const ExportSettings& settings);
/// The files of `count` steps, each with its number: "steps-01.png".
std::vector<std::string> paths_of_steps(const ExportSettings& settings, std::int64_t count);
/// What is written in the chosen format: a film has all its steps.
StepsWritten steps_written(const ExportSettings& settings);
/// Whether the preview runs through all steps.
bool runs_through(StepsWritten steps);
/// Frames between two steps, of an animation that has them.
int frames_between(const ExportSettings& settings);
/// Takes another format, and its ending for the name.
void choose_format(ExportSettings& settings, std::string_view extension);
/// A typed ending says the format, as a chosen one does.
void take_typed_format(ExportSettings& settings);

}  // namespace convoscope
