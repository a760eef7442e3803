"""How members are rated: ballots, caps, what is missing, who may do what (A10, A12). Pure."""
