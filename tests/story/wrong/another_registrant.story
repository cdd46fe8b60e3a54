# A token that finds another buyer than the one said fails.
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam"
isv releases SaaS product "Analytics": P12M of "Seats" at 12.50, use of "Queries" at 0.15
isv authorizes partner until 2026-12-30 to sell "Analytics": P12M of "Seats" at 10, use of "Queries" at 0.10
partner offers it to buyer with markup 25 until 2026-12-20 as "Analytics for Fabrikam"
buyer accepts with 5 of "Seats" for P12M
buyer takes a registration token
isv resolves the token and finds partner
