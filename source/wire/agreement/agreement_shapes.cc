#include "wire/agreement/agreement_calls.h"

namespace cppo::wire {
namespace {

type agreement_id_text() {
    return text_matching(1, 64, "^[A-Za-z0-9_/-]+$");
}
member max_results() {
    return may("maxResults", integer(1, 50));
}
member next_token() {
    return may("nextToken", text_matching(1, 8192, "^[a-zA-Z0-9+/=_-]+$"));
}
type agreement_type() {
    return one_of({"PurchaseAgreement", "VendorInsightsAgreement"});
}

void describe_buyer_calls(shapes& to) {
    to.structure(
        "CreateAgreementRequestInput",
        {may("clientToken", text_matching(1, 64, "^[a-zA-Z0-9-]+$")),
         need("intent", one_of({"NEW", "AMEND", "REPLACE"})),
         may("sourceAgreementIdentifier", agreement_id_text()),
         may("agreementProposalIdentifier", text_matching(1, 64, "^(at-|ap-)[A-Za-z0-9]+$")),
         need("requestedTerms", list("RequestedTerm", 1, 30)),
         may("taxConfiguration", ref("TaxConfiguration"))});
    to.structure("RequestedTerm", {need("id", text_matching(1, 256, "^[A-Za-z0-9+=;,.@\\-_]+$")),
                                   may("configuration", ref("RequestedTermConfiguration"))});
    to.union_of(
        "RequestedTermConfiguration",
        {may("configurableUpfrontPricingTermConfiguration",
             ref("ConfigurableUpfrontPricingTermConfiguration")),
         may("renewalTermConfiguration", any()), may("variablePaymentTermConfiguration", any())});
    to.structure("ConfigurableUpfrontPricingTermConfiguration",
                 {need("selectorValue", text_matching(2, 32, "^P(\\d+Y)?(\\d+M)?(\\d+D)?$")),
                  need("dimensions", list("Dimension", 1, 800))});
    to.structure("Dimension", {need("dimensionKey", text(1, 100)),
                               need("dimensionValue", integer(0, 2'147'483'647))});
    to.structure("TaxConfiguration", {may("taxEstimation", one_of({"ENABLED", "DISABLED"}))});
    to.structure("AcceptAgreementRequestInput",
                 {need("agreementRequestId", text_matching(1, 64, "^ar-[A-Za-z0-9]+$")),
                  may("purchaseOrders", list("PurchaseOrder", 1, 86))});
    to.structure(
        "PurchaseOrder",
        {need("chargeId", agreement_id_text()), may("chargeRevision", integer(1)),
         may("agreementId", agreement_id_text()), may("purchaseOrderReference", text(1, 200))});
}

void describe_reading_calls(shapes& to) {
    to.structure("CancelAgreementInput", {need("agreementId", agreement_id_text())});
    to.structure("DescribeAgreementInput", {need("agreementId", agreement_id_text())});
    to.structure("GetAgreementTermsInput",
                 {need("agreementId", agreement_id_text()), max_results(), next_token()});
    to.structure("GetAgreementEntitlementsInput",
                 {need("agreementId", agreement_id_text()), max_results(), next_token()});
    to.structure("SearchAgreementsInput",
                 {may("catalog", text(1, 64)), may("filters", list("Filter", 1, 10)),
                  may("sort", ref("Sort")), max_results(), next_token()});
    to.document("Filter",
                {may("name", text_matching(1, 32, "^[A-Za-z_]+$")),
                 may("values", list(text_matching(1, 256, "^[A-Za-z0-9+:_./-]+$"), 1, 1))});
    to.document("Sort", {may("sortBy", text_matching(1, 255, "^[A-Za-z_]+$")),
                         may("sortOrder", one_of({"ASCENDING", "DESCENDING"}))});
    to.structure("ListAgreementChargesInput",
                 {may("catalog", text(1, 64)), may("agreementId", agreement_id_text()),
                  may("agreementType", agreement_type()), max_results(), next_token()});
    to.structure("ListAgreementInvoiceLineItemsInput",
                 {need("agreementId", agreement_id_text()), may("invoiceId", agreement_id_text()),
                  need("groupBy", one_of({"INVOICE_ID"})),
                  may("invoiceType", one_of({"INVOICE", "CREDIT_MEMO"})),
                  may("invoiceBillingPeriod", ref("InvoiceBillingPeriod")),
                  may("beforeIssuedTime", timestamp()), may("afterIssuedTime", timestamp()),
                  max_results(), next_token()});
    to.structure("InvoiceBillingPeriod",
                 {need("month", integer(1, 12)), need("year", integer(2023, 2050))});
}

} // namespace

shapes agreement_shapes() {
    shapes made("marketplace-agreement");
    describe_buyer_calls(made);
    describe_reading_calls(made);
    return made;
}

} // namespace cppo::wire
