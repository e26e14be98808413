// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

// The verbs of brink-train that have a file of their own.
void add_factuality(CLI::App& app);
