// Recursive descent over the tokens. How deep it goes is bounded before anything is descended into, and so is the height of what
// chains build (a.b.c, 1 + 1 + 1), since a tree is also taken down by recursion.
#include "interop/code/call_syntax.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "interop/code/code_tokens.h"

namespace convoscope {
namespace {

bool begins_no_expression(std::string_view word) {
  constexpr std::array words{"class", "def",    "import",  "from", "for",  "while",  "if",    "elif",  "else",  "with",
                             "try",   "except", "finally", "del",  "pass", "global", "raise", "async", "assert"};
  return std::ranges::find(words, word) != words.end();
}

class Parser {
 public:
  Parser(std::string_view code, std::vector<Token> tokens, bool (*matters)(std::string_view))
      : code_(code), tokens_(std::move(tokens)), matters_(matters) {}

  ParsedCode run() {
    ParsedCode parsed;
    std::optional<CodeError> first;
    while (peek().kind != TokenKind::end) {
      const std::size_t begin = at_;
      parse_statement(parsed.tree.statements);
      if (error_) {
        if (!first) first = error_;
        at_ = end_of_statement(begin);
        if (matters_(code_.substr(tokens_[begin].begin, peek().begin - tokens_[begin].begin))) {
          parsed.error = error_;
          return parsed;
        }
        error_.reset();
        depth_ = 0;
      }
    }
    parsed.tree.is_printed = is_printed_;
    if (parsed.tree.statements.empty()) parsed.error = first;
    return parsed;
  }

 private:
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
    // Only a comprehension goes on so after a value.
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

  void parse_statement(std::vector<Statement>& statements) {
    if (ends_statement(at_)) {
      ++at_;
      return;
    }
    if (peek().kind == TokenKind::name) {
      if (begins_no_expression(peek().text)) return skip_head();
      if (peek().text == "return" && !ends_statement(at_ + 1)) ++at_;
    }
    Statement statement;
    statement.value = parse_list();
    while (!error_ && take("=")) {
      statement.targets.push_back(code_.substr(statement.value.begin, statement.value.end - statement.value.begin));
      statement.value = parse_list();
    }
    if (!error_ && !ends_statement(at_)) expected("code.line_end");
    if (!error_) statements.push_back(std::move(statement));
  }

  /// A definition's or a condition's head; what follows its colon on the same line is a statement of its own.
  void skip_head() {
    int depth = 0;
    for (; !ends_statement(at_); ++at_) {
      if (is_sign("(") || is_sign("[") || is_sign("{")) ++depth;
      if (is_sign(")") || is_sign("]") || is_sign("}")) --depth;
      if (depth == 0 && take(":")) return;
    }
  }

  /// "a, b" without brackets is a tuple.
  Expr parse_list() {
    Expr first = parse_expr();
    if (error_ || !is_sign(",")) return first;
    Expr list = begun(ExprKind::sequence, first.begin);
    adopt(list, std::move(first));
    while (!error_ && take(","))
      if (!ends_statement(at_) && !is_sign("=")) adopt(list, parse_expr());
    return list;
  }

  /// How tightly an operator binds; 0: it is none.
  static int binding(const Token& token) {
    if (token.kind != TokenKind::sign) return 0;
    if (token.text == "+" || token.text == "-") return 1;
    if (token.text == "*" || token.text == "/" || token.text == "//" || token.text == "%") return 2;
    return token.text == "**" ? 3 : 0;
  }

  Expr parse_expr(int least = 1) {
    if (depth_ >= most_code_height) return fail(peek().begin, {"code.too_deep", {}});
    ++depth_;
    Expr left = parse_unary();
    for (int strength = binding(peek()); !error_ && strength >= least; strength = binding(peek())) {
      Expr whole = begun(ExprKind::binary, left.begin);
      whole.text = peek().text;
      ++at_;
      adopt(whole, std::move(left));
      adopt(whole, parse_expr(strength == 3 ? 3 : strength + 1));  // powers nest to the right, others to the left
      left = std::move(whole);
    }
    --depth_;
    return left;
  }

  Expr parse_unary() {
    if (!is_sign("-") && !is_sign("+")) return parse_postfix(parse_primary());
    Expr whole = begun(ExprKind::unary, peek().begin);
    whole.text = peek().text;
    ++at_;
    adopt(whole, parse_expr(3));
    return whole;
  }

