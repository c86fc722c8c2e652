"""Any table a partner sends, read into text cells under our names by a mapping that a person made once.

Opened (`workbook`), headed (`headings`, `header_guess`), mapped (`mapping`, `apply`), freed of people (`personal_*`).
"""
