// The rows of the menu Photograph.
#include <array>

#include "gui/state/command_rows.h"
#include "gui/state/photographs.h"

namespace convoscope {
namespace {

constexpr std::int64_t far_cells = 10;  // with Shift

constexpr KeyPress control_arrow(NamedKey named) { return {named, 0, true, false}; }

template <int down, int right>
constexpr Command loupe_row(std::string_view id, std::string_view label, NamedKey named) {
  return {id,
          label,
          Menu::photograph,
          {control_arrow(named)},
          true,
          has_photograph,
          [](AppState& app) { move_loupe(app, down, right); },
          nullptr,
          [](AppState& app) { move_loupe(app, down * far_cells, right * far_cells); }};
}

constexpr std::array photograph_rows{
    Command{"tone", "command.tone", Menu::photograph, {typed(U'y')}, false, has_photograph, change_tone},
    Command{"grey", "command.grey", Menu::photograph, {}, false, can_be_grey, toggle_grey, is_grey},
    loupe_row<0, -1>("loupe_left", "command.loupe_left", NamedKey::left),
    loupe_row<0, 1>("loupe_right", "command.loupe_right", NamedKey::right),
    loupe_row<-1, 0>("loupe_up", "command.loupe_up", NamedKey::up),
    loupe_row<1, 0>("loupe_down", "command.loupe_down", NamedKey::down),
};

template <std::size_t i>
constexpr Command sample_row(std::string_view id, std::string_view label) {
  return {
      id, label, Menu::photograph, {}, false, always, [](AppState& app) { open_sample(app, sample_photographs[i]); }};
}

constexpr std::array sample_rows{
    sample_row<0>("sample_harbour", "command.sample_harbour"),
    sample_row<1>("sample_rings", "command.sample_rings"),
};

}  // namespace

void add_photograph_commands(std::vector<Command>& rows) {
  rows.insert(rows.end(), photograph_rows.begin(), photograph_rows.end());
  rows.insert(rows.end(), sample_rows.begin(), sample_rows.end());
}

}  // namespace convoscope
