// Theme files: one token per colour, all of them required, so that no layout ever meets a colour that nobody chose.
#include "figure/draw/theme.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "figure/draw/named_colors.h"

namespace convoscope {
namespace {

using Token = std::pair<const char*, Color Theme::*>;
constexpr Token color_tokens[] = {
    {"canvas", &Theme::canvas},
    {"card", &Theme::card},
    {"line", &Theme::line},
    {"field", &Theme::field},
    {"text", &Theme::text},
    {"text_muted", &Theme::text_muted},
    {"text_faint", &Theme::text_faint},
    {"on_accent", &Theme::on_accent},
    {"accent", &Theme::accent},
    {"accent_soft", &Theme::accent_soft},
    {"focus", &Theme::focus},
    {"window", &Theme::window},
    {"warning", &Theme::warning},
    {"fine", &Theme::fine},
    {"fine_pale", &Theme::fine_pale},
    {"coarse", &Theme::coarse},
    {"coarse_pale", &Theme::coarse_pale},
    {"kernel", &Theme::kernel},
    {"on_fine", &Theme::on_fine},
    {"on_coarse", &Theme::on_coarse},
    {"on_kernel", &Theme::on_kernel},
    {"zero", &Theme::zero},
    {"zero_line", &Theme::zero_line},
    {"zero_text", &Theme::zero_text},
    {"cell_line", &Theme::cell_line},
};

using MeasureToken = std::pair<const char*, double Measures::*>;
constexpr MeasureToken measure_tokens[] = {
    {"title_pt", &Measures::title_pt},
    {"body_pt", &Measures::body_pt},
    {"label_pt", &Measures::label_pt},
    {"number_pt", &Measures::number_pt},
    {"zero_pt", &Measures::zero_pt},
    {"cell_pt", &Measures::cell_pt},
    {"output_cell_pt", &Measures::output_cell_pt},
    {"kernel_cell_pt", &Measures::kernel_cell_pt},
    {"gap_pt", &Measures::gap_pt},
    {"cell_radius_pt", &Measures::cell_radius_pt},
    {"card_radius_pt", &Measures::card_radius_pt},
    {"padding_pt", &Measures::padding_pt},
    {"margin_pt", &Measures::margin_pt},
    {"card_gap_pt", &Measures::card_gap_pt},
    {"node_radius_pt", &Measures::node_radius_pt},
    {"focus_width_pt", &Measures::focus_width_pt},
    {"edge_width_pt", &Measures::edge_width_pt},
    {"chosen_width_pt", &Measures::chosen_width_pt},
};
constexpr double largest_measure_pt = 1000;

Message wrong_value(const std::string& token) { return {"theme.wrong_value", {{"token", token}}}; }

Result<Color> color_of(const nlohmann::json& value, const std::string& token) {
  if (!value.is_string()) return wrong_value(token);
  const Result<Color> color = parse_color(value.get_ref<const std::string&>());
  return color ? color : Result<Color>(wrong_value(token));
}

Status read_measures(Measures& measures, const nlohmann::json& json) {
  if (!json.is_object()) return wrong_value("measures");
  for (const auto& [token, value] : json.items()) {
    const auto* found =
        std::ranges::find_if(measure_tokens, [&token = token](const auto& row) { return token == row.first; });
    if (found == std::end(measure_tokens)) return Message{"theme.unknown_token", {{"token", token}}};
    if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > largest_measure_pt) {
      return wrong_value(token);
    }
    measures.*found->second = value.get<double>();
  }
  return ok();
}

// Reads one token; nothing when it is as it should be.
Status read_token(Theme& theme, const std::string& token, const nlohmann::json& value) {
  if (token == "name") {
    if (!value.is_string()) return wrong_value(token);
    theme.name = value.get<std::string>();
    return ok();
  }
  if (token == "is_dark") {
    if (!value.is_boolean()) return wrong_value(token);
    theme.is_dark = value.get<bool>();
    return ok();
  }
  if (token == "edge_whisper") {
    if (!value.is_number()) return wrong_value(token);
    theme.edge_whisper = value.get<double>();
    return theme.edge_whisper >= 0 && theme.edge_whisper <= 1 ? ok() : Status(wrong_value(token));
  }
  if (token == "measures") return read_measures(theme.measures, value);
  if (token == "edges") {
    if (!value.is_array() || value.empty()) return wrong_value(token);
    for (const auto& entry : value) {
      const Result<Color> color = color_of(entry, token);
      if (!color) return color.message();
      theme.edges.push_back(*color);
    }
    return ok();
  }
  const auto* found = std::ranges::find_if(color_tokens, [&](const Token& row) { return token == row.first; });
  if (found == std::end(color_tokens)) return Message{"theme.unknown_token", {{"token", token}}};
  const Result<Color> color = color_of(value, token);
  if (!color) return color.message();
  theme.*found->second = *color;
  return ok();
}

}  // namespace

