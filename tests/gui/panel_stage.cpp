// Frames without a back end. What the window does between GLFW and Dear ImGui is done here by hand, for the versions
// before and after 1.87, which brought a queue of events.
#include "panel_stage.h"

#include <imgui.h>
#include <map>

#include "drawn_rows.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/state/commands.h"
#include "gui/widgets/widget_theme.h"
#include "platform/platform_desktop.h"

namespace convoscope::testing {
namespace {

constexpr double frame_s = 1.0 / 60;
constexpr int frames_at_rest = 8;  // a field has the keyboard after six

const DesktopPlatform& machine() {
  static const DesktopPlatform platform;
  return platform;
}

WindowRequest in_language(WindowRequest request, const std::string& language) {
  request.language = language;
  return request;
}

#if IMGUI_VERSION_NUM < 18700
int number_of(PanelStage::Key key) { return 1 + static_cast<int>(key); }
#else
ImGuiKey number_of(PanelStage::Key key) {
  switch (key) {
    case PanelStage::Key::enter: return ImGuiKey_Enter;
    case PanelStage::Key::escape: return ImGuiKey_Escape;
    case PanelStage::Key::tab: return ImGuiKey_Tab;
    case PanelStage::Key::backspace: return ImGuiKey_Backspace;
    case PanelStage::Key::left: return ImGuiKey_LeftArrow;
    case PanelStage::Key::right: return ImGuiKey_RightArrow;
    case PanelStage::Key::up: return ImGuiKey_UpArrow;
    case PanelStage::Key::down: return ImGuiKey_DownArrow;
    case PanelStage::Key::space: return ImGuiKey_Space;
    case PanelStage::Key::z: return ImGuiKey_Z;
  }
  return ImGuiKey_None;
}
#endif

KeyPress press_of(PanelStage::Key key) {
  using enum NamedKey;
  constexpr std::array named{enter, escape, tab, none, left, right, up, down, space, none};
  KeyPress press;
  press.key = named[static_cast<std::size_t>(key)];
  return press;
}

/// As a back end does: nobody looks at the pixels.
void take_textures() {
#if IMGUI_VERSION_NUM >= 19200
  for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
#endif
}

bool is_of(std::string_view panel, std::string_view of) {
  // A child's name ends in a number of Dear ImGui's.
  return panel == of ||
         (panel.starts_with(of) && (of.starts_with("##") || panel[of.size()] == '/' || panel[of.size()] == '_'));
}

}  // namespace

FontBook& machine_fonts() {
  static const PanelPlatform platform;
  static FontBook book(platform);
  return book;
}

FontFile PanelPlatform::find_font(FontFace face) const { return machine().find_font(face); }

WidgetContext::WidgetContext() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;
  enable_list_keys();
#if IMGUI_VERSION_NUM >= 19200
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
#if IMGUI_VERSION_NUM < 18700
  io.KeyMap[ImGuiKey_Enter] = number_of(PanelStage::Key::enter);
  io.KeyMap[ImGuiKey_Escape] = number_of(PanelStage::Key::escape);
  io.KeyMap[ImGuiKey_Tab] = number_of(PanelStage::Key::tab);
  io.KeyMap[ImGuiKey_Backspace] = number_of(PanelStage::Key::backspace);
  io.KeyMap[ImGuiKey_LeftArrow] = number_of(PanelStage::Key::left);
  io.KeyMap[ImGuiKey_RightArrow] = number_of(PanelStage::Key::right);
  io.KeyMap[ImGuiKey_UpArrow] = number_of(PanelStage::Key::up);
  io.KeyMap[ImGuiKey_DownArrow] = number_of(PanelStage::Key::down);
  io.KeyMap[ImGuiKey_Space] = number_of(PanelStage::Key::space);
  io.KeyMap[ImGuiKey_Z] = number_of(PanelStage::Key::z);
#endif
}

WidgetContext::~WidgetContext() { ImGui::DestroyContext(); }

PanelStage::PanelStage(Size window, const std::string& language, const WindowRequest& request)
    : started_(start(in_language(request, language), platform_, machine_fonts(), "en_GB.UTF-8")),
      types_(std::make_unique<TypeSet>(machine_fonts())) {
  ui().window = window;
  rest();
}

