// One pass, without looking back further than a character.
#include "interop/code/code_tokens.h"

#include <algorithm>
#include <array>

namespace convoscope {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Letters of other alphabets too: names may have them.
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

class Cutter {
 public:
  Cutter(std::string_view code, std::optional<CodeError>& error) : code_(code), error_(error) {}

  std::vector<Token> run() {
    skip_prompt();
    while (at_ < code_.size() && !error_) cut_one();
    tokens_.push_back({TokenKind::end, code_.size(), code_.size(), {}});
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < code_.size() ? code_[at_ + ahead] : '\0'; }

  void add(TokenKind kind, std::size_t begin) {
    tokens_.push_back({kind, begin, at_, code_.substr(begin, at_ - begin)});
  }

  void skip_prompt() {
    std::size_t begin = at_;
    while (begin < code_.size() && code_[begin] == ' ') ++begin;
    const std::string_view rest = code_.substr(begin);
    if (rest.starts_with(">>> ") || rest.starts_with("... ")) at_ = begin + 4;
  }

  void cut_one() {
    const std::size_t begin = at_;
    const char c = peek();
    if (c == '\n') {
      ++at_;
      if (depth_ == 0) tokens_.push_back({TokenKind::line_end, begin, at_, {}});
      skip_prompt();
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
      ++at_;
    } else if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
      at_ += peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
    } else if (c == '#') {
      at_ = std::min(code_.find('\n', at_), code_.size());
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      cut_number();
    } else if (c == '"' || c == '\'') {
      cut_text(begin);
    } else if (begins_name(c)) {
      while (begins_name(peek()) || is_digit(peek())) ++at_;
      const bool is_prefix = at_ - begin <= 2 && (peek() == '"' || peek() == '\'');
      if (is_prefix)
        cut_text(begin);
      else
        add(TokenKind::name, begin);
    } else {
      cut_sign();
    }
  }

  void cut_number() {
    const std::size_t begin = at_;
    while (is_digit(peek()) || begins_name(peek()) || peek() == '.' ||
           ((peek() == '+' || peek() == '-') && (code_[at_ - 1] == 'e' || code_[at_ - 1] == 'E')))
      ++at_;
    add(TokenKind::number, begin);
  }

  void cut_text(std::size_t begin) {
    const char quote = peek();
    const std::string_view three = code_.substr(at_, 3);
    const bool is_long = three.size() == 3 && three[1] == quote && three[2] == quote;
    at_ += is_long ? 3 : 1;
    const std::size_t first = at_;
    const std::string closing(is_long ? 3 : 1, quote);
    while (at_ < code_.size() && code_.substr(at_, closing.size()) != closing) {
      if (!is_long && peek() == '\n') break;
      at_ += peek() == '\\' ? 2 : 1;
    }
    at_ = std::min(at_, code_.size());
    if (code_.substr(at_, closing.size()) != closing) {
      error_ = CodeError{begin, {"code.open_string", {}}};
      return;
    }
    const std::string_view content = code_.substr(first, at_ - first);
    at_ += closing.size();
    tokens_.push_back({TokenKind::text, begin, at_, content});
  }

  void cut_sign() {
    constexpr std::array<std::string_view, 12> signs{
        "**", "//", "->", "==", "!=", "<=", ">=", "+=", "-=", "*=", ":=", "%="};
    const std::size_t begin = at_;
    const char c = peek();
    if (c == '(' || c == '[' || c == '{') ++depth_;
    if (c == ')' || c == ']' || c == '}') depth_ = std::max(depth_ - 1, 0);
    const bool is_double = std::ranges::find(signs, code_.substr(at_, 2)) != signs.end();
    at_ += is_double ? 2 : 1;
    add(TokenKind::sign, begin);
  }

  std::string_view code_;
  std::optional<CodeError>& error_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::vector<Token> cut_code(std::string_view code, std::optional<CodeError>& error) {
  return Cutter(code, error).run();
}

}  // namespace convoscope
