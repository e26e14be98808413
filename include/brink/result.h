// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace brink {

// What went wrong with something the world gave us, so that a person can act on it:
// "warc record 812 (byte 40193): found Content-Length 9000, expected at most 412 more bytes".
struct Error {
  std::string stage;     // "intake", "extract", "store" ...
  std::string where;     // file, record, byte, line, URL
  std::string found;     // what was there
  std::string expected;  // what should have been

  // One line: "stage: where: found F, expected E"; empty parts are left out.
  std::string sentence() const;

  bool operator==(const Error&) const = default;
};

// A value, or the Error that stood in its way. Never throws. Reading the one that is not there is
// our own mistake and asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { assert(ok()); return *std::get_if<0>(&held_); }
  const T& value() const& { assert(ok()); return *std::get_if<0>(&held_); }
  T&& value() && { assert(ok()); return std::move(*std::get_if<0>(&held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { assert(!ok()); return *std::get_if<1>(&held_); }

 private:
  std::variant<T, Error> held_;
};

struct Done {};
using Outcome = Result<Done>;  // for a verb that gives nothing back but may fail

inline std::string Error::sentence() const {
  std::string s = stage;
  const auto add = [&s](const char* before, const std::string& part) {
    if (!part.empty()) s += (s.empty() ? "" : before) + part;
  };
  add(": ", where);
  if (!found.empty()) s += (s.empty() ? "found " : ": found ") + found;
  if (!expected.empty()) s += (found.empty() ? ": expected " : ", expected ") + expected;
  return s;
}

}  // namespace brink