void PanelStage::rest() {
  for (int i = 0; i < frames_at_rest; ++i) frame();
}

void PanelStage::wait(double seconds) {
  for (const double end = now_s_ + seconds; now_s_ < end;) frame();
}

void PanelStage::apply(const Edit& edit) {
  perform(app(), edit);
  rest();
}

void PanelStage::run(std::string_view command_id) {
  run_command(app(), command_id);
  rest();
}

void PanelStage::move_to(Point mouse) {
  mouse_ = mouse;
  frame();
  frame();
}

void PanelStage::press() {
  is_down_ = true;
  frame();
}

void PanelStage::release() {
  is_down_ = false;
  frame();
  frame();
}

void PanelStage::click(Point at) {
  move_to(at);
  press();
  release();
  // Longer than a double click.
  wait(0.5);
}

void PanelStage::drag(Point from, Point to) {
  move_to(from);
  press();
  move_to(to);
  release();
  wait(0.5);
}

void PanelStage::wheel(double lines) {
  wheel_ = lines;
  rest();
}

void PanelStage::type(std::string_view letters) {
  letters_ += letters;
  rest();
}

void PanelStage::hit(Key key) {
  keys_.push_back(key);
  rest();
}

void PanelStage::hold_control(bool is_held) {
  has_control_ = is_held;
  frame();
}

void PanelStage::feed() {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(ui().window.width), static_cast<float>(ui().window.height)};
  io.DeltaTime = static_cast<float>(frame_s);
  const ImVec2 mouse{static_cast<float>(mouse_.x), static_cast<float>(mouse_.y)};
#if IMGUI_VERSION_NUM < 18700
  io.MousePos = mouse;
  io.MouseDown[0] = is_down_;
  io.MouseWheel = static_cast<float>(std::exchange(wheel_, 0));
  io.KeyCtrl = has_control_;
  for (bool& is_key_down : io.KeysDown) is_key_down = false;
  for (const Key key : keys_) io.KeysDown[number_of(key)] = true;
#else
  io.AddMousePosEvent(mouse.x, mouse.y);
  io.AddMouseButtonEvent(0, is_down_);
  if (wheel_ != 0) io.AddMouseWheelEvent(0, static_cast<float>(std::exchange(wheel_, 0)));
  io.AddKeyEvent(ImGuiMod_Ctrl, has_control_);
  for (const Key key : {Key::enter, Key::escape, Key::tab, Key::backspace, Key::left, Key::right, Key::up, Key::down,
                        Key::space, Key::z}) {
    io.AddKeyEvent(number_of(key), std::ranges::find(keys_, key) != keys_.end());
  }
#endif
  io.AddInputCharactersUTF8(std::exchange(letters_, {}).c_str());
}

void PanelStage::frame() {
  draw_once();
  // As the window does: letters that were missing are made before anything is shown.
  for (int i = 0; i < 8 && types_->is_incomplete(); ++i) draw_once();
}

bool PanelStage::take(Key key) {
  const bool ends_list = key == Key::escape || (key == Key::enter && !has_list_cursor());
  if (ends_list && close_lists()) return false;
  if (is_list_open()) {
    if (key == Key::enter) choose_in_list();
    return false;
  }
  const bool types = ImGui::GetIO().WantTextInput;
  const bool types_value = types && (ui().parameter_edit || ui().cell_edit || ui().title_edit);
  const bool leaves_field = key == Key::tab && ui().dialog != Dialog::none;
  const bool is_taken =
      (!types || leaves_field) ? take_key(ui().focus, press_of(key)) : take_cell_key(ui(), press_of(key).key);
  if (key == Key::escape && !types_value && !is_taken) run_command(app(), "leave");
  return key == Key::enter && ui().dialog != Dialog::none && !types && !is_taken;
}

