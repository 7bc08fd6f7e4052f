#include "picture/font_subset.h"

#ifdef CONVOSCOPE_HARFBUZZ
#include <hb-subset.h>
#endif

#include <memory>

namespace convoscope {

#ifdef CONVOSCOPE_HARFBUZZ

namespace {

template <auto destroy>
struct Destroyer {
  template <class Object>
  void operator()(Object* object) const {
    destroy(object);
  }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using Input = std::unique_ptr<hb_subset_input_t, Destroyer<hb_subset_input_destroy>>;

std::string cut(const FontFile& file, const std::set<char32_t>& characters) {
  if (!file.bytes || file.bytes->empty()) return {};
  const Blob whole(hb_blob_create(file.bytes->data(), static_cast<unsigned>(file.bytes->size()),
                                  HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  const Face face(hb_face_create(whole.get(), static_cast<unsigned>(file.index)));
  const Input input(hb_subset_input_create_or_fail());
  if (!input) return {};
  hb_set_t* const wanted = hb_subset_input_unicode_set(input.get());
  for (const char32_t character : characters) hb_set_add(wanted, character);
  hb_set_t* const features = hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
  hb_set_clear(features);
  for (const char* name : {"kern", "tnum"}) hb_set_add(features, HB_TAG(name[0], name[1], name[2], name[3]));
  const Face subset(hb_subset_or_fail(face.get(), input.get()));
  if (!subset) return {};
  const Blob bytes(hb_face_reference_blob(subset.get()));
  unsigned length = 0;
  const char* const data = hb_blob_get_data(bytes.get(), &length);
  return {data, length};
}

}  // namespace

bool can_cut_fonts() { return true; }

FontSubset font_subset(const FontBook& fonts) {
  return [&fonts](FontFace face, const std::set<char32_t>& characters) { return cut(fonts.file(face), characters); };
}

#else

bool can_cut_fonts() { return false; }

FontSubset font_subset(const FontBook&) { return {}; }

#endif

}  // namespace convoscope
