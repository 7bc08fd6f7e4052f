// What pictures of one layer share, made once: arrays of values, results of the slower ways of computing. Knows no view; each
// keeps its own things here.
#pragma once

#include <any>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "document/evaluation.h"

namespace convoscope {

/// The owner keeps it from picture to picture; a changed layer is noticed, and everything forgotten.
class PictureCache {
 public:
  /// What a thing is called (a literal), which side and channels it belongs to.
  using Key = std::tuple<std::string_view, Side, std::int64_t, std::int64_t>;

  /// What `make` answered when `key` was asked for first. Values are copied out: let large ones be shared pointers.
  template <class Make>
  std::invoke_result_t<Make> find(const Evaluation& evaluation, const Key& key, const Make& make) {
    using Kept = std::invoke_result_t<Make>;
    notice(evaluation);
    if (const auto found = values_.find(key); found != values_.end()) return std::any_cast<Kept>(found->second);
    // A picture shows one channel, its predecessor may be asked for again; all of many would fill the memory.
    if (values_.size() >= most_values) values_.clear();
    return std::any_cast<Kept>(values_.emplace(key, make()).first->second);
  }

  /// The same of things of which only the latest is asked for again: one of each name and side, made anew for another `key`.
  template <class LatestKey, class Make>
  std::invoke_result_t<Make> find_latest(const Evaluation& evaluation, std::pair<std::string_view, Side> what,
                                         const LatestKey& key, const Make& make) {
    using Kept = std::pair<LatestKey, std::invoke_result_t<Make>>;
    notice(evaluation);
    const auto found = latest_.find(what);
    if (found != latest_.end()) {
      if (const auto* kept = std::any_cast<Kept>(&found->second); kept->first == key) return kept->second;
    }
    Kept made{key, make()};
    latest_[what] = made;
    return made.second;
  }

 private:
  static constexpr std::size_t most_values = 24;
  void notice(const Evaluation& evaluation);

  // What the values were made from. The tensors are held, so that equal addresses mean the same values.
  std::optional<Spec> convolution_;
  std::optional<Spec> transposed_;
  std::array<SharedTensor, 5> tensors_;
  std::map<Key, std::any> values_;
  std::map<std::pair<std::string_view, Side>, std::any> latest_;
};

}  // namespace convoscope
