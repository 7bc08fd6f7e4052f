// Frames without a back end. What the window does between GLFW and Dear ImGui is done here by hand, for the versions
// before and after 1.87, which brought a queue of events.
#include "panel_stage.h"

#include <imgui.h>
#include <map>

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
  }
  return ImGuiKey_None;
}
#endif

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

/// A glyph as Dear ImGui puts it on the screen, by where it stands in the atlas.
struct AtlasGlyph {
  ImFontGlyph glyph{};
  float space = 0;  ///< how far its font's space moves on
};
using Atlas = std::map<std::pair<float, float>, AtlasGlyph>;

const ImVector<ImFontGlyph>& glyphs_of(const TypeFont& type) {
#if IMGUI_VERSION_NUM >= 19200
  return type.font->GetFontBaked(type.line_px)->Glyphs;
#else
  return type.font->Glyphs;
#endif
}

Atlas atlas_of(const TypeSet& types) {
  Atlas atlas;
  for (int i = 0; i < type_count; ++i) {
    const ImVector<ImFontGlyph>& glyphs = glyphs_of(types[static_cast<Type>(i)]);
    float space = 1;
    for (const ImFontGlyph& glyph : glyphs) space = glyph.Codepoint == ' ' ? glyph.AdvanceX : space;
    for (const ImFontGlyph& glyph : glyphs) {
      if (glyph.U1 > glyph.U0) atlas[{glyph.U0, glyph.V0}] = {glyph, space};
    }
  }
  return atlas;
}

void append(std::string& words, unsigned int character) {
  if (character < 0x80) {
    words += static_cast<char>(character);
  } else if (character < 0x800) {
    words += static_cast<char>(0xC0 | character >> 6);
    words += static_cast<char>(0x80 | (character & 0x3F));
  } else {
    words += static_cast<char>(0xE0 | character >> 12);
    words += static_cast<char>(0x80 | (character >> 6 & 0x3F));
    words += static_cast<char>(0x80 | (character & 0x3F));
  }
}

/// The texts of a draw list, put together again from their letters.
void read_letters(const ImDrawList& list, const Atlas& atlas, std::vector<Record::Text>& texts) {
  constexpr float widest_gap = 1.5f;  // spaces; beyond it another text begins
  float pen = -1e9f;
  float top = 0;
  for (int i = 0; i + 3 < list.VtxBuffer.Size;) {
    const ImDrawVert& near = list.VtxBuffer[i];
    const ImDrawVert& far = list.VtxBuffer[i + 2];
    const auto found = atlas.find({near.uv.x, near.uv.y});
    if (found == atlas.end() || far.uv.x != found->second.glyph.U1 || far.uv.y != found->second.glyph.V1) {
      ++i;
      continue;
    }
    const auto& [glyph, space] = found->second;
    const float left = near.pos.x - glyph.X0;
    const float line = near.pos.y - glyph.Y0;
    const float gap = (left - pen) / space;
    if (texts.empty() || line != top || gap < -0.5f || gap > widest_gap) {
      texts.push_back({{}, {near.pos.x, near.pos.y, 0, 0}, {}, list._OwnerName});
    } else if (gap > 0.5f) {
      texts.back().words += ' ';
    }
    Record::Text& text = texts.back();
    append(text.words, glyph.Codepoint);
    text.rect.width = far.pos.x - text.rect.x;
    text.rect.height = std::max(text.rect.height, far.pos.y - text.rect.y);
    pen = left + glyph.AdvanceX;
    top = line;
    i += 4;
  }
}

}  // namespace

const FontBook& machine_fonts() {
  static const FontBook book{PanelPlatform()};
  return book;
}

FontFile PanelPlatform::find_font(FontFace face) const { return machine().find_font(face); }

WidgetContext::WidgetContext() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;
#if IMGUI_VERSION_NUM >= 19200
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
#if IMGUI_VERSION_NUM < 18700
  io.KeyMap[ImGuiKey_Enter] = number_of(PanelStage::Key::enter);
  io.KeyMap[ImGuiKey_Escape] = number_of(PanelStage::Key::escape);
  io.KeyMap[ImGuiKey_Tab] = number_of(PanelStage::Key::tab);
  io.KeyMap[ImGuiKey_Backspace] = number_of(PanelStage::Key::backspace);
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
  for (const Key key : {Key::enter, Key::escape, Key::tab, Key::backspace}) {
    io.AddKeyEvent(number_of(key), std::ranges::find(keys_, key) != keys_.end());
  }
#endif
  for (const char letter : std::exchange(letters_, {})) io.AddInputCharacter(static_cast<unsigned char>(letter));
}

void PanelStage::frame() {
  draw_once();
  // As the window does: letters that were missing are made before anything is shown.
  for (int i = 0; i < 8 && types_->is_incomplete(); ++i) draw_once();
}

void PanelStage::draw_once() {
  const auto has_key = [&](Key key) { return std::ranges::find(keys_, key) != keys_.end(); };
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
  const bool ends_list = (has_key(Key::escape) || has_key(Key::enter)) && close_lists();
  if (!ends_list) {
    const bool is_typing = ImGui::GetIO().WantTextInput && (ui().parameter_edit || ui().cell_edit);
    if (has_key(Key::escape) && !is_typing) run_command(app(), "leave");
    enters = has_key(Key::enter) && ui().dialog != Dialog::none && !ImGui::GetIO().WantTextInput;
  }
  keys_.clear();

  now_s_ += frame_s;
  advance_time(app(), now_s_);
  const bool has_letters =
      ui().dialog != Dialog::none && !ImGui::GetIO().InputQueueCharacters.empty() && !ImGui::IsAnyItemActive();
  if (has_letters) close_lists();
  ImGui::NewFrame();
  hints_.is_waiting = false;
  record_ = {};
  const DrawContext context{app().theme(), app().catalog(), *types_, hints_,  1,
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

std::vector<Record::Text> PanelStage::rows() const {
  const Atlas atlas = atlas_of(*types_);
  std::vector<Record::Text> texts;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    const std::string_view name = list._OwnerName;
    // A menu's name may have its label before it.
    const bool is_menu = name.find("##Menu_") != std::string_view::npos;
    if (is_menu || name.starts_with("##Popup")) read_letters(list, atlas, texts);
  }
  return texts;
}

std::vector<std::string> PanelStage::row_words() const {
  std::vector<std::string> words;
  for (const Record::Text& row : rows()) words.push_back(row.words);
  return words;
}

void PanelStage::click_row(std::string_view words) {
  for (const Record::Text& row : rows()) {
    if (row.words == words) return click(row.rect.center());
  }
  ADD_FAILURE() << "no open list has \"" << words << "\": " << ::testing::PrintToString(row_words());
}

std::vector<std::string> PanelStage::asked_for() { return std::exchange(asked_for_, {}); }

}  // namespace convoscope::testing
