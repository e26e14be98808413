// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"
#include "copies/copies.h"

namespace brink {
namespace {

void append(std::string& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFF);
}

std::uint32_t number_at(std::string_view bytes, std::size_t index) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number |= std::uint32_t{static_cast<unsigned char>(bytes[4 * index + i])} << (8 * i);
  return number;
}

}  // namespace

// The number of words stands first, then the outlet.
std::string bytes_of(const Sketch& sketch) {
  std::string out;
  out.reserve(4 * (2 + sketch.words.size() + sketch.names.size()));
  append(out, static_cast<std::uint32_t>(sketch.words.size()));
  append(out, sketch.outlet);
  for (const std::uint32_t hash : sketch.words) append(out, hash);
  for (const std::uint32_t hash : sketch.names) append(out, hash);
  return out;
}

Result<Sketch> sketch_from(std::string_view bytes) {
  const std::size_t numbers = bytes.size() / 4;
  const std::size_t words = numbers == 0 ? 0 : number_at(bytes, 0);
  if (numbers < 2 || bytes.size() % 4 != 0 || words > Sketch::kMostWords || words > numbers - 2 ||
      numbers - 2 - words > Sketch::kMostNames)
    return Error{"copies", "", std::to_string(bytes.size()) + " bytes", "a sketch"};
  Sketch sketch;
  sketch.outlet = number_at(bytes, 1);
  for (std::size_t i = 2; i < numbers; ++i)
    (i < words + 2 ? sketch.words : sketch.names).push_back(number_at(bytes, i));
  return sketch;
}

}  // namespace brink
