// Where a parser of code stands among its tokens, the first error that it met, and trees of bounded height.
// Knows no grammar.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interop/code/call_syntax.h"
#include "interop/code/code_tokens.h"

namespace convoscope {

class CodeCursor {
 protected:
  CodeCursor(std::string_view code, std::vector<Token> tokens) : code_(code), tokens_(std::move(tokens)) {}

  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool is_sign(std::string_view sign, std::size_t ahead = 0) const {
    return peek(ahead).kind == TokenKind::sign && peek(ahead).text == sign;
  }
  bool take(std::string_view sign) {
    if (!is_sign(sign)) return false;
    ++at_;
    return true;
  }
  bool ends_statement(std::size_t at) const {
    const Token& token = tokens_[at];
    return token.kind == TokenKind::line_end || token.kind == TokenKind::end ||
           (token.kind == TokenKind::sign && token.text == ";");
  }
  std::size_t end_of_statement(std::size_t at) const {
    while (!ends_statement(at)) ++at;
    return at;
  }

  Expr fail(std::size_t offset, Message message) {
    if (!error_) error_ = CodeError{offset, std::move(message)};
    return {};
  }
  /// `key` says what was expected; "code.found" what stands there.
  Expr expected(const char* key) {
    constexpr std::size_t most_shown = 20;
    const Token& token = peek();
    // Only a comprehension goes on so after a value: one of several loops, or of several variables.
    if (token.kind == TokenKind::name && token.text == "for") return fail(token.begin, {"code.comprehension", {}});
    const bool is_end = token.kind == TokenKind::end || token.kind == TokenKind::line_end;
    if (is_end) return fail(token.begin, {"code.expected_at_end", {{"@what", key}}});
    return fail(token.begin,
                {"code.expected", {{"@what", key}, {"found", std::string(token.text.substr(0, most_shown))}}});
  }

  void adopt(Expr& whole, Expr part) {
    whole.height = std::max(whole.height, part.height + 1);
    whole.end = std::max(whole.end, part.end);
    if (whole.height > most_code_height) fail(whole.begin, {"code.too_deep", {}});
    whole.parts.push_back(std::move(part));
  }
  Expr begun(ExprKind kind, std::size_t begin) const { return {.kind = kind, .begin = begin, .end = begin}; }

  /// How far from the beginning of its line.
  std::size_t column_of(const Token& token) const {
    const std::size_t line_end = token.begin == 0 ? std::string_view::npos : code_.rfind('\n', token.begin - 1);
    return line_end == std::string_view::npos ? token.begin : token.begin - line_end - 1;
  }

  /// The token after the bracket that closes the one at `at`; 0: there is none.
  std::size_t after_brackets(std::size_t at) const {
    int depth = 0;
    for (; at < tokens_.size() && tokens_[at].kind != TokenKind::end; ++at) {
      if (tokens_[at].kind == TokenKind::sign && tokens_[at].text == "(") ++depth;
      if (tokens_[at].kind == TokenKind::sign && tokens_[at].text == ")") --depth;
      if (depth <= 0) return depth == 0 ? at + 1 : 0;
    }
    return 0;
  }

  std::string_view code_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::optional<CodeError> error_;
};

}  // namespace convoscope
