// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "exchange/actor_names.h"
#include "exchange/codes.h"
#include "exchange/exchange.h"

namespace brink {

// Reads a folder of a temporal knowledge graph: entity2id.txt, relation2id.txt ("name<TAB>number") and
// every other .txt with lines of subject, relation, object and time by their numbers. Relations are
// ICEWS's names of CAMEO codes. What is set aside: a relation with no CAMEO code once, and its lines.
// Memory: the names. Error when the folder or one of the two lists is not there.
Outcome read_tkg(const Codes& codes, const ActorNames& names, const ImportSettings& settings,
                 const std::string& folder, const Importer::Take& take, const Importer::Aside& aside);

}  // namespace brink
