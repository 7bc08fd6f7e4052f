// The plan of a layer (terms in the order in which a block adds them, weights packed in that order), the source rows that
// are held ready for the block at hand, and the loops over both.
#include "core/fast/blocks.h"

#include <future>
#include <tuple>

#include "core/assert.h"

namespace convoscope {
namespace {

/// A phase of a source row or of an output row costs a place of its own in memory; beyond this they are too short.
constexpr std::int64_t most_stride = 16;
/// Terms of a sum. More of them lose too many bits to a float.
constexpr double most_terms = 0x1p20;
/// Source rows that are held, in cells.
constexpr double most_held = 0x1p24;
/// What a second thread is worth its start for.
constexpr double least_shared_work = 0x1p22;
/// A strip's part of the source rows that it reads is to stay in a core's second cache.
constexpr std::int64_t strip_cells = 0x1p16;
constexpr std::int64_t narrowest_strip = 96;

bool suits(const Spec& spec) {
  if (is_pooling(spec) || (is_transposed(spec) && spec.padding_mode != PaddingMode::zeros)) return false;
  for (const AxisSpec& axis : spec.axes)
    if (axis.stride > most_stride) return false;
  const double channels = static_cast<double>(spec.in_channels / spec.groups);
  return channels * static_cast<double>(spec.axes[height].kernel) * static_cast<double>(spec.axes[width].kernel) <
         most_terms;
}

std::int64_t row_reach(const AxisPlan& rows) {
  return rows.reach(std::min<std::int64_t>(most_block_rows, rows.output));
}
std::int64_t phase_pitch(const AxisPlan& columns) {
  return (columns.reach(columns.count(0)) + columns.step - 1) / columns.step + readable_beyond;
}

}  // namespace

/// One run over one batch entry.
struct Blocks::Call {
  const float* input;
  float* output;
  std::span<const float> bias;
  RowCount& rows;
  std::atomic<bool>& needs_double;
};

bool Blocks::plan(const Spec& spec) {
  if (is_planned_ && spec == spec_) return suits_;
  is_planned_ = true;
  spec_ = spec;
  relation_ = relation(spec);
  suits_ = suits(spec);
  if (!suits_) return false;
  for (int axis = 0; axis < axis_count; ++axis) axes_[axis] = AxisPlan(relation_.axes[axis], is_transposed(spec));
  const double held = static_cast<double>(spec.in_channels) * static_cast<double>(row_reach(axes_[height])) *
                      static_cast<double>(axes_[width].step * phase_pitch(axes_[width]));
  suits_ = held <= most_held;
  if (!suits_) return false;
  in_share_ = spec.in_channels / spec.groups;
  out_share_ = spec.out_channels / spec.groups;
  block_channels_ = std::min<std::int64_t>(out_share_, most_block_rows);
  band_ = 1;
  block_rows_.clear();
  for (std::int64_t phase = 0; phase < axes_[height].phases(); ++phase) {
    const auto taps = static_cast<std::int64_t>(axes_[height].taps[at_index(phase)].size());
    std::int64_t rows = std::min({most_block_rows + std::int64_t{0}, taps, axes_[height].count(phase)});
    if (out_share_ > 1 || !axes_[height].shares(phase)) rows = 1;
    block_rows_.push_back(std::max<std::int64_t>(1, rows));
    band_ = std::max(band_, block_rows_.back());
  }
  slots_ = axes_[height].reach(band_);
  pitch_ = phase_pitch(axes_[width]);
  strip_ = std::max(narrowest_strip,
                    strip_cells / (in_share_ * slots_ * axes_[width].step) / narrowest_strip * narrowest_strip);
  sums_.resize(at_index(axes_[height].phases() * axes_[width].phases()));
  for (std::int64_t row = 0; row < axes_[height].phases(); ++row)
    for (std::int64_t column = 0; column < axes_[width].phases(); ++column) plan_terms(row, column);
  return true;
}

void Blocks::plan_terms(std::int64_t row_phase, std::int64_t column_phase) {
  Sums& result = sums(row_phase, column_phase);
  result.terms.clear();
  result.counts.fill(0);
  const auto& row_taps = axes_[height].taps[at_index(row_phase)];
  const auto& column_taps = axes_[width].taps[at_index(column_phase)];
  const std::int64_t rows = block_rows(row_phase);
  const auto taps = static_cast<std::int64_t>(row_taps.size());
  if (taps == 0) return;
  // The block's first row reads sources 0 .. taps - 1, its second 1 .. taps, and so on.
  for (std::int64_t source = 0; source < taps + rows - 1; ++source) {
    const std::int64_t step = source < rows ? source : std::max(rows - 1, source - taps + rows);
    const std::int64_t row = source < taps ? row_taps[at_index(source)].offset
                                           : row_taps.back().offset + (source - taps + 1) * axes_[height].step;
    for (std::int64_t channel = 0; channel < in_share_; ++channel) {
      for (const AxisPlan::SourceTap& tap : column_taps) {
        const std::int64_t cell = tap.offset - axes_[width].least;
        const std::int64_t split = cell % axes_[width].step * pitch_ + cell / axes_[width].step;
        result.terms.push_back({channel, row, split});
      }
    }
    result.counts[at_index(step)] += in_share_ * static_cast<std::int64_t>(column_taps.size());
  }
}

void Blocks::pack(const Tensor& weight) {
  const AxisRelation& rows = relation_.axes[height];
  const AxisRelation& columns = relation_.axes[width];
  const std::int64_t fine_share = relation_.fine_channels / relation_.groups;
  const auto weight_at = [&](std::int64_t out, std::int64_t in, std::int64_t row, std::int64_t column) {
    const std::int64_t q = is_transposed(spec_) ? out / out_share_ * in_share_ + in : out;
    const std::int64_t j = is_transposed(spec_) ? out % out_share_ : in;
    return weight.data()[at_index(((q * fine_share + j) * rows.kernel + row) * columns.kernel + column)];
  };
  for (std::int64_t row_phase = 0; row_phase < axes_[height].phases(); ++row_phase) {
    const auto& row_taps = axes_[height].taps[at_index(row_phase)];
    const auto taps = static_cast<std::int64_t>(row_taps.size());
    const std::int64_t block = block_rows(row_phase);
    for (std::int64_t column_phase = 0; column_phase < axes_[width].phases(); ++column_phase) {
      std::vector<float>& packed = sums(row_phase, column_phase).weights;
      packed.clear();
      for (std::int64_t out = 0; out < spec_.out_channels;) {
        const std::int64_t channels = std::min(block_channels_, out_share_ - out % out_share_);
        for (std::int64_t source = 0; source < taps + block - 1 && taps > 0; ++source) {
          for (std::int64_t in = 0; in < in_share_; ++in) {
            for (const AxisPlan::SourceTap& column : axes_[width].taps[at_index(column_phase)]) {
              for (std::int64_t row = std::max<std::int64_t>(0, source - taps + 1); row < std::min(block, source + 1);
                   ++row) {
                const std::int64_t tap = row_taps[at_index(source - row)].tap;
                for (std::int64_t q = 0; q < channels; ++q) packed.push_back(weight_at(out + q, in, tap, column.tap));
              }
            }
          }
        }
        out += channels;
      }
    }
  }
}

/// Whether no product vanishes below a float's precision and no sum of them leaves its range, whatever the order.
bool Blocks::fits_float(const Magnitudes& x) const {
  const double terms = static_cast<double>(in_share_ * spec_.axes[height].kernel * spec_.axes[width].kernel);
  const double least = static_cast<double>(x.least) * weights_.least;
  const double most = terms * x.greatest * weights_.greatest + bias_.greatest;
  return least >= std::numeric_limits<float>::min() && most < std::numeric_limits<float>::max() / 2;
}

void Blocks::begin(const Tensor& input, const Tensor& weight, std::span<const float> bias, Tensor& output,
                   int threads) {
  input_ = &input;
  bias_numbers_ = bias;
  output_ = &output;
  entry_ = 0;
  weights_ = bias_ = {};
  include_magnitudes(weight.data().data(), weight.size(), weights_);
  include_magnitudes(bias.data(), static_cast<std::int64_t>(bias.size()), bias_);
  pack(weight);
  const std::int64_t height_in_bands = (axes_[height].count(0) + band_ - 1) / band_;
  const double coarse_cells = static_cast<double>(relation_.axes[height].coarse * relation_.axes[width].coarse);
  both_ = threads > 1 && height_in_bands > 1 && std::thread::hardware_concurrency() > 1 &&
          static_cast<double>(weight.size()) * coarse_cells >= least_shared_work;
  half_ = both_ ? height_in_bands / 2 * band_ : axes_[height].count(0);
  begin_entry();
}

void Blocks::begin_entry() {
  prepare(workers_[0], 0);
  if (both_) prepare(workers_[1], half_);
}

Blocks::Outcome Blocks::advance(RowCount& rows) {
  if (!fits_float({})) return Outcome::needs_double;
  std::atomic<bool> needs_double = false;
  const std::int64_t end = axes_[height].count(0);
  while (entry_ < spec_.batch) {
    const Call call{input_->data().data() + input_->size() / spec_.batch * entry_,
                    output_->data().data() + output_->size() / spec_.batch * entry_, bias_numbers_, rows, needs_double};
    if (both_) {
      // Where the system has no further thread to give, the second part is done here, when it is waited for.
      auto second = std::async(std::launch::async | std::launch::deferred, [&] { run_part(call, workers_[1], end); });
      run_part(call, workers_[0], half_);
      second.get();
      rows.add(0);
    } else {
      run_part(call, workers_[0], end);
    }
    if (needs_double) return Outcome::needs_double;
    if (workers_[0].band < half_ || (both_ && workers_[1].band < end)) return Outcome::stopped;
    if (++entry_ < spec_.batch) begin_entry();
  }
  return Outcome::done;
}

void Blocks::prepare(Worker& worker, std::int64_t first) const {
  const AxisPlan& columns = axes_[width];
  const std::int64_t out_pitch = columns.count(0) + readable_beyond;
  worker.rows.resize(at_index(slots_ * spec_.in_channels * columns.step * pitch_));
  worker.line.resize(at_index(columns.reach(columns.count(0)) + readable_beyond));
  worker.phases.resize(at_index(most_block_rows * columns.phases() * out_pitch));
  worker.spare.resize(at_index(columns.output));
  worker.held.assign(at_index(slots_ * spec_.in_channels), std::numeric_limits<std::int64_t>::min());
  worker.seen = {};
  worker.band = worker.from = first;
  worker.phase = worker.group = 0;
}

void Blocks::run_part(const Call& call, Worker& worker, std::int64_t end) const {
  const AxisPlan& rows = axes_[height];
  for (; worker.band < end; worker.band += band_) {
    for (; worker.phase < rows.phases(); ++worker.phase) {
      const std::int64_t stop = std::min({worker.band + band_, end, rows.count(worker.phase)});
      for (; worker.from < stop; worker.from += block_rows(worker.phase)) {
        for (; worker.group < spec_.groups; ++worker.group)
          if (!call.rows.goes_on() || !compute(call, worker, stop)) return;
        worker.group = 0;
      }
      worker.from = worker.band;
    }
    worker.phase = 0;
    worker.from = worker.band + band_;
  }
}

/// The block that comes next, of rows before `stop`. False: float would not do.
bool Blocks::compute(const Call& call, Worker& worker, std::int64_t stop) const {
  const AxisPlan& columns = axes_[width];
  const auto [phase, from, group] = std::tuple(worker.phase, worker.from, worker.group);
  const std::int64_t rows = block_rows(phase);
  // The last block is as high as the others: its first rows are there already.
  const std::int64_t at = std::max<std::int64_t>(0, std::min(from, stop - rows));
  worker.sources.clear();
  for (std::int64_t column_phase = 0; column_phase < columns.phases(); ++column_phase) {
    const Term* last = nullptr;  // neighbours read the same row
    const float* row = nullptr;
    for (const Term& term : sums(phase, column_phase).terms) {
      if (!last || term.channel != last->channel || term.row != last->row)
        row = source_row(call, worker, group * in_share_ + term.channel, at * axes_[height].step + term.row);
      worker.sources.push_back(row + term.column);
      last = &term;
    }
  }
  if (!fits_float(worker.seen)) call.needs_double = true;
  if (call.needs_double) return false;

  const std::int64_t out_pitch = columns.count(0) + readable_beyond;
  for (std::int64_t left = 0; left < columns.count(0); left += strip_) {
    const std::int64_t right = std::min(left + strip_, columns.count(0));
    for (std::int64_t first = group * out_share_; first < (group + 1) * out_share_; first += block_channels_) {
      const std::int64_t channels = std::min(block_channels_, (group + 1) * out_share_ - first);
      Block block;
      block.rows = static_cast<int>(rows * channels);
      std::array<float*, most_block_rows> to{};
      for (std::int64_t i = 0; i < block.rows; ++i) {
        const std::int64_t channel = first + i % channels;
        const std::int64_t row = phase + (at + i / channels) * axes_[height].phases();
        const bool is_there = at + i / channels < from;
        to[at_index(i)] =
            is_there ? worker.spare.data() : call.output + (channel * axes_[height].output + row) * columns.output;
        block.start[at_index(i)] = call.bias.empty() ? 0.0f : call.bias[at_index(channel)];
      }
      block.sources = worker.sources.data();
      if (in_share_ == 1 && out_share_ == 1 && columns.step == 1) {  // else the arithmetic takes longer than the memory
        for (std::int64_t i = 0; i < rows; ++i) {
          const std::int64_t row = (at + rows - 1) * axes_[height].step + axes_[height].greatest + 1 + i;
          if (row > 0 && row < axes_[height].input)
            block.next[at_index(i)] = call.input + (group * axes_[height].input + row) * columns.input;
        }
      }
      for (std::int64_t column_phase = 0; column_phase < columns.phases(); ++column_phase) {
        const Sums& part = sums(phase, column_phase);
        const auto terms = static_cast<std::int64_t>(part.terms.size());
        for (std::int64_t i = 0; i < block.rows; ++i) {
          block.sums[at_index(i)] = columns.phases() == 1
                                        ? to[at_index(i)]
                                        : worker.phases.data() + (i * columns.phases() + column_phase) * out_pitch;
        }
        if (channels > 1) {
          block.counts.fill(0);
          block.counts[at_index(channels - 1)] = terms;
        } else {
          block.counts = part.counts;
        }
        block.weights =
            part.weights.data() + static_cast<std::int64_t>(part.weights.size()) / spec_.out_channels * first;
        sum_block(block, left, std::min(right, columns.count(column_phase)));
        block.sources += terms;
      }
      if (columns.phases() > 1) {
        const std::int64_t begin = left * columns.phases();
        for (std::int64_t i = 0; i < block.rows; ++i) {
          join_row(worker.phases.data() + i * columns.phases() * out_pitch + left, out_pitch, columns.phases(),
                   to[at_index(i)] + begin, std::min(columns.output, right * columns.phases()) - begin);
        }
      }
      if (right == columns.count(0)) call.rows.add((at + rows - from) * channels);
    }
  }
  return true;
}

/// Source row `placed` of a channel, padded and split by the stride, so that every tap reads neighbours.
const float* Blocks::source_row(const Call& call, Worker& worker, std::int64_t channel, std::int64_t placed) const {
  const AxisPlan& columns = axes_[width];
  const std::int64_t place = channel * slots_ + floor_remainder(placed, slots_);
  const std::int64_t row_size = columns.step * pitch_;
  float* row = worker.rows.data() + place * row_size;
  if (worker.held[at_index(place)] == placed) return row;
  worker.held[at_index(place)] = placed;
  const std::optional<std::int64_t> from = fold(spec_.padding_mode, placed, axes_[height].input);
  if (!from) {
    std::fill_n(row, row_size, 0.0f);
    return row;
  }
  const std::int64_t extent = columns.reach(columns.count(0));
  const float* input = call.input + (channel * axes_[height].input + *from) * columns.input;
  float* line = columns.step == 1 ? row : worker.line.data();
  // What stands beside the input: nothing, or what the padding mode folds onto it.
  const auto pad = [&](std::int64_t first, std::int64_t last) {
    if (spec_.padding_mode == PaddingMode::zeros) {
      std::fill(line + first, line + last, 0.0f);
      return;
    }
    for (std::int64_t cell = first; cell < last; ++cell)
      line[cell] = input[*fold(spec_.padding_mode, cell + columns.least, columns.input)];
    include_magnitudes(line + first, last - first, worker.seen);
  };
  const std::int64_t begin = std::clamp<std::int64_t>(-columns.least, 0, extent);
  const std::int64_t end = std::clamp<std::int64_t>(columns.input - columns.least, begin, extent);
  pad(0, begin);
  copy_seen(input + begin + columns.least, end - begin, line + begin, worker.seen);
  pad(end, extent);
  if (columns.step > 1) split_row(line, extent, columns.step, row, pitch_);
  return row;
}

}  // namespace convoscope
