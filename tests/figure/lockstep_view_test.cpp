// Lock-step: at every step the same connection is lit in all four panels, and it is the trace's; counts are the core's; at the end
// four separately computed results are equal and shown.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "document/number_text.h"
#include "document/symbols.h"
#include "figure/lockstep/lockstep_layout.h"
#include "figure/lockstep/lockstep_maps.h"
#include "figure/lockstep/lockstep_state.h"
#include "fits.h"

namespace convoscope {
namespace {

using testing::layer;
using testing::Stage;

constexpr int panels = static_cast<int>(method_count);

constexpr Size canvas{744, 679};

Stage alone(Stage stage) {
  stage.scene.views = {"lockstep"};
  return stage;
}

Stage small(AxisSpec down, AxisSpec across) {
  return alone(Stage(layer(Operation::transposed_convolution, down, across)));
}

// A grid of the figure with its tag, in figure coordinates.
struct PlacedGrid {
  Grid grid;
  Tag tag;
  int panel = -1;
};

struct Drawn {
  std::vector<Rect> panels;  // in the view's order
  std::vector<PlacedGrid> grids;
  std::vector<Rect> rings;  // outlines in the focus colour, fully opaque: what is lit, not hovered, not framed
};

Drawn drawn_by(const Stage& stage) {
  const Figure figure = compose_view("lockstep", stage.inputs());
  Drawn drawn;
  testing::visit_items(figure, [&](const Item& item, const Affine& transform) {
    EXPECT_EQ(transform, Affine{});
    if (const auto* box = std::get_if<Box>(&item.shape); box != nullptr && box->fill.color.a == 0) {
      if (box->stroke.color == stage.look.line) drawn.panels.push_back(box->rect);
      if (box->stroke.color == stage.look.focus) drawn.rings.push_back(box->rect);
    }
    if (const auto* grid = std::get_if<Grid>(&item.shape); grid != nullptr && item.tag) {
      drawn.grids.push_back({*grid, item.tag, static_cast<int>(drawn.panels.size()) - 1});
    }
  });
  EXPECT_EQ(drawn.panels.size(), 4u);
  return drawn;
}

// What is lit in a panel, by the tags of the ringed cells.
std::set<Tag> lit_in(const Drawn& drawn, int panel) {
  std::set<Tag> lit;
  for (const Rect& ring : drawn.rings) {
    for (const PlacedGrid& placed : drawn.grids) {
      if (placed.panel != panel) continue;
      const auto cell = placed.grid.cell_at(ring.center());
      if (!cell) continue;
      const Rect rect = placed.grid.cell_rect(cell->row, cell->column);
      const bool same = std::abs(rect.center().x - ring.center().x) < 0.6 &&
                        std::abs(rect.center().y - ring.center().y) < 0.6 && std::abs(rect.width - ring.width) < 3;
      if (same) lit.insert(placed.grid.tag_of(placed.tag, cell->row, cell->column));
    }
  }
  return lit;
}

// What a panel has to light for connections, from the trace's products.
std::set<Tag> expected_in(const Stage& stage, Method method, const std::vector<Product>& products) {
  const Relation& relation = stage.evaluation->relation;
  const std::int64_t fine_cells = relation.axes[height].fine * relation.axes[width].fine;
  const std::int64_t coarse_cells = relation.axes[height].coarse * relation.axes[width].coarse;
  const Side side = method == Method::gather ? Side::convolution : Side::transposed;
  std::set<Tag> tags;
  for (const Product& p : products) {
    tags.insert({side, Part::coarse, p.input_channel, p.input});
    tags.insert({side, Part::fine, p.output_channel, p.output});
    if (method == Method::matrix) {
      tags.insert({side,
                   Part::matrix,
                   0,
                   {p.input_channel * coarse_cells + p.input.row * relation.axes[width].coarse + p.input.column,
                    p.output_channel * fine_cells + p.output.row * relation.axes[width].fine + p.output.column}});
    } else {
      Tag kernel = kernel_tag(*stage.evaluation, Side::transposed, p.input_channel, p.output_channel, p.kernel);
      kernel.side = side;
      tags.insert(kernel);
    }
  }
  return tags;
}

void expect_lit_as_traced(Stage& stage) {
  const Trace trace = stage.evaluation->trace(Side::transposed, stage.playhead.granularity);
  const bool by_cell = stage.playhead.granularity == Granularity::cell;
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    SCOPED_TRACE(index);
    stage.playhead.step = index;
    const Step step = trace.at(index);
    std::vector<Product> now;
    for (std::size_t i = 0; i < step.products.size(); ++i) {
      const Product& p = step.products[i];
      const bool is_now = by_cell ? p.input_channel == step.products.front().input_channel
                                  : static_cast<std::int64_t>(i) == step.current;
      if (is_now && p.factor == Factor::value) now.push_back(p);
    }
    const Drawn drawn = drawn_by(stage);
    for (int panel = 0; panel < panels; ++panel) {
      std::set<Tag> lit = lit_in(drawn, panel);
      // Zero insertion also shows which zero is multiplied, and by which element.
      if (now.empty() && panel == 0) continue;
      EXPECT_EQ(lit, expected_in(stage, lockstep_methods.at(static_cast<std::size_t>(panel)), now))
          << "panel " << panel + 1;
    }
  }
}

TEST(Lockstep, LightsTheTracesConnectionInAllFour) {
  for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
    Stage stage = alone(Stage("article"));
    stage.pin = {};
    stage.playhead = {Side::transposed, granularity, 0};
    expect_lit_as_traced(stage);
  }
}

