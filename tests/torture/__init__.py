"""The torture tests: bad inputs, killed runs and fuzzers, against the program as its users run it."""
