// Links to scenes, and the addresses that they stand in: as text, and as the bytes that such a text stands for.
#include "interop/scene_link.h"

#include "cli/address.h"
#include "document/base64.h"
#include "fuzz.h"

namespace {

void read_fuzzed_link(std::string_view text) {
  using namespace convoscope;
  const Result<SavedScene> read = scene_of_link(text, view_names());
  if (!read) return fuzz::expect_sentence(read.message());
  fuzz::expect_kept(*read);
  const Result<std::string> link = link_of_scene(*read);
  if (!link) return fuzz::expect_sentence(link.message());
  const Result<SavedScene> again = scene_of_link(*link, view_names());
  FUZZ_CHECK(again && write_scene(*again) == write_scene(*read));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  const std::string_view text = fuzz::text_of(data, size);
  (void)words_of_address(text);
  (void)is_scene_link(text);
  read_fuzzed_link(text);
  std::string packed = base64(text);
  packed.resize(packed.find_last_not_of('=') + 1);
  for (char& c : packed) c = c == '+' ? '-' : c == '/' ? '_' : c;
  read_fuzzed_link("#scene=1." + packed);
  return 0;
}
