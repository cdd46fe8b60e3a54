# Restarting between any two steps of the deal changes nothing.
today is 2026-11-20
restart between sentences
isv "Northwind" and partner "Contoso" and buyer "Fabrikam"
isv releases professional services product "Cloud migration" with dimension "Migration"
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to buyer for P12M: 0.50 on 2027-01-17, 0.50 on 2027-01-18
partner drafts an offer with markup 10 until 2027-01-10 as "Migration for Fabrikam"
buyer does not see the offer
partner releases the offer "Migration for Fabrikam"
buyer sees the offer
buyer accepts
the agreement is active
the buyer owes 1.10
there are no invoices

the clock moves to 2027-01-17
there is 1 invoice
the clock moves to 2027-01-19
there are 2 invoices
invoice 1 is open, of 0.55, due on 2027-02-16
invoice 2 is open, of 0.55, due on 2027-02-17

operator records payment of invoice 1
invoice 1 is paid
the buyer owes 0.55
operator records payment of invoice 2: 0.55
the buyer owes 0.00
isv is paid 0.00, partner is paid 0.00, the marketplace keeps 0.01
the clock moves to 2027-02-10
isv is paid 0.99, partner is paid 0.10, the marketplace keeps 0.01
the ledger balances

the clock moves to 2027-11-20
the agreement is active
the clock moves to 2027-11-21
the agreement is expired
isv is paid 0.99, partner is paid 0.10, the marketplace keeps 0.01
the ledger balances
