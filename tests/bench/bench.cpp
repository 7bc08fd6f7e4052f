// bench [GROUP...]: measures, and prints one table. Ratios are of figures taken in the same run, one for one, so that a slow or
// busy machine changes both. Without GROUP: all of them.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "groups.h"

int main(int count, char** values) {
  using namespace convoscope::bench;
  struct Group {
    const char* name;
    void (*measure)(Table&);
  };
  const std::vector<Group> groups{
#ifdef CONVOSCOPE_GUI
      {"frames", measure_frames},   {"maps", measure_large_maps}, {"photograph", measure_photograph},
      {"program", measure_program},
#endif
      {"hover", measure_hover},     {"export", measure_export},   {"core", measure_core},
      {"models", measure_models},
  };
  const std::vector<std::string> asked(values + 1, values + count);
  for (const std::string& name : asked) {
    if (std::none_of(groups.begin(), groups.end(), [&](const Group& group) { return name == group.name; })) {
      std::fprintf(stderr, "bench: no group is called %s; there are:", name.c_str());
      for (const Group& group : groups) std::fprintf(stderr, " %s", group.name);
      std::fprintf(stderr, "\n");
      return 2;
    }
  }
  Table table;
  for (const Group& group : groups) {
    if (!asked.empty() && std::find(asked.begin(), asked.end(), group.name) == asked.end()) continue;
    group.measure(table);
    table.print();
  }
}
