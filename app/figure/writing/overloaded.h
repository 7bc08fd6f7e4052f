// One visitor made of several functions, a function for each alternative of a variant.
#pragma once

namespace convoscope {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;  // Clang deduces this by itself only since 17

}  // namespace convoscope
