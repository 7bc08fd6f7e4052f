// Every word that a user sees, by key, in one language.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/message.h"

namespace convoscope {

class Catalog {
 public:
  using Arguments = std::vector<std::pair<std::string, std::string>>;

  /// Reads assets/languages/<code>.json: one flat object, key -> text with {named} placeholders.
  static Result<Catalog> read(std::string_view json);

  /// The text of `key`; a missing key comes back as itself, so that it is seen and reported.
  const std::string& text(std::string_view key) const;
  /// The text with its placeholders filled. The value of an argument called "@axis" is a key, whose text fills {axis}; what users
  /// have named is never taken for one. A placeholder without an argument stays as it is.
  std::string text(std::string_view key, const Arguments& arguments) const;
  std::string text(const Message& message) const { return text(message.key, message.arguments); }

  const std::map<std::string, std::string, std::less<>>& entries() const { return texts_; }
  const std::string& code() const { return code_; }  ///< "en", "zh": the value of the key "language.code"

 private:
  /// Keys that were asked for in vain, kept so that `text` can return them by reference; shared by copies.
  struct Missing {
    std::mutex mutex;
    std::set<std::string, std::less<>> keys;
  };

  std::map<std::string, std::string, std::less<>> texts_;
  std::string code_;
  std::shared_ptr<Missing> missing_ = std::make_shared<Missing>();
};

}  // namespace convoscope