Result<Theme> read_theme(std::string_view text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return Message{"theme.not_json", {}};
  Theme theme;
  for (const auto& [token, value] : json.items()) {
    const Status status = read_token(theme, token, value);
    if (!status) return status.message();
  }
  for (const char* token : {"name", "is_dark", "edges", "edge_whisper"}) {
    if (!json.contains(token)) return Message{"theme.missing_token", {{"token", token}}};
  }
  for (const Token& row : color_tokens) {
    if (!json.contains(row.first)) return Message{"theme.missing_token", {{"token", row.first}}};
  }
  return theme;
}

Result<Theme> read_theme_over(std::string_view text,
                              const std::function<Result<Theme>(const std::string&)>& base_named) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return Message{"theme.not_json", {}};
  std::string base = "light";
  if (const auto named = json.find("base"); named != json.end()) {
    if (!named->is_string()) return wrong_value("base");
    base = named->get<std::string>();
  }
  Result<Theme> theme = base_named(base);
  if (!theme) return theme.message();
  if (json.contains("edges")) theme->edges.clear();
  for (const auto& [token, value] : json.items()) {
    if (token == "base") continue;
    if (const Status status = read_token(*theme, token, value); !status) return status.message();
  }
  return theme;
}

bool set_color(Theme& theme, std::string_view token, Color color) {
  constexpr std::string_view edge = "edge_";
  if (token.starts_with(edge)) {
    std::size_t number = 0;
    const char* const end = token.data() + token.size();
    const auto [last, error] = std::from_chars(token.data() + edge.size(), end, number);
    if (error != std::errc{} || last != end || number < 1 || number > theme.edges.size()) return false;
    theme.edges[number - 1] = color;
    return true;
  }
  const auto* const found = std::ranges::find_if(color_tokens, [&](const Token& row) { return token == row.first; });
  if (found == std::end(color_tokens)) return false;
  theme.*found->second = color;
  return true;
}

std::vector<std::string_view> color_names() {
  std::vector<std::string_view> names;
  for (const Token& row : color_tokens) names.emplace_back(row.first);
  return names;
}

std::vector<std::pair<Color, std::string>> named_colors(const Theme& theme) {
  std::vector<std::pair<Color, std::string>> colors;
  for (const Token& row : color_tokens) colors.emplace_back(theme.*row.second, row.first);
  for (std::size_t i = 0; i < theme.edges.size(); ++i)
    colors.emplace_back(theme.edges[i], "edge_" + std::to_string(i + 1));
  return colors;
}

Result<Color> parse_color(std::string_view text) {
  const Message wrong{"theme.wrong_color", {{"text", std::string(text)}}};
  if ((text.size() != 7 && text.size() != 9) || text.front() != '#') return wrong;
  std::uint8_t channels[4] = {0, 0, 0, 255};
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    const char* first = text.data() + 1 + i;
    const auto [end, error] = std::from_chars(first, first + 2, channels[i / 2], 16);
    if (error != std::errc{} || end != first + 2) return wrong;
  }
  return Color{channels[0], channels[1], channels[2], channels[3]};
}

Color with_alpha(Color color, double alpha) {
  color.a = static_cast<std::uint8_t>(std::lround(std::clamp(alpha, 0.0, 1.0) * 255));
  return color;
}

Color mix(Color from, Color to, double t) {
  const auto channel = [t](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(x + (y - x) * std::clamp(t, 0.0, 1.0)));
  };
  return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), channel(from.a, to.a)};
}

}  // namespace convoscope
