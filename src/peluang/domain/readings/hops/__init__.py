"""The rules of the timeline, one module for each stretch of the journey. Pure: facts in, hops out."""
