// Statement by statement: assignments give names to numbers, shapes and layers, so that later lines can use them.
#include "interop/code/read_code.h"

#include <algorithm>
#include <array>
#include <functional>

#include "interop/code/call_syntax.h"
#include "interop/code/code_padding.h"
#include "interop/code/code_rows.h"
#include "interop/code/error_message.h"
#include "interop/code/prototxt.h"

namespace convoscope {
namespace {

constexpr std::array all_rows{pytorch_rows, keras_rows, jax_rows, onnx_rows};
constexpr std::string_view node_maker = "make_node";

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_row_name(std::string_view name) {
  if (name == node_maker) return true;
  for (const auto& rows : all_rows)
    if (std::ranges::find(rows(), name, &CodeRow::name) != rows().end()) return true;
  return false;
}

/// Whether some layer is called in the text.
bool names_layer(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_name_character(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_name_character(text[at])) ++at;
    const std::size_t next = std::min(text.find_first_not_of(' ', at), text.size() - 1);
    const bool is_called = text[next] == '(' || text[next] == '<' || text[next] == '[';
    if (is_called && is_row_name(text.substr(begin, at - begin))) return true;
  }
  return false;
}

/// How well a row's roots fit what stands before the name: 2 by its first part, 1 by another, 0: the row has none; -1: not at all.
int fit_of(std::string_view roots, std::string_view before) {
  if (roots.empty()) return 0;
  int best = -1;
  for (std::size_t at = 0; at <= before.size(); ++at) {
    const std::size_t end = std::min(before.find('.', at), before.size());
    const std::string_view part = before.substr(at, end - at);
    for (std::size_t root = 0; root < roots.size();) {
      const std::size_t root_end = std::min(roots.find(' ', root), roots.size());
      if (!part.empty() && roots.substr(root, root_end - root) == part) best = std::max(best, at == 0 ? 2 : 1);
      root = root_end + 1;
    }
    at = end;
  }
  return best;
}

class CodeReader {
 public:
  CodeReader(std::optional<Framework> framework, bool is_printed, ReadCode& read)
      : framework_(framework), is_printed_(is_printed), read_(read) {}

  void run(const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
      if (read_.error) return;
      if (statement.is_loop) {
        repeat(statement.value, statement.targets.empty() ? "" : statement.targets[0], [&] { run(statement.body); });
        continue;
      }
      std::string name;
      if (!statement.targets.empty()) name = last_part(statement.targets.back());
      const std::optional<std::size_t> layer = visit(statement.value, name);
      if (read_.error) return;
      CodeValue value;
      if (layer)
        value = {.sort = ValueSort::layer, .begin = statement.value.begin, .number = static_cast<double>(*layer)};
      else
        value = value_of(statement.value, names_);
      for (const std::string_view target : statement.targets) assign(target, value);
    }
  }

 private:
  void repeat(const Expr& iterable, std::string_view name, const std::function<void()>& once) {
    repeat_loop(iterable, name, names_, read_.error, once, [&] { return read_.layers.size(); });
  }

  void assign(std::string_view target, const CodeValue& value) {
    constexpr std::size_t most_names = 10000;
    if (names_.size() >= most_names) return;
    const std::size_t comma = target.find(',');
    if (comma == std::string_view::npos) {
      names_[std::string(target)] = value;
      return;
    }
    // "height, width = 5, 5"
    std::size_t item = 0;
    while (!target.empty() && value.sort == ValueSort::sequence && item < value.items.size()) {
      const std::size_t end = std::min(target.find(','), target.size());
      std::string_view name = target.substr(0, end);
      while (name.starts_with(' ') || name.starts_with('(')) name.remove_prefix(1);
      while (name.ends_with(' ') || name.ends_with(')')) name.remove_suffix(1);
      names_[std::string(name)] = value.items[item++];
      target.remove_prefix(std::min(end + 1, target.size()));
    }
  }

