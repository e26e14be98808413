// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

namespace brink::faults {

// Everything that an archive's tables say, as text in an order of its own: two archives that say the same
// give the same, whatever keys their rows have and whenever they were written. "" when there are no tables
// yet; what stands in the way when it cannot be read.
std::string state_of(const std::string& file);

// "id fingerprint" of each document that is there.
std::set<std::string> documents_in(const std::string& file);

// The first line in which two states differ, for a person.
std::string difference(const std::string& expected, const std::string& found);

}  // namespace brink::faults
