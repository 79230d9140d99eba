// PrivateCluster tests
