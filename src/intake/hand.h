// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/no_memory.h"
#include "base/utf8.h"
#include "fmt/format.h"
#include "intake/intake.h"

namespace brink {

// Where a reader hands what it reads, and the bounds it keeps.
struct Hand {
  const IntakeSettings& settings;
  const Intake::Take& take;
  const Intake::SetAside& aside;

  std::size_t most() const { return static_cast<std::size_t>(settings.most_page_bytes); }

  void set_aside(const std::string& source, std::string where, std::string found,
                 std::string expected) const {
    // What was found may be quoted from bytes that are no text.
    aside(source, Error{"intake", std::move(where), repair_utf8(found), std::move(expected)});
  }
  // Does `work`, which says whether to go on. Memory that runs out in it puts the source aside.
  template <class Work>
  bool within_memory(const std::string& source, const Work& work) const {
    try {
      return work();
    } catch (const std::bad_alloc&) {
      aside(source, no_memory("intake", source));
      return true;
    }
  }
  void set_aside_large(const std::string& source, std::string where, std::uint64_t size) const {
    set_aside(source, std::move(where), fmt::format("{} bytes", size),
              fmt::format("at most {}", settings.most_page_bytes));
  }
};

inline std::string record_source(const std::string& name, std::uint64_t number) {
  return fmt::format("{}#{}", name, number);
}

}  // namespace brink
