// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "brink/document.h"
#include "brink/sentence.h"
#include "events/sentence_view.h"
#include "places/places.h"

namespace brink {

// What the places that a document names mean by all of it: "Tripoli" in Lebanon or in Libya. Laid over what the
// small tables say of the sentence's names, each by itself.
class Toponyms {
 public:
  // `places` may be null: then the tables' meanings stay.
  Toponyms(const Places* places, const Document& document, std::span<const Sentence> sentences);

  // To be called in the order of the text, before phrases are read. Sets the meaning of the sentence's places, adds
  // towns that no small table has, gives nameless agents the land of their town ("Boston police"), and takes a name
  // for no state where it means a town or a part of another ("Georgia" of the United States).
  void lay_over(SentenceView& reading);

 private:
  std::vector<Toponym> all_;  // no demonyms
  std::size_t next_ = 0;      // the first behind the last sentence
};

}  // namespace brink
