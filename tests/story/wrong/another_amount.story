# An amount that is not the one said fails with the one there is.
today is 2026-11-20
isv "Northwind" and partner "Contoso"
isv is paid 0.01
