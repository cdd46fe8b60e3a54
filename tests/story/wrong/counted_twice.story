# Usage that is sent again and is not said to be, fails.
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam"
isv releases SaaS product "Analytics": P12M of "Seats" at 12.50, use of "Queries" at 0.15
isv authorizes partner until 2026-12-30 to sell "Analytics": P12M of "Seats" at 10, use of "Queries" at 0.10
partner offers it to buyer with markup 25 until 2026-12-20 as "Analytics for Fabrikam"
buyer accepts with 5 of "Seats" for P12M
isv reports 10 of "Queries" used on 2026-11-20 at 09:00
isv reports 10 of "Queries" used on 2026-11-20 at 09:00
