// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "parse/train/lexicon.h"
#include "parse/train/network.h"

namespace brink::parse {

// The file that Parser::load reads (see Model): the network's numbers rounded, the lexicon's names,
// and `sample`, CoNLL-U that the file's reader must make again.
std::string pack_model(const Network& network, const Lexicon& lexicon, const std::string& sample);

}  // namespace brink::parse
