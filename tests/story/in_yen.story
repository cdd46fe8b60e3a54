# A deal in yen, which have no decimals, and a payment recorded late.
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam"
partner wants to be paid daily
isv releases professional services product "Cloud migration" with dimension "Migration"
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to buyer for P1Y in JPY: 105 on 2027-01-17, 105 on 2027-01-18
partner offers it with markup 10 until 2027-01-17 as "Migration for Fabrikam"
buyer accepts
the buyer owes 232 JPY
the clock moves to 2027-01-20
operator records payment of invoice 1: 116 JPY received on 2027-01-17
partner is paid 11 JPY
operator records payment of invoice 2: 116 JPY
the clock moves to 2027-02-10
isv is paid 208 JPY, partner is paid 22 JPY, the marketplace keeps 2 JPY
the ledger balances
