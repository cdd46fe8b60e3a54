#include "market/catalog/change_sets/change.h"

namespace cppo::market {
namespace {

struct rank {
    int operator()(const create_product&) const { return 0; }
    int operator()(const create_authorization&) const { return 1; }
    int operator()(const create_offer&) const { return 2; }
    int operator()(const create_public_offer&) const { return 2; }
    int operator()(const create_replacement&) const { return 2; }
    int operator()(const create_direct_replacement&) const { return 2; }
    int operator()(const add_dimensions&) const { return 3; }
    int operator()(const add_delivery_options&) const { return 3; }
    int operator()(const add_regions&) const { return 3; }
    // Instance types rest on dimensions.
    int operator()(const add_instance_types&) const { return 4; }
    int operator()(const release_product&) const { return 6; }
    int operator()(const update_visibility&) const { return 7; }
    int operator()(const release_authorization&) const { return 8; }
    int operator()(const restrict_authorization&) const { return 9; }
    int operator()(const release_offer&) const { return 10; }
    // A markup may be taken back and a schedule set in one change set, so the markup comes first.
    int operator()(const update_markup&) const { return 4; }
    template <class Update>
    int operator()(const Update&) const {
        return 5;
    }
};

} // namespace

int rank_of(const change_details& details) {
    return std::visit(rank{}, details);
}

} // namespace cppo::market
