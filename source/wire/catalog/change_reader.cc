#include "wire/catalog/change_reader.h"

#include <boost/json/serialize.hpp>
#include <charconv>
#include <map>
#include <set>

#include "notation/absent.h"
#include "notation/changes/change_form.h"
#include "notation/changes/fault_places.h"
#include "wire/catalog/tag_list.h"
#include "wire/message/fault.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using notation::change_form;
using notation::clearing;
using notation::without_nulls;

constexpr std::string_view reference_end = ".Entity.Identifier";

// A text that is a reference, such as $Offer.Entity.Identifier, and the name in it.
std::optional<std::string> reference_in(std::string_view text) {
    if (!text.starts_with('$') || !text.ends_with(reference_end)) return {};
    text.remove_prefix(1);
    text.remove_suffix(reference_end.size());
    return std::string(text);
}

using created_ids = std::map<std::string, std::string>;

// Puts the ids of created entities where the document refers to them; the name of a reference to
// nothing is answered.
std::optional<std::string> replace_references(json::value& in, const created_ids& created) {
    if (auto* text = in.if_string()) {
        const auto name = reference_in(*text);
        if (!name) return {};
        const auto found = created.find(*name);
        if (found == created.end()) return *name;
        in = found->second;
    } else if (auto* list = in.if_array()) {
        for (json::value& each : *list)
            if (auto missing = replace_references(each, created)) return missing;
    } else if (auto* object = in.if_object()) {
        for (auto& each : *object)
            if (auto missing = replace_references(each.value(), created)) return missing;
    }
    return {};
}

// The id of what a change creates.
std::string minted_id(const change_form& form, mint& ids) {
    switch (form.facts.works_on) {
        case market::entity_kind::product:
            return ids.next<product_kind>().text();
        case market::entity_kind::resale_authorization:
            return ids.next<authorization_kind>().text();
        case market::entity_kind::offer:
            return ids.next<offer_kind>().text();
        case market::entity_kind::agreement:
        case market::entity_kind::invoice:
        case market::entity_kind::access_key:
        case market::entity_kind::payment_reference:
            break; // no change creates these
    }
    throw std::logic_error("a change creates what has no id of its own");
}

// Details as a text, DetailsDocument as JSON or as a text that holds JSON: real clients send each.
std::expected<json::value, std::string> document_of(const json::object& change) {
    const json::value* document = find_value(change, "DetailsDocument");
    const auto details = find_text(change, "Details");
    if (document && details)
        return std::unexpected("A change has either Details or DetailsDocument.");
    std::string_view text;
    if (details)
        text = *details;
    else if (document && document->is_string())
        text = document->as_string();
    else if (document)
        return *document;
    else
        return json::object();
    auto parsed = parse_json(text);
    if (!parsed)
        return std::unexpected("The provided Details is not valid JSON: " +
                               parsed.error().sentence);
    if (parsed->is_string()) { // a helper of AWS's own examples encodes the text twice
        const std::string inner(parsed->as_string());
        parsed = parse_json(inner);
        if (!parsed) return std::unexpected("The provided Details is not valid JSON.");
    }
    return std::move(*parsed);
}

// The quantity may be a number or a text, and only 1 is legal (R-RA-01).
bool quantity_is_one(const json::value& document) {
    const json::value* quantity =
        document.is_object() ? find_value(document.as_object(), "OffersMaxQuantity") : nullptr;
    if (!quantity) return true;
    if (quantity->is_string()) return quantity->as_string() == "1";
    return quantity->is_int64() && quantity->as_int64() == 1;
}

std::string message_of(const std::vector<shape_fault>& faults) {
    return "The provided Details is not valid: " + validation_message(faults);
}

// Without the members that do not fit their shape. None where an element of a list does not, since
// those after it would move.
std::optional<json::value> without_misfits(json::value document,
                                           const std::vector<shape_fault>& faults) {
    for (const shape_fault& each : faults) {
        const auto end = each.pointer.rfind('/');
        if (end == std::string::npos) return {};
        boost::system::error_code missing;
        json::value* around = document.find_pointer(each.pointer.substr(0, end), missing);
        if (!around || !around->is_object()) return {};
        around->as_object().erase(each.pointer.substr(end + 1));
    }
    return document;
}

