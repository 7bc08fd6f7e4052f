// What a picture lights, made once from the step, the pin and the pointer. Views read the list and draw it, each with its own
// looks; none decides by itself what is lit. Knows no points and no colours.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "figure/picture_inputs.h"

namespace convoscope {

/// The connections of a fine or coarse cell or a kernel element, the one connection named or those of a matrix entry; none for other
/// tags, for cells that lie on no map, and for kernel elements of layers with more than 4096 coarse cells, which would light up
/// everything.
std::vector<Tap> lit_taps(const Evaluation& evaluation, const Tag& tag);

/// Cells of an entry where the matrix has a zero by its place: they are lit, though no connection joins them. Nothing for other tags.
struct UnconnectedCells {
  Tag fine;
  Tag coarse;
  bool are_in_one_group = true;  ///< false: cells at these places are joined in other channels perhaps
};
std::optional<UnconnectedCells> unconnected_cells(const Evaluation& evaluation, const Tag& tag);

struct ChannelPair {
  std::int64_t fine = 0;
  std::int64_t coarse = 0;
};

/// What lights a thing: the step that the playhead is at, the reader's click or the pointer.
enum class Role : std::uint8_t { step, pin, hover };

/// One thing that is lit, and what is lit along with it.
struct Highlight {
  Role role = Role::step;
  Tag tag{};
  std::vector<Tap> taps{};                  ///< its connections
  std::optional<UnconnectedCells> apart{};  ///< of an entry that is zero by its place
  bool is_partial = false;  ///< a step by multiplication: of its connections only those of `done` are performed
  std::vector<Product> done{};
  std::optional<Product> current{};  ///< the last of them, where the step is at it and not on a zero
  std::optional<Product> largest{};  ///< of an output of max pooling: the one that its window keeps, of those performed
};

/// First the cell in focus, which is pinned or the step's; then a pin that is no cell of a map, then what the pointer is at, unless
/// that is the pin. Never empty: where the author wants nothing lit there is one that lights nothing. O(kernel * channels); kept while nothing of it changes.
using Highlights = std::vector<Highlight>;
std::shared_ptr<const Highlights> highlights(const PictureInputs& inputs);

/// The one that the picture is about: a pinned connection, kernel element or entry of the matrix, else the cell in focus.
const Highlight& main_highlight(const Highlights& lit);
/// What the pointer is at; null where that is nothing or the pin.
const Highlight* hovered(const Highlights& lit);

/// Whether what a tag lights lies in the channel of each map that a picture shows; the kernel between the two where it does in both.
struct LitChannels {
  bool fine = true;
  bool coarse = true;
  bool both() const { return fine && coarse; }
};
LitChannels lit_channels(const Evaluation& evaluation, const Tag& tag, std::int64_t fine, std::int64_t coarse);

/// The channels between which a kernel lies, given the channel of its tags.
ChannelPair channels_of_kernel(const Evaluation& evaluation, std::int64_t plane);

/// A weight's name: its kernel element's, or where there are several kernels with all four indices as stored: "w0120", or "w[0,1,12,0]"
/// where one of them has two digits.
std::string weight_name(const Evaluation& evaluation, std::int64_t coarse_channel, std::int64_t fine_channel,
                        Cell kernel);

/// A kernel element's name: "w02", or "w[10,2]" where an index has two digits.
std::string kernel_name(const Relation& relation, Cell kernel);

}  // namespace convoscope
