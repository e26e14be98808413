// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "brink/document.h"
#include "brink/event.h"
#include "brink/result.h"
#include "brink/sentence.h"
#include "knowledge/knowledge.h"
#include "places/gazetteer.h"

namespace brink {

// A place that a document names.
struct Toponym {
  Place place;  // name, country, coordinates, geonames; its span lies in the document's text
  PlaceKind kind = PlaceKind::kCity;
  std::string region;  // the first-level region that it lies in; "" when not known
  bool demonym =
      false;  // "Russian": stands for the country, and is no place where something happens
  double confidence = 0;  // 0 to 1
};

// Finds the places that a document names and says which of that name each is, by the whole
// document. docs/places.md tells how. Immutable; safe to share between threads. `knowledge` must
// outlive it.
class Places {
 public:
  // `tables` holds the tables (share_dir() / "data"); `overlay`, if not empty, the user's own of
  // the same form, which win.
  static Result<Places> open(const Knowledge& knowledge, const std::filesystem::path& tables,
                             const std::filesystem::path& overlay = {});
  Places(Places&&) noexcept;
  Places& operator=(Places&&) noexcept;
  ~Places();

  // In the order of the text. Takes time linear in the text.
  std::vector<Toponym> find(const Document& document, std::span<const Sentence> sentences) const;

  // All that a name may mean, the best known first.
  std::vector<Candidate> named(std::string_view name) const;

 private:
  struct Parts;
  explicit Places(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace brink
