// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "brink/archive.h"

namespace brink {

// The archive behind a door at which memory that runs out stops: it is an Error, as all else that the world
// does. A put or commit that it stops takes the open batch back, since nobody can say how far it came.
std::unique_ptr<Archive> behind_door(std::unique_ptr<Archive> archive, std::string where);

}  // namespace brink
