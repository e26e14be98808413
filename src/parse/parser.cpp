// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <mutex>

#include "parse/parse.h"
#include "parse/pieces.h"
#include "parse/workspace.h"
#include "sentences/sentences.h"

namespace brink {
namespace parse {

// The workspaces that no thread uses now. A thread takes one, or makes one, and gives it back.
class Workspaces {
 public:
  explicit Workspaces(std::shared_ptr<const Model> model) : model_(std::move(model)) {}

  std::unique_ptr<Workspace> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<Workspace>(model_, *kernels_here().front());
    auto workspace = std::move(idle_.back());
    idle_.pop_back();
    return workspace;
  }

  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

  const Model& model() const { return *model_; }

 private:
  std::shared_ptr<const Model> model_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;
};

namespace {

constexpr std::size_t kBatchPieces = 24;    // multiples of six fit the products best
constexpr std::size_t kBatchTokens = 1200;  // keeps a batch's tables in the cache

// What the file's own sentence says against what the parser makes of it.
std::optional<Error> failed_self_test(const Parser& parser, const Model& model,
                                      const std::string& where) {
  const auto kept = read_conllu(model.sample, where + " (sample)");
  if (!kept) return kept.error();
  for (const ConlluSentence& s : *kept) {
    std::vector<Sentence> again(1);
    for (const Token& t : s.sentence.tokens) again[0].tokens.emplace_back().form = t.form;
    parser.parse(again);
    for (std::size_t i = 0; i < again[0].tokens.size(); ++i) {
      const Token &now = again[0].tokens[i], &then = s.sentence.tokens[i];
      if (now.head != then.head || now.deprel != then.deprel || now.upos != then.upos ||
          now.lemma != then.lemma)
        return Error{"parse", where,
                     "\"" + now.form + "\" of the self-test read as " + now.upos + " " + now.deprel,
                     then.upos + " " + then.deprel};
    }
  }
  return {};
}

}  // namespace
}  // namespace parse

Result<Parser> Parser::load(const std::filesystem::path& path) {
  auto model = parse::Model::map(path);
  if (!model) return model.error();
  return of(std::move(*model), path.string());
}

Result<Parser> Parser::from_bytes(std::string bytes, const std::string& where) {
  auto model = parse::Model::keep(std::move(bytes), where);
  if (!model) return model.error();
  return of(std::move(*model), where);
}

Result<Parser> Parser::of(std::shared_ptr<const parse::Model> model, const std::string& where) {
  Parser parser(std::make_shared<parse::Workspaces>(std::move(model)));
  if (auto error = parse::failed_self_test(parser, parser.workspaces_->model(), where))
    return *error;
  return parser;
}

void Parser::parse(std::span<Sentence> sentences) const {
  std::vector<parse::Piece> pieces;
  for (Sentence& s : sentences) {
    const auto starts = parse::cut_into_pieces(s.tokens, kLongest);
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : s.tokens.size();
      if (end > starts[i])
        pieces.push_back({std::span(s.tokens).subspan(starts[i], end - starts[i]),
                          static_cast<std::int32_t>(starts[i])});
    }
  }
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const auto& a, const auto& b) { return a.tokens.size() > b.tokens.size(); });
  auto workspace = workspaces_->take();
  for (std::size_t from = 0; from < pieces.size();) {
    const std::size_t fit =
        std::max<std::size_t>(6, parse::kBatchTokens / (pieces[from].tokens.size() + 1));
    const std::size_t n = std::min({fit, parse::kBatchPieces, pieces.size() - from});
    workspace->parse(std::span(pieces).subspan(from, n));
    from += n;
  }
  workspaces_->give_back(std::move(workspace));
  for (Sentence& s : sentences)
    if (s.tokens.size() > kLongest) parse::join_trees(s.tokens);
}

}  // namespace brink
