#include "interop/calls/code_out.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

/// The layer itself, by the framework's word for its padding where that settles the same.
FrameworkLayer exact_layer(Framework framework, const AskedLayer& asked) {
  const auto counts_padding = [](const Spec& spec) {
    return spec.operation == Operation::average_pooling && spec.count_include_pad && has_padding(spec);
  };
  const FrameworkLayer own = layer_in(framework, asked);
  Spec same = own.spec;
  same.count_include_pad = asked.spec.count_include_pad;
  const bool is_same =
      own.problems.empty() && same == asked.spec && counts_padding(own.spec) == counts_padding(asked.spec);
  return {asked.spec, is_same ? own.word : AutoPad::explicit_, {}};
}

void add_lines(std::vector<std::string>& lines, const std::vector<std::string>& more) {
  lines.insert(lines.end(), more.begin(), more.end());
}

}  // namespace

std::string call_in(Framework framework, const FrameworkLayer& layer, bool has_bias, std::size_t columns) {
  const WrittenLayer code = write_layer(framework, layer, {has_bias, columns});
  if (code.refusal) return {};
  std::vector<std::string> lines = code.before;
  lines.push_back((code.is_used_specially ? code.name : "") + code.call);
  if (code.is_used_specially && !code.use.empty()) lines.push_back(code.use);
  add_lines(lines, code.after);
  return fmt::format("{}", fmt::join(lines, "\n"));
}

Result<std::string> code_in(Framework framework, const AskedLayer& asked, bool has_bias, const Catalog& catalog) {
  const WrittenLayer code = write_layer(framework, exact_layer(framework, asked), {.has_bias = has_bias});
  if (code.refusal) return *code.refusal;
  std::vector<std::string> lines = code.imports;
  if (!lines.empty()) lines.emplace_back();
  add_lines(lines, code.arrays);
  for (const Message& reason : code.reasons) lines.push_back("# " + catalog.text(reason));
  add_lines(lines, code.before);
  lines.push_back(code.name + code.call + (code.call_comment.empty() ? "" : "  # " + code.call_comment));
  if (!code.use.empty()) lines.push_back(code.use);
  add_lines(lines, code.after);
  if (!code.result.empty()) lines.back() += "  # " + code.result;
  add_lines(lines, code.closing);
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

}  // namespace convoscope
