// Consensus tests
