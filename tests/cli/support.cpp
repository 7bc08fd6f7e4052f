#include "support.h"

#include <gtest/gtest.h>

#include <iterator>
#include <sstream>

namespace convoscope::testing {

std::vector<std::string> words_of(const std::string& command) {
  std::istringstream stream(command);
  return {std::istream_iterator<std::string>(stream), {}};
}

Ran run_words(const TestPlatform& platform, const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  CommandLineOutcome outcome = run_command_line(arguments, platform, out, err);
  return {static_cast<int>(outcome.status), out.str(), err.str(), std::move(outcome.window)};
}

Ran run(const TestPlatform& platform, const std::string& command) { return run_words(platform, words_of(command)); }

Ran run(const std::string& command) { return run(TestPlatform(), command); }

NpyArray computed(const TestPlatform& platform, const std::string& request) {
  const Ran ran = run(platform, "compute " + request + " -o y.npy");
  EXPECT_EQ(ran.status, 0) << request << ran.err;
  const Result<NpyArray> array = read_npy(platform.files["y.npy"], "y.npy");
  return array ? *array : NpyArray();
}

bool is_error_line(const std::string& text) {
  constexpr std::string_view start = "convoscope: error: ";
  if (!text.starts_with(start) || text.find('\n') != text.size() - 1) return false;
  // A bare key, or a placeholder that nothing filled.
  const std::string_view sentence = std::string_view(text).substr(start.size());
  for (const std::string_view key : {"cli.", "npy.", "problem.", "scene.", "{"})
    if (sentence.find(key) != std::string_view::npos) return false;
  return !sentence.empty();
}

}  // namespace convoscope::testing
