// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace brink::app {

// Whether somebody asked the program to stop, since heed_interruption(). What is begun is brought to an end.
inline volatile std::sig_atomic_t interrupted = 0;

inline void heed_interruption() {
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
}

}  // namespace brink::app
