// SPDX-License-Identifier: Apache-2.0
#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace brink::app {

bool for_a_person() { return isatty(STDOUT_FILENO) != 0; }

Look look_of_stdout() {
  Look look;
  look.colour = for_a_person() && std::getenv("NO_COLOR") == nullptr;
  winsize size{};
  if (for_a_person() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    look.width = size.ws_col;
  return look;
}

Open opener(const Archive& archive) {
  return [&archive](const std::string& id) -> std::optional<Evidence> {
    const auto events = archive.event(id);
    if (!events || events->size() != 1) return {};
    const auto reports = archive.document(events->front().document);
    if (!reports || reports->size() != 1) return {};
    return Evidence{events->front(), reports->front()};
  };
}

}  // namespace brink::app
