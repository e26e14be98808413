// SPDX-License-Identifier: Apache-2.0
#include "events/match.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/iso_time.h"
#include "events/circumstances.h"
#include "events/plover_rules.h"
#include "events/status.h"

namespace brink {
namespace {

constexpr int kMostDepth = 2;                 // an act within an act is as far as an event goes
constexpr std::size_t kMostObjectWords = 16;  // between a verb and its particle

using Participants = std::vector<Participant>;

// Who takes part in an event, and on what it hangs.
struct Cast {
  Participants actors, recipients;
  std::vector<std::uint32_t> objects;  // chunks that the verb acts on
  std::string condition;               // from "respond to an invasion"
};

bool is_of_state(const Participant& who) {
  return has_sector(who.actor, {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"});
}

bool known(const Participants& who) {
  return std::any_of(who.begin(), who.end(),
                     [](const Participant& p) { return p.actor.code != "UNK"; });
}

bool same(const Actor& a, const Actor& b) { return a.code == b.code && a.name == b.name; }

void add_new(const Participants& from, Participants& to) {
  for (const Participant& who : from)
    if (std::none_of(to.begin(), to.end(),
                     [&](const Participant& p) { return same(p.actor, who.actor); }))
      to.push_back(who);
}

// "allies" beside a known actor says nothing.
void drop_nameless(Participants& who) {
  if (known(who))
    std::erase_if(
        who, [](const Participant& p) { return p.actor.code == "UNK" && p.actor.sector.empty(); });
}

std::vector<Actor> actors_of(const Participants& who) {
  std::vector<Actor> actors;
  for (const Participant& p : who) actors.push_back(p.actor);
  return actors;
}

class Matcher {
 public:
  explicit Matcher(const Scene& scene)
      : scene_(scene),
        reading_(scene.reading),
        frames_(scene.knowledge.frames()),
        ontology_(scene.knowledge.ontology()),
        parties_(scene.knowledge, scene.document.text, scene.memory, scene.reading),
        abstract_(frames_.class_named("abstract")),
        document_(frames_.class_named("document")),
        attack_(frames_.class_named("attack")),
        forceful_(frames_.class_named("forceful")),
        border_(frames_.class_named("border")),
        prison_(frames_.class_named("prison")),
        fiction_(frames_.class_named("fiction")),
        moved_(frames_.class_named("force") | frames_.class_named("weapon") | frames_.class_named("peacekeeper")),
        done_(reading_.predicates.size(), false),
        used_chunks_(reading_.chunks.size(), false) {}

  std::vector<Event> run() {
    for (std::size_t i = 0; i < reading_.predicates.size(); ++i) {
      if (done_[i] || is_act_of_another(i)) continue;
      if (auto event = code_predicate(i, 0)) emit(std::move(*event));
    }
    for (std::size_t i = 0; i < reading_.predicates.size(); ++i)
      if (!done_[i])
        if (auto event = code_predicate(i, 0)) emit(std::move(*event));
    code_nouns();
    std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
      return a.trigger.span.begin < b.trigger.span.begin;
    });
    return std::move(events_);
  }

 private:
  // ---- verbs

  // Its governor's frame takes this clause as its act, and is read first.
  bool is_act_of_another(std::size_t i) const {
    const Predicate& p = reading_.predicates[i];
    if (p.governor == kNone) return false;
    const Predicate& governor = reading_.predicates[static_cast<std::size_t>(p.governor)];
    for (const std::uint32_t number : frames_.senses_of(governor.lemma))
      for (const ActRule& act : frames_.verb(number).acts)
        if (act.marker == p.marker) return true;
    return false;
  }

  std::optional<Event> code_predicate(std::size_t i, int depth) {
    done_[i] = true;
    const Predicate& p = reading_.predicates[i];
    speak(i);
    const Reality reality = reality_of(scene_.knowledge, reading_, i);
    std::optional<Event> event;
    for (const std::uint32_t number : frames_.senses_of(p.lemma)) {
      const VerbSense& sense = frames_.verb(number);
      if (event) {
        // A later sense of the same type adds its mode: troops and weapons deployed at once.
        if (sense.type == event->type && sense.is_specific() && object_fits(p, sense) &&
            particles_end(p, sense))
          for (const std::string& mode : sense.modes) add_mode(mode, *event);
        continue;
      }
      if ((sense.needs & kNeedsNever) && is_said(p, sense)) return {};
      event = try_sense(i, sense, reality, depth);
    }
    return event;
  }

  void speak(std::size_t i) { parties_.speaks(scene_.speech.by_predicate[i]); }

  // The words of the sense stand there, with the objects that it asks for.
  bool is_said(const Predicate& p, const VerbSense& sense) const {
    return particles_end(p, sense) && object_fits(p, sense) && !object_blocked(p, sense);
  }

  // The token after the sense's last particle; 0 when they follow neither the verb nor its object.
  std::size_t particles_end(const Predicate& p, const VerbSense& sense) const {
    if (const std::size_t end = particles_from(p.verb + 1, sense)) return end;
    return is_separable(sense) ? particles_behind_object(p, sense) : 0;
  }

  // "put troops on alert", "turned the offer down", "found the minister guilty". The words may have
  // been read into the object's phrase.
  std::size_t particles_behind_object(const Predicate& p, const VerbSense& sense) const {
    if (p.passive || p.objects.empty()) return 0;
    const NounPhrase& object = reading_.chunks[p.objects.front()];
    const std::size_t last = std::min<std::size_t>(object.end, object.begin + kMostObjectWords);
    for (std::size_t at = object.begin + 1; at <= last; ++at)
      if (at < reading_.lower.size() && reading_.lower[at] == sense.particles.front())
        if (const std::size_t end = particles_from(at, sense)) return end;
    return 0;
  }

  // Whether the object may stand between verb and particles: not where the last of them governs a
  // phrase of its own ("call on").
  static bool is_separable(const VerbSense& sense) {
    static constexpr std::string_view kGoverning[] = {
        "about",  "after",   "against", "alongside", "among", "around",  "at",
        "before", "behind",  "between", "by",        "for",   "from",    "in",
        "into",   "of",      "on",      "outside",   "over",  "through", "to",
        "toward", "towards", "under",   "upon",      "with"};
    return !sense.particles.empty() && std::find(std::begin(kGoverning), std::end(kGoverning),
                                                 sense.particles.back()) == std::end(kGoverning);
  }

  std::size_t particles_from(std::size_t at, const VerbSense& sense) const {
    for (const std::string& particle : sense.particles) {
      while (at < reading_.lower.size() && !is_particle_at(reading_, at, particle) &&
             ((reading_.classes(at) & kAdverb) || reading_.lower[at].ends_with("ly")))
        ++at;
      if (at >= reading_.lower.size() || !is_particle_at(reading_, at, particle)) return 0;
      ++at;
    }
    return at;
  }

  const std::vector<std::uint32_t>& objects_of(const Predicate& p) const {
    return p.passive ? p.subjects : p.objects;
  }

  // The object, or what its "of" adds ("thousands of troops"), is of a class the sense asks for.
  bool object_fits(const Predicate& p, const VerbSense& sense) const {
    if (!sense.complements.empty() && !complement_fits(p, sense)) return false;
    if (sense.object.none()) return true;
    if (any_of_class(objects_of(p), sense.object)) return true;
    if (p.passive && any_of_class(p.objects, sense.object)) return true;  // "was given tanks"
    // Phrasal verbs take theirs behind the particle: "called for talks".
    if (!sense.particles.empty() && !p.obliques.empty() &&
        p.obliques.front().preposition == sense.particles.back())
      for (const std::uint32_t index : p.obliques.front().chunks)
        if ((reading_.chunks[index].classes & sense.object).any()) return true;
    return false;
  }

  bool any_of_class(const std::vector<std::uint32_t>& chunks, const NounClasses& wanted) const {
    for (const std::uint32_t index : chunks) {
      if ((reading_.chunks[index].head_classes & wanted).any()) return true;
      if (!counts(index)) continue;  // "thousands of troops", not "a video of troops"
      for (const Oblique& after : reading_.ties[index].after)
        if (after.preposition == "of")
          for (const std::uint32_t inner : after.chunks)
            if ((reading_.chunks[inner].head_classes & wanted).any()) return true;
    }
    return false;
  }

  // The head of the phrase is no document: what stands behind its "of" may be meant.
  bool counts(std::uint32_t index) const { return (reading_.chunks[index].head_classes & document_).none(); }

  // "provided Ukraine with tanks": a phrase behind the verb or its object is of the class.
  bool complement_fits(const Predicate& p, const VerbSense& sense) const {
    return std::any_of(sense.complements.begin(), sense.complements.end(),
                       [&](const Complement& c) { return complement_chunk(p, c) != kNone; });
  }

  std::int32_t complement_chunk(const Predicate& p, const Complement& wanted) const {
    const auto in = [&](const std::vector<Oblique>& phrases) -> std::int32_t {
      for (const Oblique& phrase : phrases)
        if (phrase.preposition == wanted.preposition)
          for (const std::uint32_t index : phrase.chunks)
            if ((reading_.chunks[index].head_classes & wanted.wanted).any())
              return static_cast<std::int32_t>(index);
      return kNone;
    };
    if (const std::int32_t found = in(p.obliques); found != kNone) return found;
    for (const std::uint32_t object : objects_of(p))
      if (const std::int32_t found = in(reading_.ties[object].after); found != kNone) return found;
    return kNone;
  }

  bool object_blocked(const Predicate& p, const VerbSense& sense) const {
    for (const std::uint32_t index : objects_of(p)) {
      if ((reading_.chunks[index].head_classes & sense.blocked).any()) return true;
      break;
    }
    // "cut off electricity": what stands behind the particle, where it was read as a preposition.
    if (!sense.particles.empty() && !p.obliques.empty() && p.obliques.front().preposition == sense.particles.back())
      for (const std::uint32_t index : p.obliques.front().chunks)
        if ((reading_.chunks[index].head_classes & sense.blocked).any()) return true;
    return false;
  }

  std::optional<Event> try_sense(std::size_t i, const VerbSense& sense, Reality reality,
                                 int depth) {
    const Predicate& p = reading_.predicates[i];
    if (!is_said(p, sense) || (sense.type == "AID" && leads_to_border(p)) || is_fiction(p)) return {};
    const std::size_t end = particles_end(p, sense);
    Cast cast;
    cast.objects = objects_of(p);
    cast.actors = doers(p);
    cast.recipients = recipients_of(p, sense, cast.actors);
    if (p.passive && cast.actors.empty()) cast.actors = agents_of_passive(p, sense);
    if (acts_from_behind(sense)) {
      cast.actors = from_behind(p, sense);
      if (sense.recipient.empty() || sense.recipient.front() == "subject")
        cast.recipients = parties_.affected(p.subjects, true);
    }
    if (!sense.actor.empty() && sense.actor.front() == "object") {
      cast.actors = parties_.affected(cast.objects, false);
      cast.recipients = parties_.acting(p.subjects);
    }
    if (!sense.actor.empty() && sense.actor.front() == "both") {
      if (cast.actors.empty()) return {};
      const bool hosts = !cast.recipients.empty();
      if (hosts) add_new(cast.recipients, cast.actors);
      cast.recipients.clear();
    }
    if (std::find(sense.particles.begin(), sense.particles.end(), "not") != sense.particles.end() &&
        p.negated)
      reality.status = Status::kActual;
    drop_nameless(cast.actors);
    drop_nameless(cast.recipients);
    std::erase_if(cast.recipients, [&](const Participant& r) {
      return std::any_of(cast.actors.begin(), cast.actors.end(), [&](const Participant& a) {
        return a.actor.span == r.actor.span ||
               (a.actor.code == r.actor.code && a.actor.code != "UNK" &&
                a.actor.sector == r.actor.sector && a.actor.name == r.actor.name);
      });
    });
    if (cast.actors.empty()) {
      if (!scene_.lenient) return {};
      cast.actors.emplace_back().actor.code = "UNK";
    }
    if (cast.recipients.empty() && !is_both(sense)) cast.recipients = implied_recipients(i, sense, cast);
    const bool refuses = sense.type == "REJECT" || p.negated;
    if (cast.recipients.empty() && refuses && !is_both(sense)) cast.recipients = awaited(i, cast);
    if (cast.recipients.empty() && known(cast.actors) && reaches_things(p, sense)) cast.recipients = unnamed_recipients(p, sense);
    const std::int32_t child = act_clause(i, sense);
    if (!scene_.lenient && !needs_hold(p, sense, cast, reality, child != kNone)) return {};
    if ((sense.needs & kNeedsMust) && !asks_of_another(child, cast)) return {};
    if ((sense.needs & kNeedsOwn) && !is_own_doing(child, cast)) return {};
    if ((sense.needs & kNeedsForbidden) && (child == kNone || !reading_.predicates[static_cast<std::size_t>(child)].negated)) return {};
    if (!scene_.lenient && !worth(cast)) return {};
    if (cast.recipients.empty() && !is_both(sense) && sense.type != "CONSULT")
      cast.recipients = unnamed_recipients(p, sense);

    Event event = make(sense, cast, reality);
    set_trigger(p.verb, std::max<std::size_t>(end, p.verb + 1), sense, event);
    if (scene_.trail) (void)reality_of(scene_.knowledge, reading_, i, &(*scene_.trail)[event.id]);
    place_in_clause(static_cast<std::int32_t>(i), p.clause_begin, std::max(p.clause_end, p.end),
                    event);
    event.place = place_of(scene_.knowledge, scene_.document.text, reading_,
                           phrases_around(p, cast, sense), moves(event));
    if (!event.place && reaches_place(event)) event.place = struck_place(reading_, event.recipient);
    if (!event.place && is_done_at_home(event)) event.place = place_of_doers(p);
    event.quantity = quantity(event, cast);
    event.speaker = scene_.speech.by_predicate[i];
    event.confidence = confidence(event, cast, sense.is_specific() || !sense.particles.empty(),
                                  p.kind == VerbKind::kFinite && !p.passive);
    if (depth < kMostDepth) {
      if (!take_act(child, sense, depth, event)) return {};
    }
    if (sense.object.any())
      for (const std::uint32_t object : cast.objects) used_chunks_[object] = true;
    for (const Complement& complement : sense.complements)
      if (const std::int32_t chunk = complement_chunk(p, complement); chunk != kNone)
        used_chunks_[static_cast<std::size_t>(chunk)] = true;
    use_particle_object(p, sense);
    return finish(i, sense, cast, std::move(event));
  }

  // Whether the event happens where it is aimed: an attack, a deployment, a visit.
  static bool moves(const Event& event) {
    if (event.type == "CONSULT") return true;
    return event.quad == Quad::kMaterialConflict ? event.type != "SANCTION"
                                                 : event.type == "RETREAT";
  }

  // Whether it happens in the place that it befalls: an attack, the capture of a town, a visit.
  static bool reaches_place(const Event& event) {
    const auto has_mode = [&](const char* mode) { return std::find(event.mode.begin(), event.mode.end(), mode) != event.mode.end(); };
    if (event.type == "ASSAULT") return true;
    if (event.type == "COERCE") return has_mode("seize");
    return event.type == "CONSULT" && has_mode("visit");
  }

  // "Police in Tbilisi arrested", "workers in Lyon marched": what people do where they are.
  static bool is_done_at_home(const Event& event) { return event.type == "PROTEST" || event.type == "COERCE"; }

  std::optional<Place> place_of_doers(const Predicate& p) const {
    for (const std::uint32_t subject : p.passive ? std::vector<std::uint32_t>() : p.subjects)
      if (auto place = place_of(scene_.knowledge, scene_.document.text, reading_, reading_.ties[subject].after, false)) return place;
    return {};
  }

  // The phrases that may tell where it happened. What stands behind a thing spoken of is the
  // thing's place: "condemned the attack in Kabul".
  std::vector<Oblique> phrases_around(const Predicate& p, const Cast& cast,
                                      const VerbSense& sense) const {
    const bool speaks = sense.type == "ACCUSE" || sense.type == "REQUEST" ||
                        sense.type == "REJECT" || sense.type == "SUPPORT";
    std::vector<Oblique> phrases;
    for (const Oblique& phrase : p.obliques)
      if (!(speaks && hangs_on_thing(phrase, cast))) phrases.push_back(phrase);
    phrases.insert(phrases.end(), p.fronted.begin(), p.fronted.end());
    if (speaks) return phrases;
    for (const std::uint32_t object : cast.objects)
      for (const Oblique& after : reading_.ties[object].after) phrases.push_back(after);
    return phrases;
  }

  // Right behind an object that is nobody, or people where they are: "advised citizens in Russia", not "condemned
  // Russia in Geneva".
  bool hangs_on_thing(const Oblique& phrase, const Cast& cast) const {
    return std::any_of(cast.objects.begin(), cast.objects.end(), [&](std::uint32_t object) {
      const NounPhrase& chunk = reading_.chunks[object];
      return !is_land_or_person(chunk) && !phrase.chunks.empty() && reading_.chunks[phrase.chunks.front()].begin == chunk.end + 1;
    });
  }

  bool is_land_or_person(const NounPhrase& chunk) const {
    if (chunk.mention == kNone) return false;
    const Mention& mention = reading_.mentions[static_cast<std::size_t>(chunk.mention)];
    const auto is_it = [&](const PlaceMention& place) { return place.begin == mention.begin && place.end == mention.end; };
    return mention.person || std::any_of(reading_.places.begin(), reading_.places.end(), is_it);
  }

  // "Russia says Israel must end the attacks": the clause tells somebody else what they must do.
  bool asks_of_another(std::int32_t child, const Cast& cast) const {
    if (child == kNone) return false;
    const Predicate& p = reading_.predicates[static_cast<std::size_t>(child)];
    if (!(p.modal & kModalMust) || p.passive) return false;
    const Participants asked = parties_.acting(p.subjects);
    return known(asked) && !same(asked.front().actor, cast.actors.front().actor);
  }

  // "The ambassador warned that Washington would impose sanctions": what is told is one's own doing.
  bool is_own_doing(std::int32_t child, const Cast& cast) const {
    if (child == kNone) return false;
    const Participants told = doers(reading_.predicates[static_cast<std::size_t>(child)]);
    const auto is_told = [&](const Participant& who) { return known(told) && told.front().actor.code == who.actor.code; };
    return is_told(cast.actors.front()) && std::none_of(cast.recipients.begin(), cast.recipients.end(), is_told);
  }

  // Who acts stands behind a preposition: "drew criticism from", "came under fire by".
  static bool acts_from_behind(const VerbSense& sense) {
    return !sense.actor.empty() && sense.actor.front() != "subject" &&
           sense.actor.front() != "object" && sense.actor.front() != "both";
  }

  Participants from_behind(const Predicate& p, const VerbSense& sense) {
    for (const Slot& slot : sense.actor)
      if (Participants found = fill_slot(p, slot, sense); !found.empty()) return found;
    return {};
  }

  // The first slot that holds somebody; the actors' own land only where no other does ("closed Venezuela's
  // borders with Brazil"). Whom tables do not know is struck all the same: "detained several suspects in the
  // attack on the convoy" does nothing to the convoy.
  Participants recipients_of(const Predicate& p, const VerbSense& sense, const Participants& actors) {
    const bool strikes = (sense.type == "ASSAULT" || sense.type == "COERCE") && sense.object.none() && !is_both(sense);
    Participants own;
    for (const Slot& slot : sense.recipient) {
      Participants found = fill_slot(p, slot, sense);
      if (found.empty() && slot == "object" && strikes && (known(actors) || (!actors.empty() && actors.front().blow)) && reaches_things(p, sense)) {
        found = parties_.unnamed(acted_on(p, sense), abstract_);
        for (Participant& one : found) one.actor.code = country_around(p);
        if (!found.empty()) return found;
      }
      const auto is_own = [&](const Participant& r) {
        return std::any_of(actors.begin(), actors.end(), [&](const Participant& a) { return a.actor.code == r.actor.code && a.actor.code != "UNK"; });
      };
      if (found.empty()) continue;
      if (!std::all_of(found.begin(), found.end(), is_own)) return found;
      if (own.empty()) own = std::move(found);
    }
    return own;
  }

  // "sent tanks to the Syrian border": given to nobody.
  bool leads_to_border(const Predicate& p) const {
    const auto is_border = [&](std::uint32_t chunk) { return (reading_.chunks[chunk].head_classes & border_).any(); };
    return std::any_of(p.obliques.begin(), p.obliques.end(), [&](const Oblique& o) { return o.preposition == "to" && std::any_of(o.chunks.begin(), o.chunks.end(), is_border); });
  }

  // "In the comedy, Canada invades the United States."
  bool is_fiction(const Predicate& p) const {
    const auto in_fiction = [&](const Oblique& o) { return o.preposition == "in" && (reading_.chunks[o.chunks.front()].head_classes & fiction_).any(); };
    return std::any_of(p.fronted.begin(), p.fronted.end(), in_fiction) || std::any_of(p.obliques.begin(), p.obliques.end(), in_fiction);
  }

  // Of the place where the verb's phrases say that it happens; UNK where they name none.
  std::string country_around(const Predicate& p) const {
    for (const Oblique& oblique : p.obliques) {
      if (oblique.preposition != "in" && oblique.preposition != "near" && oblique.preposition != "outside") continue;
      for (const std::uint32_t index : oblique.chunks) {
        const std::int32_t place = reading_.chunks[index].place;
        if (place == kNone) continue;
        const std::string& country = reading_.places[static_cast<std::size_t>(place)].place.country;
        if (!country.empty()) return country;
      }
    }
    return "UNK";
  }

  // Who does it where nobody is named: forces are moved by whose they are ("Russian tanks were moved to the
  // border"), whoever is thrown out is thrown out by the country ("was expelled from Iran"), and arrested by its
  // authorities ("was arrested in Minsk").
  Participants agents_of_passive(const Predicate& p, const VerbSense& sense) {
    const bool moves_forces = sense.type == "MOBILIZE" || (sense.type == "RETREAT" && sense.cameo.starts_with("087")) ||
                              (sense.type == "AID" && sense.object.any());
    if (moves_forces && !p.subjects.empty() && (reading_.chunks[p.subjects.front()].head_classes & moved_).any()) {
      Participants owners = parties_.acting({p.subjects.front()});
      std::erase_if(owners, [](const Participant& o) { return o.actor.code == "UNK"; });
      return owners;
    }
    const auto has_mode = [&](const char* mode) { return std::find(sense.modes.begin(), sense.modes.end(), mode) != sense.modes.end(); };
    if (has_mode("release")) return jailers(p);
    const bool throws_out = has_mode("expel") || has_mode("deport");
    if (!throws_out && !has_mode("arrest") && !has_mode("convict")) return {};
    for (const Oblique& oblique : p.obliques)
      if (oblique.preposition == (throws_out ? "from" : "in")) {
        Participants countries = parties_.affected(oblique.chunks, true);
        std::erase_if(countries, [](const Participant& c) { return c.actor.code == "UNK" || c.person || c.agent || c.inside; });
        for (Participant& c : countries)
          if (c.actor.sector.empty()) c.actor.sector = {"GOV"};
        return countries;
      }
    return {};
  }

  // "was released from prison in Iran", "from an Iranian jail": by that country.
  Participants jailers(const Predicate& p) const {
    for (std::size_t o = 0; o < p.obliques.size(); ++o) {
      const Oblique& from = p.obliques[o];
      if (from.preposition != "from" || (reading_.chunks[from.chunks.front()].head_classes & prison_).none()) continue;
      Participants countries = parties_.owners(from.chunks.front());
      if (countries.empty() && o + 1 < p.obliques.size() && p.obliques[o + 1].preposition == "in") countries = parties_.affected(p.obliques[o + 1].chunks, true);
      std::erase_if(countries, [](const Participant& c) { return c.actor.code == "UNK" || c.person || c.agent; });
      for (Participant& c : countries) {
        c.inside = false;
        if (c.actor.sector.empty()) c.actor.sector = {"GOV"};
      }
      return countries;
    }
    return {};
  }

  // "called for talks": the talks are part of the request.
  void use_particle_object(const Predicate& p, const VerbSense& sense) {
    if (sense.object.none() || sense.particles.empty() || p.obliques.empty()) return;
    for (const std::uint32_t index : p.obliques.front().chunks) used_chunks_[index] = true;
  }

  std::vector<std::uint32_t> slot_chunks(const Predicate& p, std::string_view preposition) const {
    for (const Oblique& oblique : p.obliques)
      if (oblique.preposition == preposition) return oblique.chunks;
    return {};
  }

  // "gave Ukraine Russian tanks", "called Putin a criminal": of two objects the one that the sense
  // asks for is what was given or said, not to whom.
  std::vector<std::uint32_t> acted_on(const Predicate& p, const VerbSense& sense) const {
    std::vector<std::uint32_t> objects = objects_of(p);
    if (p.passive || objects.size() < 2 || sense.object.none()) return objects;
    std::vector<std::uint32_t> others;
    for (const std::uint32_t index : objects)
      if ((reading_.chunks[index].head_classes & sense.object).none()) others.push_back(index);
    return others.empty() ? objects : others;
  }

  Participants fill_slot(const Predicate& p, const Slot& slot, const VerbSense& sense) {
    const bool physical = sense.type == "ASSAULT" || sense.type == "COERCE";
    if (slot == "object")
      return parties_.affected(acted_on(p, sense), physical || sense.type == "CONSULT");
    if (slot == "subject") return parties_.acting(p.subjects);
    if (slot == "speaker") return speaker_of(p);
    const bool places = physical || slot == "in" || slot == "to" || slot == "from";
    for (const Oblique& oblique : p.obliques)
      if (oblique.preposition == slot)
        if (Participants found = parties_.affected(oblique.chunks, places); !found.empty())
          return found;
    if (slot != "in" && slot != "of")
      for (const Oblique& oblique : p.fronted)
        if (oblique.preposition == slot)
          if (Participants found = parties_.affected(oblique.chunks, places); !found.empty())
            return found;
    for (const std::uint32_t object : objects_of(p)) {
      for (const Oblique& after : reading_.ties[object].after)
        if (after.preposition == slot)
          if (Participants found = parties_.affected(after.chunks, places); !found.empty())
            return found;
      if (Participants found = behind_participle(object, slot, places); !found.empty())
        return found;
    }
    return {};
  }

  // "Kabul said the rebels were behind the attack": who says so accuses.
  Participants speaker_of(const Predicate& p) const {
    const auto& speaker = scene_.speech.by_predicate[static_cast<std::size_t>(&p - reading_.predicates.data())];
    if (!speaker) return {};
    Participant who;
    who.actor = *speaker;
    return {who};
  }

  // "sanctions imposed on India", "the resolution proposed by France".
  Participants behind_participle(std::uint32_t object, const Slot& slot, bool places) {
    for (const Predicate& other : reading_.predicates)
      if (other.passive && other.kind == VerbKind::kParticiple && !other.subjects.empty() &&
          other.subjects.front() == object)
        return parties_.affected(slot_chunks(other, slot), places);
    return {};
  }

  // Who is meant by words where no slot names them: whose the thing is that was rejected or welcomed, who
  // should do what was demanded, who is looked into.
  Participants implied_recipients(std::size_t i, const VerbSense& sense, const Cast& cast) {
    if (sense.type != "ACCUSE" && sense.type != "REQUEST" && sense.type != "REJECT" && sense.type != "SUPPORT") return {};
    const Predicate& p = reading_.predicates[i];
    const auto others = [&](Participants found) {
      std::erase_if(found, [&](const Participant& r) { return r.adjunct || same(r.actor, cast.actors.front().actor); });
      return found;
    };
    for (const std::uint32_t object : cast.objects)
      if (Participants found = others(parties_.owners(object)); known(found)) return found;
    for (std::size_t c = 0; c < reading_.predicates.size(); ++c) {
      const Predicate& clause = reading_.predicates[c];
      if (clause.governor != static_cast<std::int32_t>(i) || clause.marker != "that") continue;
      if (sense.type != "ACCUSE" && !(sense.type == "REQUEST" && is_wished(clause))) continue;
      if (Participants found = others(doers(clause)); known(found) || (sense.type == "REQUEST" && !found.empty())) return found;
    }
    if (sense.type != "REJECT") return {};
    Participants found = others(fill_slot(p, "with", sense));
    return known(found) ? found : Participants();
  }

  // "demanded that he go", "that he must go": not "insisted that he went".
  bool is_wished(const Predicate& p) const {
    if (p.modal) return (p.modal & kModalMust) != 0;
    const std::string& tag = reading_.sentence->tokens[p.verb].xpos;
    return tag == "VB" || tag == "VBP" || tag.empty();
  }

  Participants doers(const Predicate& p) const {
    return p.passive ? parties_.acting(slot_chunks(p, "by")) : parties_.acting(p.subjects);
  }

  // Who does what a refusal waits for: "until Cuba frees them".
  Participants awaited(std::size_t i, const Cast& cast) const {
    for (std::size_t c = i + 1; c < reading_.predicates.size(); ++c) {
      const Predicate& clause = reading_.predicates[c];
      if (clause.marker != "until" && clause.marker != "unless") continue;
      Participants found = doers(clause);
      std::erase_if(found, [&](const Participant& r) { return same(r.actor, cast.actors.front().actor); });
      if (!found.empty()) return found;
    }
    return {};
  }

  // Acts that need no more than a thing that they reach: a plane, a village, prisoners.
  bool reaches_things(const Predicate& p, const VerbSense& sense) const {
    if (sense.type != "ASSAULT" && sense.type != "COERCE" && sense.type != "AID" && sense.type != "RETREAT") return false;
    if (is_both(sense) || (sense.needs & kNeedsPolitical)) return false;
    const auto& objects = objects_of(p);
    return !objects.empty() && (reading_.chunks[objects.front()].head_classes & abstract_).none();
  }

  // Where no slot holds anybody that tables know: the phrase in the first slot that is filled.
  Participants unnamed_recipients(const Predicate& p, const VerbSense& sense) const {
    for (const Slot& slot : sense.recipient) {
      const bool reaches = slot == "object" || slot == "on" || slot == "against" || slot == "at" || (slot == "to" && sense.type == "AID");
      if (!reaches) continue;
      const std::vector<std::uint32_t> chunks = slot == "object" ? acted_on(p, sense) : slot_chunks(p, slot);
      if (Participants found = parties_.unnamed(chunks, sense.object); !found.empty()) return found;
    }
    return {};
  }

  // The first clause that one of the sense's act rules takes; kNone when there is none.
  std::int32_t act_clause(std::size_t i, const VerbSense& sense) const {
    for (const ActRule& rule : sense.acts)
      for (std::size_t c = 0; c < reading_.predicates.size(); ++c) {
        const Predicate& child = reading_.predicates[c];
        if (child.governor == static_cast<std::int32_t>(i) && child.marker == rule.marker)
          return static_cast<std::int32_t>(c);
      }
    return kNone;
  }

  // Reads the clause as what was promised, threatened, demanded or refused. False when the sense
  // does not hold without it.
  bool take_act(std::int32_t child, const VerbSense& sense, int depth, Event& event) {
    if (child == kNone) return true;
    const auto c = static_cast<std::size_t>(child);
    const bool accusation = event.type == "ACCUSE";
    if (accusation) return true;  // coded for itself, as said by the accuser
    std::optional<Event> act = code_predicate(c, depth + 1);
    if (!act) {
      if (((sense.needs & kNeedsOpen) || event.type == "REQUEST" || event.type == "REJECT") && event.recipient.empty())
        take_open_recipients(c, event);
      return scene_.lenient || holds_without_act(sense, event);
    }
    if (!act->act.empty()) *act = Event(act->act.front());  // what was to come, not that it was
    if (event.type == "AGREE" && act->quad == Quad::kMaterialConflict) {
      if (act->type == "MOBILIZE" || !(sense.needs & kNeedsAct)) {
        const Status status = event.status;
        event = std::move(*act);
        event.status = status == Status::kActual ? Status::kFuture : status;
        return true;
      }
      set_type(ontology_, "THREATEN", "130", event);
    }
    if (event.type == "REQUEST" && event.mode.empty()) set_request_mode(*act, event);
    if (event.type == "THREATEN" && event.mode.empty()) set_threat_mode(c, *act, event);
    const bool told = event.type == "REQUEST" && reading_.predicates[c].marker == "that";
    if (event.recipient.empty() && told) take_recipients(act->actor, event);  // who should do it
    if (event.recipient.empty()) {
      take_recipients(act->recipient, event);
      if (event.recipient.empty()) take_recipients(act->actor, event);  // those to be met
      const bool alone = event.actor.size() == 1 && act->type != "CONSULT";  // "agreed to meet in Ankara": with each other
      if (event.recipient.empty() && alone && (event.type == "AGREE" || event.type == "REJECT")) take_open_recipients(c, event);
    }
    event.act.push_back(std::move(*act));
    return true;
  }

  // "agreed to open its borders to refugees": whom a clause that no frame knows would reach.
  void take_open_recipients(std::size_t clause, Event& event) {
    const Predicate& p = reading_.predicates[clause];
    std::vector<Participants> reached;
    if (p.marker == "that") reached.push_back(parties_.acting(p.subjects));
    reached.push_back(parties_.affected(p.objects, false));
    for (const char* preposition : {"to", "with", "for", "of", "from", "into", "in", "at"})
      reached.push_back(fill_slot(p, preposition, VerbSense{}));
    // What an unknown act does on or against somebody may hurt them: a refusal of it is told, an agreement is not.
    if (event.type == "REJECT")
      for (const char* preposition : {"on", "against"}) reached.push_back(fill_slot(p, preposition, VerbSense{}));
    for (Participants& found : reached) {
      if (event.type == "REJECT") std::erase_if(found, [](const Participant& r) { return has_sector(r.actor, {"JRN"}); });  // "declined to comment"
      if (!known(found)) continue;
      take_recipients(actors_of(found), event);
      if (!event.recipient.empty()) return;
    }
    // "agreed to let aid workers into Tigray": a clause further down.
    for (std::size_t c = clause + 1; c < reading_.predicates.size() && event.recipient.empty(); ++c)
      if (reading_.predicates[c].governor == static_cast<std::int32_t>(clause) && reading_.predicates[c].marker == "to") take_open_recipients(c, event);
  }

  static void take_recipients(const std::vector<Actor>& from, Event& event) {
    for (const Actor& recipient : from)
      if (std::none_of(event.actor.begin(), event.actor.end(),
                       [&](const Actor& a) { return same(a, recipient); }))
        event.recipient.push_back(recipient);
  }

  // The clause says nothing that a frame knows: a threat is one still, a promise of nothing is
  // none, and a refusal needs somebody who is refused.
  static bool holds_without_act(const VerbSense& sense, const Event& event) {
    if (!(sense.needs & kNeedsAct) || event.type == "THREATEN") return true;
    if (sense.needs & kNeedsOpen) return true;
    return event.type == "REJECT" ? !event.recipient.empty() : event.type != "AGREE";
  }

  // By the words of what is threatened, else by its type.
  void set_threat_mode(std::size_t clause, const Event& act, Event& event) {
    const Predicate& p = reading_.predicates[clause];
    add_modes(scene_.knowledge, reading_, p.begin, std::max(p.clause_end, p.end), "THREATEN",
              event.mode);
    if (event.mode.empty()) event.mode = threat_mode(act);
    event.score = ontology_.score(event.type, event.mode);
  }

  void set_request_mode(const Event& act, Event& event) {
    const std::string& type = act.type;
    if (type == "CONSULT")
      event.mode = {"meet"};
    else if (type == "RETREAT" || type == "CONCEDE")
      event.mode = {"yield"};
    else if (type == "AID" || type == "COOPERATE" || type == "SUPPORT")
      event.mode = {"assist"};
    else
      event.mode = {"change"};
    event.score = ontology_.score(event.type, event.mode);
  }

  bool needs_hold(const Predicate& p, const VerbSense& sense, Cast& cast, const Reality& reality,
                  bool act) {
    const std::uint64_t needs = sense.needs;
    const Participant& first = cast.actors.front();
    const bool armed = first.blow || has_sector(first.actor, {"MIL", "REB", "PRM", "UAF", "COP", "GOV"}) || first.actor.code == "NATO" ||
                       (first.person && first.actor.code != "UNK" && first.actor.sector.empty());
    if ((needs & kNeedsRecipient) && cast.recipients.empty() &&
        !(cast.actors.size() > 1 && is_both(sense)))
      return false;
    if ((needs & kNeedsActor) && !known(cast.actors) && !first.agent && !first.blow) return false;
    if ((needs & kNeedsTogether) && cast.actors.size() < 2 && cast.recipients.empty()) return false;
    if ((needs & kNeedsPlural) && cast.actors.size() < 2) return false;
    const bool both_known =
        is_both(sense) && cast.actors.size() > 1 && cast.actors.back().actor.code != "UNK";
    if ((needs & kNeedsPolitical) && !known(cast.recipients) && !both_known) return false;
    if ((needs & kNeedsOfficial) && !first.person && !has_sector(first.actor, {"GOV"})) return false;
    if ((needs & kNeedsOfficial) && !known(cast.actors)) return false;
    if ((needs & kNeedsArmed) && !armed) return false;
    if ((needs & kNeedsCivil) && is_of_state(first)) return false;
    if ((needs & kNeedsPerson) &&
        (cast.recipients.empty() ||
         !(cast.recipients.front().person || cast.recipients.front().agent ||
           has_sector(cast.recipients.front().actor, {"CVL", "MIL", "REB", "JRN", "REF", "OPP"}))))
      return false;
    if ((needs & kNeedsAct) && !act) return false;
    if ((needs & kNeedsNoAct) && has_child(p)) return false;
    if ((needs & kNeedsIntransitive) && !p.objects.empty()) return false;
    if ((needs & kNeedsFuture) && reality.status != Status::kFuture &&
        reality.status != Status::kHypothetical)
      return false;
    if ((needs & kNeedsConditional) && !hangs_on_something(p, cast)) return false;
    // "spoke to CNN" is no meeting of the two.
    const bool to_press =
        is_both(sense) && cast.actors.size() > 1 && has_sector(cast.actors.back().actor, {"JRN"});
    if ((needs & kNeedsLeader) && (to_press || !(cast.actors.back().person || known(cast.actors))))
      return false;
    if ((needs & kNeedsLegal) && !has_sector(first.actor, {"JUD", "COP", "GOV"})) return false;
    if ((needs & kNeedsForce) && !has_sector(first.actor, {"MIL", "COP"})) return false;
    if ((needs & kNeedsPhysical) && !armed && !has_sector(first.actor, {"CVL", "CRM"}) && !first.agent)
      return false;
    if ((needs & kNeedsVerbal) && has_sector(first.actor, {"MIL", "REB"})) return false;
    if ((needs & kNeedsTest) && aims_at_something(p)) return false;
    if ((needs & kNeedsThreat) && !speaks_of_force(p)) return false;
    if ((needs & kNeedsRequest) && slot_chunks(p, "for").empty()) return false;
    if ((needs & kNeedsTroops) && !is_troops(first)) return false;
    if ((needs & kNeedsCourt) && !has_sector(first.actor, {"JUD"})) return false;
    if ((needs & kNeedsWorkers) && !works(first)) return false;
    // A particle behind the object may have been read into its phrase: "a colonel guilty".
    if ((needs & kNeedsItself) && !is_separable(sense) && !cast.recipients.empty() &&
        cast.recipients.front().inside)
      return false;
    if ((needs & kNeedsAlone) && !stands_alone(p)) return false;
    if ((needs & kNeedsState) && (!known(cast.actors) || has_sector(first.actor, {"JRN", "BUS"})))
      return false;
    return true;
  }

  static bool works(const Participant& who) { return has_sector(who.actor, {"LAB", "EDU", "MED", "AGR"}); }

  static bool is_troops(const Participant& who) {
    return has_sector(who.actor, {"MIL", "REB", "PRM", "UAF", "COP"}) || who.actor.code == "NATO";
  }

  // Nothing more is said of the one object: "called Putin on Monday", not "called Putin a liar".
  bool stands_alone(const Predicate& p) const {
    if (p.objects.size() != 1) return false;
    const std::size_t end = reading_.chunks[p.objects.front()].end;
    if (end >= reading_.lower.size()) return true;
    const std::string& next = reading_.lower[end];
    const std::uint32_t bits = reading_.classes(end);
    if (bits & (kPreposition | kCoordinator | kSubordinator)) return true;
    if (next == "." || next == "," || next == ";") return true;
    const std::int32_t chunk = reading_.chunk_of[end];
    return chunk != kNone && reading_.chunks[static_cast<std::size_t>(chunk)].time;
  }

  static bool is_both(const Sense& sense) {
    return !sense.actor.empty() && sense.actor.front() == "both";
  }

  bool has_child(const Predicate& p) const {
    const auto i = static_cast<std::int32_t>(&p - reading_.predicates.data());
    for (const Predicate& other : reading_.predicates)
      if (other.governor == i && other.marker == "to") return true;
    return false;
  }

  bool aims_at_something(const Predicate& p) const {
    for (const char* preposition : {"at", "into", "on", "toward", "towards", "against"})
      if (!parties_.affected(slot_chunks(p, preposition), true).empty()) return true;
    return false;
  }

  bool in_clause(const Predicate& p, const NounClasses& wanted, std::uint32_t beyond) const {
    const std::size_t end =
        std::min<std::size_t>(std::max(p.clause_end, p.end) + beyond, reading_.words.size());
    for (std::size_t i = p.begin; i < end; ++i)
      if (reading_.words[i] && (reading_.words[i]->nouns & wanted).any()) return true;
    return false;
  }
  bool speaks_of_force(const Predicate& p) const {
    return in_clause(p, frames_.class_named("consequence"), 12);
  }

  // "if Russia invades", "to an attack", "decisively". Fills cast.condition from the second.
  bool hangs_on_something(const Predicate& p, Cast& cast) {
    for (const std::uint32_t index : slot_chunks(p, "to")) {
      const NounPhrase& chunk = reading_.chunks[index];
      if ((chunk.head_classes & attack_).none()) continue;
      cast.condition = text_of(chunk.begin, chunk.end);
      used_chunks_[index] = true;
      return true;
    }
    return condition_clause() != kNone || in_clause(p, forceful_, 3);
  }

  std::int32_t condition_clause() const {
    for (std::size_t i = 0; i < reading_.predicates.size(); ++i)
      if (reading_.predicates[i].conditional) return static_cast<std::int32_t>(i);
    return kNone;
  }

  // Some participant is known, or an agent does it to another.
  static bool worth(const Cast& cast) {
    if (known(cast.actors) || known(cast.recipients)) return true;
    return cast.actors.front().agent && !cast.recipients.empty();
  }

  // PLOVER's rules over the finished event.
  std::optional<Event> finish(std::size_t i, const VerbSense& sense, const Cast& cast,
                              Event event) {
    const Predicate& p = reading_.predicates[i];
    const std::int32_t clause = p.conditional ? kNone : condition_clause();
    const bool own = event.speaker ? event.speaker->code == event.actor.front().code
                                   : event.status == Status::kFuture;
    const bool unreal = event.status == Status::kFuture || event.status == Status::kHypothetical;
    if (unreal && own && !p.conditional) {
      std::string condition = cast.condition;
      if (clause != kNone && condition.empty())
        condition = clause_text(static_cast<std::size_t>(clause), event);
      if (!condition.empty())
        return as_conditional(ontology_, std::move(event), std::move(condition));
      // "we could discuss": one's own readiness.
      if (event.speaker && (p.modal & kModalPossible) && !is_conflict(event) && !p.negated)
        event.status = Status::kFuture;
    }
    const bool hosted = !sense.actor.empty() && sense.actor.front() == "object";
    if (declines(p)) event = refused(p, as_refusal(ontology_, std::move(event)));
    event = as_promise(ontology_, std::move(event));
    if (event.type == "REJECT" && event.recipient.empty() && event.actor.size() == 1)  // "will not lift it until Cuba ..."
      take_recipients(actors_of(awaited(i, cast)), event);
    // "will host": the guest visits, but the host has promised.
    if (hosted && event.type == "AGREE") std::swap(event.actor, event.recipient);
    return event;
  }

  // "refusal to negotiate with Kyiv": of those who would have met, the one who is not the subject is refused.
  Event refused(const Predicate& p, Event event) const {
    const std::size_t refusing = doers(p).size();
    if (p.marker != "refusal to" || event.type != "REJECT" || !event.recipient.empty() || refusing == 0 || event.actor.size() <= refusing) return event;
    const auto others = event.actor.begin() + static_cast<std::ptrdiff_t>(refusing);
    event.recipient.assign(std::make_move_iterator(others), std::make_move_iterator(event.actor.end()));
    event.actor.erase(others, event.actor.end());
    return event;
  }

  // "will not lift", "does not support", "failed to reach", "its refusal to meet": who does not do it will not have it.
  bool declines(const Predicate& p) const {
    static constexpr std::string_view kWilful[] = {"will", "wo", "would", "do", "does", "can", "ca"};
    for (std::size_t i = p.begin; i < p.verb; ++i)
      if (std::find(std::begin(kWilful), std::end(kWilful), reading_.lower[i]) != std::end(kWilful))
        return true;
    if (p.marker == "refusal to" || p.marker == "failure to") return true;
    return p.governor != kNone && p.marker == "to" &&
           is_refusal(reading_.predicates[static_cast<std::size_t>(p.governor)].lemma);
  }

  bool is_refusal(std::uint32_t lemma) const {
    const Words& words = scene_.knowledge.words();
    return lemma == words.lemma_number("fail") || lemma == words.lemma_number("refuse") ||
           lemma == words.lemma_number("decline");
  }

  // The condition's words; who would fulfil it becomes the recipient when there is none.
  std::string clause_text(std::size_t clause, Event& event) {
    const Predicate& p = reading_.predicates[clause];
    if (event.recipient.empty())
      for (const Participant& who : parties_.acting(p.subjects))
        if (!same(who.actor, event.actor.front())) event.recipient.push_back(who.actor);
    return text_of(p.clause_begin, std::max(p.clause_end, p.end));
  }

  // ---- nouns

  void code_nouns() {
    for (std::size_t at = 0; at < reading_.atoms.size();) {
      const Phrases::Hit hit = frames_.noun_at(reading_.atoms, at);
      if (!hit.end) {
        ++at;
        continue;
      }
      const std::uint32_t begin = reading_.atoms[at].token,
                          end = reading_.atoms[hit.end - 1].token + 1;
      at = hit.end;
      const std::int32_t chunk = reading_.chunk_of[end - 1];
      // "troop buildup of": a phrase with its "of" ends in a chunk of its own.
      if (chunk == kNone || reading_.chunks[static_cast<std::size_t>(chunk)].end != end) continue;
      const std::int32_t first = reading_.chunk_of[begin];
      if (first == kNone) continue;
      if (used_chunks_[static_cast<std::size_t>(chunk)] ||
          used_chunks_[static_cast<std::size_t>(first)])
        continue;
      for (const std::uint32_t number : hit.meanings)
        if (auto event = code_noun(begin, end, static_cast<std::size_t>(first),
                                   static_cast<std::size_t>(chunk), frames_.noun(number))) {
          emit(std::move(*event));
          break;
        }
    }
  }

  std::optional<Event> code_noun(std::uint32_t begin, std::uint32_t end, std::size_t first,
                                 std::size_t last, const NounSense& sense) {
    const Tie& tie = reading_.ties[first];
    if (tie.predicate != kNone) speak(static_cast<std::size_t>(tie.predicate));
    if ((sense.needs & kNeedsNever) || noun_blocked(begin, first, last, sense)) return {};
    Cast cast;
    const NounSite site{begin, first, last};
    for (const Slot& slot : sense.actor) {
      const Participants found = fill_noun_slot(slot, site, is_reciprocal(sense));
      // "announced the deployment of troops in Libya": whose they are tells the verb, not the place.
      const bool anybodys = !known(found) || std::all_of(found.begin(), found.end(), [](const Participant& p) { return p.placed; });
      if (found.empty() || (slot == "of" && anybodys && tie.predicate != kNone)) continue;
      // "we heard Ukraine's call": who owns the noun is no party beside the subject.
      if (slot == "subject" && !cast.actors.empty()) continue;
      if (is_reciprocal(sense)) {
        add_new(found, cast.actors);
      } else {
        cast.actors = found;
        break;
      }
    }
    for (const Slot& slot : sense.recipient) {
      cast.recipients = fill_noun_slot(slot, site, false);
      if (cast.recipients.empty()) continue;
      // "the Russia attack on Kyiv": a bare name acts when somebody else is acted upon.
      if (cast.actors.empty() && slot != "compound" && slot != "possessive")
        cast.actors = fill_noun_slot("compound", site, false);
      break;
    }
    if (cast.actors.empty() && tie.role != Tie::Role::kSubject)
      cast.actors = carried_actors(tie, sense);
    if (cast.actors.empty()) {
      if (!scene_.lenient) return {};
      cast.actors.emplace_back().actor.code = "UNK";
    }
    if (is_reciprocal(sense)) {
      add_new(cast.recipients, cast.actors);
      cast.recipients.clear();
      if (cast.actors.size() < 2 && !scene_.lenient) return {};
    }
    std::erase_if(cast.recipients, [&](const Participant& r) {
      return is_oneself(r.actor, cast.actors.front().actor);
    });
    if (scene_.lenient) return noun_event(begin, end, first, last, sense, cast);
    if ((sense.needs & (kNeedsRecipient)) && cast.recipients.empty()) return {};
    if (!known(cast.actors) && !(cast.actors.front().agent && known(cast.recipients))) return {};
    if ((sense.needs & kNeedsCivil) && is_of_state(cast.actors.front())) return {};
    if ((sense.needs & kNeedsWorkers) && !works(cast.actors.front())) return {};
    if (sense.type == "ASSAULT" && has_sector(cast.actors.front().actor, {"LAB"})) return {};  // "a strike by dockers"
    if ((sense.needs & kNeedsMilitary) && !is_military(first)) return {};
    return noun_event(begin, end, first, last, sense, cast);
  }

  Event noun_event(std::uint32_t begin, std::uint32_t end, std::size_t first, std::size_t last,
                   const NounSense& sense, const Cast& cast) {
    const Tie& tie = reading_.ties[first];
    const Reality reality = reality_of_noun(scene_.knowledge, reading_, first, begin);
    Event event = make(sense, cast, reality);
    set_trigger(begin, end, sense, event);
    const NounPhrase& chunk = reading_.chunks[last];
    std::uint32_t clause_end = chunk.end;
    for (const Oblique& after : reading_.ties[last].after)
      for (const std::uint32_t index : after.chunks)
        clause_end = std::max(clause_end, reading_.chunks[index].end);
    place_in_clause(tie.predicate, reading_.chunks[first].begin, clause_end, event);
    event.place = place_of(scene_.knowledge, scene_.document.text, reading_,
                           reading_.ties[last].after, moves(event));
    if (!event.place && reaches_place(event)) event.place = struck_place(reading_, event.recipient);
    if (tie.predicate != kNone)
      event.speaker = scene_.speech.by_predicate[static_cast<std::size_t>(tie.predicate)];
    event.confidence = confidence(event, cast, false, false);
    return as_promise(ontology_, std::move(event));
  }

  // "its buildup could lead to an invasion": the subject of the verb that carries the noun. Who
  // announces sanctions imposes them; who announces a killing need not be the killer.
  Participants carried_actors(const Tie& tie, const NounSense& sense) const {
    if (tie.predicate == kNone) return {};
    const Predicate& p = reading_.predicates[static_cast<std::size_t>(tie.predicate)];
    if (!frames_.supports(p.lemma) || p.passive) return {};
    const bool claims = p.lemma == scene_.knowledge.words().lemma_number("claim");  // who claims an attack made it
    if (sense.type == "ASSAULT" && frames_.reports(p.lemma) && !claims) return {};
    // "led to an invasion", not "is opposed to an invasion"
    const bool is = p.lemma == scene_.knowledge.words().lemma_number("be");
    if (tie.role != Tie::Role::kObject && (tie.preposition != "to" || is)) return {};
    // "It was the worst attack of the year": it is the attack itself.
    if (is && !p.subjects.empty() && (reading_.classes(reading_.chunks[p.subjects.front()].begin) & kPronounThing)) return {};
    // Of joined subjects the first carries: "the buildup at the border and in the north".
    return parties_.affected({p.subjects.begin(), p.subjects.begin() + (p.subjects.empty() ? 0 : 1)}, false);
  }

  static bool is_reciprocal(const Sense& sense) { return (sense.needs & kNeedsTogether) != 0; }

  bool is_military(std::size_t chunk) const {
    return (reading_.chunks[chunk].classes &
            (frames_.class_named("force") | frames_.class_named("weapon")))
               .any() ||
           std::any_of(reading_.ties[chunk].after.begin(), reading_.ties[chunk].after.end(),
                       [&](const Oblique& o) {
                         return o.preposition == "of" && !o.chunks.empty() &&
                                (reading_.chunks[o.chunks.front()].classes &
                                 (frames_.class_named("force") | frames_.class_named("weapon")))
                                    .any();
                       });
  }

  // The actor again, or a town of the actor's own country: "Ukraine's offensive in Kherson".
  static bool is_oneself(const Actor& recipient, const Actor& actor) {
    if (recipient.code != actor.code || actor.code == "UNK") return false;
    return recipient.sector.empty() ||
           (recipient.name == actor.name && recipient.sector == actor.sector);
  }

  // Where an event noun stands: its first token, the chunks that it begins and ends in.
  struct NounSite {
    std::uint32_t begin;
    std::size_t first, last;
  };

  // `bare`: names that stand before the noun without a sign of owning count as owners, too.
  Participants fill_noun_slot(const Slot& slot, const NounSite& site, bool bare) {
    if (slot == "possessive") return owners_before(site, true, bare);
    if (slot == "compound") return owners_before(site, false, true);
    if (slot == "subject") {
      const Tie& tie = reading_.ties[site.first];
      if (tie.predicate == kNone || tie.role == Tie::Role::kSubject) return {};
      const Predicate& p = reading_.predicates[static_cast<std::size_t>(tie.predicate)];
      return p.passive ? Participants{} : parties_.acting(p.subjects);
    }
    for (const Oblique& after : reading_.ties[site.last].after)
      if (after.preposition == slot)
        return parties_.affected(after.chunks, slot != "from" && slot != "with");
    return {};
  }

  // Those named in the phrase before the noun; not the "police" of a "police raid" that is the noun
  // itself.
  Participants owners_before(const NounSite& site, bool owning, bool bare) const {
    const std::uint32_t noun_at = reading_.sentence->tokens[site.begin].span.begin;
    Participants found = parties_.owners(static_cast<std::uint32_t>(site.first));
    std::erase_if(found, [&](const Participant& p) {
      return p.actor.span.begin >= noun_at || !(p.adjunct ? bare : owning);
    });
    return found;
  }

  // A word before the noun, or the head of a phrase behind it, makes it another sense: "the strike
  // price", "an attack on inflation".
  bool noun_blocked(std::uint32_t begin, std::size_t first, std::size_t last,
                    const NounSense& sense) const {
    if (sense.blocked.none()) return false;
    for (std::size_t i = reading_.chunks[first].begin; i < begin; ++i)
      if (reading_.words[i] && (reading_.words[i]->nouns & sense.blocked).any()) return true;
    for (const Oblique& after : reading_.ties[last].after)
      for (const std::uint32_t index : after.chunks)
        if ((reading_.chunks[index].head_classes & sense.blocked).any()) return true;
    return false;
  }

  // ---- events

  Event make(const Sense& sense, const Cast& cast, const Reality& reality) {
    Event event;
    event.document = scene_.document.id;
    event.sentence = scene_.sentence;
    event.sentence_span = reading_.sentence->span;
    event.text = std::string(event.sentence_span.of(scene_.document.text));
    event.mode = sense.modes;
    event.context = sense.contexts;
    event.status = reality.status;
    event.hedged = reality.hedged;
    event.actor = actors_of(cast.actors);
    event.recipient = actors_of(cast.recipients);
    event.rule = sense.id;
    set_type(ontology_, sense.type, sense.cameo, event);
    if (event.type == "ASSAULT" && !cast.actors.empty() && cast.actors.front().cyber) {  // "a cyberattack hit the banks"
      event.mode = {"cyber"};
      event.context = {"cyber"};
      set_type(ontology_, "COERCE", "171", event);
    }
    return event;
  }

  void set_trigger(std::size_t begin, std::size_t end, const Sense& sense, Event& event) {
    const auto& tokens = reading_.sentence->tokens;
    event.trigger.span = {tokens[begin].span.begin, tokens[end - 1].span.end};
    event.trigger.text = std::string(event.trigger.span.of(scene_.document.text));
    event.id = hex_hash(scene_.document.id + "|" + std::to_string(event.trigger.span.begin) + "-" +
                        std::to_string(event.trigger.span.end) + "|" + sense.type);
  }

  // Modes, contexts, equipment and date from the words around.
  void place_in_clause(std::int32_t predicate, std::uint32_t begin, std::uint32_t end,
                       Event& event) {
    add_modes(scene_.knowledge, reading_, begin, end, event.type, event.mode);
    if (event.type == "MOBILIZE" && !event.actor.empty()) mobilize_mode(event);
    add_contexts(scene_.knowledge, reading_, begin, end, event.context);
    event.score = ontology_.score(event.type, event.mode);
    const auto& tokens = reading_.sentence->tokens;
    event.equipment =
        scene_.knowledge.equipment().named_in(std::span(tokens).subspan(begin, end - begin));
    set_date(predicate, begin, event);
  }

  void mobilize_mode(Event& event) const {
    if (has_sector(event.actor.front(), {"COP"}))
      std::replace(event.mode.begin(), event.mode.end(), std::string("troops"),
                   std::string("police"));
    else if (has_sector(event.actor.front(), {"REB", "PRM"}))
      std::replace(event.mode.begin(), event.mode.end(), std::string("troops"),
                   std::string("militia"));
    std::sort(event.mode.begin(), event.mode.end());
    event.mode.erase(std::unique(event.mode.begin(), event.mode.end()), event.mode.end());
  }

  void set_date(std::int32_t predicate, std::uint32_t token, Event& event) {
    const DateMention* date = date_of(reading_, scene_.dates, predicate, token);
    if (date) {
      event.date = date->value;
      event.date_precision = date->precision;
      const int year = static_cast<int>(std::chrono::year_month_day(date->first).year());
      const int now = static_cast<int>(std::chrono::year_month_day(scene_.memory.today).year());
      if (scene_.memory.dated && year + 1 < now && event.status == Status::kActual)
        event.status = Status::kHistorical;
    } else if (scene_.memory.dated) {
      event.date = to_iso(scene_.memory.today);
      event.date_precision = "day";
    }
  }

  std::optional<Quantity> quantity(const Event& event, const Cast& cast) const {
    if (event.type != "MOBILIZE" && event.type != "ASSAULT" && event.type != "COERCE" &&
        event.type != "AID" && event.type != "RETREAT" && event.type != "SANCTION")
      return {};
    return quantity_in(reading_, cast.objects);
  }

  // How often an event of its kind had the right type where its parties were right, on 1,050 sentences
  // with two marked parties: the quality test holds the one against the other.
  double confidence(const Event& event, const Cast& cast, bool specific, bool finite) const {
    double sum = 0.74;
    if (!event.recipient.empty() || event.actor.size() > 1) sum += 0.03;
    if (known(cast.actors)) sum += 0.02;
    if (specific) sum += 0.02;
    if (finite) sum += 0.05;
    if (event.status == Status::kHypothetical || event.status == Status::kNegated) sum -= 0.24;
    if (event.status == Status::kFuture) sum -= 0.2;
    if (event.hedged) sum -= 0.05;
    if (cast.actors.front().inside) sum -= 0.05;
    return std::clamp(sum, 0.05, 0.95);
  }

  static void add_mode(const std::string& mode, Event& event) {
    if (std::find(event.mode.begin(), event.mode.end(), mode) == event.mode.end())
      event.mode.push_back(mode);
  }

  std::string text_of(std::uint32_t begin, std::uint32_t end) const {
    const auto& tokens = reading_.sentence->tokens;
    return std::string(
        Span{tokens[begin].span.begin, tokens[end - 1].span.end}.of(scene_.document.text));
  }

  // One happening is told once a sentence: a noun adds nothing to its verb.
  void emit(Event event) {
    const auto codes = [](const std::vector<Actor>& actors) {
      std::set<std::string> set;
      for (const Actor& actor : actors) set.insert(actor.code);
      return set;
    };
    const auto parties = [&](const Event& e) {
      std::set<std::string> all = codes(e.actor);
      all.merge(codes(e.recipient));
      return all;
    };
    for (const Event& other : events_) {
      if (other.type != event.type || other.status != event.status) continue;
      if (codes(other.actor) == codes(event.actor) &&
          codes(other.recipient) == codes(event.recipient))
        return;
      // "is at war with": both act, and the war by itself tells nothing new.
      const bool together = other.recipient.empty() && other.actor.size() > 1;
      if (together && parties(other) == parties(event)) return;
    }
    events_.push_back(std::move(event));
  }

  const Scene& scene_;
  const SentenceView& reading_;
  const Frames& frames_;
  const Ontology& ontology_;
  Parties parties_;
  NounClasses abstract_, document_, attack_, forceful_, border_, prison_, fiction_, moved_;
  std::vector<bool> done_, used_chunks_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> match(const Scene& scene) { return Matcher(scene).run(); }

}  // namespace brink
