"""READ: what users give beside returns: project.xlsx, frameworks, reviews, labelled cells."""
