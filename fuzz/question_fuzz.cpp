// SPDX-License-Identifier: Apache-2.0
// A request's target: path, parameters, filters, page marks; and the dashboard's file names.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "serve/problem.h"
#include "serve/question.h"
#include "serve/site.h"
#include "serve/tokens.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void check(const std::string& target) {
  const brink::Question q(target);
  must(!q.path().empty() && q.path().find('\0') == std::string::npos && brink::is_utf8(q.canonical()));
  const std::string text = q.canonical();
  must(brink::Question(target).canonical() == text);
  if (const auto id = brink::segment_after(q.path(), "/api/v1/events/")) must(id->find('/') == std::string::npos && !id->empty());
  must(q.number("limit", 1, brink::kMostPage, brink::kUsualPage) <= brink::kMostPage);
  must(q.list("actor").size() <= 100);
  (void)q.day("at");
  (void)brink::event_query(q);
  (void)brink::document_query(q);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string target(reinterpret_cast<const char*>(data), size);
  try {
    check(target);
  } catch (const brink::Problem& problem) {
    must(problem.status >= 400 && problem.status < 500 && !problem.detail.empty() && brink::is_utf8(brink::body_of(problem)));
  }
  (void)brink::Site().find(target);
  brink::Tokens tokens;
  must(tokens.right_of(target) == brink::Right::kNone && !tokens.knows_cookie(target));
  return 0;
}
