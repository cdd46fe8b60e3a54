#include "wire/protocol/query_protocol.h"

#include <algorithm>
#include <array>
#include <set>

#include "wire/signature/authorization.h"
#include "wire/value/notation.h"
#include "wire/value/query.h"
#include "wire/value/xml.h"

namespace cppo::wire {
namespace {

bool has_form(const request& from) {
    const auto type = from.find_header("content-type");
    return type && in_small_letters(*type).starts_with("application/x-www-form-urlencoded");
}

// What a fault is called in the query protocol, and its status there.
struct query_name {
    std::string_view fault;
    std::string_view code;
    int status;
};

constexpr std::array query_names{
    query_name{"UnknownOperationException", "InvalidAction", 400},
    query_name{"MissingAuthenticationTokenException", "MissingAuthenticationToken", 403},
    query_name{"IncompleteSignatureException", "IncompleteSignature", 400},
    query_name{"InvalidSignatureException", "SignatureDoesNotMatch", 403},
    query_name{"UnrecognizedClientException", "InvalidClientTokenId", 403},
    query_name{"ExpiredTokenException", "ExpiredToken", 403},
    query_name{"SerializationException", "InvalidQueryParameter", 400},
    query_name{"UnsupportedMediaTypeException", "InvalidQueryParameter", 400},
    query_name{"ThrottlingException", "Throttling", 400},
    query_name{"RequestEntityTooLargeException", "RequestEntityTooLarge", 413},
};

query_name name_of(protocol as, const fault& why) {
    // Nothing of S3 is here, whatever the method and path.
    if (as == protocol::s3_xml && why.name == "UnknownOperationException")
        return {why.name, "NotImplemented", 501};
    const auto found = std::ranges::find(query_names, why.name, &query_name::fault);
    return found == query_names.end() ? query_name{why.name, why.name, why.status} : *found;
}

reply in_xml(int status, std::string body, std::string_view request_id) {
    return {status,
            {{"Content-Type", "text/xml"}, {"x-amzn-RequestId", std::string(request_id)}},
            std::move(body)};
}

std::string opened(std::string_view element, std::string_view xml_namespace) {
    std::string made = "<" + std::string(element);
    if (xml_namespace.starts_with("https://"))
        made.append(" xmlns=\"").append(xml_text(xml_namespace)).append("\"");
    return made + ">";
}

} // namespace

std::vector<std::pair<std::string, std::string>> form_of(const request& from) {
    auto pairs = parse_query(from.query());
    std::erase_if(pairs, [](const auto& each) { return is_signature_parameter(each.first); });
    if (has_form(from))
        for (auto& each : parse_query(from.body)) pairs.push_back(std::move(each));
    return pairs;
}

std::string form_value(const request& from, std::string_view name) {
    for (auto& [key, value] : form_of(from))
        if (key == name) return std::move(value);
    return {};
}

std::optional<protocol> neighbours_protocol(const request& from) {
    const std::string service = claimed_service(from);
    if (service == "s3" || service == "s3express" || service == "s3-outposts")
        return protocol::s3_xml;
    if (service == "route53" || service == "cloudfront") return protocol::aws_query;
    const auto pairs = form_of(from);
    const bool is_named =
        std::ranges::any_of(pairs, [](const auto& each) { return each.first == "Action"; });
    if (!is_named && !has_form(from)) return {};
    return service == "ec2" ? protocol::ec2_query : protocol::aws_query;
}

std::expected<boost::json::object, fault> read_form(const request& from) {
    boost::json::object made;
    for (const auto& [name, value] : form_of(from)) {
        if (!is_text(name) || !is_text(value))
            return std::unexpected(
                serialization_fault("The parameter '" + printable(name) + "' is not UTF-8 text"));
        if (made.contains(name))
            return std::unexpected(serialization_fault("The parameter '" + printable(name) +
                                                       "' is there more than once"));
        made[name] = value;
    }
    made.erase("Action");
    made.erase("Version");
    return made;
}

reply encode_query_output(std::string_view operation, const boost::json::object& output,
                          std::string_view xml_namespace, std::string_view request_id) {
    const std::string name(operation);
    return in_xml(200,
                  opened(name + "Response", xml_namespace) + "<" + name + "Result>" +
                      xml_members(output) + "</" + name + "Result><ResponseMetadata>" +
                      xml_element("RequestId", request_id) + "</ResponseMetadata></" + name +
                      "Response>",
                  request_id);
}

reply encode_xml_fault(protocol as, const fault& why, std::string_view xml_namespace,
                       std::string_view request_id) {
    const query_name named = name_of(as, why);
    const std::string said = xml_element("Code", named.code) + xml_element("Message", why.message);
    if (as == protocol::s3_xml)
        return in_xml(named.status,
                      "<Error>" + said + xml_element("RequestId", request_id) + "</Error>",
                      request_id);
    if (as == protocol::ec2_query)
        return in_xml(named.status,
                      "<Response><Errors><Error>" + said + "</Error></Errors>" +
                          xml_element("RequestID", request_id) + "</Response>",
                      request_id);
    const char* whose = named.status < 500 ? "Sender" : "Receiver";
    return in_xml(named.status,
                  opened("ErrorResponse", xml_namespace) + "<Error>" + xml_element("Type", whose) +
                      said + "</Error>" + xml_element("RequestId", request_id) + "</ErrorResponse>",
                  request_id);
}

} // namespace cppo::wire
