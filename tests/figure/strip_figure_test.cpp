// The strip of a model's maps: whatever cell is lit, no words stand on others, and every map has its name beside its span.
#include "figure/strip/strip_figure.h"

#include "document/model/model_cells.h"
#include "figure/strip/field_inset.h"
#include "fits.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

ModelLayer model_layer(const std::string& name, Operation operation, std::int64_t in, std::int64_t out,
                       const AxisSpec& axis) {
  ModelLayer layer;
  layer.name = layer.op = name;
  layer.effect = Effect::layer;
  layer.layer.emplace();
  layer.layer->name = name;
  layer.layer->has_channels = true;
  Spec& spec = layer.layer->spec;
  spec.operation = operation;
  spec.in_channels = in;
  spec.out_channels = out;
  spec.axes = {axis, axis};
  return layer;
}

/// Down by `levels` and up again, joined by skips.
Model encoder_decoder(int levels, std::int64_t extent) {
  const AxisSpec same{.kernel = 3, .pad_begin = 1, .pad_end = 1};
  const AxisSpec halved{.kernel = 2, .stride = 2};
  Model model;
  std::int64_t channels = 3;
  for (int level = 0; level < levels; ++level) {
    const std::int64_t wide = std::int64_t{8} << level;
    const std::string number = std::to_string(level + 1);
    model.layers.push_back(model_layer("enc" + number, Operation::convolution, channels, wide, same));
    model.layers.push_back(model_layer("pool" + number, Operation::max_pooling, wide, wide, halved));
    channels = wide;
  }
  model.layers.push_back(model_layer("mid", Operation::convolution, channels, 2 * channels, same));
  for (int level = levels; level-- > 0;) {
    const std::int64_t wide = std::int64_t{8} << level;
    const std::string number = std::to_string(level + 1);
    model.layers.push_back(model_layer("up" + number, Operation::transposed_convolution, 2 * wide, wide, halved));
    model.layers.push_back(model_layer("dec" + number, Operation::convolution, 2 * wide, wide, same));
  }
  model.input = {3, extent, extent};
  return model;
}

Stage strip_stage(const Model& model, const std::string& language) {
  Stage stage("article");
  stage.scene.page.model = std::make_shared<const Model>(model);
  stage.scene.page.is_shown = true;
  stage.words = catalog(language);
  return stage;
}

TEST(StripFigure, KeepsItsWordsApartWhateverIsLit) {
  for (const std::string language : {"en", "zh"})
    for (const Model& model : {encoder_decoder(1, 24), encoder_decoder(3, 224), encoder_decoder(4, 225)})
      for (const Size canvas : {Size{1000, 760}, Size{536, 536}, Size{960, 420}, Size{400, 700}, Size{1400, 950}}) {
        Stage stage = strip_stage(model, language);
        const std::vector<ModelStep> steps = follow(model, model.input);
        for (int layer = -2; layer < static_cast<int>(steps.size()); ++layer) {
          stage.pin = {};
          if (layer >= -1) {
            const MapSize size = layer < 0 ? model.input : *steps[static_cast<std::size_t>(layer)].output;
            stage.pin = {Side::none, Part::map, layer + 1, {size.rows / 3, size.columns / 2}};
          }
          SCOPED_TRACE(language + std::to_string(model.layers.size()) + " " + std::to_string(canvas.width) + " " +
                       std::to_string(layer));
          EXPECT_THAT(faults_of(strip_figure(stage.inputs(), canvas)), IsEmpty());
        }
      }
}

TEST(StripFigure, HasNamesBesideSpansOfWhatIsLit) {
  const Model model = encoder_decoder(1, 24);
  Stage stage = strip_stage(model, "en");
  stage.pin = {Side::none, Part::map, 3, {5, 6}};  // of mid
  const std::vector<std::string> texts = texts_of(strip_figure(stage.inputs(), {1000, 760}));
  // mid's cell reads three cells of the pool, those six of enc1, these two more of the input; up1 makes two of it, dec1 four.
  for (const char* const words :
       {"enc1", "mid", "up1", "8 × 8", "6 × 6", "1 × 1", "4 × 4", "rows 8–15", "columns 10–17"})
    EXPECT_THAT(texts, Contains(words));
  // Where the first map reaches up to the header there is no place for it enlarged.
  EXPECT_THAT(texts_of(strip_figure(stage.inputs(), {536, 300})), Not(Contains("rows 8–15")));
}

TEST(FieldInset, ShowsEveryCellOfAFieldWithGaps) {
  const Theme look = theme();
  const Catalog words = catalog();
  const TestFontMetrics metrics;
  Pen pen(look, metrics, {});
  const std::vector<CellProduct> cells{{{2, 4, 6}, {1, 3}}};
  draw_field_inset(pen, {0, 0}, cells, {1, 20, 20}, look, words);
  int lit = 0;
  double width = 0;
  for (const Item& item : pen.take())
    if (const auto* box = std::get_if<Box>(&item.shape)) {
      lit += box->fill.color == look.focus ? 1 : 0;
      width = std::max(width, box->rect.width);
    }
  EXPECT_EQ(lit, 6);
  // Rows 1 to 7 are shown, columns 0 to 4.
  EXPECT_DOUBLE_EQ(width, field_inset_width_pt * 5 / 7);
}

}  // namespace
}  // namespace convoscope::testing
