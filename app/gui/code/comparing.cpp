// The rules are interop's; here is what of them the dialog holds.
#include "gui/code/comparing.h"

#include <algorithm>

#include "document/evaluation.h"
#include "gui/state/files.h"

namespace convoscope {
namespace {

constexpr double most_compared_products = 5e6;

/// "pytorch_keras.py", where the scene is, unless another name was typed.
void propose_test_name(CompareState& compare, const std::string& directory) {
  const auto name = [](Framework framework) { return framework_names[static_cast<std::size_t>(framework)]; };
  const std::string proposed = joined(directory, std::string(name(compare.one)) + "_" + name(compare.other) + ".py");
  if (compare.path.view() == compare.proposed) compare.path.set(proposed);
  compare.proposed = proposed;
}

}  // namespace

void choose_frameworks(CompareState& compare, Framework one, Framework other) {
  const bool is_new = compare.rows.empty() || one != compare.one;
  compare.one = one;
  compare.other = other;
  if (is_new) {
    const LayerValues values{compare.input.get(), compare.weight.get(), compare.bias};
    compare.rows = convoscope::compare(compare.asked, compare.input ? &values : nullptr, one);
  }
  compare.telling = telling_case(one, other, compare.asked);
  propose_test_name(compare, directory_of(compare.proposed));
}

void begin_comparing(AppState& app) {
  open_dialog(app, Dialog::compare);
  const Scene& scene = app.session.scene();
  CompareState& compare = app.ui.compare;
  compare = {};
  compare.asked = {scene.spec, AutoPad::explicit_};
  compare.path.age_frames = 100;  // it waits to be clicked
  if (multiplications(scene.spec) <= most_compared_products) {
    compare.input = input_of(scene);
    if (!is_pooling(scene.spec)) compare.weight = weight_of(scene);
    compare.bias = scene.bias;
  }
  compare.proposed = joined(directory_of(app.session.path()), "");
  compare.path.set(compare.proposed);
  choose_frameworks(compare, Framework::pytorch, Framework::keras);
  const auto told = std::ranges::find_if(compare.rows, [](const ComparedLayer& row) { return row.telling[width] > 0; });
  if (told != compare.rows.end()) choose_frameworks(compare, Framework::pytorch, told->framework);
}

void save_test(AppState& app, const std::string& path) {
  app.ui.toast.reset();
  if (!app.ui.compare.telling) return;
  if (path.empty()) return tell_error(app, {"file.no_name", {}});
  const Result<std::string> test = python_test(*app.ui.compare.telling);
  if (!test) return tell_error(app, test.message());
  if (!may_write(app, {&path, 1})) return;
  const Status written = app.platform.write_file(path, *test);
  app.ui.to_replace.clear();
  if (!written) return tell_error(app, written.message());
  tell(app, {"file.saved", {{"path", path}}});
}

Edits edits_of_telling_input(const CompareState& compare) {
  Edits edits;
  for (int axis = 0; axis < axis_count; ++axis)
    edits.emplace_back(SetParameter{Parameter::input, axis, compare.telling->asked.spec.axes[axis].input});
  return edits;
}

}  // namespace convoscope
