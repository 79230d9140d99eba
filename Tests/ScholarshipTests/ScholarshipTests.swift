// Scholarship tests
