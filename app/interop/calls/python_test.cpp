// Each framework's function takes and gives arrays as PyTorch lays them out, so that one input serves all.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "interop/calls/comparison.h"
#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

constexpr std::array run_names{"in_pytorch", "in_tensorflow", "in_keras", "in_onnx", "in_jax", "in_caffe"};
constexpr std::array result_names{"PYTORCH", "TENSORFLOW", "KERAS", "ONNX", "JAX", "CAFFE"};

std::string_view name_in(const std::array<const char*, 6>& names, Framework framework) {
  return names[static_cast<std::size_t>(framework)];
}

/// "[[1, 2], [3, 4]]", a row a line.
std::string rows_text(const Tensor& map) {
  std::string text;
  for (std::int64_t row = 0; row < map.rows(); ++row) {
    const auto begin = map.data().begin() + row * map.columns();
    const std::vector<float> numbers(begin, begin + map.columns());
    text += fmt::format("{}[{}]", row == 0 ? "[" : ",\n     ", fmt::join(numbers, ", "));
  }
  return text + "]";
}

/// An array of one channel, of a layer along a line without the height.
std::string array_text(std::string_view name, const Tensor& map, bool is_line) {
  const std::string shape =
      is_line ? fmt::format("1, 1, {}", map.columns()) : fmt::format("1, 1, {}, {}", map.rows(), map.columns());
  return fmt::format("{} = np.array(\n    {}, dtype=np.float32).reshape({})\n", name, rows_text(map), shape);
}

std::string indented(std::string_view code) {
  std::string text;
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('\n'), code.size());
    text += fmt::format("    {}\n", code.substr(0, end));
    code.remove_prefix(std::min(end + 1, code.size()));
  }
  return text;
}

std::string indented_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += indented(line);
  return text;
}

/// The map's own order of axes and the other, channels last.
std::string to_last(bool is_line) { return is_line ? "0, 2, 1" : "0, 2, 3, 1"; }
std::string to_first(bool is_line) { return is_line ? "0, 2, 1" : "0, 3, 1, 2"; }

std::string onnx_body(const WrittenLayer& code, bool has_weight) {
  return indented_lines({"import onnxruntime"}) + indented_lines(code.imports) +
         indented(has_weight ? "arrays = {'x': x, 'w': w}" : "arrays = {'x': x}") + indented_lines(code.arrays) +
         indented_lines(code.before) + indented(code.name + code.call) + indented_lines(code.closing) +
         indented_lines(
             {"model.ir_version = 7  # older runtimes read it, too",
              "session = onnxruntime.InferenceSession(model.SerializeToString(), providers=['CPUExecutionProvider'])",
              "return session.run(None, arrays)[0]"});
}

std::string caffe_body(const WrittenLayer& code, bool has_weight, bool is_line) {
  std::vector<std::string> prototxt = code.arrays;
  prototxt.push_back(code.call);
  prototxt.insert(prototxt.end(), code.after.begin(), code.after.end());
  std::string text =
      indented_lines({"import os", "import tempfile", "import caffe",
                      "with tempfile.NamedTemporaryFile('w', suffix='.prototxt', delete=False) as file:"});
  text += fmt::format("        file.write(\'\'\'\n{}\n\'\'\')\n", fmt::join(prototxt, "\n"));
  text += indented_lines({"net = caffe.Net(file.name, caffe.TEST)", "os.remove(file.name)"});
  // Its maps always have a height.
  text += indented(is_line ? "net.blobs['x'].data[...] = x[:, :, None]" : "net.blobs['x'].data[...] = x");
  if (has_weight)
    text += indented(fmt::format("net.params['{}'][0].data[...] = w{}", code.after.empty() ? "y" : "whole",
                                 is_line ? "[:, :, None]" : ""));
  return text + indented(is_line ? "return net.forward()['y'][:, :, 0]" : "return net.forward()['y']");
}

