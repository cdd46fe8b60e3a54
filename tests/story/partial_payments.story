# A buyer pays in dribs and drabs; everybody gets their share of each payment, and all of it in the end.
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam"
isv wants to be paid daily
partner wants to be paid daily
isv releases professional services product "Cloud migration" with dimension "Migration"
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to buyer for P12M: 0.50 on 2027-01-17, 333.33 on 2027-01-18
partner offers it with markup 10 until 2027-01-10 as "Migration for Fabrikam"
buyer accepts
the clock moves to 2027-01-18
there are 2 invoices
the buyer owes 367.21

operator records payment of invoice 1: 0.30
invoice 1 is open
the buyer owes 366.91
the clock moves to 2027-01-19
isv is paid 0.27, partner is paid 0.03, the marketplace keeps 0.00
operator records payment of invoice 1: 0.26 -> refused payment_exceeds_invoice
operator records payment of invoice 1: 0.25
invoice 1 is paid
operator records payment of invoice 1: 0.01 -> refused invoice_not_open
the clock moves to 2027-01-20
isv is paid 0.49, partner is paid 0.05, the marketplace keeps 0.01

operator records payment of invoice 2: 100 received on 2027-01-18
operator records payment of invoice 2: 0.01
operator records payment of invoice 2
the buyer owes 0.00
the clock moves to 2027-01-21
isv is paid 330.49, partner is paid 33.38, the marketplace keeps 3.34
the ledger balances
