// Manuscript tests
