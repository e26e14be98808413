// SPDX-License-Identifier: Apache-2.0
#include "refusals.h"

#include <atomic>
#include <new>

#include "archive_state.h"

namespace {

std::atomic<long> left{0};  // calls of `new`, of all threads, until one is refused; 0: none is
std::atomic<bool> came{false};
thread_local int unharmed = 0;

bool refused() {
  if (unharmed > 0 || left.load(std::memory_order_relaxed) <= 0 || left.fetch_sub(1) != 1) return false;
  return came = true;
}

void* take(std::size_t size) {
  void* held = refused() ? nullptr : std::malloc(size > 0 ? size : 1);
  if (held == nullptr) throw std::bad_alloc();
  return held;
}

}  // namespace

void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return refused() ? nullptr : std::malloc(size > 0 ? size : 1); }
void* operator new[](std::size_t size, const std::nothrow_t& how) noexcept { return operator new(size, how); }
void operator delete(void* held) noexcept { std::free(held); }
void operator delete[](void* held) noexcept { std::free(held); }
void operator delete(void* held, std::size_t) noexcept { std::free(held); }
void operator delete[](void* held, std::size_t) noexcept { std::free(held); }

namespace brink::faults {
namespace {

// Are these whole lines of the whole, in their order?
bool some_of(const std::string& part, const std::string& whole) {
  std::size_t at = 0;
  for (std::size_t begin = 0; begin < part.size();) {
    const std::size_t end = part.find('\n', begin) + 1;
    const std::string line = part.substr(begin, end - begin);
    at = whole.find(line, at);
    if (at == std::string::npos || (at > 0 && whole[at - 1] != '\n')) return false;
    at += line.size(), begin = end;
  }
  return true;
}

}  // namespace

Unharmed::Unharmed() { ++unharmed; }
Unharmed::~Unharmed() { --unharmed; }

void Refusals::run(const std::string& stage, const std::function<Given()>& work, const std::function<void(const std::string& what)>& after) {
  const Given whole = work();
  checks_.expect(!whole.lines.empty() && whole.errors == 0, stage + ": nothing, or errors, undisturbed");
  long n = 1, trials = 0, errors = 0;
  for (bool on = true; on; ++trials, n += trials < most_ ? 1 : 1 + n / 30) {
    came = false, left = n;
    Given given;
    bool thrown = false;
    try {
      given = work();
    } catch (const std::bad_alloc&) {
      thrown = true;
    }
    left = 0, on = came;
    const std::string what = stage + ", new " + std::to_string(n);
    checks_.expect(!thrown, what + ": std::bad_alloc came through the door");
    if (!thrown) judge(what, whole, given);
    errors += given.errors > 0;
    if (after) after(what);
  }
  checks_.say(stage + ": " + std::to_string(trials) + " trials, the last at new " + std::to_string(n) + "; " + std::to_string(errors) + " ended in errors");
}

void Refusals::judge(const std::string& what, const Given& whole, const Given& given) {
  if (given.errors == 0)
    checks_.expect(given.lines == whole.lines, what + ": another answer and no error: " + difference(whole.lines, given.lines));
  else
    checks_.expect(some_of(given.lines, whole.lines), what + ": half a record: " + difference(whole.lines, given.lines));
}

}  // namespace brink::faults
