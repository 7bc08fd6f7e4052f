// What was typed, sorted by subcommand and not yet understood: every value is still the user's text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/spec.h"
#include "interop/frameworks.h"

namespace convoscope {

/// A flag's text; nothing where the flag was not given.
using Value = std::optional<std::string>;

/// Framework code, and what errors call it.
struct CodeArguments {
  std::string text;
  std::string name;
  std::optional<Framework> framework;  ///< nothing: any
};

/// WHAT, and the flags of a layer.
struct LayerArguments {
  Value what;  ///< OP or a scene file
  Value preset;
  Value snippet;                           ///< framework code in place of a scene
  Value layer;                             ///< of code or a model with several
  Value model_weights;                     ///< the file beside the model that has them
  std::optional<CodeArguments> code;       ///< the snippet, or what `snippet --from` has read
  std::map<Parameter, std::string> flags;  ///< by the rows of the parameter table
  bool one_dimensional = false;
  Value loupe;  ///< of a photograph, as the two below
  Value tone;
  bool is_grey = false;
};

/// Which picture of a scene, and how.
struct PictureArguments {
  std::vector<std::string> views;
  Value step;
  Value steps;  ///< the first and last of an animation
  Value granularity;
  Value theme;
  Value operations;
  Value select;
  std::vector<std::string> marks;
  Value labels;
  Value title;
  std::vector<std::string> colors;
  bool is_plain = false;
};

/// How a picture's file is written.
struct DrawingArguments {
  Value scale;
  Value size;
  Value paper;
  Value width;
  Value frames_per_second;
  Value hold;
  Value loops;
  Value smooth;
  Value text;
  bool transparent = false;
};

struct WindowArguments {
  Value file;
  Value preset;
  Value lesson;
  Value page;
  bool presents = false;
  Value screenshot;
  Value size;
  Value scale;
  Value site;
  PictureArguments picture;
};

struct ComputeArguments {
  LayerArguments layer;
  Value method;
  Value output;
};

/// How a table is written.
struct TableArguments {
  Value format;
  bool json = false;
};

struct ShapeArguments {
  LayerArguments layer;
  TableArguments table;
};

struct ConnectionsArguments {
  LayerArguments layer;
  TableArguments table;
};

struct MatrixArguments {
  LayerArguments layer;
  TableArguments table;
};

struct ExplainArguments {
  LayerArguments layer;
  Value select;
  TableArguments table;
};

struct LearnArguments {
  LayerArguments layer;
  Value target;  ///< a named kernel, or the file of the wanted output
  Value steps;
  Value rate;
  Value seed;
  TableArguments table;
  Value select;  ///< a weight, whose gradient is told in place of the table
  Value output;  ///< a picture in place of the table
  Value step;
  Value theme;
  DrawingArguments drawing;
};

struct SnippetArguments {
  LayerArguments layer;
  Value to;
  Value from;
};

struct LessonArguments {
  Value action;
  Value file;
  Value format;
  Value output;
  bool is_app = false;
  Value app_page;  ///< the program's offline page, where it is not where it belongs
};

struct QuizArguments {
  Value lesson;
  Value seed;
  Value copies;
  Value student;
  Value format;
  Value output;
};

struct ModelArguments {
  Value file;
  Value input;
  std::vector<std::string> skips;  ///< LAYER=MAP
  TableArguments table;
};

struct CompareArguments {
  LayerArguments layer;
  TableArguments table;
  Value between;  ///< two frameworks
  Value output;   ///< the test in Python
};

struct SolveArguments {
  Value operation;
  Value input;
  Value output;
  Value max_kernel;
  Value max_stride;
  Value max_padding;
  Value max_dilation;
  Value max_output_padding;
  bool is_per_axis = false;
  TableArguments table;
};

struct PresetsArguments {
  TableArguments table;
};

struct ExportArguments {
  LayerArguments layer;
  PictureArguments picture;
  DrawingArguments drawing;
  Value output;
  Value format;
  Value frames;  ///< the folder that gets a file for each step
  bool contact_sheet = false;
};

struct GalleryArguments {
  Value folder;
  Value format;
  PictureArguments picture;
  DrawingArguments drawing;
};

struct HelpArguments {
  Value command;
  Value format;
};

/// --help and --version: print this and be done.
struct TextArguments {
  std::string text;
};

using Arguments = std::variant<WindowArguments, ComputeArguments, ShapeArguments, ConnectionsArguments, MatrixArguments,
                               ExplainArguments, LearnArguments, SnippetArguments, ModelArguments, CompareArguments,
                               SolveArguments, LessonArguments, QuizArguments, PresetsArguments, ExportArguments,
                               GalleryArguments, HelpArguments, TextArguments>;

}  // namespace convoscope
