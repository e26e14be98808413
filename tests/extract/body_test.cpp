// SPDX-License-Identifier: Apache-2.0
#include "extract/body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "extract/extract.h"

namespace brink {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Body body_of(const std::string& html, bool fragment = false) {
  const Dom dom(html);
  return read_body(dom, fragment);
}

std::string text_of(const std::string& html, bool fragment = false) {
  return body_of(html, fragment).text;
}

// Three paragraphs that no one would take for furniture.
const std::string kFirst =
    "The harbour council voted on Tuesday to close the eastern pier, after divers found that two "
    "of its pillars had cracked below the water line.";
const std::string kSecond =
    "Ferries will use the old fish quay until spring, the harbour master said, and the market will "
    "move to the square behind the customs house.";
const std::string kThird =
    "Repairs are expected to cost four million crowns; the council hopes that the county will pay "
    "for half of that, but no decision has been taken yet.";
const std::string kStory = "<p>" + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
const std::string kText = kFirst + "\n\n" + kSecond + "\n\n" + kThird;

std::string page(const std::string& inside) {
  return "<!doctype html><html><head><title>Eastern pier closed - The Quay</title></head><body>" +
         inside + "</body></html>";
}

TEST(BodyTest, OfAPageWithoutTextIsEmpty) {
  EXPECT_TRUE(body_of("").empty());
  EXPECT_TRUE(body_of("<html><body><script>var a;</script><img src=a></body></html>").empty());
  EXPECT_TRUE(body_of("\xff\xfe<<<>>>&&&").text.size() < 20);
  const auto document = Extractor().extract({.html = "<p></p>", .url = "http://a.example/"});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().stage, "extract");
  EXPECT_EQ(document.error().where, "http://a.example/");
}

TEST(BodyTest, IsWhatStandsInTheArticle) {
  EXPECT_EQ(text_of(page("<header><a href=/>The Quay</a></header><nav><ul><li><a href=/n>News</a>"
                         "<li><a href=/s>Sport</a></ul></nav><main><article><h1>Eastern pier closed"
                         "</h1>" +
                         kStory + "</article></main><footer>Imprint, contact</footer>")),
            kText);
}

TEST(BodyTest, IsFoundWithoutAnyNames) {
  EXPECT_EQ(text_of(page("<div><div><a href=1>Home</a> <a href=2>News</a> <a href=3>Sport</a></div>"
                         "<div><h1>Eastern pier closed</h1><div>" +
                         kStory +
                         "</div></div>"
                         "<div><a href=4>Terms</a> <a href=5>Help</a></div></div>")),
            kText);
}

TEST(BodyTest, MayStandInTextDirectlyOrBePartedByLineBreaks) {
  EXPECT_EQ(text_of(page("<div><h1>Eastern pier closed</h1><div>" + kFirst + "<br><br>" + kSecond +
                         "<br /> <br />" + kThird + "</div></div>")),
            kText);
  EXPECT_EQ(
      text_of(page("<div>" + kFirst + "</div><div>" + kSecond + "</div><div>" + kThird + "</div>")),
      kText);
  EXPECT_EQ(text_of(page("<table><tr><td>" + kFirst + "<p>" + kSecond + "</p>" + kThird +
                         "</td></tr></table>")),
            kText);
}

TEST(BodyTest, ASingleLineBreakIsANewLine) {
  EXPECT_THAT(
      text_of(page(kStory + "<p>Tuesday, 9 a.m., council hall:<br>the county answers.</p>")),
      HasSubstr("council hall:\nthe county answers."));
}

