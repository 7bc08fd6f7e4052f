// Nothing takes its place before everything is drawn and written, so that a failure leaves the folder as it was.
#include "cli/gallery_command.h"

#include <array>
#include <atomic>
#include <future>
#include <optional>

#include "cli/drawing_options.h"
#include "cli/file_set.h"
#include "cli/gallery_page.h"
#include "cli/picture.h"
#include "cli/picture_file.h"
#include "document/presets.h"

namespace convoscope {
namespace {

/// What one preset became, or why not.
struct Drawn {
  std::string bytes;
  GalleryEntry entry;
  std::optional<Failure> failure;
};

Drawn draw(const Preset& preset, const Format& format, const GalleryArguments& arguments, const Drawing& drawing,
           const Context& context, const FontBook& fonts) {
  const std::string name(preset.name);
  LayerArguments what;
  what.preset = name;
  Attempt<ScenePicture> picture = open_picture(what, arguments.picture, drawing, context, fonts);
  if (!picture) return {{}, {}, picture.failure()};
  const Attempt<std::string> bytes = format.animation ? bytes_of(&ScenePicture::begin_steps, format, drawing, *picture)
                                                      : still_bytes(format, drawing, *picture);
  if (!bytes) return {{}, {}, bytes.failure()};
  return {*bytes,
          {name + "." + std::string(format.extension), context.wording.catalog().text("preset." + name),
           picture->figure().description},
          std::nullopt};
}

/// All presets in order. Two threads, since that many are on every machine; each draws with fonts of its own.
std::vector<Drawn> draw_all(const Format& format, const GalleryArguments& arguments, const Drawing& drawing,
                            const Context& context) {
  context.wording.catalog();  // read before two threads ask for it
  const std::vector<Preset>& all = presets();
  std::vector<Drawn> drawn(all.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    const FontBook fonts(context.platform);
    for (std::size_t i = next++; i < all.size(); i = next++)
      drawn[i] = draw(all[i], format, arguments, drawing, context, fonts);
  };
  // Where there is no second thread to be had, or one of them fails, the other does the rest or says why.
  auto second = std::async(std::launch::async | std::launch::deferred, work);
  work();
  second.get();
  return drawn;
}

}  // namespace

Outcome run_gallery(const GalleryArguments& arguments, const Context& context) {
  if (!arguments.folder || arguments.folder->empty()) return wrong_request("DIR", {"cli.folder_missing", {}});
  const Attempt<const Format*> format = read_format_name(arguments.format.value_or("gif"));
  if (!format) return format.failure();
  const Attempt<Drawing> drawing = read_drawing(arguments.drawing, **format, (*format)->animation != nullptr);
  if (!drawing) return drawing.failure();
  if (drawing->note) say_note(*drawing->note, context);

  const std::vector<Drawn> drawn = draw_all(**format, arguments, *drawing, context);
  std::vector<GalleryEntry> entries;
  for (const Drawn& each : drawn) {
    if (each.failure) return *each.failure;
    entries.push_back(each.entry);
  }
  FileSet files(*arguments.folder, context.platform);
  for (const Drawn& each : drawn)
    if (Outcome added = files.add(each.entry.file, each.bytes); !added) return added;
  const std::string page = gallery_page(entries, (*format)->extension, context.wording.catalog());
  if (Outcome added = files.add("index.html", page); !added) return added;
  return files.commit();
}

}  // namespace convoscope
