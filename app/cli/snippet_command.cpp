// The code is interop's; here it is only asked for.
#include "cli/snippet_command.h"

#include <array>

#include "cli/layer_arguments.h"
#include "cli/names.h"
#include "interop/snippet.h"

namespace convoscope {

Outcome run_snippet(const SnippetArguments& arguments, const Context& context) {
  constexpr std::array frameworks{"pytorch"};
  constexpr std::size_t columns = 80;
  if (!arguments.to) return wrong_request("--to", {"cli.framework_missing", {{"choices", joined(frameworks)}}});
  if (*arguments.to != frameworks[0]) return unknown_choice("--to", *arguments.to, frameworks);
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  context.out << pytorch_snippet(layer->spec(), !layer->saved.scene.bias.empty(), columns) << '\n';
  return done();
}

}  // namespace convoscope
