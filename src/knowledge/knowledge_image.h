// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "brink/result.h"
#include "knowledge/knowledge.h"

namespace brink {

// Where the build puts the compiled tables (apps/brink-tables), and `make install` beside the
// tables.
std::filesystem::path compiled_tables();

// Everything that is known, as bytes; the same for the same.
std::string image_of(const Knowledge& knowledge);

// Writes what these tables say, read and checked, so that it need not be read from text at each
// start.
Outcome compile_tables(const std::filesystem::path& tables, const std::filesystem::path& file);

// From the compiled file, which is mapped; nothing when there is none, when it was compiled from
// other tables, by another program, or is damaged: the text is then read.
// Checksums guard it against damage and age, not against a forger who makes them right: numbers that
// point from one table into another are not looked at again, since it lies where the program lies,
// and who may write there may as well write the program.
std::optional<Knowledge> read_compiled(const std::filesystem::path& file,
                                       const std::filesystem::path& tables);

}  // namespace brink
