// SPDX-License-Identifier: Apache-2.0
#include "fmt/format.h"
#include "screen/ink.h"
#include "screen/screen.h"

namespace brink {
namespace {

void list(std::string& page, const Ink& ink, const char* heading, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  page += "  " + ink.bold(heading) + "\n";
  for (const std::string& line : lines) page += wrapped(printable(line), ink.width(), 4);
}

}  // namespace

std::string trail_page(const EventTrail& trail, Look look) {
  const Ink ink(look);
  std::string page;
  if (!trail.frame.empty()) {
    std::string row;
    for (const auto& [column, cell] : trail.frame) row += (row.empty() ? "" : "; ") + column + " " + cell;
    list(page, ink, "the frame", {row});
  }
  list(page, ink, "who they are", trail.names);
  list(page, ink, "what set the status", trail.status.empty() ? std::vector<std::string>{"nothing makes it less than real, or a noun tells it"} : trail.status);
  if (!trail.sentence.tokens.empty()) page += "\n" + tree_page(trail.sentence, look);
  return page;
}

}  // namespace brink
