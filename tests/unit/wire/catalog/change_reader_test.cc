#include "wire/catalog/change_reader.h"

#include <gtest/gtest.h>

#include "wire/catalog/catalog_shapes.h"
#include "wire/value/notation.h"

namespace cppo::wire {
namespace {

read_set read(const std::string& type, const std::string& entity, const std::string& document) {
    const std::string text = R"([{"ChangeType":")" + type + R"(","Entity":{"Type":")" + entity +
                             R"(","Identifier":"offer-a"},"DetailsDocument":)" + document + "}]";
    mint ids({1, 2, 3, 4});
    return read_changes(parse_json(text).value().as_array(), catalog_shapes(), ids);
}

std::string message_of(const read_set& made) {
    return made.faults.empty() ? "taken" : made.message;
}

TEST(change_reader, a_null_member_is_absent) {
    const std::string offer = "Offer@1.0";
    const std::string authorization = "ResaleAuthorization@1.0";
    for (const auto& [type, entity, with, without] :
         {std::tuple("UpdatePaymentScheduleTerms", offer,
                     R"({"Terms":[{"Type":"PaymentScheduleTerm","CurrencyCode":null,)"
                     R"("Schedule":[{"ChargeDate":"2027-01-17","ChargeAmount":"1"}]}]})",
                     R"({"Terms":[{"Type":"PaymentScheduleTerm",)"
                     R"("Schedule":[{"ChargeDate":"2027-01-17","ChargeAmount":"1"}]}]})"),
          std::tuple("UpdateAvailability", authorization, R"({"OffersMaxQuantity":null})", "{}"),
          std::tuple("UpdateInformation", offer, R"({"Name":null})", "{}"),
          std::tuple("UpdateInformation", offer, R"({"Name":"A","Colour":null})",
                     R"({"Name":"A"})")}) {
        const read_set one = read(type, entity, with);
        const read_set other = read(type, entity, without);
        EXPECT_EQ(message_of(one), message_of(other)) << with;
        EXPECT_EQ(one.changes.at(0).document, other.changes.at(0).document);
    }
}

TEST(change_reader, tells_every_fault_of_a_form_with_its_place) {
    const read_set made =
        read("UpdateInformation", "Offer@1.0", R"({"Name":"a<b","Description":"","Colour":"red"})");
    std::vector<std::string> places;
    for (const form_fault& each : made.faults) places.push_back(each.pointer);
    EXPECT_EQ(places,
              (std::vector<std::string>{"/DetailsDocument/Name", "/DetailsDocument/Description",
                                        "/DetailsDocument/Colour"}));
    EXPECT_EQ(made.changes.size(), 1U); // judged as far as it can be read
}

TEST(change_reader, an_entity_has_one_version) {
    EXPECT_EQ(message_of(read("UpdateMarkup", "Offer@1.0", R"({"Percentage":"5"})")), "taken");
    for (const char* entity : {"Offer@2.0@1.0", "Offer@@1.0", "Offer@1.0@1.0", "Offer", "@1.0"})
        EXPECT_NE(message_of(read("UpdateMarkup", entity, R"({"Percentage":"5"})")), "taken")
            << entity;
}

} // namespace
} // namespace cppo::wire
