# Everything is gone from the configuration.
