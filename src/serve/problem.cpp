// SPDX-License-Identifier: Apache-2.0
#include "serve/problem.h"

#include "base/utf8.h"
#include "records/records.h"

namespace brink {

std::string title_of(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Error";
  }
}

std::string body_of(const Problem& problem) {
  Json body = {{"type", "about:blank"}, {"status", problem.status}, {"title", title_of(problem.status)},
               {"detail", problem.detail}};
  if (!problem.where.empty()) body["where"] = problem.where;
  return line_of(body);
}

Problem problem_of(const Error& error) {
  const bool asked = error.where == "since" || error.where == "until" || error.where == "known_by" ||
                     error.where == "after";
  const std::string said = "found " + shown(error.found) + (error.expected.empty() ? "" : ", expected " + error.expected);
  if (asked) return {400, said, error.where};
  if (error.found.starts_with("the id ")) return {400, said, "id"};
  if (error.found == "a question that took too long") return {503, said, ""};
  if (error.found.starts_with("an archive that another writer")) return {503, said, ""};
  // Paths of this machine are nobody's business.
  return {500, error.stage + ": " + said, ""};
}

std::string shown(const std::string& text) {
  constexpr std::size_t kMost = 80;
  if (text.size() <= kMost) return text;
  std::size_t at = 0;
  while (at < kMost) next_code_point(text, at);
  return text.substr(0, at) + "...";
}

}  // namespace brink
