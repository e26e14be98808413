// SPDX-License-Identifier: Apache-2.0
#include "factuality/model.h"

#include <cmath>
#include <cstring>

#include "base/hash.h"

namespace brink::factuality {
namespace {

constexpr std::string_view kMagic = "BRKFCT01";
constexpr std::size_t kFront = 16, kHead = kFront + 12;

template <class Number>
Number number_at(std::string_view bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

template <class Number>
void append(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

bool sensible(float scale, float bias) {
  return std::isfinite(scale) && std::isfinite(bias) && scale > 0 && scale < 100 && std::abs(bias) < 100;
}

}  // namespace

float Model::log_odds(const Features& features) const {
  int sum = 0;
  for (const std::uint32_t feature : features) sum += weights[place(feature)];
  return static_cast<float>(sum) * scale + bias;
}

Result<Model> read_model(std::string_view bytes, const std::string& where) {
  const auto bad = [&](std::string found, std::string expected) {
    return Error{"factuality", where, std::move(found), std::move(expected)};
  };
  if (bytes.substr(0, 6) != kMagic.substr(0, 6)) return bad("another kind of file", "a factuality model");
  if (bytes.substr(0, 8) != kMagic)
    return bad("version " + std::string(bytes.substr(6, 2)), "version " + std::string(kMagic.substr(6)));
  if (bytes.size() < kHead) return bad(std::to_string(bytes.size()) + " bytes", "a whole factuality model");
  if (short_hash(bytes.substr(kFront)) != number_at<std::uint64_t>(bytes, 8))
    return bad("a damaged file", "its checksum to hold");
  Model model;
  const auto bits = number_at<std::uint32_t>(bytes, kFront);
  if (bits < Model::kFewestBits || bits > Model::kMostBits)
    return bad(std::to_string(bits) + " bits", "4 to 20");
  model.bits = static_cast<int>(bits);
  model.scale = number_at<float>(bytes, kFront + 4);
  model.bias = number_at<float>(bytes, kFront + 8);
  if (!sensible(model.scale, model.bias)) return bad("a scale or bias that no model has", "a factuality model");
  const std::size_t places = std::size_t{1} << bits;
  if (bytes.size() != kHead + places)
    return bad(std::to_string(bytes.size()) + " bytes", std::to_string(kHead + places));
  model.weights.resize(places);
  std::memcpy(model.weights.data(), bytes.data() + kHead, places);
  return model;
}

std::string write_model(const Model& model) {
  std::string body;
  append(body, static_cast<std::uint32_t>(model.bits));
  append(body, model.scale);
  append(body, model.bias);
  body.append(reinterpret_cast<const char*>(model.weights.data()), model.weights.size());
  std::string out(kMagic);
  append(out, short_hash(body));
  return out + body;
}

}  // namespace brink::factuality
