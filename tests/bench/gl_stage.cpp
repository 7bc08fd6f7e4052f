#include "gl_stage.h"

#include <epoxy/gl.h>

#include <GLFW/glfw3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <thread>

#include "document/presets.h"
#include "document/scene_file.h"
#include "gui/window/glfw_window.h"
#include "imgui.h"
#include "imgui_impl_glfw.h"
#include "imgui_impl_opengl3.h"

namespace convoscope::bench {

std::unique_ptr<Stage> Stage::open(const SavedScene& saved, Size window) {
  std::unique_ptr<Stage> stage(new Stage);
  const SceneFile file(saved);
  stage->request_.file = file.path();
  stage->request_.width = static_cast<int>(window.width);
  stage->request_.height = static_cast<int>(window.height);
  stage->request_.scale = 1;
  Result<AppState> app = start(stage->request_, stage->platform_, stage->fonts_, "en");
  if (!app) return nullptr;
  stage->app_ = std::make_unique<AppState>(std::move(*app));
  Result<std::unique_ptr<WindowContext>> opened = GlfwWindow::open(window, true);
  if (!opened) return nullptr;
  stage->window_ = std::move(*opened);
  glfwSwapInterval(0);
  Result<std::unique_ptr<Renderer>> renderer = Renderer::create(stage->platform_, stage->fonts_);
  if (!renderer) return nullptr;
  stage->renderer_ = std::move(*renderer);
  stage->loop_ =
      std::make_unique<FrameLoop>(*stage->app_, stage->fonts_, *stage->window_, *stage->renderer_, stage->request_);
  stage->context_ = ImGui::GetCurrentContext();
  stage->empty_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(stage->empty_);
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(glfwGetCurrentContext(), false);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  ImGui::SetCurrentContext(stage->context_);
  stage->settle();
  return stage;
}

Stage::~Stage() {
  if (empty_ != nullptr) {
    ImGui::SetCurrentContext(empty_);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext(empty_);
    ImGui::SetCurrentContext(context_);
  }
  loop_.reset();
  renderer_.reset();
  window_.reset();
}

FrameLoop::Frame Stage::frame() {
  (void)window_->wait(0);
  const FrameLoop::Frame frame = loop_->draw(window_->size(), window_->framebuffer_size());
  if (frame == FrameLoop::Frame::painted) window_->present();
  glFinish();
  return frame;
}

void Stage::settle() {
  for (int still = 0, frames = 0; still < 4 && frames < 60;) {
    const bool is_unchanged = frame() == FrameLoop::Frame::unchanged;
    if (is_waiting()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      continue;
    }
    still = is_unchanged ? still + 1 : 0;
    ++frames;
  }
}

void Stage::empty_frame() {
  ImGui::SetCurrentContext(empty_);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  ImGui::Render();
  glDisable(GL_SCISSOR_TEST);
  const Size pixels = window_->framebuffer_size();
  glViewport(0, 0, static_cast<int>(pixels.width), static_cast<int>(pixels.height));
  glClearColor(0.957f, 0.965f, 0.973f, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(glfwGetCurrentContext());
  glFinish();
  ImGui::SetCurrentContext(context_);
  loop_->repaint();
}

void Stage::point_at(double x, double y) { glfwSetCursorPos(glfwGetCurrentContext(), x, y); }

SceneFile::SceneFile(const SavedScene& saved)
    : path_((std::filesystem::temp_directory_path() / ("convoscope-bench-" + std::to_string(getpid()) + ".convo"))
                .string()) {
  (void)test::TestPlatform().write_file(path_, write_scene(saved));
}

SceneFile::~SceneFile() { std::remove(path_.c_str()); }

SavedScene transposed_of(std::int64_t side) {
  SavedScene saved = *preset_named("article");
  saved.scene.spec.operation = Operation::transposed_convolution;
  for (AxisSpec& axis : saved.scene.spec.axes) axis = {side, 3, 2, 1, 1, 1, 0};
  saved.scene.fine_values = saved.scene.coarse_values = nullptr;
  saved.scene.views = {"maps"};
  saved.playhead = {Side::transposed, Granularity::cell, 0};
  saved.pin = {};
  return saved;
}

}  // namespace convoscope::bench
