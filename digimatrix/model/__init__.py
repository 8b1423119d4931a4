"""The vocabulary all stages share: places, problems, municipalities, the framework, the matrix."""