TEST(BodyTest, KeepsListsQuotationsTablesAndHeadings) {
  const std::string text = text_of(page(
      "<article><h1>Eastern pier closed</h1>" + kStory +
      "<h2>What closes when</h2><ul><li>The pier, "
      "at once.</li><li>The market hall, in March.</li></ul><blockquote>We had no choice, for the "
      "safety of everyone who takes the ferry.</blockquote><table><tr><th>Pillar</th><th>Crack</th>"
      "</tr><tr><td>Third</td><td>12 cm</td></tr></table>" +
      kStory + "</article>"));
  for (const char* part : {"What closes when", "The pier, at once.", "We had no choice", "12 cm"})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(BodyTest, LeavesOutWhatStandsBetweenTheParagraphs) {
  const std::string text = text_of(page(
      "<article><h1>Eastern pier closed</h1><div class=byline>By Ana Moreau</div>"
      "<div class='share-buttons'><a href=#>Share on Facebook</a></div><p>" +
      kFirst +
      "</p><p>Read more: <a href=/x>The pier in pictures</a></p><aside><h3>Our letter</h3><p>Get "
      "the "
      "news of the harbour into your mail box every Friday morning.</p></aside>"
      "<div class=newsletter-signup><p>Sign up for our newsletter, it costs nothing and comes "
      "every "
      "Friday.</p></div><div class='ad-slot'>Advertisement</div><p>" +
      kSecond + "</p><p>" + kThird + "</p><div class=tags><a href=/t>pier</a></div></article>"));
  EXPECT_EQ(text, kText);
}

TEST(BodyTest, LeavesOutCommentsAndTheirForm) {
  std::string comments;
  for (int i = 0; i < 40; ++i)
    comments +=
        "<li class=comment><p>I have walked on that pier since I was a child, and nobody "
        "ever told me, that it could fall one day, number " +
        std::to_string(i) + ".</p></li>";
  EXPECT_EQ(text_of(page("<article><h1>Eastern pier closed</h1>" + kStory +
                         "</article>"
                         "<section id=comments><h3>40 comments</h3><ol class=comment-list>" +
                         comments +
                         "</ol><form><p>Your email address will not be published.</p>"
                         "<textarea></textarea></form><p>This site uses Akismet to reduce spam.</p>"
                         "</section>")),
            kText);
}

TEST(BodyTest, LeavesOutListsOfOtherArticles) {
  std::string teasers;
  for (int i = 0; i < 12; ++i)
    teasers += "<div class='card'><h3><a href=/a>Another story of the town, number " +
               std::to_string(i) +
               "</a></h3><p>Two lines that tell what the story is about, so that "
               "a reader may want to open it, or may not.</p></div>";
  EXPECT_EQ(text_of(page("<div class=page><div class=left><h1>Eastern pier closed</h1>" + kStory +
                         "</div><div class=grid>" + teasers + "</div></div>")),
            kText);
}

TEST(BodyTest, LeavesOutWhatFollowsUnderATailHeading) {
  EXPECT_EQ(text_of(page("<article>" + kStory +
                         "<h3>You might also like</h3><p>A long and winding "
                         "text about the swimming hall, that has its own page.</p></article>")),
            kText);
}

TEST(BodyTest, LeavesOutHiddenPartsAndHiddenAddresses) {
  EXPECT_EQ(
      text_of(page("<div style='display: none'><p>" + kSecond + "</p></div><article>" + kStory +
                   "<p><a class=__cf_email__ data-cfemail=00>[email&#160;protected]"
                   "</a></p></article>")),
      kText);
}

TEST(BodyTest, KeepsAnArticleThatItsNamesCallFurniture) {
  EXPECT_EQ(
      text_of(page("<div class='sidebar widget'><div class='comments'>" + kStory + "</div></div>")),
      kText);
}

TEST(BodyTest, SetsCaptionsAside) {
  const Body body = body_of(page(
      "<article><h1>Eastern pier closed</h1><figure><img src=a><figcaption>The pier on Monday<br>"
      "Photo: Ida Berg</figcaption></figure>" +
      kStory +
      "<div class=wp-caption><img src=b><p "
      "class=wp-caption-text>A diver at work.</p></div></article>"));
  EXPECT_EQ(body.text, kText);
  ASSERT_EQ(body.captions.size(), 2u);
  EXPECT_EQ(body.captions[0].text, "The pier on Monday\nPhoto: Ida Berg");
  EXPECT_EQ(body.captions[1].text, "A diver at work.");
}

TEST(BodyTest, BeginsWithTheLead) {
  EXPECT_THAT(
      text_of(page("<article><header><h1>Eastern pier closed</h1><p class=standfirst>Cracks "
                   "in two pillars close the pier until spring.</p><p class=byline>By Ana "
                   "Moreau</p></header><div class=article-body>" +
                   kStory + kStory + "</div></article>")),
      StartsWith("Cracks in two pillars close the pier until spring.\n\n" + kFirst));
}

TEST(BodyTest, IsReadFromJsonLdWhereThePageHasNone) {
  EXPECT_EQ(text_of(page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                         "\"articleBody\":\"" +
                         kFirst + "\\n\\n" + kSecond +
                         "\"}</script>"
                         "<div>Please enable JavaScript.</div>")),
            kFirst + "\n\n" + kSecond);
}

