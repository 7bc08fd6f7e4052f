// The file is opened by the window; here only its place among the other arguments is judged.
#include "cli/window_command.h"

#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/picture.h"
#include "cli/presets_command.h"

namespace convoscope {
namespace {

constexpr std::int64_t largest_window = 16384;  // pixels a side: what OpenGL 3.3 drivers take
constexpr double largest_interface_scale = 8;

Outcome read_size(const std::string& text, WindowRequest& request) {
  const Attempt<std::vector<std::int64_t>> size = read_numbers("--size", text);
  if (!size) return size.failure();
  if (size->size() != 2) return wrong_request("--size", {"cli.window_size", {{"text", text}}});
  for (const std::int64_t extent : *size)
    if (extent < 1 || extent > largest_window)
      return wrong_request(
          "--size", {"cli.out_of_range",
                     {{"value", std::to_string(extent)}, {"least", "1"}, {"most", std::to_string(largest_window)}}});
  request.width = static_cast<int>(size->front());
  request.height = static_cast<int>(size->back());
  return done();
}

}  // namespace

Attempt<WindowRequest> read_window_request(const WindowArguments& arguments, const std::string& language) {
  const PictureArguments& picture = arguments.picture;
  WindowRequest request;
  request.language = language;
  request.file = arguments.file.value_or("");
  if (arguments.file && arguments.file->empty()) return wrong_request("FILE", {"cli.empty_name", {}});
  if (picture.preset) {
    if (arguments.file) return wrong_request("--preset", {"cli.excludes", {{"other", request.file}}});
    if (const Attempt<SavedScene> preset = read_preset(*picture.preset); !preset) return preset.failure();
    request.preset = *picture.preset;
  }
  if (picture.view) {
    if (const Attempt<View> view = read_view(*picture.view); !view) return view.failure();
    request.view = *picture.view;
  }
  if (picture.theme) {
    // The widgets have colours for these two.
    if (picture.theme != "light" && picture.theme != "dark")
      return unknown_choice("--theme", *picture.theme, "light, dark");
    request.theme = *picture.theme;
  }
  if (picture.step) {
    const Attempt<std::int64_t> step = read_number("--step", *picture.step, 1, max_cells);
    if (!step) return step.failure();
    request.step = *step;
  }
  if (arguments.scale) {
    const Attempt<double> scale = read_positive("--scale", *arguments.scale, largest_interface_scale);
    if (!scale) return scale.failure();
    request.scale = *scale;
  }
  if (arguments.size)
    if (const Outcome size = read_size(*arguments.size, request); !size) return size.failure();
  if (arguments.screenshot) {
    if (!arguments.screenshot->ends_with(".png"))
      return wrong_request("--screenshot", {"cli.screenshot_png", {{"file", *arguments.screenshot}}});
    request.screenshot = *arguments.screenshot;
  }
  return request;
}

}  // namespace convoscope
