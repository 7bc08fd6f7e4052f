#include "raster/pdf_stream.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

#include "figure/writing/scene_marks.h"

namespace convoscope {

namespace {

constexpr std::size_t tail_size = 1 << 16;  // the cross-reference table and what Cairo writes around it

/// The number after the last `name` in `text`; -1: there is none.
long long number_after(std::string_view text, std::string_view name) {
  const std::size_t at = text.rfind(name);
  if (at == std::string_view::npos) return -1;
  const char* begin = text.data() + at + name.size();
  const char* end = text.data() + text.size();
  while (begin != end && (*begin == ' ' || *begin == '\n')) ++begin;
  long long number = -1;
  std::from_chars(begin, end, number);
  return number;
}

/// An object's place as an entry of a cross-reference stream with the widths 1, 8, 0.
std::string entry_of(std::size_t place) {
  std::string entry = "\x01";
  for (int shift = 56; shift >= 0; shift -= 8) entry += static_cast<char>(std::uint64_t{place} >> shift & 0xFF);
  return entry;
}

}  // namespace

void PdfStream::write(std::string_view bytes) {
  tail_ += bytes;
  if (tail_.size() <= 2 * tail_size) return;
  const std::size_t count = tail_.size() - tail_size;
  if (status_) status_ = sink_.write(std::string_view(tail_).substr(0, count));
  tail_.erase(0, count);
  passed_ += count;
}

/// An incremental update, as PDF has it: one more object, its place, a trailer that continues the one before. The
/// place is told as the places before it are (ISO 32000, 7.5.4 and 7.5.8): in a table, or, since Cairo 1.18, in a stream.
void PdfStream::append_scene(const std::string& scene) {
  const long long size = number_after(tail_, "/Size");
  const long long root = number_after(tail_, "/Root");
  const long long info = number_after(tail_, "/Info");
  const long long previous = number_after(tail_, "startxref");
  if (size < 0 || root < 0 || info < 0 || previous < 0) return;  // another Cairo's layout: do without the scene
  const bool is_stream = tail_.rfind("/Type /XRef") != std::string::npos;
  const std::size_t object_at = passed_ + tail_.size();
  tail_ += fmt::format("{} 0 obj\n{}{} >>\nstream\n", size, pdf_scene_marker, scene.size());
  tail_ += scene;
  tail_ += "\nendstream\nendobj\n";
  const std::size_t table_at = passed_ + tail_.size();
  const std::string trailer =
      fmt::format("/Root {} 0 R /Info {} 0 R /Prev {} /ConvoscopeScene {} 0 R >>\n", root, info, previous, size);
  if (is_stream) {
    // The stream is an object too, and tells its own place. An entry: its kind, 1, and the place in eight bytes.
    const std::string entries = entry_of(object_at) + entry_of(table_at);
    tail_ += fmt::format("{} 0 obj\n<< /Type /XRef /Size {} /Index [{} 2] /W [1 8 0] /Length {} {}stream\n", size + 1,
                         size + 2, size, entries.size(), trailer);
    tail_ += entries + "\nendstream\nendobj\n";
  } else {
    tail_ += fmt::format("xref\n{} 1\n{:010} 00000 n \n", size, object_at);
    tail_ += fmt::format("trailer\n<< /Size {} {}", size + 1, trailer);
  }
  tail_ += fmt::format("startxref\n{}\n%%EOF\n", table_at);
}

Status PdfStream::finish(const std::string& scene) {
  if (!scene.empty()) append_scene(scene);
  if (status_) status_ = sink_.write(tail_);
  return status_;
}

}  // namespace convoscope
