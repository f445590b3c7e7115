"""How large is each sheet really? Asked of the bytes before the workbook library lays the sheet out as a full rectangle.

One stray cell in the last corner makes a rectangle of seventeen thousand million cells; the library would end the whole process, not raise.
So the far corner is found here first, and a rectangle that is too large is refused as `Unreadable`.
"""
