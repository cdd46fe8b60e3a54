#include "wire/catalog/catalog_shapes.h"

#include "notation/changes/change_form.h"

namespace cppo::wire {
namespace {

type catalog_name() {
    return one_of({"AWSMarketplace"});
}

void describe_change_set_calls(shapes& to) {
    to.structure(
        "StartChangeSetRequest",
        {need("Catalog", catalog_name()), need("ChangeSet", list("Change", 1, 20)),
         may("ChangeSetName", text_matching(1, 100, "^[\\w\\s+=.:@-]+$")),
         may("ClientRequestToken", text_matching(1, 64, "^[!-~]+$")),
         may("ChangeSetTags", list("Tag", 1, 200)), may("Intent", one_of({"VALIDATE", "APPLY"}))});
    to.structure("Change", {need("ChangeType", text_matching(1, 255, "^[A-Z][\\w]*$")),
                            need("Entity", ref("Entity")), may("EntityTags", list("Tag", 1, 200)),
                            may("Details", document_text(2, 16384)), may("DetailsDocument", any()),
                            may("ChangeName", text_matching(1, 72, "^\\w+$"))});
    to.structure("Entity", {need("Type", text(1, 255)), may("Identifier", text(1, 255))});
    to.structure("Tag", {need("Key", text(1, 128)), need("Value", text(0, 256))});
    to.structure("DescribeChangeSetRequest",
                 {need("Catalog", catalog_name()), need("ChangeSetId", text(1, 255))});
    to.structure("CancelChangeSetRequest",
                 {need("Catalog", catalog_name()), need("ChangeSetId", text(1, 255))});
    to.structure("ListChangeSetsRequest",
                 {need("Catalog", catalog_name()), may("FilterList", list("Filter", 1, 8)),
                  may("Sort", ref("Sort")), may("MaxResults", integer(1, 20)),
                  may("NextToken", text(1, 2048))});
    to.document("Filter", {may("Name", text(1, 255)), may("ValueList", list(text(1, 255), 1, 10))});
    to.document("Sort", {may("SortBy", text(1, 255)),
                         may("SortOrder", one_of({"ASCENDING", "DESCENDING"}))});
}

void describe_entity_calls(shapes& to) {
    to.structure("DescribeEntityRequest",
                 {need("Catalog", catalog_name()), need("EntityId", text(1, 255))});
    to.structure("BatchDescribeEntitiesRequest",
                 {need("EntityRequestList", list("EntityRequest", 1, 20))});
    // Another catalog is the fault of one entity, not of all.
    to.structure("EntityRequest", {need("Catalog", text_matching(1, 64, "^[a-zA-Z]+$")),
                                   need("EntityId", text(1, 255))});
    to.structure("ListEntitiesRequest",
                 {need("Catalog", catalog_name()), need("EntityType", text(1, 255)),
                  may("FilterList", list("Filter", 1, 8)), may("Sort", ref("Sort")),
                  may("NextToken", text(1, 2048)), may("MaxResults", integer(1, 50)),
                  may("OwnershipType", one_of({"SELF", "SHARED"})),
                  may("EntityTypeFilters", ref("EntityTypeFilters")),
                  may("EntityTypeSort", ref("EntityTypeSort"))});
    const auto each = [](const char* ending, auto shape_of) {
        std::vector<member> made;
        for (const std::string type :
             {"DataProduct", "SaaSProduct", "AmiProduct", "Offer", "ContainerProduct",
              "ResaleAuthorization", "MachineLearningProduct", "OfferSet"})
            made.push_back(may(type + ending, ref(shape_of(type))));
        return made;
    };
    to.union_of("EntityTypeFilters",
                each("Filters", [](const std::string& type) { return type + "Filters"; }));
    to.union_of("EntityTypeSort", each("Sort", [](const std::string&) { return "EntitySort"; }));
    to.document("EntitySort", {may("SortBy", text(1, 255)),
                               may("SortOrder", one_of({"ASCENDING", "DESCENDING"}))});
}

void describe_assessment_calls(shapes& to) {
    const auto resource = [] { return text_matching(1, 255, "^[\\w\\-]+$"); };
    to.structure("ListAssessmentsRequest",
                 {need("Catalog", catalog_name()), may("FrameworkId", text(1, 255)),
                  may("AssessmentTargetFilter", ref("AssessmentTargetFilter")),
                  may("FrameworkFilters", ref("FrameworkFilters")),
                  may("MaxResults", integer(1, 100)), may("NextToken", text(1, 2048))});
    to.document("AssessmentTargetFilter",
                {may("EntityId", resource()), may("ChangeSetId", resource())});
    to.union_of("FrameworkFilters",
                {may("AMISecurityFilters", ref("DeliveryOptionFilters")),
                 may("ContainerSecurityFilters", ref("DeliveryOptionFilters"))});
    to.document("DeliveryOptionFilters", {may("DeliveryOptionId", resource())});
    to.structure("DescribeAssessmentRequest",
                 {need("Catalog", catalog_name()),
                  need("AssessmentIdentifier",
                       text_matching(1, 2048,
                                     "^(assessment-[a-zA-Z0-9]+|arn:[a-zA-Z0-9-]+:[a-zA-Z0-9-]+:"
                                     "[a-zA-Z0-9-]*:[0-9]*:[a-zA-Z0-9-]+/Assessment/"
                                     "assessment-[a-zA-Z0-9]+)$")),
                  may("MaxResults", integer(1, 100)), may("NextToken", text(1, 2048))});
}

void describe_resource_calls(shapes& to) {
    const auto arn = [] {
        return need("ResourceArn",
                    text_matching(1, 255,
                                  "^arn:[\\w+=/,.@-]+:aws-marketplace:[\\w+=/,.@-]*:[0-9]+:"
                                  "[\\w+=,.@-]+(/[\\w+=,.@-]+)*$"));
    };
    to.structure("TagResourceRequest", {arn(), need("Tags", list("Tag", 1, 200))});
    to.structure("UntagResourceRequest", {arn(), need("TagKeys", list(text(1, 128), 1, 200))});
    to.structure("ListTagsForResourceRequest", {arn()});
    to.structure("PutResourcePolicyRequest", {arn(), need("Policy", document_text(1, 10240))});
    to.structure("GetResourcePolicyRequest", {arn()});
    to.structure("DeleteResourcePolicyRequest", {arn()});
}

// A filter by values, by a part of the text, or by dates; by values of its own where these are
// known. One that is not described is refused and not ignored, since ignoring it would answer more
// than was asked for.
void describe_filter_forms(shapes& to) {
    const auto values = [] { return may("ValueList", list(text(1, 255), 1, 10)); };
    to.document("ValueFilter", {values()});
    to.document("TextFilter", {values(), may("WildCardValue", text(1, 255))});
    to.document("WildCardFilter", {may("WildCardValue", text(1, 255))});
    to.document("DateRangeFilter", {may("DateRange", ref("DateRange"))});
    to.document("DateFilter", {values(), may("DateRange", ref("DateRange"))});
    to.document("DateRange", {may("AfterValue", text(20, 20)), may("BeforeValue", text(20, 20))});
    const auto choices = [&](const char* shape, std::vector<std::string> known) {
        to.document(shape, {may("ValueList", list(one_of(std::move(known)), 1, 10))});
    };
    choices("VisibilityFilter", {"Limited", "Public", "Restricted", "Unavailable", "Draft"});
    choices("StateFilter", {"Draft", "Released"});
    choices("TargetingFilter", {"BuyerAccounts", "ParticipatingPrograms", "CountryCodes", "None"});
    choices("TargetAgreementIntentFilter", {"Renew"});
    choices("CreatedBySourceFilter", {"AwsMarketplace", "Seller"});
    choices("StatusFilter", {"Draft", "Active", "Restricted"});
    choices("ResellerRoleFilter", {"ChannelPartner", "Distributor"});
}

void describe_filters(shapes& to) {
    const auto one = [](const char* name, const char* shape) { return may(name, ref(shape)); };
    for (const char* type : {"Data", "SaaS", "Ami", "Container", "MachineLearning"})
        to.document(
            std::string(type) + "ProductFilters",
            {one("EntityId", "ValueFilter"), one("ProductTitle", "TextFilter"),
             one("Visibility", "VisibilityFilter"), one("LastModifiedDate", "DateRangeFilter")});
    to.document(
        "OfferSetFilters",
        {one("EntityId", "ValueFilter"), one("Name", "ValueFilter"), one("State", "StateFilter"),
         one("ReleaseDate", "DateRangeFilter"), one("AssociatedOfferIds", "ValueFilter"),
         one("SolutionId", "ValueFilter"), one("LastModifiedDate", "DateRangeFilter")});
    to.document(
        "OfferFilters",
        {one("EntityId", "ValueFilter"), one("Name", "TextFilter"), one("ProductId", "ValueFilter"),
         one("OfferSetId", "ValueFilter"), one("ResaleAuthorizationId", "ValueFilter"),
         one("ReleaseDate", "DateRangeFilter"), one("AvailabilityEndDate", "DateRangeFilter"),
         one("BuyerAccounts", "WildCardFilter"), one("State", "StateFilter"),
         one("Targeting", "TargetingFilter"), one("LastModifiedDate", "DateRangeFilter"),
         one("TargetAgreementId", "ValueFilter"),
         one("TargetAgreementIntent", "TargetAgreementIntentFilter"),
         one("CreatedBySource", "CreatedBySourceFilter")});
    to.document(
        "ResaleAuthorizationFilters",
        {one("EntityId", "ValueFilter"), one("Name", "TextFilter"), one("ProductId", "TextFilter"),
         one("CreatedDate", "DateFilter"), one("AvailabilityEndDate", "DateFilter"),
         one("ManufacturerAccountId", "TextFilter"), one("ProductName", "TextFilter"),
         one("ManufacturerLegalName", "TextFilter"), one("ResellerAccountID", "TextFilter"),
         one("ResellerLegalName", "TextFilter"), one("Status", "StatusFilter"),
         one("OfferExtendedStatus", "ValueFilter"), one("LastModifiedDate", "DateRangeFilter"),
         one("ResellerRole", "ResellerRoleFilter"), one("SourceAuthorization", "ValueFilter"),
         one("IssuerAccountId", "ValueFilter")});
}

} // namespace

shapes catalog_shapes() {
    shapes made("marketplace-catalog");
    describe_change_set_calls(made);
    describe_entity_calls(made);
    describe_assessment_calls(made);
    describe_resource_calls(made);
    describe_filter_forms(made);
    describe_filters(made);
    notation::describe_changes(made);
    return made;
}

} // namespace cppo::wire