TEST(BodyTest, IsReadFromNoscriptOrTemplateWhereThePageHasNone) {
  EXPECT_EQ(
      text_of(page("<div id=app></div><noscript><article>" + kStory + "</article></noscript>")),
      kText);
  EXPECT_EQ(
      text_of(page("<div id=app></div><template><article>" + kStory + "</article></template>")),
      kText);
}

TEST(BodyTest, IsReadInEveryScript) {
  const std::string russian =
      "Портовый совет проголосовал во вторник за закрытие восточного пирса, после того как "
      "водолазы "
      "нашли трещины в двух опорах, ниже уровня воды.";
  const std::string japanese =
      "港湾評議会は火曜日、東桟橋を閉鎖することを決めた。潜水士が調べたところ、水面下の二本の柱にひ"
      "びが見つかったため"
      "である。修理には春までかかるという。";
  const std::string arabic =
      "صوّت مجلس الميناء يوم الثلاثاء على إغلاق الرصيف الشرقي، بعد أن وجد الغواصون شقوقا في اثنين "
      "من أعمدته تحت سطح الماء.";
  for (const std::string& text : {russian, japanese, arabic})
    EXPECT_EQ(text_of(page("<nav><a href=1>1</a></nav><div><p>" + text + "</p><p>" + text +
                           "</p></div><div><a href=2>2</a></div>")),
              text + "\n\n" + text);
}

TEST(BodyTest, DropsMarksThatAreNotSeen) {
  EXPECT_THAT(text_of("<p>The har\xC2\xAD"
                      "bour&nbsp;coun\xE2\x80\x8B"
                      "cil said,\n\t on&#8195;Monday, "
                      "that the pier is closed, and that it will stay so for a long time.</p>"),
              StartsWith("The harbour council said, on Monday, that"));
}

TEST(BodyTest, BlocksPointIntoTheText) {
  const Body body = body_of(page("<article>" + kStory + "</article>"));
  ASSERT_EQ(body.blocks.size(), 3u);
  EXPECT_EQ(body.blocks[1].span.of(body.text), kSecond);
  ASSERT_EQ(body.roots.size(), 1u);
}

TEST(BodyTest, OfAFragmentIsNearlyAllOfIt) {
  EXPECT_EQ(
      text_of("<p>Short.</p><p>Two <a href=x>links</a> <a href=y>here</a></p><ul><li>a</li></ul>"
              "<p>Read more</p>",
              true),
      "Short.\n\nTwo links here\n\na");
  EXPECT_EQ(text_of("just text", true), "just text");
}

TEST(BodyTest, TakesLinearTimeOnHostilePages) {
  const auto repeat = [](std::string_view what) {
    std::string all;
    while (all.size() < 1'000'000) all += what;
    return all;
  };
  for (const std::string_view pattern :
       {"<div>", "<div class=comment>", "<a href=x>", "<p>text, text. ",
        "<ul><li><a href=x>headline of it</a>", "<figure>", "<figure><img><p>x", "<h1>a",
        "<br>x<br>", "<table><tr><td>", "<td>x", "<section class=article-body>", "<header><h1>",
        "<pre>a\n", "<div hidden>x</div>", "<span class=caption>x",
        "<script type='application/ld+json'>{\"articleBody\":\"x\"}</script>"}) {
    const std::string html = repeat(pattern);
    const std::clock_t start = std::clock();
    const Body body = body_of(html);
    EXPECT_LT((std::clock() - start) / CLOCKS_PER_SEC, 10) << pattern;
    EXPECT_LE(body.text.size(), 2 * html.size());
  }
}

}  // namespace
}  // namespace brink
