// A frame of a figure against an empty Dear ImGui frame of the same window: what a picture costs to draw, as a ratio, since
// a software OpenGL and a graphics card differ a hundredfold. Needs a display.
#include <GLFW/glfw3.h>
#include <benchmark/benchmark.h>
#include <epoxy/gl.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>

#include "document/presets.h"
#include "export/support.h"
#include "figure/compose.h"
#include "gl/renderer.h"
#include "imgui.h"
#include "imgui_impl_glfw.h"
#include "imgui_impl_opengl3.h"

namespace convoscope {
namespace {

constexpr int window_width = 1280;
constexpr int window_height = 800;
constexpr Size canvas{727, 680};  // the window's middle, beside its panels

/// A window on screen with Dear ImGui in it, and a renderer.
class Stage {
 public:
  Stage() {
    if (glfwInit() != GLFW_TRUE) return;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    window_ = glfwCreateWindow(window_width, window_height, "bench", nullptr, nullptr);
    if (window_ == nullptr) return;
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(0);
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window_, false);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    auto renderer = Renderer::create(test::TestPlatform(), test::font_book());
    if (renderer) renderer_ = std::move(*renderer);
  }
  ~Stage() {
    if (window_ != nullptr) {
      renderer_.reset();
      ImGui_ImplOpenGL3_Shutdown();
      ImGui_ImplGlfw_Shutdown();
      ImGui::DestroyContext();
      glfwDestroyWindow(window_);
    }
    glfwTerminate();
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  bool is_ready() const { return renderer_ != nullptr; }

  /// One frame, from the widgets to the swapped buffers; `paint` draws between the background and the widgets.
  void frame(const std::function<void(Renderer&)>& paint) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    ImGui::Render();
    glViewport(0, 0, window_width, window_height);
    glClearColor(0.957f, 0.965f, 0.973f, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    paint(*renderer_);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
    glFinish();
  }

 private:
  GLFWwindow* window_ = nullptr;
  std::unique_ptr<Renderer> renderer_;
};

Viewport middle_of_window() {
  return {window_width, window_height, {248, 48, canvas.width, canvas.height}, {1, 0, 0, 1, 248, 48}, true};
}

/// By the clock on the wall, and of all the program's threads together.
struct Cost {
  double wall_s = 0;
  double cpu_s = 0;
};

Cost now() {
  return {std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(),
          static_cast<double>(std::clock()) / CLOCKS_PER_SEC};
}

/// What a frame costs when nothing else disturbs: the tenth of the frames that were quickest say it best.
class Costs {
 public:
  double add_since(const Cost& start) {
    const Cost end = now();
    wall_s_.push_back(end.wall_s - start.wall_s);
    cpu_s_.push_back(end.cpu_s - start.cpu_s);
    return wall_s_.back();
  }
  double wall_s() { return quick(wall_s_); }
  double cpu_s() { return quick(cpu_s_); }

 private:
  static double quick(std::vector<double>& values) {
    const auto tenth = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 10);
    std::nth_element(values.begin(), tenth, values.end());
    return *tenth;
  }
  std::vector<double> wall_s_, cpu_s_;
};

/// Times `paint`'s frames and, one for one, empty ones between them, so that both see the same machine.
void compare_with_empty(benchmark::State& state, const std::function<void(Renderer&)>& paint) {
  Stage stage;
  if (!stage.is_ready()) {
    state.SkipWithError("no display with OpenGL 3.3");
    return;
  }
  const auto nothing = [](Renderer&) {};
  for (int warm = 0; warm < 20; ++warm) stage.frame(warm % 2 == 0 ? paint : nothing);
  Costs painted, empty;
  for (auto _ : state) {
    Cost start = now();
    stage.frame(paint);
    state.SetIterationTime(painted.add_since(start));
    start = now();
    stage.frame(nothing);
    empty.add_since(start);
  }
  state.counters["ms"] = painted.wall_s() * 1e3;
  state.counters["empty_ms"] = empty.wall_s() * 1e3;
  state.counters["times_empty"] = painted.wall_s() / empty.wall_s();
  state.counters["cpu_ms"] = painted.cpu_s() * 1e3;
  state.counters["empty_cpu_ms"] = empty.cpu_s() * 1e3;
}

/// Pictures of a preset's scene, step by step.
class Steps {
 public:
  explicit Steps(SavedScene saved) : saved_(std::move(saved)), evaluation_(evaluate(saved_.scene)) {
    const test::TestPlatform platform;
    theme_ = *read_theme(*platform.read_asset("themes/light.json"));
    catalog_ = *Catalog::read(*platform.read_asset("languages/en.json"));
  }
  Figure at(std::int64_t step) {
    Playhead playhead = saved_.playhead;
    playhead.step = step % (last_step(*evaluation_, playhead) + 1);
    return compose({saved_.scene, *evaluation_, playhead, {}, {}, theme_, catalog_, test::font_book(), &cache_},
                   canvas);
  }

 private:
  SavedScene saved_;
  std::shared_ptr<const Evaluation> evaluation_;
  Theme theme_;
  Catalog catalog_;
  PictureCache cache_;
};

SavedScene transposed_of(std::int64_t side) {
  SavedScene saved = *preset_named("article");
  saved.scene.spec.operation = Operation::transposed_convolution;
  for (AxisSpec& axis : saved.scene.spec.axes) axis = {side, 3, 2, 1, 1, 1, 0};
  saved.scene.fine_values = saved.scene.coarse_values = nullptr;
  saved.scene.views = {View::maps};
  saved.playhead.side = Side::transposed;
  return saved;
}

/// Drawn again and again, nothing changed: what panning, or a panel's animation, costs.
void same_picture(benchmark::State& state, const SavedScene& saved) {
  const Figure figure = Steps(saved).at(4);
  compare_with_empty(state, [&](Renderer& renderer) { renderer.draw(figure, 1, middle_of_window()); });
}

/// Stepping: composed and uploaded anew each frame.
void stepping(benchmark::State& state, const SavedScene& saved) {
  Steps steps(saved);
  std::int64_t step = 0;
  compare_with_empty(state, [&](Renderer& renderer) {
    ++step;
    renderer.draw(steps.at(step), static_cast<std::uint64_t>(step), middle_of_window());
  });
}

void article_unchanged(benchmark::State& state) { same_picture(state, *preset_named("article")); }
void article_stepping(benchmark::State& state) { stepping(state, *preset_named("article")); }
void map_unchanged(benchmark::State& state) { same_picture(state, transposed_of(state.range(0))); }
void map_stepping(benchmark::State& state) { stepping(state, transposed_of(state.range(0))); }

BENCHMARK(article_unchanged)->UseManualTime()->MinTime(1)->Unit(benchmark::kMillisecond);
BENCHMARK(article_stepping)->UseManualTime()->MinTime(1)->Unit(benchmark::kMillisecond);
BENCHMARK(map_unchanged)
    ->Arg(16)
    ->Arg(64)
    ->Arg(128)
    ->Arg(1024)
    ->UseManualTime()
    ->MinTime(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(map_stepping)
    ->Arg(16)
    ->Arg(64)
    ->Arg(128)
    ->Arg(1024)
    ->UseManualTime()
    ->MinTime(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace convoscope