TEST(Lockstep, LightsItInNonSquareDilatedHoledAndManyChannelledLayers) {
  const AxisSpec holes{.input = 2, .kernel = 2, .stride = 3, .output_padding = 1};
  const AxisSpec dilated{.input = 2, .kernel = 2, .stride = 2, .dilation = 3, .pad_begin = 1, .pad_end = 2};
  for (const std::int64_t channels : {1, 2}) {
    Scene scene = layer(Operation::transposed_convolution, holes, dilated);
    scene.spec.in_channels = scene.spec.out_channels = channels;
    Stage stage = alone(Stage(scene));
    stage.playhead = {Side::transposed, Granularity::multiply, 0};
    expect_lit_as_traced(stage);
  }
}

TEST(Lockstep, LightsItInThePartsOfALargeLayer) {
  const AxisSpec axis{.input = 14, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  Stage stage = small(axis, axis);
  const Trace trace = stage.evaluation->trace(Side::transposed, Granularity::cell);
  for (std::int64_t index = 0; index < trace.size(); index += 37) {
    SCOPED_TRACE(index);
    stage.playhead = {Side::transposed, Granularity::cell, index};
    std::vector<Product> now = trace.at(index).products;
    std::erase_if(now, [](const Product& p) { return p.factor != Factor::value; });
    const Drawn drawn = drawn_by(stage);
    for (int panel = 0; panel < panels; ++panel) {
      EXPECT_EQ(lit_in(drawn, panel), expected_in(stage, lockstep_methods.at(static_cast<std::size_t>(panel)), now))
          << "panel " << panel + 1;
    }
  }
}

// Numbers in a panel's output: the sum of the connections so far where they have begun, nothing where not.
TEST(Lockstep, EveryPanelShowsTheSumOfTheConnectionsSoFar) {
  Stage stage = alone(Stage("article"));
  stage.pin = {};
  const Trace trace = stage.evaluation->trace(Side::transposed, Granularity::multiply);
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    SCOPED_TRACE(index);
    stage.playhead = {Side::transposed, Granularity::multiply, index};
    const Cell focus = trace.at(index).focus;
    const Drawn drawn = drawn_by(stage);
    std::array<int, method_count> cells{};
    for (const PlacedGrid& placed : drawn.grids) {
      for (std::int64_t row = 0; row < placed.grid.rows; ++row) {
        for (std::int64_t column = 0; column < placed.grid.columns; ++column) {
          const Tag tag = placed.grid.tag_of(placed.tag, row, column);
          if (tag.part != Part::fine) continue;
          ++cells.at(static_cast<std::size_t>(placed.panel));
          const bool has_begun = tag.cell <= focus;
          const std::string sum = number_text(trace.value_after(index, 0, tag.cell));
          EXPECT_EQ(placed.grid.text_of(row, column), has_begun ? sum : "");
        }
      }
    }
    for (const int count : cells) EXPECT_EQ(count, 9);
  }
}

