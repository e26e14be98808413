// SPDX-License-Identifier: Apache-2.0
#include "extract/metadata.h"

#include <gtest/gtest.h>

#include <string>

#include "base/iso_time.h"
#include "extract/extract.h"

namespace brink {
namespace {

const std::string kParagraphs =
    "<p>The ministers of both countries met for three hours in the capital and spoke of gas, grain "
    "and the prisoners whom each side still holds.</p>"
    "<p>Neither of them would say whether there will be another round, but the talks, a spokesman "
    "said, had been frank and at times even friendly.</p>"
    "<p>Observers had expected little of the day, since the border has been closed for weeks and "
    "no one seems to want to be the first to open it again.</p>";

// A page with this head, and these things in front of and behind the article's paragraphs.
std::string page(const std::string& head, const std::string& before, const std::string& behind = "",
                 const std::string& lang = "en") {
  return "<!DOCTYPE html><html lang='" + lang + "'><head>" + head + "</head><body><article>" +
         before + kParagraphs + behind + "</article></body></html>";
}

Document read(const std::string& html, const std::string& url = "") {
  const Result<Document> document = Extractor().extract({html, url, false});
  EXPECT_TRUE(document.ok());
  return document ? *document : Document{};
}

std::string day_of(const std::optional<Timestamp>& moment) {
  return moment ? to_iso(moment->local_day()) : "";
}

std::string published(const std::string& html, const std::string& url = "") {
  return day_of(read(html, url).published);
}

TEST(ReadMetadata, ReadsANewsPageInFull) {
  const Document document = read(page(
                                     R"(<title>Talks end without result - The Example</title>
         <link rel="canonical" href="/world/talks">
         <meta property="og:site_name" content="The Example">
         <script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks end without result",
           "datePublished":"2022-01-29T01:12:44+09:00","dateModified":"2022-01-30T00:00:00+09:00",
           "author":[{"@type":"Person","name":"Jane Roe"},{"name":"By Kim Min-su"}]}</script>)",
                                     R"(<h1>Talks end without result</h1>
         <figure><img src="a.jpg"><figcaption>The ministers at the table<br>
         [AFP 연합뉴스 자료사진. 재판매 및 DB 금지]</figcaption></figure>
         <p>(Washington = Yonhap News) Correspondent Kim Min-su = The talks ended without a result on
         Friday, both sides said, and each of them blamed the other one for it.</p>)"),
                                 "https://www.example.com/world/talks?from=mail");
  EXPECT_EQ(document.title, "Talks end without result");
  ASSERT_TRUE(document.published);
  EXPECT_EQ(to_iso(*document.published), "2022-01-29T01:12:44+09:00");
  EXPECT_EQ(day_of(document.modified), "2022-01-30");
  EXPECT_EQ(document.authors, (std::vector<std::string>{"Jane Roe", "Kim Min-su"}));
  EXPECT_EQ(document.outlet, "The Example");
  EXPECT_EQ(document.canonical_url, "https://www.example.com/world/talks");
  EXPECT_EQ(document.language, "en");
  EXPECT_EQ(document.dateline.place, "Washington");
  EXPECT_EQ(document.dateline.wire, "Yonhap");
  EXPECT_EQ(document.dateline.reporter, "Kim Min-su");
  EXPECT_TRUE(document.dateline.span.of(document.text).starts_with("(Washington = Yonhap News)"));
  EXPECT_EQ(document.rights, (Rights{"재판매 및 DB 금지", Keep::kExcerpt}));
  ASSERT_EQ(document.captions.size(), 1u);
  EXPECT_EQ(document.captions[0],
            (Caption{"The ministers at the table", "AFP / Yonhap file photo"}));
  EXPECT_EQ(document.text.find("재판매"), std::string::npos);
}

TEST(ReadMetadata, PrefersJsonLdAndReadsItWhenBroken) {
  const std::string dated = R"("datePublished":"2021-03-04","headline":"A headline)";
  for (const std::string& json :
       {"{\"@type\":\"Article\"," + dated + "\"}", "{\"@type\":\"Article\"," + dated,
        "<!--\n{\"@graph\":[{\"@type\":[\"X\",\"BlogPosting\"]," + dated + "\nwith a break\"}]}-->",
        "//<![CDATA[\n[{\"@type\":\"Report\"," + dated + "\"},]\n//]]>"})
    EXPECT_EQ(published(page("<script type='application/ld+json'>" + json + "</script>", "")),
              "2021-03-04")
        << json;
}

TEST(ReadMetadata, FollowsReferencesToAuthors) {
  const Document document = read(page(
      R"(<script type="application/ld+json">{"@graph":[
        {"@type":"Article","headline":"x","author":{"@id":"#p1"}},
        {"@type":"Person","@id":"#p1","name":"Jane Roe"}]}</script>)",
      ""));
  EXPECT_EQ(document.authors, std::vector<std::string>{"Jane Roe"});
}

