// The page that shows a gallery's files.
// Knows no files: names and words go in, HTML comes out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/catalog.h"

namespace convoscope {

struct GalleryEntry {
  std::string file;  ///< its name, beside the page
  std::string title;
  std::string description;  ///< for those who cannot see the picture
};

/// HTML that needs nothing but the files beside it; light or dark as the reader's system is.
std::string gallery_page(const std::vector<GalleryEntry>& entries, std::string_view format, const Catalog& catalog);

}  // namespace convoscope
