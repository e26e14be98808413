// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "brink/archive.h"

namespace brink {

// What is to be read of an archive.
using Task = std::function<void(const Archive&)>;

// Does each task once: on two threads, each with a reader of its own, where the archive has another reader.
// A task begins once all before it have begun.
void share_out(const std::vector<Task>& tasks, const Archive& archive);

}  // namespace brink
