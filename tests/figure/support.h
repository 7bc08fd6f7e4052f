// What figure tests share: metrics that depend on no installed font, the shipped theme and texts, a walk over a figure's
// items, and text goldens.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>

#include "document/explain.h"
#include "document/presets.h"
#include "dump.h"
#include "figure/compose.h"

namespace convoscope::testing {

/// Every character is 0.6 em wide, every capital 0.7 em high.
class TestFontMetrics : public FontMetrics {
 public:
  double width(std::string_view utf8, const TextStyle& style) const override {
    std::size_t characters = 0;
    for (const char c : utf8) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return static_cast<double>(characters) * (0.6 * style.size_pt + style.letter_spacing_pt);
  }
  double cap_height(const TextStyle&) const override { return 0.7; }
};

inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline Theme theme(const std::string& name = "light") {
  return *read_theme(read_text(CONVOSCOPE_ASSETS_DIR "/themes/" + name + ".json"));
}

inline Catalog catalog(const std::string& code = "en") {
  return *Catalog::read(read_text(CONVOSCOPE_ASSETS_DIR "/languages/" + code + ".json"));
}

/// A scene, what follows from it and everything a picture needs; keeps what PictureInputs refers to.
struct Stage {
  Scene scene;
  Playhead playhead;
  Tag pin;
  Tag hover;
  Theme look = theme();
  Catalog words = catalog();
  TestFontMetrics metrics;
  std::shared_ptr<const Evaluation> evaluation;

  explicit Stage(Scene of) : scene(std::move(of)), evaluation(evaluate(scene)) {}
  explicit Stage(std::string_view preset) : Stage(preset_named(preset)->scene) {
    playhead = preset_named(preset)->playhead;
    pin = preset_named(preset)->pin;
  }
  PictureInputs inputs() const { return {scene, *evaluation, playhead, pin, hover, look, words, metrics, nullptr}; }
  Figure compose(Size available = {744, 679}) const { return convoscope::compose(inputs(), available); }
};

inline Scene layer(Operation operation, AxisSpec down, AxisSpec across) {
  Scene scene;
  scene.spec.operation = operation;
  scene.spec.axes = {down, across};
  return scene;
}

/// Whether `tag` names something that the layer has.
inline bool is_real(const Evaluation& evaluation, const Tag& tag) {
  const Relation& r = evaluation.relation;
  const auto on_map = [&](Cell cell, auto extent) {
    return lies_on(cell, r.axes[height].*extent, r.axes[width].*extent);
  };
  if (tag.cell == no_cell && (tag.part == Part::fine || tag.part == Part::coarse))  // a whole map
    return tag.channel >= 0 && tag.channel < (tag.part == Part::fine ? r.fine_channels : r.coarse_channels);
  const auto cells = [&](auto extent) { return r.axes[height].*extent * r.axes[width].*extent; };
  switch (tag.part) {
    case Part::fine: return is_explained(evaluation, tag);  // also what is cut off
    case Part::coarse: return tag.channel < r.coarse_channels && on_map(tag.cell, &AxisRelation::coarse);
    case Part::kernel: return on_map(tag.cell, &AxisRelation::kernel);
    case Part::matrix:
      return lies_on(tag.cell, cells(&AxisRelation::coarse) * r.coarse_channels,
                     cells(&AxisRelation::fine) * r.fine_channels);
    case Part::frame: return tag.cell.row >= 0 && tag.cell.row < 4;
    case Part::expanded: {
      const Geometry sizes = geometry(evaluation.spec(tag.side));
      return lies_on(tag.cell, sizes.axes[height].padded, sizes.axes[width].padded);
    }
    case Part::connection: {
      const std::vector<Tap> taps = all_taps(r);
      return std::ranges::any_of(
          taps, [&](const Tap& t) { return t.fine == tag.cell && t.kernel == tag.kernel && t.coarse == tag.coarse; });
    }
    default: return false;
  }
}

/// Visits every item that is no group, with the transform from its coordinates to the figure's.
using ItemVisitor = std::function<void(const Item&, const Affine&)>;
inline void visit_items(const std::vector<Item>& items, const Affine& transform, const ItemVisitor& visit) {
  for (const Item& item : items) {
    if (const auto* group = std::get_if<Group>(&item.shape)) {
      visit_items(group->items, transform * group->transform, visit);
    } else {
      visit(item, transform);
    }
  }
}
inline void visit_items(const Figure& figure, const ItemVisitor& visit) { visit_items(figure.items, {}, visit); }

/// The grid whose item has exactly this tag.
inline const Grid* find_grid(const Figure& figure, const Tag& tag) {
  const Grid* found = nullptr;
  visit_items(figure, [&](const Item& item, const Affine&) {
    if (const auto* grid = std::get_if<Grid>(&item.shape); grid != nullptr && item.tag == tag) found = grid;
  });
  return found;
}

inline std::vector<std::string> texts_of(const Figure& figure) {
  std::vector<std::string> texts;
  visit_items(figure, [&](const Item& item, const Affine&) {
    if (const auto* text = std::get_if<Text>(&item.shape)) texts.push_back(text->text);
  });
  return texts;
}

/// All of them in one line.
inline std::string joined_texts(const Figure& figure) {
  std::string words;
  for (const std::string& text : texts_of(figure)) words += text + " ";
  return words;
}

/// Compares with tests/goldens/figure/<name>.txt; CONVOSCOPE_UPDATE_GOLDENS=1 writes it instead.
inline void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = CONVOSCOPE_GOLDENS_DIR "/figure/" + name + ".txt";
  if (std::getenv("CONVOSCOPE_UPDATE_GOLDENS") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, read_text(path)) << "look at the difference; CONVOSCOPE_UPDATE_GOLDENS=1 rewrites " << path;
}

}  // namespace convoscope::testing
