// Columns of fixed width, so that rows can be printed as they come.
#include "table.h"

#include <cstdio>

#include <fmt/format.h>

namespace convoscope::bench {
namespace {

std::string text_of(const Quantity& quantity) { return fmt::format("{:.3g} {}", quantity.value, quantity.unit); }

}  // namespace

void Table::section(std::string title) { rows_.push_back({std::move(title), {}, {}, {}, {}, true}); }

void Table::at_most(std::string what, std::string against, double limit, Quantity measured) {
  const bool holds = measured.value <= limit;
  std::string verdict = holds ? "holds" : fmt::format("NOT: {:.2g} times the limit", measured.value / limit);
  rows_.push_back({std::move(what), std::move(against), "<= " + text_of({limit, measured.unit}), text_of(measured),
                   std::move(verdict), false, holds});
}

void Table::why(std::string reason) {
  if (!rows_.empty() && !rows_.back().holds) rows_.push_back({"  why: " + std::move(reason), {}, {}, {}, {}});
}

void Table::note(std::string what, std::string against, Quantity measured) {
  rows_.push_back({std::move(what), std::move(against), "", text_of(measured), ""});
}

void Table::skip(std::string what, std::string reason) {
  rows_.push_back({std::move(what), "", "", "not measured", std::move(reason)});
}

void Table::print() {
  for (const Row& row : rows_) {
    if (row.is_title) {
      fmt::print("\n{}\n{:<58} {:<46} {:<14} {:<14}\n", row.what, "  measured", "against", "wanted", "is");
    } else {
      fmt::print("  {:<56} {:<46} {:<14} {:<14} {}\n", row.what, row.against, row.wanted, row.measured, row.verdict);
    }
  }
  rows_.clear();
  std::fflush(stdout);
}

}  // namespace convoscope::bench
