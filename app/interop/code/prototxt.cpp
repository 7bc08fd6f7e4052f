// A message is a list of fields, a field a number, a word, a string or a message. Defaults as in caffe.proto.
#include "interop/code/prototxt.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/geometry.h"

namespace convoscope {
namespace {

struct Field {
  std::string_view name;
  std::size_t begin = 0;  ///< of the name
  std::size_t value_begin = 0;
  std::string_view value{};  ///< of a string without quotation marks
  bool is_message = false;
  std::vector<Field> fields{};
};

constexpr int most_depth = 100;

class PrototxtReader {
 public:
  PrototxtReader(std::string_view text, std::optional<CodeError>& error) : text_(text), error_(error) {}

  std::vector<Field> read_all() {
    std::vector<Field> fields;
    for (skip_space(); at_ < text_.size() && !error_; skip_space()) read_field(fields);
    return fields;
  }

 private:
  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-' || c == '+';
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ',' || c == ';')
        ++at_;
      else
        break;
    }
  }

  void expected(const char* what) {
    if (error_) return;
    const std::string found(text_.substr(at_, 1));
    if (at_ >= text_.size())
      error_ = CodeError{at_, {"code.expected_at_end", {{"@what", what}}}};
    else
      error_ = CodeError{at_, {"code.expected", {{"@what", what}, {"found", found}}}};
  }

  std::string_view read_word() {
    const std::size_t begin = at_;
    while (is_word(peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void read_field(std::vector<Field>& fields) {
    Field field{.name = {}, .begin = at_};
    field.name = read_word();
    if (field.name.empty()) return expected("code.field");
    skip_space();
    const bool has_colon = peek() == ':';
    if (has_colon) ++at_;
    skip_space();
    if (peek() == '[') {
      ++at_;
      for (skip_space(); !error_ && peek() != ']'; skip_space()) {
        read_value(field, true);
        if (!error_) fields.push_back(field);
      }
      if (!error_) ++at_;
      return;
    }
    read_value(field, has_colon);
    if (!error_) fields.push_back(std::move(field));
  }

  void read_value(Field& field, bool may_be_scalar) {
    field.value_begin = at_;
    if (peek() == '{') return read_message(field);
    if (!may_be_scalar) return expected("code.colon_or_brace");
    if (peek() == '"' || peek() == '\'') {
      const char quote = peek();
      const std::size_t end = text_.find_first_of(std::string{quote, '\n'}, at_ + 1);
      if (end == std::string_view::npos || text_[end] == '\n') {
        error_ = CodeError{at_, {"code.open_string", {}}};
        return;
      }
      field.value = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      return;
    }
    field.value = read_word();
    if (field.value.empty()) expected("code.value");
  }

  void read_message(Field& field) {
    if (depth_ >= most_depth) {
      error_ = CodeError{at_, {"code.too_deep", {}}};
      return;
    }
    ++depth_;
    ++at_;
    field.is_message = true;
    for (skip_space(); !error_ && peek() != '}'; skip_space()) {
      if (at_ >= text_.size()) return expected("code.closing_brace");
      read_field(field.fields);
    }
    if (!error_) ++at_;
    --depth_;
  }

  std::string_view text_;
  std::optional<CodeError>& error_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

const Field* find(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

/// Reads the fields of one parameter message into a layer.
class LayerReader {
 public:
  LayerReader(const std::vector<Field>& fields, LayerCode& layer, std::optional<CodeError>& error)
      : fields_(fields), layer_(layer), error_(error) {}

  void read() {
    Spec& spec = layer_.spec;
    read_axes("kernel", "kernel_size", Parameter::kernel, &AxisSpec::kernel);
    if (find(fields_, "kernel_size") == nullptr && find(fields_, "kernel_h") == nullptr && !error_)
      error_ = CodeError{layer_.begin, {"code.missing", {{"callee", "Caffe"}, {"name", "kernel_size"}}}};
    read_axes("stride", "stride", Parameter::stride, &AxisSpec::stride);
    read_axes("pad", "pad", Parameter::padding, &AxisSpec::pad_begin);
    for (AxisSpec& axis : spec.axes) axis.pad_end = axis.pad_begin;
    if (is_pooling(spec)) {
      spec.ceil_mode = true;
      return;
    }
    read_axes("dilation", "dilation", Parameter::dilation, &AxisSpec::dilation);
    spec.groups = number("group", 1);
    spec.in_channels = spec.groups;
    spec.out_channels = number("num_output", 1);
    const Field* bias = find(fields_, "bias_term");
    layer_.has_bias = bias == nullptr || bias->value != "false";
  }

 private:
  std::int64_t number_of(const Field& field) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(field.value.data(), field.value.data() + field.value.size(), value);
    if ((error != std::errc{} || end != field.value.data() + field.value.size()) && !error_)
      error_ = CodeError{field.value_begin, {"code.needs_whole", {{"name", std::string(field.name)}}}};
    return value;
  }

  std::int64_t number(std::string_view name, std::int64_t usual) {
    const Field* field = find(fields_, name);
    return field == nullptr ? usual : number_of(*field);
  }

  /// "stride: 2", twice for height and width, or stride_h and stride_w.
  void read_axes(const std::string& prefix, std::string_view name, Parameter parameter,
                 std::int64_t AxisSpec::*member) {
    AxisSpec& rows = layer_.spec.axes[height];
    AxisSpec& columns = layer_.spec.axes[width];
    std::size_t count = 0;
    for (const Field& field : fields_) {
      const bool is_row = field.name == prefix + "_h";
      const bool is_column = field.name == prefix + "_w";
      if (field.name != name && !is_row && !is_column) continue;
      layer_.places[parameter] = field.value_begin;
      const std::int64_t value = number_of(field);
      if (is_row || (field.name == name && count == 0)) rows.*member = value;
      if (is_column || field.name == name) columns.*member = value;
      if (field.name == name) ++count;
    }
  }

  const std::vector<Field>& fields_;
  LayerCode& layer_;
  std::optional<CodeError>& error_;
};

/// The text of a field; empty where it is not there.
std::string_view word_of(const Field& message, std::string_view name) {
  const Field* field = find(message.fields, name);
  return field == nullptr ? std::string_view() : field->value;
}

/// The dims of an Input layer; empty for another layer, or where one is no number from 1 to what a map may have.
std::vector<std::int64_t> input_dims(const Field& layer) {
  const Field* parameters = find(layer.fields, "input_param");
  const Field* shape = parameters == nullptr ? nullptr : find(parameters->fields, "shape");
  std::vector<std::int64_t> dims;
  for (const Field& field : shape == nullptr ? std::vector<Field>() : shape->fields) {
    std::int64_t dim = 0;
    const auto [end, error] = std::from_chars(field.value.data(), field.value.data() + field.value.size(), dim);
    if (field.name != "dim" || error != std::errc{} || dim < 1 || dim > max_cells) return {};
    dims.push_back(dim);
  }
  return dims;
}

/// What comes into a layer and what is kept of its result, from the Input and Crop layers around it.
class Surroundings {
 public:
  explicit Surroundings(const std::vector<Field>& layers) : layers_(layers) {}

  void apply(const Field& of, LayerCode& layer) const {
    constexpr std::size_t rank = 4;
    const std::vector<std::int64_t> dims = dims_of(word_of(of, "bottom"));
    if (dims.size() != rank) return;
    Spec& spec = layer.spec;
    spec.batch = dims[0];
    spec.in_channels = dims[1];
    if (is_pooling(spec)) spec.out_channels = dims[1];
    layer.has_channels = layer.has_input = true;
    for (int i = 0; i < axis_count; ++i) spec.axes[i].input = dims[2 + static_cast<std::size_t>(i)];
    for (const Field& crop : layers_)
      if (word_of(crop, "type") == "Crop" && word_of(crop, "bottom") == word_of(of, "top")) cut(crop, layer);
  }

 private:
  std::vector<std::int64_t> dims_of(std::string_view top) const {
    for (const Field& layer : layers_)
      if (word_of(layer, "type") == "Input" && word_of(layer, "top") == top) return input_dims(layer);
    return {};
  }

  /// To the size of the second bottom, from the offsets on: padding, less of it before a convolution, more behind a transposed one.
  void cut(const Field& crop, LayerCode& layer) const {
    std::vector<std::string_view> bottoms;
    for (const Field& field : crop.fields)
      if (field.name == "bottom") bottoms.push_back(field.value);
    const std::vector<std::int64_t> size = bottoms.size() == 2 ? dims_of(bottoms[1]) : std::vector<std::int64_t>();
    const Field* parameters = find(crop.fields, "crop_param");
    std::vector<std::int64_t> offsets;
    for (const Field& field : parameters == nullptr ? std::vector<Field>() : parameters->fields) {
      std::int64_t offset = 0;
      std::from_chars(field.value.data(), field.value.data() + field.value.size(), offset);
      if (field.name == "offset") offsets.push_back(std::clamp<std::int64_t>(offset, 0, max_cells));
    }
    if (size.size() != 4 || offsets.size() != axis_count || !validate(layer.spec).empty()) return;
    Spec& spec = layer.spec;
    const Geometry whole = geometry(spec);
    for (int i = 0; i < axis_count; ++i) {
      AxisSpec& axis = spec.axes[i];
      const std::int64_t output = size[2 + static_cast<std::size_t>(i)];
      if (is_transposed(spec)) {
        axis.pad_begin += offsets[i];
        axis.pad_end += whole.axes[i].output - offsets[i] - output;
      } else {
        axis.pad_begin -= offsets[i] * axis.stride;
        axis.pad_end = std::max<std::int64_t>(
            (output - 1) * axis.stride + whole.axes[i].effective_kernel - axis.input - axis.pad_begin, 0);
      }
    }
    spec.ceil_mode = false;
  }

  const std::vector<Field>& layers_;
};

std::optional<Operation> operation_of(std::string_view type, const Field* parameters) {
  if (type == "Convolution" || type == "CONVOLUTION") return Operation::convolution;
  if (type == "Deconvolution" || type == "DECONVOLUTION") return Operation::transposed_convolution;
  if (type != "Pooling" && type != "POOLING") return std::nullopt;
  const Field* pool = parameters == nullptr ? nullptr : find(parameters->fields, "pool");
  return pool != nullptr && (pool->value == "AVE" || pool->value == "1") ? Operation::average_pooling
                                                                         : Operation::max_pooling;
}

}  // namespace

CaffeLayers read_prototxt(std::string_view text) {
  CaffeLayers read;
  std::vector<Field> fields = PrototxtReader(text, read.error).read_all();
  if (read.error) return read;
  // Parameters alone are those of a convolution or a pooling.
  if (const Field* alone = find(fields, "convolution_param"); alone != nullptr)
    fields = {Field{.name = "layer",
                    .begin = alone->begin,
                    .is_message = true,
                    .fields = {Field{.name = "type", .value = "Convolution"}, *alone}}};
  else if (const Field* pooling = find(fields, "pooling_param"); pooling != nullptr)
    fields = {Field{.name = "layer",
                    .begin = pooling->begin,
                    .is_message = true,
                    .fields = {Field{.name = "type", .value = "Pooling"}, *pooling}}};
  for (const Field& field : fields) {
    if ((field.name != "layer" && field.name != "layers") || !field.is_message) continue;
    const Field* type = find(field.fields, "type");
    if (type == nullptr) continue;
    const bool pools = type->value == "Pooling" || type->value == "POOLING";
    const Field* parameters = find(field.fields, pools ? "pooling_param" : "convolution_param");
    const std::optional<Operation> operation = operation_of(type->value, parameters);
    if (!operation) continue;
    const Field* global = parameters == nullptr ? nullptr : find(parameters->fields, "global_pooling");
    if (global != nullptr && global->value == "true") continue;
    LayerCode layer;
    layer.spec.operation = *operation;
    layer.begin = field.begin;
    if (const Field* name = find(field.fields, "name")) layer.name = name->value;
    LayerReader(parameters == nullptr ? std::vector<Field>() : parameters->fields, layer, read.error).read();
    if (read.error) return read;
    Surroundings(fields).apply(field, layer);
    read.layers.push_back(std::move(layer));
  }
  return read;
}

bool looks_like_prototxt(std::string_view text) {
  // The first word outside of comments is followed by a brace, or by a colon and a value.
  std::size_t at = 0;
  while (at < text.size() &&
         (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t' || text[at] == '#'))
    at = text[at] == '#' ? std::min(text.find('\n', at), text.size()) : at + 1;
  const std::size_t begin = at;
  while (at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || text[at] == '_')) ++at;
  const std::size_t end = at;
  while (at < text.size() && text[at] == ' ') ++at;
  constexpr std::array<std::string_view, 7> fields{"name",        "layer",     "layers",           "input",
                                                   "input_shape", "input_dim", "convolution_param"};
  const std::string_view word = text.substr(begin, end - begin);
  const bool is_field = std::ranges::find(fields, word) != fields.end() || word == "pooling_param";
  return is_field && at < text.size() && (text[at] == '{' || text[at] == ':');
}

}  // namespace convoscope
