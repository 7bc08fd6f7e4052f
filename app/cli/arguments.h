// What was typed, sorted by subcommand and not yet understood: every value is still the user's text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>

#include "core/spec.h"

namespace convoscope {

/// A flag's text; nothing where the flag was not given.
using Value = std::optional<std::string>;

/// OP and its geometry.
struct LayerArguments {
  Value operation;
  Value input;
  Value weight;
  Value bias;
  std::map<Parameter, std::string> numbers;  ///< flags that are rows of the parameter table: kernel, stride, ...
  Value padding;
  Value padding_mode;
  Value auto_pad;
  Value output_size;
};

/// Which picture of a scene, and how.
struct PictureArguments {
  Value preset;
  Value view;
  Value step;
  Value theme;
  Value language;
  Value scale;
};

struct WindowArguments {
  Value file;
  Value screenshot;
  Value size;
  PictureArguments picture;
};

struct ComputeArguments {
  LayerArguments layer;
  Value method;
  Value output;
};

struct ShapeArguments {
  LayerArguments layer;
  bool json = false;
};

struct ConnectionsArguments {
  LayerArguments layer;
  bool json = false;
};

struct PresetsArguments {
  bool json = false;
};

struct ExportArguments {
  LayerArguments layer;  ///< `operation` is WHAT: OP or a scene file
  PictureArguments picture;
  Value output;
  Value format;
  Value frames_per_second;
  Value text;
  bool transparent = false;
};

/// --help and --version: print this and be done.
struct TextArguments {
  std::string text;
};

using Arguments = std::variant<WindowArguments, ComputeArguments, ShapeArguments, ConnectionsArguments,
                               PresetsArguments, ExportArguments, TextArguments>;

}  // namespace convoscope
