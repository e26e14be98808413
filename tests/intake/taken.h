// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.h"
#include "intake/intake.h"

namespace brink {

// Everything that an intake handed out.
struct Taken {
  std::vector<Arrival> arrivals;
  std::vector<std::pair<std::string, Error>> aside;
  bool finished = true;

  std::string reasons() const {
    std::string all;
    for (const auto& [source, error] : aside) all += error.sentence() + "\n";
    return all;
  }
};

inline Taken take_all(const std::string& source, IntakeSettings settings = {},
                      FetchMemory memory = {}) {
  Taken taken;
  const Intake intake(std::move(settings), std::move(memory));
  taken.finished = intake.read(
      source, [&](Arrival&& a) { return taken.arrivals.push_back(std::move(a)), true; },
      [&](const std::string& from, const Error& e) { taken.aside.emplace_back(from, e); });
  return taken;
}

// The same for bytes under a name.
inline Taken take_bytes(std::string_view bytes, const std::string& name = "given",
                        IntakeSettings settings = {}) {
  Taken taken;
  const Intake intake(std::move(settings));
  taken.finished = intake.read_bytes(
      open_bytes(bytes), name,
      [&](Arrival&& a) { return taken.arrivals.push_back(std::move(a)), true; },
      [&](const std::string& from, const Error& e) { taken.aside.emplace_back(from, e); });
  return taken;
}

// A folder that goes away with the test.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "brink-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name, std::string_view bytes) const {
    const auto at = path_ / name;
    std::filesystem::create_directories(at.parent_path());
    std::ofstream(at, std::ios::binary) << bytes;
    return at.string();
  }

 private:
  std::filesystem::path path_;
};

// One gzip member.
inline std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace brink
