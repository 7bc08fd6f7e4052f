// What the standard libraries of Emscripten lack of C++17 and C++20, as far as this program uses it: most of it with 3.1.6 (libc++ 13),
// numbers out of text with all before libc++ 20. It adds names to std, so only that build includes it, before everything else.
#pragma once
#ifdef __cplusplus
#include <version>
#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 200000
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string>
#include <type_traits>
_LIBCPP_BEGIN_NAMESPACE_STD
template <class F, enable_if_t<is_floating_point_v<F>, int> = 0>
from_chars_result from_chars(const char* first, const char* last, F& value) {
  if (first == last || *first == ' ' || *first == '+') return {first, errc::invalid_argument};
  string copy(first, last);
  // The function below takes hexadecimal numbers too.
  if (const size_t x = copy.find_first_of("xX"); x != string::npos) copy.resize(x);
  char* end = nullptr;
  errno = 0;
  const double read = std::strtod(copy.c_str(), &end);
  if (end == copy.c_str()) return {first, errc::invalid_argument};
  const char* const rest = first + (end - copy.c_str());
  if (errno == ERANGE) return {rest, errc::result_out_of_range};
  value = static_cast<F>(read);
  return {rest, errc{}};
}
_LIBCPP_END_NAMESPACE_STD
#endif
#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 15000
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
_LIBCPP_BEGIN_NAMESPACE_STD
template <class To, class From>
constexpr To bit_cast(const From& from) noexcept {
  return __builtin_bit_cast(To, from);
}

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
inline to_chars_result to_chars(char* first, char* last, double value, chars_format format, int precision) {
  char buffer[600];
  const char* spec = format == chars_format::fixed ? "%.*f" : format == chars_format::scientific ? "%.*e" : "%.*g";
  const int n = std::snprintf(buffer, sizeof buffer, spec, precision, value);
  if (n < 0 || n > last - first) return {last, errc::value_too_large};
  std::memcpy(first, buffer, static_cast<size_t>(n));
  return {first + n, errc{}};
}
#pragma clang diagnostic pop
namespace ranges {
namespace cvs {
struct id {
  template <class T>
  constexpr T&& operator()(T&& t) const {
    return static_cast<T&&>(t);
  }
};
}  // namespace cvs
#define CVS_R template <class R, class
#define CVS_B std::begin(r), std::end(r)
template <class R, class T, class P = cvs::id>
constexpr auto find(R&& r, const T& v, P p = {}) {
  return std::find_if(CVS_B, [&](auto&& e) { return std::invoke(p, e) == v; });
}
template <class R, class F, class P = cvs::id>
constexpr auto find_if(R&& r, F f, P p = {}) {
  return std::find_if(CVS_B, [&](auto&& e) { return std::invoke(f, std::invoke(p, e)); });
}
template <class R, class F, class P = cvs::id>
constexpr bool any_of(R&& r, F f, P p = {}) {
  return std::any_of(CVS_B, [&](auto&& e) { return std::invoke(f, std::invoke(p, e)); });
}
template <class R, class F, class P = cvs::id>
constexpr bool all_of(R&& r, F f, P p = {}) {
  return std::all_of(CVS_B, [&](auto&& e) { return std::invoke(f, std::invoke(p, e)); });
}
template <class R, class F, class P = cvs::id>
constexpr bool none_of(R&& r, F f, P p = {}) {
  return std::none_of(CVS_B, [&](auto&& e) { return std::invoke(f, std::invoke(p, e)); });
}
template <class R, class T, class P = cvs::id>
constexpr auto count(R&& r, const T& v, P p = {}) {
  return std::count_if(CVS_B, [&](auto&& e) { return std::invoke(p, e) == v; });
}
template <class R, class F, class P = cvs::id>
constexpr auto count_if(R&& r, F f, P p = {}) {
  return std::count_if(CVS_B, [&](auto&& e) { return std::invoke(f, std::invoke(p, e)); });
}
struct less_ {
  template <class A, class B>
  constexpr bool operator()(const A& a, const B& b) const {
    return a < b;
  }
};
#define CVS_BY(c, p) \
  [&](const auto& a, const auto& b) { return bool(std::invoke(c, std::invoke(p, a), std::invoke(p, b))); }
template <class R, class C = less_, class P = cvs::id>
constexpr void sort(R&& r, C c = {}, P p = {}) {
  std::sort(CVS_B, CVS_BY(c, p));
}
template <class R, class C = less_, class P = cvs::id>
void stable_sort(R&& r, C c = {}, P p = {}) {
  std::stable_sort(CVS_B, CVS_BY(c, p));
}
template <class R, class C = less_, class P = cvs::id>
constexpr auto max_element(R&& r, C c = {}, P p = {}) {
  return std::max_element(CVS_B, CVS_BY(c, p));
}
template <class R, class C = less_, class P = cvs::id>
constexpr auto min_element(R&& r, C c = {}, P p = {}) {
  return std::min_element(CVS_B, CVS_BY(c, p));
}
template <class I>
struct minmax_it {
  I min, max;
};
template <class R, class C = less_, class P = cvs::id>
constexpr auto minmax_element(R&& r, C c = {}, P p = {}) {
  auto m = std::minmax_element(CVS_B, CVS_BY(c, p));
  return minmax_it<decltype(m.first)>{m.first, m.second};
}
template <class R>
constexpr auto minmax(const R& r) {
  auto m = std::minmax_element(CVS_B);
  return minmax_it<decay_t<decltype(*m.first)>>{*m.first, *m.second};
}
template <class R>
constexpr auto max(const R& r) {
  return *std::max_element(CVS_B);
}
template <class R>
constexpr auto min(const R& r) {
  return *std::min_element(CVS_B);
}
template <class R, class T>
constexpr void fill(R&& r, const T& v) {
  std::fill(CVS_B, v);
}
template <class R, class F, class P = cvs::id>
constexpr auto find_if_not(R&& r, F f, P p = {}) {
  return std::find_if(CVS_B, [&](auto&& e) { return !std::invoke(f, std::invoke(p, e)); });
}
template <class R, class T, class U>
constexpr void replace(R&& r, const T& v, const U& w) {
  std::replace(CVS_B, v, w);
}
template <class R, class O, class F, class P = cvs::id>
constexpr void transform(R&& r, O o, F f, P p = {}) {
  std::transform(CVS_B, o, [&](auto&& e) { return std::invoke(f, std::invoke(p, e)); });
}
template <class R, class S>
constexpr bool includes(R&& r, S&& s) {
  return std::includes(CVS_B, std::begin(s), std::end(s));
}
struct equal_to_ {
  template <class A, class B>
  constexpr bool operator()(const A& a, const B& b) const {
    return a == b;
  }
};
template <class R, class C = equal_to_, class P = cvs::id>
constexpr auto adjacent_find(R&& r, C c = {}, P p = {}) {
  return std::adjacent_find(CVS_B, CVS_BY(c, p));
}
template <class R, class O>
constexpr auto copy(R&& r, O o) {
  return std::copy(CVS_B, o);
}
template <class R>
constexpr void reverse(R&& r) {
  std::reverse(CVS_B);
}
template <class I>
struct subrange_ {
  I b, e;
  constexpr I begin() const { return b; }
  constexpr I end() const { return e; }
};
template <class R>
constexpr auto unique(R&& r) {
  auto b = std::unique(CVS_B);
  return subrange_<decltype(b)>{b, std::end(r)};
}
template <class R, class T, class C = less_>
constexpr bool binary_search(R&& r, const T& v, C c = {}) {
  return std::binary_search(CVS_B, v, c);
}
template <class R, class T, class C = less_, class P = cvs::id>
constexpr auto lower_bound(R&& r, const T& v, C c = {}, P p = {}) {
  return std::lower_bound(CVS_B, v, [&](const auto& e, const T& w) { return std::invoke(c, std::invoke(p, e), w); });
}
template <class R, class T, class C = less_, class P = cvs::id>
constexpr auto upper_bound(R&& r, const T& v, C c = {}, P p = {}) {
  return std::upper_bound(CVS_B, v, [&](const T& w, const auto& e) { return std::invoke(c, w, std::invoke(p, e)); });
}
struct equal_ {
  template <class A, class B>
  constexpr bool operator()(const A& a, const B& b) const {
    return a == b;
  }
};
template <class R, class S, class C = equal_, class P = cvs::id, class Q = cvs::id>
constexpr bool equal(R&& r, S&& s, C c = {}, P p = {}, Q q = {}) {
  return std::equal(CVS_B, std::begin(s), std::end(s),
                    [&](auto&& a, auto&& b) { return bool(std::invoke(c, std::invoke(p, a), std::invoke(q, b))); });
}
}  // namespace ranges
namespace views {
template <class R>
struct reversed {
  R& r;
  auto begin() const { return std::rbegin(r); }
  auto end() const { return std::rend(r); }
};
template <class R>
reversed<R> reverse(R& r) {
  return {r};
}
}  // namespace views
_LIBCPP_END_NAMESPACE_STD
#endif
#endif
