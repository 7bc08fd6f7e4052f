// What other libraries need for the same layers, asked of a script of Python's in the same run.
#pragma once

#include <map>
#include <string>

namespace convoscope::bench {

struct Peer {
  std::string library;
  double cpu_ms = 0;
};

/// The quickest library of each row of arithmetic_peers.py; none where Python or the libraries are missing.
using Peers = std::map<std::string, Peer>;
Peers measure_peers();
/// For each row the less of two measurements.
void take_less(Peers& peers, const Peers& others);

}  // namespace convoscope::bench