TEST(ReadMetadata, DoesNotReadOtherArticlesInJsonLd) {
  EXPECT_EQ(published(page(
                R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
                   {"@type":"NewsArticle","headline":"Other","datePublished":"2019-01-01"}]}</script>)",
                "<h1>Title</h1><p class='date'>4 March 2021</p>")),
            "2021-03-04");
}

struct DateCase {
  const char* head;
  const char* before;
  const char* url;
};

class PublishedDates : public testing::TestWithParam<DateCase> {};

TEST_P(PublishedDates, AreFoundWhereverThePageHasThem) {
  const DateCase& c = GetParam();
  EXPECT_EQ(published(page(c.head, c.before), c.url), "2021-03-04") << c.head << c.before << c.url;
}

INSTANTIATE_TEST_SUITE_P(
    Places, PublishedDates,
    testing::Values(
        DateCase{"<meta property='article:published_time' content='2021-03-04T10:00:00Z'>", "", ""},
        DateCase{"<meta name='parsely-pub-date' content='2021-03-04'>", "", ""},
        DateCase{"<meta name='sailthru.date' content='Thu, 04 Mar 2021 10:00:00 +0000'>", "", ""},
        DateCase{"<meta name='DC.date.issued' content='2021-03-04'>", "", ""},
        DateCase{"", "<time itemprop='datePublished' datetime='2021-03-04'>yesterday</time>", ""},
        DateCase{"", "<h1>Title</h1><time datetime='2021-03-04T10:00:00Z'></time>", ""},
        DateCase{"", "<h1>Title</h1><abbr class='published' title='2021-03-04T10:00'>1</abbr>", ""},
        DateCase{"", "<h1>Title</h1><span class='date' data-timestamp='1614852000'>now</span>", ""},
        DateCase{"", "<h1>Title</h1><p>Veröffentlicht am 4. März 2021 von Jane Roe</p>", ""},
        DateCase{"", "<h1>Title</h1><p>Posted on <a href='#'>March 4, 2021</a></p>", ""},
        DateCase{"", "<h1>Title</h1><div><span>4</span> <span>mars</span> <span>2021</span></div>",
                 ""},
        DateCase{"", "<p class='entry-date'>04.03.2021</p><h2 class='entry-title'>Title</h2>", ""},
        DateCase{"", "<h1>Title</h1>", "https://a.example/2021/03/04/title/"},
        DateCase{"<script>window.state={\"publishDate\":\"2021-03-04T10:00:00Z\"}</script>", "",
                 ""}));

TEST(PublishedDate, TakesTheDayThatTheReaderSees) {
  EXPECT_EQ(
      published(page("<meta property='article:published_time' content='2021-03-03T23:30:00Z'>",
                     "<h1>Title</h1><p class='date'>4 March 2021, 0:30</p>")),
      "2021-03-04");
}

TEST(PublishedDate, SettlesNumbersByOtherEvidence) {
  EXPECT_EQ(published(page("", "<h1>Title</h1><p class='date'>03/04/2021</p>",
                           "<p>Updated: 2021-03-04</p>", "de")),
            "2021-03-04");
}

TEST(PublishedDate, SettlesNumbersByTheCustomOfTheLanguage) {
  const std::string html = "<h1>Title</h1><p class='date'>03/04/2021</p>";
  EXPECT_EQ(published(page("", html, "", "en-US")), "2021-03-04");
  EXPECT_EQ(published(page("", html, "", "en-GB")), "2021-04-03");
  EXPECT_EQ(published(page("", html, "", "fr")), "2021-04-03");
}

TEST(PublishedDate, IsNotThatOfCommentsListsOrCopyright) {
  EXPECT_EQ(
      published(page("", "<h1>Title</h1>",
                     "<div class='comments'><p class='date'>5 March 2021</p><p>Well said, and "
                     "so true.</p></div><ul class='related'><li>Other 1 March 2021</li></ul>"
                     "<footer><p>© 4 March 2021</p></footer>")),
      "");
}

TEST(PublishedDate, IsNotThatOfAListBehindTheArticle) {
  EXPECT_EQ(published(page("", "<h1>Title</h1><p>04.03.2021</p>",
                           "<ul><li>No. 3 of 03.03.2021</li><li>No. 2 of 02.03.2021</li>"
                           "<li>No. 1 of 01.03.2021</li></ul>")),
            "2021-03-04");
}

TEST(Title, LosesTheNameOfTheSite) {
  for (const char* title :
       {"Talks fail again - The Example", "Talks fail again | The Example",
        "The Example: world | Talks fail again | The Example", "The Example » Talks fail again"})
    EXPECT_EQ(read(page(std::string("<title>") + title +
                            "</title><meta property='og:site_name' content='The Example'>",
                        "<h1>Talks fail again</h1>"))
                  .title,
              "Talks fail again")
        << title;
  EXPECT_EQ(read(page("<title>Talks fail again - The Example</title>"
                      "<meta property='og:site_name' content='The Example'>",
                      ""))
                .title,
            "Talks fail again");
}

