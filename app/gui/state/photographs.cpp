#include "gui/state/photographs.h"

#include <algorithm>

#include "core/loupe.h"
#include "document/photograph/photograph_scene.h"
#include "gui/state/files.h"

namespace convoscope {
namespace {

const PhotographPage& page_of(const AppState& app) { return app.session.present().photograph; }

/// `command`: what opens it again once it is known what becomes of unsaved changes.
void open_bytes(AppState& app, const std::string& name, std::string bytes, std::string_view command) {
  open_photograph(app, {name,
                        {name, std::make_shared<const std::string>(std::move(bytes))},
                        [command](AppState& in, const Result<SharedPhotograph>& photograph) {
                          if (!photograph) return tell_error(in, photograph.message());
                          if (!has_photograph(in) && asks_before(in, RunCommand{command})) return;
                          take_photograph(in, scene_of_photograph(*photograph), "");
                        }});
}

}  // namespace

bool has_photograph(const AppState& app) { return page_of(app).picture != nullptr; }

void open_sample(AppState& app, const std::string& name) {
  Result<std::string> bytes = app.platform.read_asset("photographs/" + name + ".png");
  if (!bytes) return tell_error(app, bytes.message());
  const std::string_view ids[] = {"sample_harbour", "sample_rings"};
  open_bytes(app, name + ".png", std::move(*bytes),
             ids[std::ranges::find(sample_photographs, name) - sample_photographs.begin()]);
}

bool paste_photograph(AppState& app) {
  Result<std::string> bytes = app.platform.paste_picture();
  if (!bytes) return false;
  open_bytes(app, app.catalog().text("photograph.pasted"), std::move(*bytes), "paste_values");
  return true;
}

void take_photograph(AppState& app, SavedScene opened, const std::string& path) {
  if (has_photograph(app)) {
    perform(app, Edit{SetPhotograph{opened.scene.photograph}});
    return seek(app, opened.playhead.step);
  }
  opened.scene.theme = app.session.present().theme;
  opened.scene.camera = app.session.present().camera;
  replace_scene(app, {std::move(opened), path});
  note_file(app, path);
}

Edit loupe_edit(const Scene& scene, Cell pixel, bool is_of_output) {
  PhotographPage page = scene.photograph;
  page.loupe = is_of_output ? input_under(scene.spec, pixel) : pixel;
  return SetPhotograph{page};
}

void move_loupe(AppState& app, std::int64_t down, std::int64_t right) {
  const Scene& scene = app.session.present();
  const Spec& spec = scene.spec;
  Cell output = output_under(spec, scene.photograph.loupe);
  const Shape shape = output_shape(spec);
  output = {std::clamp<std::int64_t>(output.row + down, 0, shape[2] - 1),
            std::clamp<std::int64_t>(output.column + right, 0, shape[3] - 1)};
  PhotographPage page = scene.photograph;
  page.loupe = input_under(spec, output);
  // Of a transposed convolution several outputs lie under one input: at least the next one of those.
  if (page.loupe == scene.photograph.loupe)
    page.loupe = {std::clamp<std::int64_t>(page.loupe.row + std::clamp<std::int64_t>(down, -1, 1), 0,
                                           spec.axes[height].input - 1),
                  std::clamp<std::int64_t>(page.loupe.column + std::clamp<std::int64_t>(right, -1, 1), 0,
                                           spec.axes[width].input - 1)};
  perform(app, Edit{SetPhotograph{page}});
}

void change_tone(AppState& app) {
  PhotographPage page = page_of(app);
  const Tone now = page.tone.value_or(suggested_tone(*app.session.evaluation()->weight));
  page.tone = static_cast<Tone>((static_cast<int>(now) + 1) % 3);
  perform(app, Edit{SetPhotograph{page}});
}

bool can_be_grey(const AppState& app) { return has_photograph(app) && page_of(app).picture->has_color; }
bool is_grey(const AppState& app) { return has_photograph(app) && page_of(app).picture->is_grey; }

void toggle_grey(AppState& app) {
  const Photograph& picture = *page_of(app).picture;
  open_photograph(app, {picture.name,
                        {picture.name, picture.bytes, !picture.is_grey},
                        [of = page_of(app).picture](AppState& in, const Result<SharedPhotograph>& other) {
                          if (!other) return tell_error(in, other.message());
                          PhotographPage page = page_of(in);
                          if (page.picture != of) return;  // another one has been opened since
                          page.picture = *other;
                          perform(in, Edit{SetPhotograph{page}});
                        }});
}

}  // namespace convoscope
