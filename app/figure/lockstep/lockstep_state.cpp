// Reads the zero insertion's trace at the playhead and looks its connections up in the others.
#include "figure/lockstep/lockstep_state.h"

#include <algorithm>

#include "core/assert.h"
#include "figure/state/highlight.h"

namespace convoscope {
namespace {

// More than this at once is no cursor.
constexpr std::size_t most_hovered = 64;

Tap tap_of(const Relation& relation, const Product& product) {
  const Cell placed{relation.axes[height].place(product.input.row, product.kernel.row),
                    relation.axes[width].place(product.input.column, product.kernel.column)};
  return {product.output, product.kernel, product.input, placed};
}

// The connections that the playhead's step performs, all channels.
std::vector<Product> performed(const Step& step, Granularity granularity) {
  std::vector<Product> products;
  if (step.current < 0) return products;
  if (granularity == Granularity::multiply) {
    products.push_back(step.products[static_cast<std::size_t>(step.current)]);
  } else {
    products = step.products;
  }
  std::erase_if(products, [](const Product& p) { return p.factor != Factor::value; });
  return products;
}

// The connections that the last step up to `index` with any performs: where the cursor is on a zero, or on a cell that none
// reaches, the other methods stand at those. O(log steps).
std::vector<Product> last_performed(const Trace& common, std::int64_t index, Granularity granularity) {
  const std::int64_t done = common.work_after(index).that_count();
  if (done == 0) return {};
  std::int64_t first = 0;
  while (first < index) {
    const std::int64_t middle = first + (index - first) / 2;
    if (common.work_after(middle).that_count() < done) {
      first = middle + 1;
    } else {
      index = middle;
    }
  }
  return performed(common.at(index), granularity);
}

}  // namespace

std::int64_t own_step(const Trace& trace, const Relation& relation, const Product& connection) {
  if (trace.method() == Method::matrix) {
    // A row of the matrix has an entry for each input cell, channels outermost; its products are not made to be searched.
    const std::int64_t columns = relation.axes[width].coarse;
    const std::int64_t cells = relation.axes[height].coarse * columns;
    return trace.step_of(connection.output_channel, connection.output) + connection.input_channel * cells +
           connection.input.row * columns + connection.input.column;
  }
  const bool is_scatter = trace.method() == Method::scatter;
  const std::int64_t first = is_scatter ? trace.step_of(connection.input_channel, connection.input)
                                        : trace.step_of(connection.output_channel, connection.output);
  const std::vector<Product> products = trace.at(first).products;
  const auto found = std::ranges::find_if(products, [&](const Product& p) {
    return p.factor == Factor::value && p.kernel == connection.kernel && p.input == connection.input &&
           p.output == connection.output && p.input_channel == connection.input_channel &&
           p.output_channel == connection.output_channel;
  });
  CONVOSCOPE_ASSERT(found != products.end());
  return first + (found - products.begin());
}

LockstepState lockstep_state(const PictureInputs& inputs) {
  const Evaluation& evaluation = inputs.evaluation;
  const Relation& relation = evaluation.relation;
  LockstepState state;
  state.maps = maps_state(inputs, Side::transposed);
  const MapsState& maps = state.maps;
  const std::shared_ptr<const Highlights> lit = highlights(inputs);
  const std::int64_t outputs = relation.fine_channels / relation.groups;
  if (!maps.shows_window) {
    state.lit = lit->front().taps;
    state.lit_in_all = static_cast<std::int64_t>(state.lit.size()) * outputs;
  } else {
    state.lit_in_all = std::ranges::count(maps.step.products, Factor::value, &Product::factor);
    for (std::size_t i = 0; i < maps.window.size(); ++i) {
      const bool is_here = !maps.by_multiplication || static_cast<std::int64_t>(i) == maps.current_in_window;
      if (!is_here) continue;
      if (maps.window[i].factor == Factor::value) {
        state.lit.push_back(tap_of(relation, maps.window[i]));
      } else {
        state.is_on_zero = maps.by_multiplication;
      }
    }
  }
  const auto shown_taps = [&](const Highlight& of) {
    return lit_channels(evaluation, of.tag, maps.output_channel, maps.input_channel).both() ? of.taps
                                                                                            : std::vector<Tap>{};
  };
  if (const Highlight* hover = hovered(*lit)) state.hovered = shown_taps(*hover);
  const Highlight& main = main_highlight(*lit);
  if (state.hovered.empty() && &main != &lit->front()) state.hovered = shown_taps(main);
  if (state.hovered.size() > most_hovered) state.hovered.clear();

  const Granularity granularity = inputs.playhead.granularity;
  const Trace common = evaluation.trace(Side::transposed, granularity);
  const std::int64_t index = step_of_side(evaluation, inputs.playhead, Side::transposed);
  const bool is_pinned = inputs.scene.look.is_lit && (maps.is_pinned || !maps.shows_window);
  state.is_finished = index + 1 == common.size() && !is_pinned;
  state.connections_done = common.work_after(index).that_count();
  state.connections = common.work_after(common.size() - 1).that_count();
  const std::vector<Product> latest = last_performed(common, index, granularity);
  for (std::size_t i = 0; i < method_count; ++i) {
    const Method method = lockstep_methods[i];
    MethodWork& work = state.work[i];
    if (method == Method::zero_insertion) {
      work.total = common.work_after(common.size() - 1);
      if (!is_pinned) work.so_far = common.work_after(index);
      continue;
    }
    const Trace own = evaluation.trace(Side::transposed, method, Granularity::multiply);
    work.total = own.work_after(own.size() - 1);
    if (is_pinned) continue;
    std::int64_t last = state.is_finished ? own.size() - 1 : -1;  // each has come to its end, whatever its order
    for (const Product& product : latest) last = std::max(last, own_step(own, relation, product));
    work.so_far = last < 0 ? Work{} : own.work_after(last);
  }
  return state;
}

}  // namespace convoscope
