"""Which trainings are the same: pairs that wait for a person of the programme office."""