  Expr parse_primary() {
    if (is_sign("%") && peek(1).kind == TokenKind::name) ++at_;  // how onnx prints the names of values
    const Token token = peek();
    if (take("(")) return parse_sequence(token.begin, ")");
    if (take("[")) return parse_sequence(token.begin, "]");
    if (take("{")) return parse_dictionary(token.begin);
    Expr expr{.begin = token.begin, .end = token.end, .text = token.text};
    if (token.kind == TokenKind::number) return parse_number(std::move(expr));
    if (token.kind != TokenKind::text && token.kind != TokenKind::name) return expected("code.value");
    ++at_;
    expr.kind = token.kind == TokenKind::text ? ExprKind::text : ExprKind::name;
    if (token.kind == TokenKind::text) return expr;
    for (; is_sign(".") && peek(1).kind == TokenKind::name; at_ += 2) expr.end = peek(1).end;
    expr.text = code_.substr(expr.begin, expr.end - expr.begin);
    return expr;
  }

  Expr parse_number(Expr expr) {
    std::string digits(expr.text);
    std::erase(digits, '_');
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), expr.number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return expected("code.number");
    expr.is_whole = digits.find_first_of(".eE") == std::string::npos;
    expr.kind = ExprKind::number;
    ++at_;
    return expr;
  }

  const char* comma_or(std::string_view closing) const {
    return closing == ")" ? "code.comma_or_round" : closing == "]" ? "code.comma_or_square" : "code.comma_or_brace";
  }

  /// A tuple or a list; brackets around one expression are that expression.
  Expr parse_sequence(std::size_t begin, std::string_view closing) {
    Expr sequence = begun(ExprKind::sequence, begin);
    bool has_comma = closing == "]";
    while (!error_ && !take(closing)) {
      adopt(sequence, parse_expr());
      if (error_ || is_sign(closing)) continue;
      if (!take(",")) return expected(comma_or(closing));
      has_comma = true;
    }
    sequence.end = tokens_[at_ - 1].end;
    if (has_comma || sequence.parts.size() != 1) return sequence;
    Expr inner = std::move(sequence.parts[0]);
    return inner;
  }

  /// Its values are not kept: no layer takes any.
  Expr parse_dictionary(std::size_t begin) {
    Expr dictionary = begun(ExprKind::empty, begin);
    while (!error_ && !take("}")) {
      parse_expr();
      if (!error_ && take(":")) parse_expr();
      if (!error_ && !is_sign("}") && !take(",")) return expected(comma_or("}"));
    }
    dictionary.end = tokens_[at_ - 1].end;
    return dictionary;
  }

  Expr parse_postfix(Expr expr) {
    if (expr.kind == ExprKind::name && (is_sign("<") || is_sign("[")) && peek(1).kind == TokenKind::name &&
        is_sign("=", 2))
      return parse_node(std::move(expr));
    while (!error_) {
      const bool is_attribute = is_sign(".") && peek(1).kind == TokenKind::name;
      if ((!is_attribute && !is_sign("(") && !is_sign("[")) || child_head() > 0) break;
      const ExprKind kind = is_attribute ? ExprKind::attribute : is_sign("(") ? ExprKind::call : ExprKind::subscript;
      Expr whole = begun(kind, expr.begin);
      adopt(whole, std::move(expr));
      ++at_;
      if (is_attribute) whole.text = tokens_[at_++].text;
      if (kind == ExprKind::call) parse_arguments(whole);
      if (kind == ExprKind::subscript) parse_indices(whole);
      whole.end = tokens_[at_ - 1].end;
      expr = std::move(whole);
    }
    return expr;
  }

  /// An ONNX node: Conv<kernel_shape = [3, 3]>(X, W), or with square brackets.
  Expr parse_node(Expr name) {
    Expr node = begun(ExprKind::call, name.begin);
    node.text = "onnx";
    adopt(node, std::move(name));
    const std::string_view closing = is_sign("<") ? ">" : "]";
    ++at_;
    while (!error_ && !take(closing)) {
      parse_argument(node);
      if (!error_ && !is_sign(closing) && !take(","))
        expected(closing == "]" ? "code.comma_or_square" : "code.comma_or_angle");
    }
    const std::size_t begin = peek().begin;
    add_argument(node, {.name = "inputs", .begin = begin},
                 !error_ && take("(") ? parse_sequence(begin, ")") : begun(ExprKind::empty, begin));
    node.end = tokens_[at_ - 1].end;
    return node;
  }

