"""What connections of every kind share: a deadline for all of an answer, and who is at the end."""
