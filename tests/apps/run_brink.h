// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>

#include <cstdio>
#include <string>

namespace brink {

struct Ran {
  std::string said;  // standard output; what the verb remarks on standard error is left out
  int exit_code = -1;
};

// The program as a shell runs it, which reads `arguments`, redirections among them.
inline Ran run_brink(const std::string& arguments) {
  Ran ran;
  FILE* output = ::popen((BRINK_PROGRAM " 2>/dev/null " + arguments).c_str(), "r");
  if (!output) return ran;
  char chunk[4096];
  for (std::size_t n; (n = std::fread(chunk, 1, sizeof chunk, output)) > 0;)
    ran.said.append(chunk, n);
  const int status = ::pclose(output);
  if (WIFEXITED(status)) ran.exit_code = WEXITSTATUS(status);
  return ran;
}

}  // namespace brink
