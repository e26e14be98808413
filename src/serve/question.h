// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brink/archive.h"
#include "brink/time.h"
#include "brink/watch.h"
#include "serve/problem.h"

namespace brink {

// What a request's target asks: a path and parameters, decoded. Bounded: 8 KB, 100 parameters.
// All readers throw Problem for what they cannot take.
class Question {
 public:
  explicit Question(std::string_view target);

  const std::string& path() const { return path_; }
  // The same question in one writing, for caches: parameters sorted, empty ones left out.
  std::string canonical() const;

  // Refuses parameters that are not among these, and those given twice that are no list.
  void only(std::initializer_list<std::string_view> names) const;

  std::string one(std::string_view name) const;  // "" when it is not there
  std::string needed(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;  // repeated, or parted by commas
  std::size_t number(std::string_view name, std::size_t least, std::size_t most, std::size_t usual) const;
  std::optional<Day> day(std::string_view name) const;
  std::string choice(std::string_view name, std::initializer_list<std::string_view> choices, std::string_view usual) const;

 private:
  std::string path_;
  std::vector<std::pair<std::string, std::string>> parameters_;
};

inline constexpr std::size_t kMostPage = 500, kUsualPage = 50;

// %XX decoded; Problem for a broken %XX, a NUL or what is no UTF-8. In queries "+" is a blank.
std::string decoded(std::string_view text, bool plus_is_blank);

// The filters that events, stories and exports share, without limit and after.
EventQuery event_query(const Question& question);
DocumentQuery document_query(const Question& question);

// One path segment after `before`: the id in "/api/v1/events/{id}"; nothing when the path is none such.
std::optional<std::string> segment_after(const std::string& path, std::string_view before);

}  // namespace brink
