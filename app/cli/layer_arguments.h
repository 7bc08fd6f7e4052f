// From WHAT and the flags of a layer to a scene: a new one of an OP, a preset or a file, with the flags as edits over
// it. Knows no pictures; files are read through the platform.
#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"
#include "document/platform.h"
#include "document/scene.h"

namespace convoscope {

/// What a command works on. Its layer is legal and its values have the layer's shapes.
struct Layer {
  SavedScene saved;
  int input_rank = 2;                     ///< 2: (H, W), 3: (C, H, W), 4: (N, C, H, W), as given
  bool is_line = false;                   ///< one-dimensional: its height is one cell, and no array has one
  AutoPad auto_pad = AutoPad::explicit_;  ///< what settled the padding
  std::optional<Message> note{};          ///< of how it was read: an error message's reason, the layout of a weight

  const Spec& spec() const { return saved.scene.spec; }
};

/// Reads WHAT and the files, applies the flags and judges the result. The failure names the flag or file to blame.
Attempt<Layer> read_layer(const LayerArguments& arguments, const Platform& platform);

/// A scene file's content.
Attempt<SavedScene> read_scene_file(const std::string& path, const Platform& platform);

}  // namespace convoscope
