// A model in a scene file: the list of its layers, each on a line of its own, without its weights' numbers.
#pragma once

#include <string>

#include "document/json_reader.h"
#include "document/model/model.h"

namespace convoscope {

/// {"name": …, "input": [3, 225, 225], "layers": [{"name": …, "op": …}, …]}, what is usual left out; where `write_scene` puts it.
std::string write_model(const Model& model, std::size_t indent);

/// Reads what `write_model` writes; the first thing wrong is the reader's error.
Model read_model_value(const JsonReader& file, std::optional<Message>& error);

}  // namespace convoscope