TEST(Lockstep, AtTheEndTheFourResultsAreShownAndEqual) {
  Stage stage = alone(Stage("padding_strides_odd_transposed"));
  stage.playhead = {Side::transposed, Granularity::multiply, 0};
  stage.playhead.step = last_step(*stage.evaluation, stage.playhead);
  const Spec& spec = *stage.evaluation->transposed;
  const LockstepResults results = lockstep_results(*stage.evaluation);
  EXPECT_TRUE(results.is_compared);
  EXPECT_EQ(results.largest_difference, 0);
  const Drawn drawn = drawn_by(stage);
  for (int panel = 0; panel < panels; ++panel) {
    const Tensor expected = apply(spec, *stage.evaluation->coarse, *stage.evaluation->weight, {},
                                  lockstep_methods.at(static_cast<std::size_t>(panel)));
    EXPECT_EQ(*results.outputs.at(static_cast<std::size_t>(panel)), expected);
    for (const PlacedGrid& placed : drawn.grids) {
      if (placed.panel != panel) continue;
      for (std::int64_t row = 0; row < placed.grid.rows; ++row) {
        for (std::int64_t column = 0; column < placed.grid.columns; ++column) {
          const Tag tag = placed.grid.tag_of(placed.tag, row, column);
          if (tag.part != Part::fine) continue;
          EXPECT_EQ(placed.grid.values->at(static_cast<std::size_t>(row * placed.grid.columns + column)),
                    expected(0, 0, tag.cell.row, tag.cell.column));
        }
      }
    }
  }
  EXPECT_NE(testing::joined_texts(compose_view("lockstep", stage.inputs())).find("All four give the same 36 numbers."),
            std::string::npos);
}

TEST(Lockstep, CountsAreTheCores) {
  Stage stage = alone(Stage("article"));
  stage.pin = {};
  const auto total = [&](Method method) {
    const Trace trace = stage.evaluation->trace(Side::transposed, method, Granularity::cell);
    return trace.work_after(trace.size() - 1);
  };
  stage.playhead = {Side::transposed, Granularity::multiply, 80};
  const LockstepState state = lockstep_state(stage.inputs());
  EXPECT_EQ(state.connections, 16);
  EXPECT_EQ(state.connections_done, 16);
  EXPECT_EQ(state.work[0].total, total(Method::zero_insertion));
  EXPECT_EQ(state.work[0].total, (Work{81, 65}));
  EXPECT_EQ(state.work[1].total, (Work{36, 20}));
  EXPECT_EQ(state.work[2].total, (Work{36, 20}));
  EXPECT_EQ(state.work[3].total, (Work{16, 0}));
  for (const MethodWork& work : state.work) EXPECT_EQ(work.so_far, work.total);
}

AxisSpec any_lockstep_axis() {
  AxisSpec a;
  a.input = *rc::gen::inRange<std::int64_t>(1, 5);
  a.kernel = *rc::gen::inRange<std::int64_t>(1, 4);
  a.stride = *rc::gen::inRange<std::int64_t>(1, 4);
  a.dilation = *rc::gen::inRange<std::int64_t>(1, 3);
  a.pad_begin = *rc::gen::inRange<std::int64_t>(0, 3);
  a.pad_end = *rc::gen::inRange<std::int64_t>(0, 3);
  a.output_padding = *rc::gen::inRange<std::int64_t>(0, 2);
  return a;
}