  /// Reads the layers within; the one that the expression itself is, if it is one.
  std::optional<std::size_t> visit(const Expr& expr, const std::string& name) {
    // Repeated modules within repeated modules multiply.
    constexpr std::size_t most_visits = 200000;
    constexpr std::size_t most_layers = 10000;
    if ((++visits_ > most_visits || read_.layers.size() > most_layers) && !read_.error)
      read_.error = CodeError{expr.begin, {"code.too_many_layers", {}}};
    if (read_.error) return std::nullopt;
    if (expr.kind == ExprKind::subscript) {
      for (std::size_t i = 1; i < expr.parts.size(); ++i) visit(expr.parts[i], "");
      const std::optional<std::size_t> sliced = visit(expr.parts[0], name);
      if (sliced) slice_layer(expr, names_, channels_last_[*sliced], read_.layers[*sliced]);
      return sliced;
    }
    if (expr.kind == ExprKind::comprehension) {
      repeat(expr.parts[1], expr.text, [&] { visit(expr.parts[0], ""); });
      return std::nullopt;
    }
    if (expr.kind != ExprKind::call) {
      for (const Expr& part : expr.parts) visit(part, "");
      if (expr.kind == ExprKind::name) return layer_called(expr.text);
      return std::nullopt;
    }
    if (const CodeRow* row = row_of(expr)) return read_layer(*row, expr, name);
    const std::optional<std::size_t> applied = visit(expr.parts[0], name);
    if (applied) {
      if (!expr.arguments.empty()) {
        visit(expr.parts[1], "");
        LayerCode& layer = read_.layers[*applied];
        const CodeValue input = value_of(expr.parts[1], names_);
        if (input.sort == ValueSort::array && !is_applied_[*applied]) {
          if (!layer.has_input) read_input(input.shape, channels_last_[*applied], layer);
          pad_layer(input, channels_last_[*applied], layer);
        }
        is_applied_[*applied] = true;
      }
      return applied;
    }
    if (const std::string_view made = last_part(callee_of(expr.parts[0]));
        (made == "Cropping2D" || made == "Cropping1D") && !expr.arguments.empty()) {
      const std::optional<std::size_t> cropped = visit(expr.parts[1], name);
      if (cropped) crop_layer(expr.parts[0], names_, read_.layers[*cropped]);
      return cropped;
    }
    for (const Argument& argument : expr.arguments) {
      constexpr std::int64_t most_repeats = 256;
      for (std::int64_t i = 0; i < std::min(argument.repeats, most_repeats); ++i)
        visit(expr.parts[argument.value], argument.is_child ? path(name, argument, i) : "");
    }
    return std::nullopt;
  }

  /// "layer1.0.conv1"; of "(0-3): 4 x Block(…)" each has its number.
  static std::string path(const std::string& parent, const Argument& child, std::int64_t repeat) {
    std::string name(child.name);
    if (child.repeats > 1) name = std::to_string(repeat);
    return parent.empty() ? name : parent + '.' + name;
  }

  std::optional<std::size_t> layer_called(std::string_view name) const {
    const auto known = names_.find(name);
    if (known == names_.end() || known->second.sort != ValueSort::layer) return std::nullopt;
    return static_cast<std::size_t>(known->second.number);
  }

  bool is_wanted(const CodeRow& row, const Expr& call) const {
    if (call.text == "onnx" || callee_of(call).ends_with(node_maker)) return row.framework == Framework::onnx;
    if (row.framework == Framework::onnx) return false;
    if (is_printed_) return row.framework == Framework::pytorch;
    if (!framework_) return true;
    const bool is_keras_too = *framework_ == Framework::tensorflow && row.framework == Framework::keras;
    return row.framework == *framework_ || is_keras_too;
  }

  const CodeRow* row_of(const Expr& call) const {
    const std::string_view callee = callee_of(call);
    if (callee.empty() || callee.starts_with("self.") || layer_called(callee)) return nullptr;
    std::string_view name = last_part(callee);
    if (name == node_maker && !call.arguments.empty()) {
      const Expr& type = call.parts[call.arguments[0].value];
      if (type.kind == ExprKind::text) name = type.text;
    }
    const std::string_view before = first_parts(callee);
    const CodeRow* best = nullptr;
    int best_fit = -2;
    for (const auto& rows : all_rows)
      for (const CodeRow& row : rows()) {
        if (row.name != name || !is_wanted(row, call)) continue;
        const int fit = fit_of(row.root, before);
        const bool is_bare = before.empty() && name != "conv";
        if (fit <= best_fit || (fit < 0 && !is_bare)) continue;
        best = &row;
        best_fit = fit;
      }
    return best;
  }

