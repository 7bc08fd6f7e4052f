// The code is interop's; here it is only asked for.
#include "cli/code/snippet_command.h"

#include <algorithm>

#include "cli/code/code_base.h"
#include "cli/layer_arguments.h"
#include "cli/names.h"
#include "document/scene_file.h"
#include "interop/calls/code_out.h"

namespace convoscope {
namespace {

/// The scene of the code in a file.
Outcome print_scene(const SnippetArguments& arguments, const Context& context) {
  if (arguments.to) return wrong_request("--from", {"cli.excludes", {{"other", "--to"}}});
  const Attempt<std::optional<Framework>> framework = read_framework("--from", *arguments.from);
  if (!framework) return framework.failure();
  if (!arguments.layer.what) return wrong_request("FILE", {"cli.code_file_missing", {}});
  Result<std::string> text = context.platform.read_file(*arguments.layer.what);
  if (!text) return failed(text.message());
  LayerArguments layer = arguments.layer;
  layer.code = CodeArguments{std::move(*text), *layer.what, *framework};
  layer.what.reset();
  const Attempt<Layer> read = read_layer(layer, context.platform);
  if (!read) return read.failure();
  if (read->note) say_note(*read->note, context);
  context.out << write_scene(read->saved);
  return done();
}

}  // namespace

Outcome run_snippet(const SnippetArguments& arguments, const Context& context) {
  if (arguments.from) return print_scene(arguments, context);
  if (!arguments.to) return wrong_request("--to", {"cli.framework_missing", {{"choices", joined(framework_names)}}});
  const auto known = std::ranges::find(framework_names, *arguments.to);
  if (known == framework_names.end()) return unknown_choice("--to", *arguments.to, framework_names);
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  const Result<std::string> code =
      code_in(frameworks[static_cast<std::size_t>(known - framework_names.begin())], {layer->spec(), layer->auto_pad},
              !layer->saved.scene.bias.empty(), context.wording.catalog());
  if (!code) return wrong_request("--to " + *arguments.to, code.message());
  context.out << *code;
  return done();
}

}  // namespace convoscope
