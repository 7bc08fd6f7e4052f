#include "vector/paint_policy.h"

namespace convoscope {

std::string PaintPolicy::value(const std::string& light, const std::string& /*dark*/) { return light; }

std::string PaintPolicy::attributes(const std::vector<PaintProperty>& looks) {
  std::string text;
  for (const PaintProperty& look : looks) {
    text += ' ';
    text += look.name;
    text += "=\"" + look.value + '"';
  }
  return text;
}

}  // namespace convoscope