  std::optional<std::size_t> read_layer(const CodeRow& row, const Expr& call, const std::string& name) {
    CallArguments arguments(call, row.signature, names_, read_.error);
    if (row.framework == Framework::onnx) give_inputs(arguments);
    LayerCode layer;
    layer.name = name;
    layer.begin = call.begin;
    layer.spec.operation = row.operation;
    layer.is_line = row.dimensions == 1;
    if (!read_.error) row.read(arguments, layer);
    if (read_.error) return std::nullopt;
    // A convolution of lax alone has its channels first.
    const bool channels_last = row.framework == Framework::keras || row.framework == Framework::tensorflow ||
                               (row.framework == Framework::jax && !row.name.starts_with("conv_general") &&
                                row.name != "conv" && row.name != "conv_with_general_padding");
    bool is_applied = false;
    for (const std::string_view map : {"input", "inputs", "lhs"}) {
      const CodeValue* input = row.framework == Framework::onnx ? nullptr : arguments.find(map);
      if (input == nullptr || input->sort != ValueSort::array) continue;
      pad_layer(*input, channels_last, layer);
      is_applied = true;
    }
    if (row.framework == Framework::onnx) read_onnx_input(arguments, layer);
    read_.layers.push_back(std::move(layer));
    channels_last_.push_back(channels_last);
    is_applied_.push_back(is_applied);
    return read_.layers.size() - 1;
  }

  /// The weight of an ONNX node is its second input.
  void give_inputs(CallArguments& arguments) const {
    const CodeValue* inputs = arguments.find("inputs");
    if (inputs == nullptr || inputs->items.size() < 2) return;
    const CodeValue& weight = inputs->items[1];
    if (weight.sort == ValueSort::array) return arguments.give("weight", weight);
    const auto known = names_.find(weight.text);
    if (known != names_.end()) arguments.give("weight", known->second);
  }

  /// The map of an ONNX node is its first input.
  void read_onnx_input(const CallArguments& arguments, LayerCode& layer) const {
    const CodeValue* inputs = arguments.find("inputs");
    if (inputs == nullptr || inputs->items.empty() || layer.has_input) return;
    const auto known = names_.find(inputs->items[0].text);
    if (known != names_.end() && known->second.sort == ValueSort::array) read_input(known->second.shape, false, layer);
  }

  std::optional<Framework> framework_;
  bool is_printed_;
  ReadCode& read_;
  CodeNames names_;
  std::vector<bool> channels_last_;
  std::vector<bool> is_applied_;  ///< on an input
  std::size_t visits_ = 0;
};

}  // namespace

ReadCode read_code(std::string_view code, std::optional<Framework> framework) {
  ReadCode read;
  if (code.size() > most_code_bytes) {
    read.error = CodeError{0, {"code.too_long", {{"limit", std::to_string(most_code_bytes)}}}};
    return read;
  }
  if (std::optional<LayerCode> layer; !framework && (layer = read_error_message(code))) {
    read.layers.push_back(std::move(*layer));
  } else if (framework == Framework::caffe || (!framework && looks_like_prototxt(code))) {
    CaffeLayers caffe = read_prototxt(code);
    read.layers = std::move(caffe.layers);
    read.error = std::move(caffe.error);
  } else {
    const ParsedCode parsed = parse_code(code, names_layer);
    read.error = parsed.error;
    if (!read.error) CodeReader(framework, parsed.tree.is_printed, read).run(parsed.tree.statements);
  }
  if (read.layers.empty() && !read.error)
    read.error = CodeError{std::min(code.find_first_not_of(" \t\r\n"), code.size()), {"code.no_layer", {}}};
  return read;
}

}  // namespace convoscope
