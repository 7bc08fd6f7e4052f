// A photograph in a scene file: its own file's bytes, and how it is looked at.
#pragma once

#include <optional>
#include <string>

#include "document/json_reader.h"
#include "document/photograph/photograph.h"

namespace convoscope {

/// `{"name": ..., "loupe": [row, column], "tone": ..., "file": base64}`, with "grey": true where a colour picture is taken in grey.
std::string write_photograph_page(const PhotographPage& page, std::size_t indent);

/// The value under "photograph", if there is one: decoded, within the limits of `read_picture`. A picture of another size or other
/// channels than the layer's input is an error, as one that cannot be read is.
PhotographPage read_photograph_page(const JsonReader& file, const Spec& spec, std::optional<Message>& error);

}  // namespace convoscope
