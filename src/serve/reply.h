// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "serve/desk.h"
#include "serve/http.h"

namespace brink {

// Answers a GET or HEAD. Throws Problem.
void reply(Desk& desk, const httplib::Request& request, httplib::Response& response);

// Answers a POST, whose body is still to be read.
void reply_to_post(Desk& desk, const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& body);

// Writes the problem; the connection ends after it where the body was not read.
void refuse(const Problem& problem, httplib::Response& response);

// The paths with a GET, as docs/openapi.json writes them; and with a POST.
std::vector<std::string> get_paths();
std::vector<std::string> post_paths();

void stream_events(Desk& desk, const httplib::Request& request, httplib::Response& response);
void stream_export(Desk& desk, const Question& question, httplib::Response& response);
std::string metrics(const Desk& desk);

}  // namespace brink