TEST(Title, IsNotTheSlogan) {
  EXPECT_EQ(read(page("<title>Talks fail again</title><meta property='og:site_name' content='Ex'>",
                      "<h1>News you can trust</h1><h2>Talks fail again</h2>"))
                .title,
            "Talks fail again");
}

TEST(Title, IsNotTheHeadingThatLeadsHome) {
  EXPECT_EQ(read(page("<title>The Blog » Archive » Talks fail again</title>",
                      "<h1><a href='https://blog.example/'>The Blog</a></h1>"
                      "<h2>Talks fail again</h2>"))
                .title,
            "Talks fail again");
}

TEST(Title, IsTheHeadingOverTheTextWhereOnlyTheSiteIsNamed) {
  EXPECT_EQ(read(page("<title>Union of the Towns</title>", "<h4>Talks fail again</h4>")).title,
            "Talks fail again");
}

TEST(Title, IsTheHeadlineInJsonLdBeforeASectionsName) {
  EXPECT_EQ(read(page("<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":"
                      "\"Talks fail again\"}</script>",
                      "<h2>World</h2>"))
                .title,
            "Talks fail again");
}

TEST(Title, IsTheHeadingShownWhereMachinesAreToldAnother) {
  EXPECT_EQ(read(page("<meta property='og:title' content='You will not believe this'>",
                      "<h1>Talks fail again</h1>"))
                .title,
            "Talks fail again");
}

TEST(Title, ReadsReferencesAndLosesSoftHyphens) {
  EXPECT_EQ(read(page("", "<h1>Talks &amp;  prisoner&shy;s</h1>")).title, "Talks & prisoners");
  EXPECT_EQ(read(page("<meta property='og:title' content='Talks &amp;#8211; again'>", "")).title,
            "Talks – again");
}

TEST(Title, IsNotCutWhereAClaimIs) {
  EXPECT_EQ(read(page("<meta property='og:title' content='Talks about gas and grain fail...'>",
                      "<h1>Talks about gas and grain fail in the capital</h1>"))
                .title,
            "Talks about gas and grain fail in the capital");
}

TEST(Authors, LoseByAndStandIns) {
  const auto authors = [](const std::string& content) {
    return read(page("<meta name='author' content='" + content + "'>", "")).authors;
  };
  EXPECT_EQ(authors("By Jane Roe and Kim Min-su"),
            (std::vector<std::string>{"Jane Roe", "Kim Min-su"}));
  EXPECT_TRUE(authors("admin").empty());
  EXPECT_TRUE(authors("https://social.example/jane").empty());
  EXPECT_EQ(read(page("", "<h1>T</h1><p>by <a rel='author' href='/j'>Jane Roe</a></p>")).authors,
            std::vector<std::string>{"Jane Roe"});
}

TEST(Robots, MayForbidKeeping) {
  EXPECT_EQ(read(page("<meta name='robots' content='index, noarchive'>", "")).rights.keep,
            Keep::kExcerpt);
  EXPECT_EQ(read(page("<meta name='tdm-reservation' content='1'>", "")).rights.keep,
            Keep::kExcerpt);
  EXPECT_EQ(read(page("<meta name='tdm-reservation' content='0'>", "")).rights, Rights{});
}

TEST(RightsOfAPage, AreReadInTheFooterAndLeftOutOfTheText) {
  const Document document =
      read(page("", "<h1>T</h1>", "<p>This text may not be published or redistributed.</p>"));
  EXPECT_EQ(document.rights.keep, Keep::kExcerpt);
  EXPECT_EQ(document.text.find("redistributed"), std::string::npos);
}

TEST(ReadMetadata, SurvivesHostilePages) {
  std::string metas, times;
  for (int i = 0; i < 20'000; ++i) {
    metas += "<meta name=date content='2021-03-04'>";
    times += "<time datetime='2021-03-04'>1/2/2021</time> ";
  }
  EXPECT_EQ(published(page(metas, "")), "2021-03-04");
  EXPECT_EQ(published(page("", "<h1>T</h1>" + times)), "2021-03-04");
  std::string headings;
  for (int i = 0; i < 20'000; ++i) headings += "<h1>Talks fail again</h1>";
  EXPECT_EQ(read(page("<title>Talks fail again</title>", headings)).title, "Talks fail again");
}

TEST(ReadMetadata, SurvivesEveryCut) {
  const std::string html = page(
      "<title>T</title><script type='application/ld+json'>{\"@type\":\"Article\",\"author\":[{"
      "\"name\":\"J\"}]}</script><meta name=date content='4 März 2021'>",
      "<h1>T</h1><time datetime='2021-03-04'>4.3.2021</time>");
  const Extractor extractor;
  for (std::size_t n = 0; n <= html.size(); n += 3) {
    const std::string start = html.substr(0, n);
    const auto document = extractor.extract({start, "", false});
    if (!document) {
      EXPECT_FALSE(document.error().sentence().empty());
    }
  }
}

}  // namespace
}  // namespace brink
