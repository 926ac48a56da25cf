// Stands in for the bundle in tests and plans, which look at how it is deployed, not at what it does.
export {};
