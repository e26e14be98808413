// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "brink/archive.h"

namespace brink {

enum class Access { kRead, kWrite };  // kWrite creates the archive and brings its tables up to date

// How much of a report's words an archive keeps where its rights allow an excerpt only.
struct ExcerptLimit {
  std::size_t characters = 500;  // of each event's sentence; 0 keeps none
  std::size_t sentences = 0;     // most different sentences of one document; 0: no bound
};

struct ArchiveSettings {
  ExcerptLimit excerpt;
  int wait_ms = 10'000;          // how long to wait for another writer
  std::uint64_t most_bytes = 0;  // the archive refuses to grow beyond; 0: no bound
};

// Opens the archive at `where`, a file's path. Refuses one that a newer version wrote, and what is
// no archive of ours.
Result<std::unique_ptr<Archive>> open_archive(const std::string& where, Access access,
                                              const ArchiveSettings& settings = {});

}  // namespace brink