// The step found in another method's order performs exactly that connection.
RC_GTEST_PROP(Lockstep, OwnStepsPerformTheSameConnection, ()) {
  Scene scene = layer(Operation::transposed_convolution, any_lockstep_axis(), any_lockstep_axis());
  const std::int64_t groups = *rc::gen::inRange<std::int64_t>(1, 3);
  scene.spec.groups = groups;
  scene.spec.in_channels = groups * *rc::gen::inRange<std::int64_t>(1, 3);
  scene.spec.out_channels = groups * *rc::gen::inRange<std::int64_t>(1, 3);
  RC_PRE(validate(scene.spec).empty());
  const auto evaluation = evaluate(scene);
  const Trace common = evaluation->trace(Side::transposed, Granularity::multiply);
  const std::int64_t index = *rc::gen::inRange<std::int64_t>(0, common.size());
  const Step step = common.at(index);
  RC_PRE(step.current >= 0);
  const Product& product = step.products[static_cast<std::size_t>(step.current)];
  RC_PRE(product.factor == Factor::value);
  for (const Method method : {Method::scatter, Method::matrix, Method::gather}) {
    const Trace own = evaluation->trace(Side::transposed, method, Granularity::multiply);
    const Step found = own.at(own_step(own, evaluation->relation, product));
    const Product& same = found.products[static_cast<std::size_t>(found.current)];
    RC_ASSERT(same.factor == Factor::value);
    RC_ASSERT(same.input == product.input && same.output == product.output && same.kernel == product.kernel);
    RC_ASSERT(same.input_channel == product.input_channel && same.output_channel == product.output_channel);
  }
}

RC_GTEST_PROP(Lockstep, TheFourAgreeOnAnyLayer, ()) {
  Scene scene = layer(Operation::transposed_convolution, any_lockstep_axis(), any_lockstep_axis());
  scene.spec.padding_mode = *rc::gen::element(PaddingMode::zeros, PaddingMode::replicate, PaddingMode::circular);
  RC_PRE(validate(scene.spec).empty());
  Stage stage = alone(Stage(scene));
  const LockstepResults results = lockstep_results(*stage.evaluation);
  RC_ASSERT(results.is_compared);
  RC_ASSERT(results.largest_difference == 0);
  stage.playhead = {Side::transposed, Granularity::cell, *rc::gen::inRange<std::int64_t>(0, results.numbers)};
  RC_ASSERT(compose_view("lockstep", stage.inputs()).size.width > 0);
}

TEST(Lockstep, NamesEveryCellAsItIs) {
  const AxisSpec axis{.input = 14, .kernel = 4, .stride = 2, .pad_begin = 1, .pad_end = 1};
  Stage stage = small(axis, axis);
  stage.playhead = {Side::transposed, Granularity::cell, 400};
  const Relation& r = stage.evaluation->relation;
  const Geometry sizes = geometry(*stage.evaluation->transposed);
  const auto within = [](Cell cell, std::int64_t rows, std::int64_t columns) {
    return cell.row >= 0 && cell.row < rows && cell.column >= 0 && cell.column < columns;
  };
  for (const PlacedGrid& placed : drawn_by(stage).grids) {
    for (std::int64_t row = 0; row < placed.grid.rows; ++row) {
      for (std::int64_t column = 0; column < placed.grid.columns; ++column) {
        const Tag tag = placed.grid.tag_of(placed.tag, row, column);
        if (tag.part == Part::fine) {
          EXPECT_TRUE(within(tag.cell, r.axes[0].fine, r.axes[1].fine));
        }
        if (tag.part == Part::coarse) {
          ASSERT_TRUE(within(tag.cell, r.axes[0].coarse, r.axes[1].coarse));
          EXPECT_EQ(placed.grid.values->at(static_cast<std::size_t>(row * placed.grid.columns + column)),
                    (*stage.evaluation->coarse)(0, 0, tag.cell.row, tag.cell.column));
        }
        if (tag.part == Part::kernel) {
          EXPECT_TRUE(within(tag.cell, 4, 4));
        }
        if (tag.part == Part::matrix) {
          EXPECT_TRUE(within(tag.cell, 196, r.axes[0].fine * r.axes[1].fine));
        }
        if (tag.part == Part::expanded && tag.side == Side::transposed) {
          EXPECT_TRUE(within(tag.cell, sizes.axes[0].padded, sizes.axes[1].padded));
        }
      }
    }
  }
}

TEST(Lockstep, SaysWhenOnlyZeroInsertionMultiplies) {
  Stage stage = alone(Stage("article"));
  stage.pin = {};
  stage.playhead = {Side::transposed, Granularity::multiply, 0};
  EXPECT_NE(testing::joined_texts(compose_view("lockstep", stage.inputs())).find("only panel 1 makes it."),
            std::string::npos);
}

