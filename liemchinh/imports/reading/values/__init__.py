"""One cell to one value: each function takes what stands in the cell and gives the value, nothing, or the reason why it cannot be used."""
