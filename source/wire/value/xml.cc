#include "wire/value/xml.h"

#include <boost/json/serialize.hpp>

namespace cppo::wire {
namespace {

std::string tagged(std::string_view name, std::string_view content) {
    std::string made;
    made.append("<").append(name).append(">").append(content);
    return made.append("</").append(name).append(">");
}

} // namespace

std::string xml_text(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (c == '<')
            made += "&lt;";
        else if (c == '>')
            made += "&gt;";
        else if (c == '&')
            made += "&amp;";
        else if (c == '"')
            made += "&quot;";
        else
            made += static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t' ? c : '?';
    }
    return made;
}

std::string xml_element(std::string_view name, std::string_view text) {
    return tagged(name, xml_text(text));
}

std::string xml_members(const boost::json::object& of) {
    std::string made;
    for (const auto& [name, value] : of) {
        if (const auto* members = value.if_object())
            made += tagged(name, xml_members(*members));
        else if (const auto* text = value.if_string())
            made += xml_element(name, *text);
        else
            made += xml_element(name, boost::json::serialize(value));
    }
    return made;
}

} // namespace cppo::wire
