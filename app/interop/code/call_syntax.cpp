// Recursive descent over the tokens. How deep it goes is bounded before anything is descended into, and so is the height of what
// chains build (a.b.c, 1 + 1 + 1), since a tree is also taken down by recursion.
#include "interop/code/call_syntax.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "interop/code/code_cursor.h"

namespace convoscope {
namespace {

bool begins_no_expression(std::string_view word) {
  constexpr std::array words{"class", "def",    "import",  "from", "for",  "while",  "if",    "elif",  "else",  "with",
                             "try",   "except", "finally", "del",  "pass", "global", "raise", "async", "assert"};
  return std::ranges::find(words, word) != words.end();
}

class Parser : private CodeCursor {
 public:
  Parser(std::string_view code, std::vector<Token> tokens, bool (*matters)(std::string_view))
      : CodeCursor(code, std::move(tokens)), matters_(matters) {}

  ParsedCode run() {
    ParsedCode parsed;
    parse_statements(parsed.tree.statements, 0);
    parsed.error = error_;
    parsed.tree.is_printed = is_printed_;
    if (parsed.tree.statements.empty() && !parsed.error) parsed.error = first_error_;
    return parsed;
  }

 private:
  /// Statements up to a line that begins further left than `indent`, or up to an error that matters. Others are left out.
  void parse_statements(std::vector<Statement>& statements, std::size_t indent) {
    while (!error_ && peek().kind != TokenKind::end) {
      const bool begins_line = at_ == 0 || tokens_[at_ - 1].kind == TokenKind::line_end;
      if (begins_line && !ends_statement(at_) && column_of(peek()) < indent) return;
      parse_or_leave_out(statements);
    }
  }

  void parse_or_leave_out(std::vector<Statement>& statements) {
    const std::size_t begin = at_;
    parse_statement(statements);
    if (!error_ || error_matters_) return;
    if (!first_error_) first_error_ = error_;
    at_ = end_of_statement(begin);
    error_matters_ = matters_(code_.substr(tokens_[begin].begin, peek().begin - tokens_[begin].begin));
    if (error_matters_) return;
    error_.reset();
    depth_ = 0;
  }

  /// "for i in range(3):" or "while …:", and what belongs to it: further right below it, or on its line. Loops of several variables
  /// are taken for those of none.
  bool parse_loop(std::vector<Statement>& statements) {
    constexpr int most_loops = 20;
    const bool is_for = peek().text == "for";
    if ((!is_for && peek().text != "while") || loops_ >= most_loops) return false;
    const std::size_t indent = column_of(peek()) + 1;
    Statement loop{.value = begun(ExprKind::empty, peek().begin), .is_loop = true};
    if (is_for && peek(1).kind == TokenKind::name && peek(2).text == "in") {
      const std::size_t begin = at_;
      loop.targets.push_back(peek(1).text);
      at_ += 3;
      in_head_ = true;  // in which "(3):" ends what is called
      loop.value = parse_list();
      in_head_ = false;
      if (error_ || !is_sign(":")) {  // nothing that can be followed
        loop.value = begun(ExprKind::empty, tokens_[begin].begin);
        loop.targets.clear();
        error_.reset();
        depth_ = 0;
        at_ = begin;
      }
    }
    skip_head();
    ++loops_;
    if (ends_statement(at_))
      parse_statements(loop.body, indent);
    else
      while (!error_ && peek().kind != TokenKind::line_end && peek().kind != TokenKind::end)
        parse_or_leave_out(loop.body);
    --loops_;
    statements.push_back(std::move(loop));
    return true;
  }

  void parse_statement(std::vector<Statement>& statements) {
    if (ends_statement(at_)) {
      ++at_;
      return;
    }
    if (peek().kind == TokenKind::name) {
      if (parse_loop(statements)) return;
      if (begins_no_expression(peek().text)) return skip_head();
      if (peek().text == "return" && !ends_statement(at_ + 1)) ++at_;
    }
    Statement statement;
    if (const std::size_t head = child_head(); head > 0) {  // a line out of a printed module
      is_printed_ = true;
      statement.is_child = true;
      statement.targets.push_back(code_.substr(peek(1).begin, peek(head - 2).begin - peek(1).begin));
      at_ += head;
    }
    statement.value = parse_list();
    if (!error_ && take("+=")) statement.value = parse_list();
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
    if (is_sign("%") && (peek(1).kind == TokenKind::name || peek(1).kind == TokenKind::number))
      return parse_onnx_name();
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

  /// How ONNX prints the names of values: "%input", "%12".
  Expr parse_onnx_name() {
    const Token& name = peek(1);
    at_ += 2;
    return {.kind = ExprKind::name, .begin = name.begin, .end = name.end, .text = name.text};
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
      adopt(sequence, parse_item());
      if (error_ || is_sign(closing)) continue;
      if (!take(",")) return expected(comma_or(closing));
      has_comma = true;
    }
    sequence.end = tokens_[at_ - 1].end;
    if (has_comma || sequence.parts.size() != 1) return sequence;
    Expr inner = std::move(sequence.parts[0]);
    return inner;
  }

  /// An expression; "block() for i in range(3)" is as many of it.
  Expr parse_item() {
    Expr item = parse_expr();
    const bool is_repeated = peek().kind == TokenKind::name && peek().text == "for" &&
                             peek(1).kind == TokenKind::name && peek(2).text == "in";
    if (error_ || !is_repeated) return item;
    Expr whole = begun(ExprKind::comprehension, item.begin);
    whole.text = peek(1).text;
    at_ += 3;
    adopt(whole, std::move(item));
    adopt(whole, parse_expr());
    return whole;
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
    if (!is_sign("(") || in_head_) return 0;
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
    add_argument(call, argument, parse_item());
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

  bool (*matters_)(std::string_view);
  int depth_ = 0;
  int loops_ = 0;  ///< that the statement stands in
  bool in_head_ = false;
  bool is_printed_ = false;
  bool error_matters_ = false;
  std::optional<CodeError> first_error_;  ///< of a statement that was left out
};

}  // namespace

ParsedCode parse_code(std::string_view code, bool (*matters)(std::string_view text)) {
  ParsedCode parsed;
  std::vector<Token> tokens = cut_code(code, parsed.error);
  if (parsed.error) return parsed;
  return Parser(code, std::move(tokens), matters).run();
}

}  // namespace convoscope
