# What is said to be refused and is not, fails.
today is 2026-11-20
isv "Northwind" and partner "Contoso"
isv releases professional services product "Migration" with dimension "m" -> refused product_incomplete
