// SPDX-License-Identifier: Apache-2.0
// The program itself, as a shell would run it: what it says on standard output and its exit code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "../intake/tiny_server.h"
#include "run_brink.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

class Ingest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ran ingest(const std::string& address) const {
    return run_brink("ingest --allow-private --archive '" + (folder_ / "test.db").string() + "' '" +
                     address + "'");
  }

  fs::path folder_ = fs::path(testing::TempDir()) /
                     ("brink-ingest-test-" +
                      std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
};

// Answers with a report and its tag; to who knows the tag, that nothing has changed.
std::string page_with_a_tag(const std::string& request) {
  if (request.find("If-None-Match: \"v1\"") != std::string::npos)
    return http_answer("304 Not Modified", "ETag: \"v1\"\r\n", "");
  return http_answer("200 OK", "Content-Type: text/html; charset=utf-8\r\nETag: \"v1\"\r\n",
                "<html lang=en><title>Envoys meet</title><body><article><h1>Envoys meet</h1>"
                "<p>The envoys of both countries met in Geneva on Tuesday and agreed to go on "
                "talking for the rest of the week, a spokeswoman told reporters.</p>"
                "<p>Neither side would say what had been offered, and no date was set for a "
                "meeting of the two presidents.</p></article></body></html>");
}

// The same for a page in which there is nothing to read.
std::string empty_page_with_a_tag(const std::string& request) {
  if (request.find("If-None-Match: \"v1\"") != std::string::npos)
    return http_answer("304 Not Modified", "ETag: \"v1\"\r\n", "");
  return http_answer("200 OK", "Content-Type: text/html; charset=utf-8\r\nETag: \"v1\"\r\n",
                "<html><body></body></html>");
}

// What could not be used is asked for again, and "not changed" is not taken for "here already".
TEST_F(Ingest, APageThatWasSetAsideIsNotHereAlready) {
  const TinyServer server(empty_page_with_a_tag);
  EXPECT_EQ(ingest(server.address("/a")).exit_code, 1);
  const Ran again = ingest(server.address("/a"));
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.said, testing::Not(testing::HasSubstr("1 already here")));
}

TEST_F(Ingest, AnAddressThatHasNotChangedIsHereAlready) {
  const TinyServer server(page_with_a_tag);
  const Ran first = ingest(server.address("/a"));
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_THAT(first.said, testing::HasSubstr("1 new, 0 revised, 0 already here, 0 set aside"));

  const Ran again = ingest(server.address("/a"));
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.said, testing::HasSubstr("0 new, 0 revised, 1 already here, 0 set aside"));
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_THAT(requests[1], testing::HasSubstr("If-None-Match: \"v1\""));
}

TEST_F(Ingest, AnAddressThatGivesNothingIsAFailure) {
  const TinyServer server([](const std::string&) {
    return http_answer("404 Not Found", "Content-Type: text/html\r\n", "gone");
  });
  const Ran ran = ingest(server.address("/a"));
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.said, testing::HasSubstr("0 new, 0 revised, 0 already here, 1 set aside"));
}

TEST_F(Ingest, AnEmptyAnswerIsNotHereAlready) {
  const TinyServer server([](const std::string&) {
    return http_answer("200 OK", "Content-Type: text/html\r\nETag: \"v1\"\r\n", "");
  });
  const Ran ran = ingest(server.address("/a"));
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.said, testing::HasSubstr("0 already here, 1 set aside"));
}

}  // namespace
}  // namespace brink
