// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "brink/archive.h"

namespace brink {

// Opens another reader of the same archive; nothing when that fails.
using OpenAnother = std::function<std::unique_ptr<Archive>()>;

// The archive behind a door at which memory that runs out stops: it is an Error, as all else that the world
// does. A put or commit that it stops takes the open batch back, since nobody can say how far it came. `another`: of one open for reading.
std::unique_ptr<Archive> behind_door(std::unique_ptr<Archive> archive, std::string where, OpenAnother another = {});

}  // namespace brink
