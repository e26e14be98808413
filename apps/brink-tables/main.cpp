// SPDX-License-Identifier: Apache-2.0
// brink-tables TABLES FILE: compiles the tables, as the build does.
#include <cstdio>

#include "knowledge/knowledge_image.h"

int main(int count, char** words) {
  if (count != 3) {
    std::fputs("usage: brink-tables TABLES FILE\n", stderr);
    return 2;
  }
  const auto done = brink::compile_tables(words[1], words[2]);
  if (!done) std::fprintf(stderr, "%s\n", done.error().sentence().c_str());
  return done ? 0 : 1;
}
