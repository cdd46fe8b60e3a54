// One change of a change set: what was sent, and what it asks for once that was read.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ground/refusals.h"
#include "market/catalog/change_sets/change_facts.h"
#include "market/catalog/resources/resource.h"

namespace cppo::market {

struct change;
struct working_copies;

// A change type says what it works on, its rank, what it creates and who refuses it (`facts`), what
// it refers to (`refers_to`), and how it is applied. One that leaves any of it out does not
// compile.
template <class Ask>
concept change_type = requires(working_copies& on, const change& what, const Ask& ask) {
    change_facts(ask.facts);
    { ask.refers_to() } -> std::same_as<references>;
    { apply(on, what, ask) } -> std::same_as<refusals>;
};

// What a change asks for, of whichever type. It never changes, so copies share it.
class change_details {
  public:
    template <change_type Ask>
    change_details(Ask ask) : said_(std::make_shared<said_by<Ask>>(std::move(ask))) {}

    const change_facts& facts() const { return said_->facts(); }
    references refers_to() const { return said_->refers_to(); }
    // Changes the working copies, which have the entity unless the change creates it. Answers all
    // that is wrong with what it asks for; the copies are of no use then.
    refusals apply_to(working_copies& on, const change& what) const {
        return said_->apply_to(on, what);
    }

    // What it asks for where it is of that type, else nullptr.
    template <change_type Ask>
    const Ask* find() const {
        const auto* found = dynamic_cast<const said_by<Ask>*>(said_.get());
        return found ? &found->ask : nullptr;
    }

  private:
    struct said {
        virtual ~said();
        virtual const change_facts& facts() const = 0;
        virtual references refers_to() const = 0;
        virtual refusals apply_to(working_copies& on, const change& what) const = 0;
    };

    template <class Ask>
    struct said_by final : said {
        explicit said_by(Ask from) : ask(std::move(from)) {}
        const change_facts& facts() const override { return ask.facts; }
        references refers_to() const override { return ask.refers_to(); }
        refusals apply_to(working_copies& on, const change& what) const override {
            return apply(on, what, ask);
        }

        Ask ask;
    };

    std::shared_ptr<const said> said_;
};

// A change with values nothing can be made of, such as a currency this market does not settle in.
// Whoever sent it is told why when the set is judged, and what is wrong with the rest of it.
struct impossible {
    change_facts facts; // of the change it stands for
    std::vector<refusal> why;
    // The same change with other values in the place of those; none where it cannot be read so.
    std::optional<change_details> rest = {};

    references refers_to() const { return rest ? rest->refers_to() : references(); }
};
refusals apply(working_copies& on, const change& what, const impossible& ask);

// Whether a value that is refused for this reason is told so when the set is applied, as AWS does,
// and not at once (R-CAT-04).
bool is_judged_when_applied(reason why);

// `entity` is the id it works on; a creating change carries the id it will give. `document` is what
// the caller sent, references replaced and null members left out, and is what is stored.
struct change {
    std::string type;        // UpdateMarkup
    std::string entity_type; // Offer@1.0
    std::string entity;
    std::optional<std::int64_t> expected_revision;
    std::string name; // what other changes call it, may be empty
    // None in a stored change until it is judged or applied, so that a document which is refused
    // today can still be listed.
    std::optional<change_details> details;
    std::string document;
    std::vector<refusal> errors;
    std::vector<tag> tags = {}; // of the entity it creates
    // While the set is judged: it failed and left the state as it was, so what the state lacks
    // follows from that.
    bool led_to_nothing = false;

    // As AWS names its change types; `facts` of each type agree.
    bool creates() const { return type.starts_with("Create"); }
    const change_facts& facts() const { return details.value().facts(); }
    template <class Ask>
    const Ask* find() const {
        return details.value().template find<Ask>();
    }
};

} // namespace cppo::market
