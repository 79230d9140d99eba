// ClientKit tests
