// SPDX-License-Identifier: Apache-2.0
// What the nouns tell of themselves: the written names of their enumerations, as records and watch
// files use them, and whom an actor's sectors make it.
#include <algorithm>
#include <array>

#include "brink/alert.h"
#include "brink/assessment.h"
#include "brink/entity.h"
#include "brink/event.h"

namespace brink {
namespace {

constexpr std::array<std::string_view, 5> kStatus = {"actual", "future", "hypothetical", "negated",
                                                     "historical"};
constexpr std::array<std::string_view, 5> kQuad = {"neutral", "verbal cooperation",
                                                   "material cooperation", "verbal conflict",
                                                   "material conflict"};
constexpr std::array<std::string_view, 8> kEntityKind = {
    "person", "organisation", "place", "nationality", "group", "equipment", "unit", "name"};
constexpr std::array<std::string_view, 4> kSeverity = {"info", "notice", "warning", "critical"};
constexpr std::array<std::string_view, 3> kState = {"quiet", "stirring", "active"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return {};
}

}  // namespace

bool has_sector(const Actor& actor, std::initializer_list<std::string_view> sectors) {
  return std::any_of(sectors.begin(), sectors.end(), [&](std::string_view sector) {
    return std::find(actor.sector.begin(), actor.sector.end(), sector) != actor.sector.end();
  });
}

std::string_view name_of(Status status) { return kStatus[static_cast<std::size_t>(status)]; }
std::optional<Status> status_named(std::string_view name) { return named<Status>(kStatus, name); }
std::string_view name_of(Quad quad) { return kQuad[static_cast<std::size_t>(quad)]; }
std::optional<Quad> quad_named(std::string_view name) { return named<Quad>(kQuad, name); }
std::string_view name_of(Severity severity) { return kSeverity[static_cast<std::size_t>(severity)]; }
std::optional<Severity> severity_named(std::string_view name) {
  return named<Severity>(kSeverity, name);
}
std::string_view name_of(State state) { return kState[static_cast<std::size_t>(state)]; }
std::string_view name_of(EntityKind kind) { return kEntityKind[static_cast<std::size_t>(kind)]; }

}  // namespace brink
