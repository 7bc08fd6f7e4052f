// Makes pictures and evaluations beside the window, one at a time: each by a job that works on a snapshot, so that nothing it
// reads changes meanwhile.
// Knows no document and no widget.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "gui/tasks/job.h"

namespace convoscope {

/// `Key` names what is made: of equal keys the same comes out.
template <class Key, class Made>
class Maker {
 public:
  /// Answers nothing where it was broken off by what it tells its progress; it is then called again and goes on (Job::Work).
  using Make = std::function<std::optional<Result<Made>>(const Progress&)>;
  /// What was asked for under a key, or why it could not be made.
  struct Outcome {
    Key key;
    Result<Made> made;
  };

  /// Has it made what `key` names, by what `prepare` answers; true where that begins now. Nothing begins where it is being made or
  /// was the last to be made, nor while something else is: the caller, woken at its end, then asks for what is newest.
  template <class Prepare>
  bool ask(const Key& key, const JobHost& host, const Prepare& prepare) {
    if (job_ || key_ == key) return false;
    key_ = key;
    auto made = std::make_shared<std::optional<Made>>();
    job_ = std::make_unique<Job>(
        [made, make = Make(prepare())](const Progress& progress) -> std::optional<Status> {
          std::optional<Result<Made>> result = make(progress);
          if (!result) return std::nullopt;
          if (!*result) return result->message();
          *made = std::move(**result);
          return ok();
        },
        host);
    made_ = std::move(made);
    return true;
  }

  /// What has been made since, once. To be called between frames: what has no thread goes on in here.
  std::optional<Outcome> take() {
    if (!job_ || !job_->advance()) return std::nullopt;
    const std::unique_ptr<Job> ended = std::move(job_);
    if (!key_) return std::nullopt;
    const Status& status = ended->result();
    return Outcome{*key_, status ? Result<Made>(std::move(**made_)) : status.message()};
  }

  /// The job under way, or ended and not taken yet; null: none.
  Job* job() const { return job_.get(); }
  /// Of what is under way or was made last; nothing: nothing is remembered.
  const std::optional<Key>& key() const { return key_; }
  bool is_busy() const { return job_ != nullptr; }
  /// What was made or is under way counts no longer.
  void forget() { key_.reset(); }

 private:
  std::optional<Key> key_;
  std::shared_ptr<std::optional<Made>> made_;
  std::unique_ptr<Job> job_;  // last, so that it ends before what it uses
};

}  // namespace convoscope
