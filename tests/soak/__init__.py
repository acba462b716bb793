"""What does Clearway lose or say twice when everything around it goes wrong for hours? Nothing: each row measures it."""
