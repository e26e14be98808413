// SPDX-License-Identifier: Apache-2.0
#include "extract/dom.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace brink {
namespace {

// "html(body(p('one')p('two')))"
std::string shape(const Dom& dom, NodeId id = 0) {
  std::string out;
  std::vector<NodeId> open;
  for (NodeId n = id; n < dom[id].end; ++n) {
    while (!open.empty() && n >= dom[open.back()].end) {
      out += ')';
      open.pop_back();
    }
    if (dom.is_text(n)) {
      out += '\'' + std::string(dom[n].text) + '\'';
      continue;
    }
    out += dom[n].tag == Tag::kUnknown ? dom[n].text : name_of(dom[n].tag);
    if (dom[n].end == n + 1) continue;
    out += '(';
    open.push_back(n);
  }
  return out + std::string(open.size(), ')');
}

std::string body_shape(std::string_view html) {
  const Dom dom(html);
  const NodeId body = dom.first(Tag::kBody);
  return body == kNoNode ? "" : shape(dom, body);
}

TEST(DomTest, OfAnEmptyPageIsARoot) {
  const Dom dom("");
  ASSERT_EQ(dom.size(), 1u);
  EXPECT_EQ(dom[0].tag, Tag::kHtml);
  EXPECT_EQ(dom.text(0), "");
}

TEST(DomTest, ImpliesTheBody) {
  const Dom dom("<title>A</title><p>one");
  EXPECT_EQ(shape(dom), "html(title('A')body(p('one')))");
}

TEST(DomTest, KeepsHeadAndBodyAttributes) {
  const Dom dom(
      "<!DOCTYPE html><HTML LANG=de><head><meta name=author content='A. B.'></head>"
      "<body class='single post'>x</body></html>");
  EXPECT_EQ(dom.attribute(0, "lang"), "de");
  const NodeId meta = dom.first(Tag::kMeta);
  ASSERT_NE(meta, kNoNode);
  EXPECT_EQ(dom.attribute(meta, "content"), "A. B.");
  EXPECT_EQ(dom.attribute(dom.first(Tag::kBody), "class"), "single post");
  EXPECT_FALSE(dom.has_attribute(meta, "property"));
}

TEST(DomTest, EndsParagraphsAndItemsThatAreNotClosed) {
  EXPECT_EQ(body_shape("<p>one<p>two<div>three</div>"), "body(p('one')p('two')div('three'))");
  EXPECT_EQ(body_shape("<ul><li>a<ul><li>b</ul><li>c</ul>"), "body(ul(li('a'ul(li('b')))li('c')))");
  EXPECT_EQ(body_shape("<dl><dt>a<dd>b<dt>c</dl>"), "body(dl(dt('a')dd('b')dt('c')))");
  EXPECT_EQ(body_shape("<h2>a<h3>b</h3>"), "body(h2('a')h3('b'))");
  EXPECT_EQ(body_shape("<select><option>a<option>b</select>c"),
            "body(select(option('a')option('b'))'c')");
}

TEST(DomTest, BuildsTablesWithoutEndTags) {
  EXPECT_EQ(body_shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "body(table(tr(td('a')td('b'))tr(td('c')))'d')");
  EXPECT_EQ(body_shape("<tr><td>no table"), "body('no table')");
}

TEST(DomTest, SurvivesMisnesting) {
  EXPECT_EQ(body_shape("<b>a<i>b</b>c</i>d"), "body(b('a'i('b'))'c''d')");
  EXPECT_EQ(body_shape("<div>a</span></p>b</div></div>c"), "body(div('a'p'b')'c')");
  EXPECT_EQ(body_shape("<a href=1>one<a href=2>two</a>"), "body(a('one')a('two'))");
}

TEST(DomTest, ALinkEndsWithTheBlockItsEndTagStandsIn) {
  const Dom dom("<div><a href=1><p>in</a> still<p>out</div>");
  const NodeId link = dom.first(Tag::kA);
  EXPECT_EQ(dom.text(link), "in still");
}

TEST(DomTest, ReadsRawTextAsItStands) {
  const Dom dom(
      "<script type='application/ld+json'>{\"a\":\"<p>&amp;</p>\"}</script>"
      "<style>p > a {}</style><title>A &amp; B</title><textarea><b></textarea>");
  EXPECT_EQ(dom.raw_text(dom.first(Tag::kScript)), "{\"a\":\"<p>&amp;</p>\"}");
  EXPECT_EQ(dom.raw_text(dom.first(Tag::kStyle)), "p > a {}");
  EXPECT_EQ(dom.raw_text(dom.first(Tag::kTitle)), "A & B");
  EXPECT_EQ(dom.raw_text(dom.first(Tag::kTextarea)), "<b>");
}

TEST(DomTest, AScriptMayHoldAScriptInAComment) {
  EXPECT_EQ(body_shape("<p>a<script><!-- <script> </script> --></script>b"),
            "body(p('a'script('<!-- <script> </script> -->')'b'))");
}

TEST(DomTest, ReadsNoscriptAndTemplateAsChildren) {
  EXPECT_EQ(body_shape("<noscript><p>a</p></noscript><template><p>b</p></template>"),
            "");  // nothing of it forces a body
  const Dom dom("<body><noscript><p>a</p></noscript><template><p>b</p></template>");
  EXPECT_EQ(shape(dom, dom.first(Tag::kBody)), "body(noscript(p('a'))template(p('b')))");
}

TEST(DomTest, PassesOverComments) {
  EXPECT_EQ(body_shape("a<!-- <p> -->b<!-->c<!--->d<!---->e<!-- x --!>f<!x>g<?php ?>h</ >i"),
            "body('a''b''c''d''e''f''g''h''i')");
}

TEST(DomTest, KeepsTheNamesOfSvgApart) {
  const Dom dom("<body><svg><title>no</title><style>x</style></svg><p>yes</p>");
  EXPECT_EQ(dom.first(Tag::kTitle), kNoNode);
  EXPECT_EQ(dom.first(Tag::kStyle), kNoNode);
  EXPECT_NE(dom.first(Tag::kP), kNoNode);
}

TEST(DomTest, AnUnclosedSvgEndsAtAParagraph) {
  const Dom dom("<body><svg><path d='x'><p>text</p>");
  const NodeId p = dom.first(Tag::kP);
  EXPECT_EQ(dom[dom[p].parent].tag, Tag::kBody);
}

TEST(DomTest, ReadsAttributesHoweverTheyAreWritten) {
  const Dom dom("<p a=1 B='two' c=\"th ree\" d e = five f='&lt;' a=again>x");
  const NodeId p = dom.first(Tag::kP);
  EXPECT_EQ(dom.attribute(p, "a"), "1");
  EXPECT_EQ(dom.attribute(p, "b"), "two");
  EXPECT_EQ(dom.attribute(p, "c"), "th ree");
  EXPECT_TRUE(dom.has_attribute(p, "d"));
  EXPECT_EQ(dom.attribute(p, "e"), "five");
  EXPECT_EQ(dom.attribute(p, "f"), "<");
}

TEST(DomTest, DecodesCharacterReferencesInText) {
  const Dom dom("<p>caf&eacute; &#8211; &#x2014; &#146; &amp &nosuch; &copy2022 &");
  EXPECT_EQ(dom.text(0), "café – — ’ & &nosuch; ©2022 &");
}

TEST(DomTest, LeavesQueryStringsAlone) {
  const Dom dom("<a href='?a=1&copy=2&amp;lt=3'>x</a>");
  EXPECT_EQ(dom.attribute(dom.first(Tag::kA), "href"), "?a=1&copy=2&lt=3");
}

TEST(DomTest, ATagThatIsCutOffIsNone) {
  EXPECT_EQ(body_shape("<p>one</p><a href=\"http://ex"), "body(p('one'))");
  EXPECT_EQ(body_shape("<p>one<!-- two"), "body(p('one'))");
  EXPECT_EQ(body_shape("<p>1 < 2 <"), "body(p('1 ''< 2 ''<'))");
}

TEST(DomTest, BoundsDepthAndKeepsTheText) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<div><b>";
  html += "deep";
  for (int i = 0; i < 100'000; ++i) html += "</b></div>";
  html += "<p>after";
  const std::clock_t start = std::clock();
  const Dom dom(html);
  EXPECT_LT((std::clock() - start) / CLOCKS_PER_SEC, 5);
  EXPECT_EQ(dom.text(0), "deepafter");
  for (const Node& node : dom.nodes()) EXPECT_LE(node.depth, 514);
}

TEST(DomTest, EndTagsOfTooDeepElementsCloseNothingAbove) {
  const Dom dom("<div><div><div><div>a</div></div>b</div></div>c", {.most_depth = 3});
  const NodeId body = dom.first(Tag::kBody);
  EXPECT_EQ(dom[dom.end() - 1].text, "c");
  EXPECT_EQ(dom[dom.end() - 1].parent, body);
}

TEST(DomTest, BoundsTheNumberOfNodes) {
  std::string html;
  for (int i = 0; i < 1000; ++i) html += "<p>x";
  EXPECT_LE(Dom(html, {.most_nodes = 100}).size(), 102u);
}

// Patterns that make builders by the letter of the standard slow.
TEST(DomTest, TakesLinearTimeOnHostileMarkup) {
  const auto repeat = [](std::string_view what) {
    std::string all;
    while (all.size() < 2'000'000) all += what;
    return all;
  };
  for (const std::string_view pattern :
       {"<font a=1><p>", "<b><i><a href=x>", "<table>", "<table><td>", "</b></i></p>", "<!--",
        "<a b='", "<svg><a>", "<script><!--<script>", "&#", "&amp", "<p a=1 b=2 c=3", "<li><ul>",
        "<", "<select><option>", "<form></div>", "<template>", "<br/><br>"}) {
    const std::string html = repeat(pattern);
    const std::clock_t start = std::clock();
    const Dom dom(html);
    EXPECT_LT((std::clock() - start) / CLOCKS_PER_SEC, 10) << pattern;
    EXPECT_GE(dom.size(), 1u);
  }
}

TEST(DomTest, EverySubtreeIsARangeWithinItsParent) {
  const Dom dom("<div><p>a<b>b</p>c</b><table><tr><td><div>d</table><ul><li>e<p>f</ul>g</div>h");
  for (NodeId id = 1; id < dom.end(); ++id) {
    ASSERT_LT(dom[id].parent, id);
    EXPECT_LE(dom[id].end, dom[dom[id].parent].end);
    EXPECT_GT(dom[id].end, id);
    EXPECT_TRUE(dom.within(id, dom[id].parent));
  }
}

}  // namespace
}  // namespace brink
