// A photograph in a scene file: its own file's bytes, and how it is looked at.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "document/json_reader.h"
#include "document/photograph/photograph.h"

namespace convoscope {

/// `{"name": ..., "loupe": [row, column], "tone": ..., "file": base64}`, with "grey": true where a colour picture is taken in grey.
std::string write_photograph_page(const PhotographPage& page, std::size_t indent);

/// A picture's file and what it is taken as: all that decoding it needs.
struct PhotographFile {
  std::string name;
  std::shared_ptr<const std::string> bytes;
  bool is_grey = false;
};

/// The value under "photograph", if there is one: decoded, within the limits of `read_picture`. A picture of another size or other
/// channels than the layer's input is an error, as one that cannot be read is. `decoded`: what that file has come to already; null, or
/// of another file: it is decoded here.
PhotographPage read_photograph_page(const JsonReader& file, const Spec& spec, const SharedPhotograph& decoded,
                                    std::optional<Message>& error);
/// The file alone; nothing where there is none, or where `read_photograph_page` says what is wrong with it.
std::optional<PhotographFile> read_photograph_file(const JsonReader& file, std::optional<Message>& error);

}  // namespace convoscope
