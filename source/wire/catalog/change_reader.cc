#include "wire/catalog/change_reader.h"

#include <boost/json/serialize.hpp>
#include <charconv>
#include <map>

#include "notation/absent.h"
#include "notation/changes/change_form.h"
#include "wire/catalog/tag_list.h"
#include "wire/message/fault_table.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

namespace json = boost::json;
using notation::change_form;
using notation::clearing;
using notation::without_nulls;

constexpr std::string_view reference_end = ".Entity.Identifier";

std::unexpected<fault> invalid(std::string message) {
    return std::unexpected(fault{"ValidationException", 422, std::move(message), {}});
}

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
            break; // no change creates these
    }
    throw std::logic_error("a change creates what has no id of its own");
}

// Details as a text, DetailsDocument as JSON or as a text that holds JSON: real clients send each.
std::expected<json::value, fault> document_of(const json::object& change) {
    const json::value* document = find_value(change, "DetailsDocument");
    const auto details = find_text(change, "Details");
    if (document && details) return invalid("A change has either Details or DetailsDocument.");
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
        return invalid("The provided Details is not valid JSON: " + parsed.error().sentence);
    if (parsed->is_string()) { // a helper of AWS's own examples encodes the text twice
        const std::string inner(parsed->as_string());
        parsed = parse_json(inner);
        if (!parsed) return invalid("The provided Details is not valid JSON.");
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

class reader {
  public:
    reader(const shapes& described, mint& ids) : described_(described), ids_(ids) {}

    // Names and ids of everything the set creates, before any document is read.
    std::optional<fault> collect(const json::array& changes) {
        for (const json::value& each : changes) {
            const json::object& change = each.as_object();
            const std::string name(find_text(change, "ChangeName").value_or(""));
            if (!name.empty() && !names_.insert(name).second)
                return invalid("The ChangeName '" + name + "' stands twice.").error();
            const change_form* form = notation::find_form(
                get_text(get_object(change, "Entity"), "Type"), get_text(change, "ChangeType"));
            const bool creates = form && form->facts.creates;
            minted_.push_back(creates ? minted_id(*form, ids_) : "");
            if (!name.empty() && creates) created_.emplace(name, minted_.back());
        }
        return {};
    }

    std::expected<market::change, fault> read(const json::object& in, std::size_t at) const {
        const std::string type(get_text(in, "ChangeType"));
        const json::object& entity = get_object(in, "Entity");
        const std::string entity_type(get_text(entity, "Type"));
        const change_form* form = notation::find_form(entity_type, type);
        const auto version = entity_type.find('@');
        if (version == entity_type.npos || entity_type.substr(version) != "@1.0" || !form)
            return invalid("The ChangeType '" + printable(type) +
                           "' is not supported for the entity type '" + printable(entity_type) +
                           "'.");
        market::change made{
            type, entity_type, "", {}, std::string(find_text(in, "ChangeName").value_or("")),
            {},   "",          {}};
        if (auto no = read_identifier(made, entity, at)) return std::unexpected(std::move(*no));
        auto document = document_of(in);
        if (!document) return std::unexpected(std::move(document).error());
        *document = without_nulls(std::move(*document), clearing::stays);
        drop_foreign_renewals(*document, *form);
        if (const auto missing = replace_references(*document, created_))
            return invalid("There is no created entity named '" + printable(*missing) + "'.");
        const auto faults =
            notation::check_document(described_, *form, without_nulls(*document, clearing::goes));
        if (!faults.empty()) return invalid(message_of(faults));
        if (!quantity_is_one(*document)) return invalid("The OffersMaxQuantity must be 1.");
        if (form->needs_a_member && document->as_object().empty())
            return invalid("The provided Details is not valid: at least one property is required.");
        auto decoded = notation::decode(*form, *document);
        if (!decoded) return std::unexpected(catalog_fault(decoded.error()));
        made.details = std::move(*decoded);
        made.document = json::serialize(*document);
        auto tags = read_tags(in, "EntityTags");
        if (!tags) return std::unexpected(std::move(tags).error());
        made.tags = std::move(*tags);
        return made;
    }

  private:
    // A change that knows no such renewal takes none back.
    void drop_foreign_renewals(json::value& document, const change_form& form) const {
        json::object* members = document.if_object();
        for (const char* name : {"PreExistingAgreement", "PreExistingBuyerAgreement"})
            if (members && !find_value(*members, name) &&
                !described_.has_member(form.shape(), name))
                members->erase(name);
    }

    // An identifier is an id, an id with a revision, or a reference; only creations have none.
    std::optional<fault> read_identifier(market::change& into, const json::object& entity,
                                         std::size_t at) const {
        const auto text = find_text(entity, "Identifier");
        if (into.creates()) {
            if (text) return invalid("A creating change has no Entity.Identifier.").error();
            into.entity = minted_[at];
            return {};
        }
        if (!text) return invalid("The change needs an Entity.Identifier.").error();
        if (const auto name = reference_in(*text)) {
            const auto found = created_.find(*name);
            if (found == created_.end())
                return invalid("There is no created entity named '" + printable(*name) + "'.")
                    .error();
            into.entity = found->second;
            return {};
        }
        const auto mark = text->find('@');
        into.entity = std::string(text->substr(0, mark));
        if (!is_identifier_text(into.entity) || into.entity.size() > offer_id::length_max)
            return invalid("The Entity.Identifier is malformed.").error();
        if (mark == std::string_view::npos) return {};
        std::int64_t revision = 0;
        const std::string_view digits = text->substr(mark + 1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), revision);
        if (error != std::errc() || end != digits.data() + digits.size())
            return invalid("The revision in the Entity.Identifier is malformed.").error();
        into.expected_revision = revision;
        return {};
    }

    const shapes& described_;
    mint& ids_;
    std::set<std::string> names_;
    std::vector<std::string> minted_;
    created_ids created_;
};

} // namespace

std::expected<std::vector<market::change>, fault> read_changes(const json::array& changes,
                                                               const shapes& described, mint& ids) {
    reader from(described, ids);
    if (auto no = from.collect(changes)) return std::unexpected(std::move(*no));
    std::vector<market::change> made;
    for (std::size_t at = 0; at < changes.size(); ++at) {
        auto one = from.read(changes[at].as_object(), at);
        if (!one) return std::unexpected(std::move(one).error());
        made.push_back(std::move(*one));
    }
    return made;
}

} // namespace cppo::wire
