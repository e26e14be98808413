// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "brink/sentence.h"

namespace brink::parse {

// Where a sentence of more than `most` tokens is cut, as indices of the first tokens of its pieces,
// beginning with 0: each piece has at most `most` tokens and ends behind a mark, where there is one
// in its second half.
std::vector<std::size_t> cut_into_pieces(std::span<const Token> tokens, std::size_t most);

// Makes one tree of the trees of a sentence's pieces: roots of later ones hang on the first root.
void join_trees(std::span<Token> tokens);

}  // namespace brink::parse