refusal misfit() {
    return no(reason::malformed_value).error();
}

class reader {
  public:
    reader(const shapes& described, mint& ids) : described_(described), ids_(ids) {}

    read_set read(const json::array& changes) {
        collect(changes);
        for (std::size_t at = 0; at < changes.size(); ++at) {
            const json::object& each = changes[at].as_object();
            auto one = read(each, at);
            if (!one) continue;
            made_.changes.push_back(std::move(*one));
            made_.positions.push_back(at);
        }
        return std::move(made_);
    }

  private:
    using kind = form_fault::kind;

    void fault(std::size_t at, std::string pointer, std::string sentence,
               kind what = kind::of_a_value) {
        if (made_.message.empty()) made_.message = sentence;
        made_.faults.push_back({at, std::move(pointer), what, std::move(sentence)});
    }

    // Names and ids of everything the set creates, before any document is read.
    void collect(const json::array& changes) {
        std::set<std::string> names;
        for (std::size_t at = 0; at < changes.size(); ++at) {
            const json::object& change = changes[at].as_object();
            const std::string name(find_text(change, "ChangeName").value_or(""));
            if (!name.empty() && !names.insert(name).second)
                fault(at, "/ChangeName", "The ChangeName '" + name + "' stands twice.");
            const change_form* form = notation::find_form(
                get_text(get_object(change, "Entity"), "Type"), get_text(change, "ChangeType"));
            const bool creates = form && form->facts.creates;
            minted_.push_back(creates ? minted_id(*form, ids_) : "");
            if (!name.empty() && creates) created_.emplace(name, minted_.back());
        }
    }

    std::optional<market::change> read(const json::object& in, std::size_t at) {
        const std::string type(get_text(in, "ChangeType"));
        const json::object& entity = get_object(in, "Entity");
        const std::string entity_type(get_text(entity, "Type"));
        const change_form* form = notation::find_form(entity_type, type);
        const auto version = entity_type.find('@');
        if (version == entity_type.npos || entity_type.substr(version) != "@1.0" || !form) {
            fault(at, "/ChangeType",
                  "The ChangeType '" + printable(type) +
                      "' is not supported for the entity type '" + printable(entity_type) + "'.",
                  kind::unknown_type);
            return {};
        }
        market::change made{
            type, entity_type, "", {}, std::string(find_text(in, "ChangeName").value_or("")),
            {},   "",          {}};
        const bool is_named = read_identifier(made, entity, at);
        read_document(made, in, *form, at);
        if (auto tags = read_tags(in, "EntityTags"))
            made.tags = std::move(*tags);
        else
            fault(at, "/EntityTags", tags.error().message);
        return is_named ? std::optional(std::move(made)) : std::nullopt;
    }

    // Reads the document, and with faults what is left to be judged of it.
    void read_document(market::change& into, const json::object& in, const change_form& form,
                       std::size_t at) {
        const std::string member = "/" + std::string(document_member(in));
        into.details = market::impossible{form.facts, {misfit()}};
        auto document = document_of(in);
        if (!document) return fault(at, member, document.error(), kind::not_json);
        *document = without_nulls(std::move(*document), clearing::stays);
        drop_foreign_renewals(*document, form);
        if (const auto missing = replace_references(*document, created_)) {
            const std::string text = "$" + *missing + std::string(reference_end);
            const refusal unknown = no(reason::entity_not_found, text).error();
            return fault(at, member + notation::places_of({unknown}, *document)[0],
                         "There is no created entity named '" + printable(*missing) + "'.");
        }
        if (!has_form(form, *document, at, member)) {
            if (const auto rest = rest_of(form, *document))
                into.details = market::impossible{form.facts, {misfit()}, *rest};
            return;
        }
        auto decoded = notation::decode(form, *document);
        if (!decoded) return tell_values(form, *document, at, member);
        into.details = std::move(*decoded);
        into.document = json::serialize(*document);
    }