/// The layer as statements that make y of the arrays x and w.
std::string call_body(Framework framework, const WrittenLayer& code, bool has_weight, bool is_line) {
  const bool is_torch = framework == Framework::pytorch;
  std::string text = indented_lines(code.imports);
  if (is_torch) text += indented("x = torch.from_numpy(x)");
  if (is_torch && has_weight) text += indented("w = torch.from_numpy(w)");
  if (code.channels_last) text += indented(fmt::format("x = x.transpose({})", to_last(is_line)));
  if (code.channels_last && has_weight)
    text += indented(fmt::format("w = w.transpose({})", is_line ? "2, 1, 0" : "2, 3, 1, 0"));
  text += indented_lines(code.before) + indented(code.name + code.call);
  const bool is_module = code.name == "layer = ";
  if (is_module && has_weight)
    text += is_torch ? indented("layer.weight.data = w")
                     : indented_lines({"layer.build(x.shape)", "layer.set_weights([w])"});
  text += indented(code.use) + indented_lines(code.after);
  if (is_torch) return text + indented("return y.detach().numpy()");
  return text + indented(code.channels_last ? fmt::format("return np.asarray(y).transpose({})", to_first(is_line))
                                            : std::string("return np.asarray(y)"));
}

std::string body_of(Framework framework, const WrittenLayer& code, bool has_weight, bool is_line) {
  if (framework == Framework::onnx) return onnx_body(code, has_weight);
  if (framework == Framework::caffe) return caffe_body(code, has_weight, is_line);
  return call_body(framework, code, has_weight, is_line);
}

}  // namespace

Result<std::string> python_test(const TellingCase& telling) {
  const Spec& spec = telling.asked.spec;
  const bool is_line = AxesText(spec).is_line();
  const bool has_weight = !is_pooling(spec);
  const auto& [one, other] = telling.frameworks;
  const bool is_shifted = telling.results[0].shape() == telling.results[1].shape();
  std::string text = fmt::format(
      "\"\"\"{} and {} disagree about one layer: {}.\n\nThe input is the smallest that tells them apart. A framework "
      "that is "
      "missing is skipped.\n\"\"\"\nimport unittest\n\nimport numpy as np\n\n",
      name_in(framework_titles, one), name_in(framework_titles, other),
      is_shifted ? "the same size, other values" : "another size");
  text += fmt::format("# Batch, channels{}.\n", is_line ? ", length" : ", height, width") +
          array_text("X", telling.input, is_line);
  if (has_weight)
    text += fmt::format("# {}, {}.\n", is_transposed(spec) ? "Channels in, channels out" : "Channels out, channels in",
                        is_line ? "length" : "height, width") +
            array_text("W", telling.weight, is_line);
  for (std::size_t i = 0; i < telling.results.size(); ++i)
    text += array_text(name_in(result_names, telling.frameworks[i]), telling.results[i], is_line);
  const char* const parameters = has_weight ? "x, w" : "x";
  for (std::size_t i = 0; i < telling.layers.size(); ++i) {
    const Framework framework = telling.frameworks[i];
    const WrittenLayer code = write_layer(framework, telling.layers[i], {});
    if (code.refusal) return *code.refusal;
    text += fmt::format("\n\ndef {}({}):\n{}", name_in(run_names, framework), parameters,
                        body_of(framework, code, has_weight, is_line));
  }
  text += "\n\nclass Case(unittest.TestCase):\n    def check(self, run, expected):\n        try:\n";
  text += fmt::format("            y = run({})\n", has_weight ? "X, W" : "X");
  text +=
      "        except ImportError as missing:\n            self.skipTest(str(missing))\n"
      "        self.assertEqual(y.shape, expected.shape)\n        np.testing.assert_allclose(y, expected, rtol=1e-5)\n";
  for (const Framework framework : telling.frameworks)
    text +=
        fmt::format("\n    def test_{0}(self):\n        self.check({1}, {2})\n", name_in(framework_names, framework),
                    name_in(run_names, framework), name_in(result_names, framework));
  text += fmt::format(
      "\n    def test_they_differ(self):\n        self.assertFalse(np.array_equal({}, {}))\n\n\n"
      "if __name__ == '__main__':\n    unittest.main()\n",
      name_in(result_names, one), name_in(result_names, other));
  return text;
}

}  // namespace convoscope
