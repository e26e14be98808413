// SPDX-License-Identifier: Apache-2.0
#pragma once

// What comes next, with its score against what came. How it works, and how well: docs/forecast.md.
#include "forecast/evaluate_links.h"
