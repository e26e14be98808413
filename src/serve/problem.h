// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/result.h"

namespace brink {

// Why a request is refused, as RFC 9457 has it. Thrown inside this stage; nothing else leaves it.
struct Problem {
  int status = 400;
  std::string detail;  // what was found, what was expected
  std::string where;   // the parameter or field to blame; "" for none
};

std::string title_of(int status);          // "Not Found"
std::string body_of(const Problem& problem);  // application/problem+json, always valid UTF-8

// What an archive said: a malformed filter is the asker's, a damaged file is ours.
Problem problem_of(const Error& error);

// `text` cut to what fits a message.
std::string shown(const std::string& text);

}  // namespace brink
