// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "alerts/alerts.h"
#include "brink/document.h"
#include "brink/result.h"

namespace brink {

// How `brink watch` goes about its feeds.
struct WatchSettings {
  double host_interval_seconds = 1;  // between two fetches from one host
  int recheck_hours = 6;             // a page of a feed is not asked for again sooner
  int most_rest_minutes = 360;       // of a feed that fails again and again
};

// What an operator sets in a file (TOML; docs/settings.md), all of it optional.
struct Settings {
  // What may be kept of an outlet's documents, by its name or its host ("reuters.com" also covers
  // www.reuters.com). It is the operator's own word and overrules the notice on the page.
  struct Source {
    std::string outlet;
    Keep keep = Keep::kFull;
  };
  std::vector<Source> sources;

  int excerpt_characters = 500;    // where only excerpts may be kept: of each event's sentence
  int excerpt_sentences = 0;       // and most different sentences of one document; 0: no bound
  std::uint64_t most_page_bytes = 16u << 20;
  bool allow_private = false;      // fetch from private and loopback addresses
  WatchSettings watch;
  AlertSettings alerts;
  bool strict = false;             // the first thing set aside ends the run

  // The operator's word on an outlet, if there is one.
  std::optional<Keep> keep_for(const Document& document) const;
};

// Takes the secrets of the channels from the variables of the environment that the settings name.
Outcome take_secrets(AlertSettings& alerts);

// Reads a settings file. An unknown key or a wrong value: an Error with its line.
Result<Settings> read_settings(const std::string& path);

}  // namespace brink