void PanelStage::draw_once() {
  if (types_->is_incomplete()) {
    types_->build(1, 1);
#if IMGUI_VERSION_NUM < 19200
    unsigned char* pixels = nullptr;
    int across = 0;
    int down = 0;
    ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &across, &down);
#endif
  }
  if (app().theme().name != themed_) apply_widget_theme(app().theme(), 1);
  themed_ = app().theme().name;
  feed();
  // What the window takes before Dear ImGui does.
  bool enters = false;
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().NavInputs[ImGuiNavInput_Activate] = 0;
#endif
  for (const Key key : keys_) enters = take(key) || enters;
  keys_.clear();

  now_s_ += frame_s;
  advance_time(app(), now_s_);
  const bool has_letters =
      ui().dialog != Dialog::none && !ImGui::GetIO().InputQueueCharacters.empty() && !ImGui::IsAnyItemActive();
  if (has_letters) close_lists();
  ImGui::NewFrame();
  hints_.is_waiting = false;
  record_ = {};
  const DrawContext context{app().theme(), app().catalog(), *types_, hints_,  ui().focus, 1,
                            app().now_s,   has_letters,     enters,  &record_};
  layout_ = lay_out(ui(), ui().window);
  Actions actions;
  draw_frame({context, app(), ui(), actions}, layout_, picture_.figure());
  ImGui::Render();
  take_textures();
  for (const Action& action : actions) {
    if (!std::holds_alternative<SetHover>(action)) asked_for_.push_back(words_of(action));
    perform(app(), action);
  }
  picture_.update(app(), {layout_.canvas.width, layout_.canvas.height});
}

std::string PanelStage::focused() const {
  const Focus& focus = started_->ui.focus;
  const Stop* const stop = focus.is_shown ? focus.find() : nullptr;
  return stop ? stop->name : std::string();
}

std::vector<Record::Text> PanelStage::texts(std::string_view panel) const {
  std::vector<Record::Text> found;
  for (const Record::Text& text : record_.texts) {
    if (panel.empty() || is_of(text.panel, panel)) found.push_back(text);
  }
  return found;
}

std::vector<std::string> PanelStage::words(std::string_view panel) const {
  std::vector<std::string> words;
  for (const Record::Text& text : texts(panel)) words.push_back(text.words);
  return words;
}

std::string PanelStage::running_words(std::string_view panel) const {
  std::string all;
  for (const Record::Text& text : texts(panel)) all += packed_words(text.words);
  return all;
}

bool PanelStage::says(std::string_view panel, std::string_view sentence) const {
  return running_words(panel).find(packed_words(sentence)) != std::string::npos;
}

Record::Text PanelStage::text(std::string_view panel, std::string_view words) const {
  for (const Record::Text& text : texts(panel)) {
    if (text.words == words) return text;
  }
  ADD_FAILURE() << "\"" << words << "\" does not stand in " << panel << ": "
                << ::testing::PrintToString(this->words(panel));
  return {};
}

Rect PanelStage::area(std::string_view panel, std::string_view id, double below) const {
  for (const Record::Area& area : record_.areas) {
    if (is_of(area.panel, panel) && area.id == id && area.rect.center().y >= below) return area.rect;
  }
  ADD_FAILURE() << "nothing called " << id << " answers the mouse in " << panel;
  return {};
}

bool PanelStage::has_area(std::string_view panel, std::string_view id) const {
  return std::ranges::any_of(record_.areas,
                             [&](const Record::Area& area) { return is_of(area.panel, panel) && area.id == id; });
}

std::vector<Record::Text> PanelStage::rows() const { return drawn_rows(*types_); }

std::vector<std::string> PanelStage::row_words() const {
  std::vector<std::string> words;
  for (const Record::Text& row : rows()) words.push_back(row.words);
  return words;
}

void PanelStage::click_row(std::string_view words) {
  // What opened last lies on top and is drawn last.
  const auto all = rows();
  const auto row =
      std::find_if(all.rbegin(), all.rend(), [&](const Record::Text& each) { return each.words == words; });
  if (row != all.rend()) return click(row->rect.center());
  ADD_FAILURE() << "no open list has \"" << words << "\": " << ::testing::PrintToString(row_words());
}

std::vector<std::string> PanelStage::asked_for() { return std::exchange(asked_for_, {}); }

}  // namespace convoscope::testing
