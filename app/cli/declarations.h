// The options that several subcommands have.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/options.h"
#include "cli/presets_command.h"
#include "cli/table.h"
#include "document/names.h"
#include "document/parameters.h"

namespace convoscope {

inline void declare_what(Options& options, LayerArguments& layer) {
  options.heading("cli.help.arguments");
  options.value("WHAT", "WHAT", layer.what, "cli.help.what", choices_of(operation_names));
  options.value("--preset", "NAME", layer.preset, "cli.help.preset", choices_of(preset_names()));
  options.value("--snippet", "TEXT", layer.snippet, "cli.help.snippet");
  options.value("--layer", "NAME", layer.layer, "cli.help.layer_name");
  options.value("--model-weights", "FILE", layer.model_weights, "cli.help.model_weights");
}

/// A flag for each row of the parameter table that has one.
inline void declare_layer(Options& options, LayerArguments& layer) {
  options.heading("cli.help.layer");
  for (const ParameterRow& row : parameters()) {
    const std::string name = flag_of(row.name);
    const std::string help_key = "parameter." + std::string(row.name) + ".help";
    const auto take = [&layer, id = row.id](const std::string& text) { layer.flags[id] = text; };
    if (row.kind == ValueKind::mark)
      options.mark(name, take, help_key);
    else if (!row.usage.empty())
      options.value(name, std::string(row.usage), take, help_key, choices_of(row.choices));
  }
  options.flag("--one-dimensional", layer.one_dimensional, "cli.help.one_dimensional");
  options.value("--loupe", "ROW,COLUMN", layer.loupe, "cli.help.loupe");
  options.value("--tone", "clamped|absolute|about-grey", layer.tone, "cli.help.tone", choices_of(tone_names));
  options.flag("--grey", layer.is_grey, "cli.help.grey");
}

/// How a picture's file is written, for those commands that write some.
inline void declare_drawing(Options& options, PictureArguments& picture, DrawingArguments& drawing) {
  options.list("--view", "VIEW", picture.views, "cli.help.view", choices_of(view_names()));
  options.value("--operations", "both|convolution|transposed", picture.operations, "cli.help.operations");
  options.value("--select", "CELL|none", picture.select, "cli.help.lit");
  options.list("--mark", "CELL", picture.marks, "cli.help.mark");
  options.value("--labels", "numbers|weights|letters|none", picture.labels, "cli.help.labels");
  options.value("--title", "TEXT", picture.title, "cli.help.title");
  options.flag("--plain", picture.is_plain, "cli.help.plain");
  options.value("--theme", "NAME|FILE", picture.theme, "cli.help.theme", choices_of(theme_names));
  options.list("--color", "TOKEN=#RRGGBB", picture.colors, "cli.help.color");
  options.value("--granularity", "cell|multiply", picture.granularity, "cli.help.granularity");
  options.value("--scale", "X", drawing.scale, "cli.help.scale");
  options.value("--size", "WxH", drawing.size, "cli.help.size");
  options.value("--width", "85mm", drawing.width, "cli.help.width");
  options.value("--paper", "a4|letter", drawing.paper, "cli.help.paper");
  options.flag("--transparent", drawing.transparent, "cli.help.transparent");
  options.value("--text", "embed|plain|outlines", drawing.text, "cli.help.text");
  options.heading("cli.help.animation");
  options.value("--fps", "F", drawing.frames_per_second, "cli.help.fps");
  options.value("--hold", "S", drawing.hold, "cli.help.hold");
  options.value("--loops", "N", drawing.loops, "cli.help.loops");
  options.value("--smooth", "N", drawing.smooth, "cli.help.smooth");
}

inline void declare_table(Options& options, TableArguments& table) {
  options.value("--format", "FORMAT", table.format, "cli.help.table_format", choices_of(table_format_names));
  options.flag("--json", table.json, "cli.help.table_json");
}

}  // namespace convoscope
