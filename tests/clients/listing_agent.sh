#!/usr/bin/env bash
# Keeps an account's products, offers and authorizations as files that people edit and review, as a
# seller's listing repository does.
#
#   listing_agent.sh pull DIR     writes DIR/<type>/<id>.json, one document each
#   listing_agent.sh push DIR     sends what was edited since, one change set, and waits for its end
#
# It is made of the AWS CLI and jq. The marketplace is where AWS_ENDPOINT_URL says, which Debian
# 12's CLI does not read by itself. A document that somebody else has changed since it was pulled is
# not overwritten: the marketplace refuses its revision.
set -euo pipefail
export AWS_PAGER=

types=(SaaSProduct ProfessionalServicesProduct Offer ResaleAuthorization)

catalog() {
    "${AWS_CLI:-aws}" --endpoint-url "$AWS_ENDPOINT_URL" --output json marketplace-catalog "$@"
}

fail() {
    echo "listing_agent: $*" >&2
    exit 1
}

# The document and, under .base, what came with it: its revision and itself before any edit.
pull_one() {
    local directory=$1 type=$2 id=$3 found
    found=$(catalog describe-entity --catalog AWSMarketplace --entity-id "$id")
    mkdir -p "$directory/$type" "$directory/.base/$type"
    jq '.Details | fromjson' <<<"$found" >"$directory/$type/$id.json"
    jq '{identifier: .EntityIdentifier, type: .EntityType, document: (.Details | fromjson)}' \
        <<<"$found" >"$directory/.base/$type/$id.json"
}

# The CLI asks for page after page by itself.
pull() {
    local directory=$1 type id
    for type in "${types[@]}"; do
        catalog list-entities --catalog AWSMarketplace --entity-type "$type" |
            jq -r '.EntitySummaryList[].EntityId' | while read -r id; do
            pull_one "$directory" "$type" "$id"
        done
    done
}

# The change of an edited document, or nothing; an edit that no change type makes is refused.
change_of() {
    local base=$1 edited=$2
    jq -n --slurpfile base "$base" --slurpfile edited "$edited" '
        ($base[0].document) as $old | ($edited[0]) as $new
        | ["ProductTitle", "ShortDescription", "LongDescription", "Highlights",
           "SearchKeywords", "Categories"] as $product_members
        | if $old == $new then empty
          elif $base[0].type | test("Product@") then
            ($new.Description | with_entries(select(.key | IN($product_members[])))
             | with_entries(select(.value != null and .value != $old.Description[.key])))
          else
            ({Name: $new.Name, Description: $new.Description}
             | with_entries(select(.value != null and .value != $old[.key])))
          end
        | if length == 0 then error("no change type makes this edit") else . end
        | {ChangeType: "UpdateInformation",
           Entity: {Type: $base[0].type, Identifier: $base[0].identifier},
           Details: tojson}'
}

changes_of() {
    local directory=$1 base file
    for base in "$directory"/.base/*/*.json; do
        file=$directory/${base#"$directory/.base/"}
        [ -f "$file" ] || fail "$file is gone; a document cannot be deleted"
        change_of "$base" "$file" || fail "$file cannot be pushed"
    done | jq -s .
}

await_end() {
    local id=$1 set
    for _ in {1..100}; do
        set=$(catalog describe-change-set --catalog AWSMarketplace --change-set-id "$id")
        case $(jq -r .Status <<<"$set") in
            SUCCEEDED) return ;;
            FAILED) fail "$(jq -c '[.ChangeSet[].ErrorDetailList[]?]' <<<"$set")" ;;
            CANCELLED) fail "$id was cancelled" ;;
        esac
        sleep 0.2
    done
    fail "$id does not end"
}

push() {
    local directory=$1 changes id
    changes=$(changes_of "$directory")
    if [ "$(jq length <<<"$changes")" -eq 0 ]; then
        echo "nothing was edited"
        return
    fi
    id=$(catalog start-change-set --catalog AWSMarketplace --change-set "$changes" \
        --client-request-token "$(sha256sum <<<"$changes" | cut -c1-32)" | jq -r .ChangeSetId)
    await_end "$id"
    jq -r '.[].Entity | "\(.Type) \(.Identifier)"' <<<"$changes" | while read -r type id; do
        echo "pushed $id"
        pull_one "$directory" "${type%@*}" "${id%@*}"
    done
}

[ $# -eq 2 ] || fail "usage: listing_agent.sh pull|push DIR"
case "$1" in
    pull) pull "$2" ;;
    push) push "$2" ;;
    *) fail "usage: listing_agent.sh pull|push DIR" ;;
esac
