"""A report by workbook, for organisations without the software: what is recorded stands in it, the rest is filled in and read back."""