// A plain walk over all steps: on a zero, or on a cell that nothing reaches, the other panels stay where they were.
void expect_progress_is_kept(Stage& stage) {
  const Trace common = stage.evaluation->trace(Side::transposed, stage.playhead.granularity);
  const bool by_cell = stage.playhead.granularity == Granularity::cell;
  std::array<Work, method_count> before{};
  for (std::int64_t index = 0; index < common.size(); ++index) {
    SCOPED_TRACE(index);
    stage.playhead.step = index;
    const LockstepState state = lockstep_state(stage.inputs());
    const Step step = common.at(index);
    bool has_connection = false;
    for (std::size_t i = 0; i < step.products.size(); ++i) {
      const bool is_now = by_cell || static_cast<std::int64_t>(i) == step.current;
      has_connection = has_connection || (is_now && step.products[i].factor == Factor::value);
    }
    for (int panel = 1; panel < panels; ++panel) {
      const auto& so_far = state.work.at(static_cast<std::size_t>(panel)).so_far;
      ASSERT_TRUE(so_far.has_value()) << "panel " << panel + 1;
      Work& last = before.at(static_cast<std::size_t>(panel));
      if (!has_connection && !state.is_finished) {
        EXPECT_EQ(*so_far, last) << "panel " << panel + 1;
      }
      if (has_connection) {
        EXPECT_GT(so_far->that_count(), 0);
      }
      last = *so_far;
    }
  }
}

TEST(Lockstep, PanelsKeepTheirProgressOnZeros) {
  Scene holes = layer(Operation::transposed_convolution, {.input = 2, .kernel = 2, .stride = 3, .output_padding = 2},
                      {.input = 3, .kernel = 3, .stride = 2, .dilation = 2, .pad_begin = 1, .pad_end = 1});
  holes.spec.in_channels = holes.spec.out_channels = 2;
  for (Stage stage : {alone(Stage("article")), alone(Stage("padding_strides_odd_transposed")), alone(Stage(holes))}) {
    stage.pin = {};
    for (const Granularity granularity : {Granularity::multiply, Granularity::cell}) {
      stage.playhead = {Side::transposed, granularity, 0};
      expect_progress_is_kept(stage);
    }
  }
}

TEST(Lockstep, PoolingIsToldWhyThereIsNone) {
  Stage stage("numerical_max_pooling");
  EXPECT_NE(testing::joined_texts(compose_view("lockstep", stage.inputs())).find("Pooling has no kernel"),
            std::string::npos);
}

TEST(Lockstep, FitsWithoutWordsOnWords) {
  for (const char* language : {"en", "zh"}) {
    for (const Scene& scene : testing::hard_layers()) {
      SCOPED_TRACE(std::string(language) + " " + std::to_string(scene.spec.axes[height].input) + "x" +
                   std::to_string(scene.spec.axes[width].input));
      Stage stage(scene);
      stage.words = testing::catalog(language);
      stage.playhead = {Side::transposed, Granularity::multiply, 0};
      testing::expect_fits_everywhere(stage, "lockstep");
    }
  }
}

TEST(LockstepLayout, PartsStayOnTheirMaps) {
  for (std::int64_t total = 1; total < 40; ++total) {
    for (std::int64_t middle = 0; middle < total; ++middle) {
      for (const PartLimit limit : {large_map, small_map, flat_map}) {
        const AxisPart part = part_around(total, middle, limit);
        EXPECT_GE(part.first, 0);
        EXPECT_LE(part.first + part.count, total);
        EXPECT_LE(part.first, middle);
        EXPECT_LT(middle, part.first + part.count);
        EXPECT_EQ(part.is_whole(), total <= limit.whole);
      }
    }
  }
}

TEST(LockstepGolden, ArticleOnAConnection) {
  Stage stage = alone(Stage("article"));
  stage.pin = {};
  stage.playhead = {Side::transposed, Granularity::multiply, 36};
  testing::expect_golden("lockstep_connection", dump(stage.compose(canvas)));
}

}  // namespace
}  // namespace convoscope
