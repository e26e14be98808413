// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "brink/document.h"
#include "brink/event.h"
#include "brink/sentence.h"
#include "entities/entities.h"
#include "knowledge/knowledge.h"
#include "places/places.h"
#include "times/times.h"

namespace brink {

struct StatusStep;

struct CoderSettings {
  std::size_t most_tokens = 400;  // longer sentences are lists or tables and are passed over
};

// Which PLOVER type relates two mentions; "" when nothing does.
struct PairType {
  std::string type;
  double confidence = 0;  // 0 to 1
};

// Sentences -> events: who did what to whom, where, when, said by whom, how real. Works without a
// parse. Immutable; safe to share between threads. `knowledge` and `places` must outlive the coder;
// without `places` a place is what the small tables know by its name alone.
class Coder {
 public:
  explicit Coder(const Knowledge& knowledge, const Places* places = nullptr, CoderSettings settings = {})
      : knowledge_(knowledge), places_(places), settings_(settings), finder_(knowledge, {settings.most_tokens}) {}

  // The events of one document, in the order of the text. `sentences` are all of the document's, in
  // order: who "he" is and what "Johnson" means is carried from one to the next. Every span lies in
  // document.text.
  std::vector<Event> code(const Document& document, std::span<const Sentence> sentences) const;

  // What set the status of the events, by their ids: "hangs on \"warned\" by \"that\": hypothetical". Events of
  // nouns have no steps.
  std::map<std::string, std::vector<std::string>> status_trail(const Document& document,
                                                               std::span<const Sentence> sentences) const;

  // The one type that relates the two mentions, whether tables know them or not. The spans are of
  // document.text.
  PairType relate(const Document& document, std::span<const Sentence> sentences, Span source,
                  Span target) const;

 private:
  std::vector<Event> code(const Document& document, std::span<const Sentence> sentences,
                          std::map<std::string, std::vector<StatusStep>>* trail) const;

  const Knowledge& knowledge_;
  const Places* places_;
  CoderSettings settings_;
  TimeTagger times_;
  EntityFinder finder_;
};

}  // namespace brink