    bool has_form(const change_form& form, const json::value& document, std::size_t at,
                  const std::string& member) {
        const auto misfits =
            notation::check_document(described_, form, without_nulls(document, clearing::goes));
        if (!misfits.empty() && made_.message.empty()) made_.message = message_of(misfits);
        for (const shape_fault& each : misfits) fault(at, member + each.pointer, each.sentence);
        if (!misfits.empty()) return false;
        if (form.needs_a_member && document.as_object().empty()) {
            fault(at, member,
                  "The provided Details is not valid: at least one property is required.");
            return false;
        }
        if (quantity_is_one(document)) return true;
        fault(at, member + "/OffersMaxQuantity", "The OffersMaxQuantity must be 1.");
        return false;
    }

    // What can be judged of a document without what does not fit.
    std::optional<market::change_details> rest_of(const change_form& form,
                                                  const json::value& document) const {
        const auto judged = [&](const json::value& of) {
            return notation::check_document(described_, form, without_nulls(of, clearing::goes));
        };
        auto rest = without_misfits(document, judged(document));
        if (!rest || !judged(*rest).empty()) return {};
        if (!quantity_is_one(*rest)) rest->as_object()["OffersMaxQuantity"] = 1;
        auto decoded = notation::decode(form, *rest);
        return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
    }

    void tell_values(const change_form& form, const json::value& document, std::size_t at,
                     const std::string& member) {
        const auto values = notation::unreadable_values(form, document);
        const auto places = notation::places_of(values, document);
        for (std::size_t one = 0; one < values.size(); ++one)
            if (!market::is_judged_when_applied(values[one].why))
                fault(at, member + places[one], values[one].sentence);
    }

    // A change that knows no such renewal takes none back.
    void drop_foreign_renewals(json::value& document, const change_form& form) const {
        json::object* members = document.if_object();
        for (const char* name : {"PreExistingAgreement", "PreExistingBuyerAgreement"})
            if (members && !find_value(*members, name) &&
                !described_.has_member(form.shape(), name))
                members->erase(name);
    }

    // An identifier is an id, an id with a revision, or a reference; only creations have none.
    bool read_identifier(market::change& into, const json::object& entity, std::size_t at) {
        const auto refuse = [&](std::string sentence) {
            fault(at, "/Entity/Identifier", std::move(sentence));
            return false;
        };
        const auto text = find_text(entity, "Identifier");
        if (into.creates()) {
            into.entity = minted_[at];
            if (text) refuse("A creating change has no Entity.Identifier.");
            return true;
        }
        if (!text) return refuse("The change needs an Entity.Identifier.");
        if (const auto name = reference_in(*text)) {
            const auto found = created_.find(*name);
            if (found == created_.end())
                return refuse("There is no created entity named '" + printable(*name) + "'.");
            into.entity = found->second;
            return true;
        }
        const auto mark = text->find('@');
        into.entity = std::string(text->substr(0, mark));
        if (!is_identifier_text(into.entity) || into.entity.size() > offer_id::length_max)
            return refuse("The Entity.Identifier is malformed.");
        if (mark == std::string_view::npos) return true;
        std::int64_t revision = 0;
        const std::string_view digits = text->substr(mark + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), revision);
        if (error != std::errc() || end != digits.data() + digits.size())
            return refuse("The revision in the Entity.Identifier is malformed.");
        into.expected_revision = revision;
        return true;
    }

    const shapes& described_;
    mint& ids_;
    std::vector<std::string> minted_;
    created_ids created_;
    read_set made_;
};

} // namespace

std::string_view document_member(const json::object& change) {
    return find_text(change, "Details") ? "Details" : "DetailsDocument";
}

read_set read_changes(const json::array& changes, const shapes& described, mint& ids) {
    return reader(described, ids).read(changes);
}

} // namespace cppo::wire