  void parse_indices(Expr& whole) {
    const auto parse_end = [&] {
      const bool is_left_out = is_sign(":") || is_sign("]") || is_sign(",");
      return is_left_out ? begun(ExprKind::empty, peek().begin) : parse_expr();
    };
    while (!error_ && !take("]")) {
      Expr index = parse_end();
      if (!error_ && take(":")) {
        Expr slice = begun(ExprKind::slice, index.begin);
        adopt(slice, std::move(index));
        adopt(slice, parse_end());
        index = std::move(slice);
      }
      adopt(whole, std::move(index));
      if (!error_ && !is_sign("]") && !take(",")) expected(comma_or("]"));
    }
  }

  /// How many tokens stand before the class of a child, "(conv1): "; 0: no child stands here.
  std::size_t child_head() const {
    constexpr std::size_t most_tokens = 12;  // of a name: "(0-3)", "(block.1)"
    if (!is_sign("(")) return 0;
    std::size_t ahead = 1;
    while (ahead < most_tokens && !is_sign(")", ahead) && !is_sign("(", ahead)) ++ahead;
    return ahead > 1 && is_sign(")", ahead) && is_sign(":", ahead + 1) ? ahead + 2 : 0;
  }

  void parse_arguments(Expr& call) {
    while (!error_ && !take(")")) {
      const bool is_child = child_head() > 0;
      if (is_child)
        parse_child(call);
      else
        parse_argument(call);
      if (error_ || is_sign(")") || take(",") || is_child || child_head() > 0) continue;
      expected(comma_or(")"));
    }
  }

  void add_argument(Expr& call, Argument argument, Expr value) {
    argument.value = call.parts.size();
    call.arguments.push_back(argument);
    adopt(call, std::move(value));
  }

  void parse_argument(Expr& call) {
    Argument argument{.begin = peek().begin};
    if (is_sign("*") || is_sign("**")) ++at_;
    if (peek().kind == TokenKind::name && is_sign("=", 1)) {
      argument.name = peek().text;
      at_ += 2;
    }
    add_argument(call, argument, parse_expr());
  }

  /// What an unknown module prints may be anything: where it is no expression, only its name is kept.
  void parse_child(Expr& call) {
    is_printed_ = true;
    Argument child{.begin = peek().begin, .is_child = true};
    const std::size_t head = child_head();
    const std::size_t name = peek(1).begin;
    child.name = code_.substr(name, peek(head - 2).begin - name);
    at_ += head;
    if (peek().kind == TokenKind::number && peek(1).text == "x" && peek(2).kind == TokenKind::name) {
      std::from_chars(peek().text.data(), peek().text.data() + peek().text.size(), child.repeats);
      at_ += 2;
    }
    const Token& of_class = peek();
    const std::size_t begin = at_;
    const int depth = depth_;
    Expr value = parse_expr();
    const bool may_be_anything = error_ && of_class.kind == TokenKind::name;
    const std::size_t end = may_be_anything ? after_brackets(begin + 1) : 0;
    if (end != 0 && !matters_(code_.substr(of_class.begin, tokens_[end].begin - of_class.begin))) {
      error_.reset();
      depth_ = depth;
      at_ = end;
      value = {.kind = ExprKind::name, .begin = of_class.begin, .end = of_class.end, .text = of_class.text};
    }
    add_argument(call, child, std::move(value));
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
  bool (*matters_)(std::string_view);
  std::size_t at_ = 0;
  int depth_ = 0;
  bool is_printed_ = false;
  std::optional<CodeError> error_;
};

}  // namespace

ParsedCode parse_code(std::string_view code, bool (*matters)(std::string_view text)) {
  ParsedCode parsed;
  std::vector<Token> tokens = cut_code(code, parsed.error);
  if (parsed.error) return parsed;
  return Parser(code, std::move(tokens), matters).run();
}

}  // namespace convoscope
