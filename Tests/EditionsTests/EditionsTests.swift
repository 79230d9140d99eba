// Editions tests
