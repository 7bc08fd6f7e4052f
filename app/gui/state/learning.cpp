#include "gui/state/learning.h"

#include <algorithm>

#include "core/convolve.h"
#include "core/fast.h"
#include "core/kernels.h"
#include "document/photograph/photograph.h"
#include "gui/state/app_state.h"
#include "gui/state/files.h"
#include "gui/state/map_values.h"
#include "interop/npz.h"

namespace convoscope {
namespace {

bool fits_kernel(const NamedKernel& kernel, const Spec& spec) {
  return kernel.has_any_size || (spec.axes[height].kernel == kernel.side && spec.axes[width].kernel == kernel.side);
}

/// The scene without its run: what runs are made from.
Scene ground(const AppState& app) { return without_learning(app.session.present(), false); }

/// A file's numbers in the shape that the output has.
Result<Tensor> read_target(const AppState& app, const std::string& path, const Shape& wanted) {
  const Result<std::string> bytes = app.platform.read_file(path);
  if (!bytes) return bytes.message();
  const std::string name = name_of_path(path);
  if (!may_hold_array(path)) {
    const bool is_grey = wanted[1] == 1;
    const Result<SharedPhotograph> picture =
        read_photograph(path, std::make_shared<const std::string>(*bytes), is_grey);
    return picture ? Result<Tensor>(*(*picture)->planes) : picture.message();
  }
  const Result<std::string> array_bytes = npz_path(path) ? read_npz(*bytes, "", name) : bytes;
  if (!array_bytes) return array_bytes.message();
  Result<NpyArray> array = read_npy(*array_bytes, name);
  if (!array) return array.message();
  if (is_line(app.session.present().spec) && !array->shape.empty()) array->shape.insert(array->shape.end() - 1, 1);
  return map_of(std::move(*array), name);
}

/// What has been chosen, for the layer as it is; a choice that no longer fits is replaced by one that does.
LearningWish wish_of(AppState& app) {
  LearningSettings& settings = app.learning.settings;
  const Scene scene = ground(app);
  const Spec& spec = scene.spec;
  const Shape shape = weight_shape(spec);
  const SharedTensor own = weight_of(scene);
  LearningWish wish{spec, input_of(scene), scene.bias, own, nullptr, nullptr, settings.rate, settings.steps};
  if (settings.draws_input && !scene.photograph.picture)
    wish.input = std::make_shared<const Tensor>(drawn_values(input_shape(spec), settings.seed));
  if (settings.goal == LearningGoal::file &&
      !(settings.file_values && settings.file_values->shape() == output_shape(spec)))
    settings.goal = LearningGoal::kernel;
  if (settings.goal == LearningGoal::kernel && !fits_kernel(*kernel_named(settings.kernel), spec))
    settings.kernel = "gaussian";
  switch (settings.goal) {
    case LearningGoal::kernel: {
      const NamedKernel& kernel = *kernel_named(settings.kernel);
      wish.wanted = std::make_shared<const Tensor>(repeated(values_of(kernel, shape[2], shape[3]), shape));
      break;
    }
    case LearningGoal::output: wish.wanted = own; break;
    case LearningGoal::file: wish.target = settings.file_values; break;
  }
  switch (settings.start) {
    case LearningStart::zeros: wish.start = std::make_shared<const Tensor>(shape); break;
    case LearningStart::random:
      // Other numbers than the input's.
      wish.start = std::make_shared<const Tensor>(drawn_values(shape, settings.seed + 1));
      break;
    case LearningStart::present: break;
  }
  return wish;
}

void show_run(AppState& app, const SharedLearned& run) {
  KernelLearning& learning = app.learning;
  const LearningPage page = app.session.present().learning;
  Edits edits{ShowLearned{run, page.step}};
  // Beside one of the views, in which there is room for numbers with many digits.
  if (!page.run) edits.emplace_back(SetViews{{learning_view_name, app.session.present().views.front()}});
  perform(app, edits);
  learning.has_begun = is_learning(app);
}

void take_run(AppState& app) {
  KernelLearning& learning = app.learning;
  auto outcome = learning.maker.take();
  if (!outcome || outcome->key != learning.revision || !learning.is_wanted) return;
  if (outcome->made) return show_run(app, *outcome->made);
  Message message = outcome->made.message();
  if (message.cause == Cause::out_of_memory) message = {"computing.out_of_memory", {}};
  tell_error(app, std::move(message));
  learning.is_wanted = learning.has_begun;
}

void end_learning(AppState& app, bool keeps_kernel) {
  app.learning.is_wanted = app.learning.has_begun = false;
  if (is_learning(app)) perform(app, Edit{EndLearning{keeps_kernel}});
  app.ui.is_playing = false;
}

}  // namespace

bool is_learning(const AppState& app) { return app.session.present().learning.run != nullptr; }

bool can_learn(const AppState& app) {
  return app.learning.is_wanted || is_learning(app) ||
         (can_change_map(app) && !is_pooling(app.session.present().spec) && !app.ui.model.is_shown);
}

void toggle_learning(AppState& app) {
  if (app.learning.is_wanted || is_learning(app)) return end_learning(app, false);
  // 1, 2, 3, ... row by row would leave most of a kernel unsettled.
  const Scene& scene = app.session.present();
  app.learning.settings.draws_input =
      !scene.photograph.picture && !(is_transposed(scene.spec) ? scene.coarse_values : scene.fine_values);
  app.learning.is_wanted = true;
  ++app.learning.revision;
  app.ui.is_playing = false;
  settle_learning(app);
}

void keep_learned_kernel(AppState& app) {
  end_learning(app, true);
  tell(app, {"learning.kept", {}});
}

void change_learning(AppState& app, LearningSettings settings) {
  app.learning.settings = std::move(settings);
  // Also of a run that undo has brought back.
  app.learning.is_wanted = true;
  app.learning.has_begun = is_learning(app);
  ++app.learning.revision;
  settle_learning(app);
}

void learn_from_file(AppState& app, const std::string& path) {
  const Shape wanted = output_shape(app.session.present().spec);
  const Result<Tensor> target = read_target(app, path, wanted);
  if (!target) return tell_error(app, target.message());
  if (target->shape() != wanted)
    return tell_error(app, {"learning.wrong_size",
                            {{"file", name_of_path(path)},
                             {"given", shape_text({target->shape().begin(), target->shape().end()})},
                             {"expected", shape_text({wanted.begin(), wanted.end()})}}});
  LearningSettings settings = app.learning.settings;
  settings.goal = LearningGoal::file;
  settings.file = name_of_path(path);
  settings.file_values = std::make_shared<const Tensor>(*target);
  change_learning(app, std::move(settings));
}

std::vector<std::string_view> learnable_kernels(const AppState& app) {
  std::vector<std::string_view> names;
  for (const NamedKernel& kernel : named_kernels())
    if (fits_kernel(kernel, app.session.present().spec)) names.push_back(kernel.name);
  return names;
}

void settle_learning(AppState& app, std::chrono::milliseconds patience) {
  KernelLearning& learning = app.learning;
  take_run(app);
  if (learning.has_begun && !is_learning(app)) {  // taken back, or an edit has made it another layer
    learning.is_wanted = learning.has_begun = false;
    app.ui.is_playing = false;
  }
  const bool is_stale = learning.maker.is_busy() && (!learning.is_wanted || learning.maker.key() != learning.revision);
  if (is_stale) learning.maker.job()->stop();
  if (!learning.is_wanted || !can_change_map(app)) return;
  const bool is_new = learning.maker.ask(learning.revision, app.jobs, [&] {
    return [learner = std::make_shared<KernelLearner>(wish_of(app))](const Progress& progress) {
      return learner->advance(progress);
    };
  });
  if (is_new && learning.maker.job()->wait(patience)) take_run(app);
}

}  // namespace convoscope
