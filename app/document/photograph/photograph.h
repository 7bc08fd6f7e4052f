// A photograph in the place of a layer's input: its file, its numbers, and how one looks at it. Plain values.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/spec.h"
#include "core/taps.h"
#include "core/tensor.h"
#include "document/message.h"
#include "document/progress.h"

namespace convoscope {

/// What a screen shows: rows x columns pixels of red, green, blue and 255.
struct ImagePixels {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<std::uint8_t> rgba;
};
using SharedPixels = std::shared_ptr<const ImagePixels>;

/// Never changed in place.
struct Photograph {
  std::string name;                          ///< of its file, without folders
  std::shared_ptr<const std::string> bytes;  ///< the file: what a scene keeps
  bool is_grey = false;                      ///< a colour picture that is taken in grey
  bool has_color = false;                    ///< whatever it is taken in
  std::shared_ptr<const Tensor> planes;      ///< (1, 1 or 3, rows, columns), as `read_picture` has them
  SharedPixels pixels;                       ///< of these planes
  bool operator==(const Photograph& other) const {
    return name == other.name && is_grey == other.is_grey && (bytes == other.bytes || *bytes == *other.bytes);
  }
};
using SharedPhotograph = std::shared_ptr<const Photograph>;

/// Decodes a PNG's or JPEG's bytes, in grey on request. `path` may have folders, which messages tell and the name leaves out.
Result<SharedPhotograph> read_photograph(const std::string& path, std::shared_ptr<const std::string> bytes,
                                         bool is_grey = false);

/// The same bit by bit.
class PhotographReading {
 public:
  PhotographReading(const std::string& path, std::shared_ptr<const std::string> bytes, bool is_grey = false);
  ~PhotographReading();

  /// Goes on, by a row at least, until `progress`, told of rows, says to break off: then nothing. Else the photograph, or why there is none,
  /// once.
  std::optional<Result<SharedPhotograph>> advance(const Progress& progress = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// How the numbers of a map become grey, or each colour's brightness.
enum class Tone : std::uint8_t {
  clamped,     ///< 0 is black, 1 is white, beyond them nothing changes
  absolute,    ///< 0 is black, large magnitudes are white: edges, whichever way they go
  about_grey,  ///< 0 is the middle grey, large numbers are white, their negatives black
};

/// What a scene says of its photograph.
struct PhotographPage {
  SharedPhotograph picture;  ///< null: none
  Cell loupe{};              ///< the pixel that is looked at closely
  std::optional<Tone> tone;  ///< of the output; nothing: as the kernel suggests
  bool operator==(const PhotographPage& other) const {
    const bool same = picture == other.picture || (picture && other.picture && *picture == *other.picture);
    return same && loupe == other.loupe && tone == other.tone;
  }
};

/// The layer that a photograph is opened with: `spec` with its size and channels, each channel by itself.
Spec on_photograph(Spec spec, const Photograph& photograph);

/// Absolute for kernels whose numbers sum up to zero, as those that look for edges do; else clamped.
Tone suggested_tone(const Tensor& weight);

}  // namespace convoscope
