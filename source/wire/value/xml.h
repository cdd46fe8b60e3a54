// XML as AWS's query protocol answers in: elements and text, nothing else.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

namespace cppo::wire {

// Text as it may stand in an element or an attribute: what has a meaning is escaped, and what XML
// cannot hold is `?`.
std::string xml_text(std::string_view text);

// <name>text</name>
std::string xml_element(std::string_view name, std::string_view text);

// The members of an object as elements, in their order; an object is an element with elements.
std::string xml_members(const boost::json::object& of);

} // namespace cppo::wire
