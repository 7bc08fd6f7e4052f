// The operation at hand as framework code.
#pragma once

#include "document/session.h"

namespace convoscope {

std::string layer_code(const Session& session);

}  // namespace convoscope
