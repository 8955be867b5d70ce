"""Reading a specification in plain text into numbered clauses; knows nothing of Django."""

from compliance.clauses.parsing.encoding import UnreadableFile, decode
from compliance.clauses.parsing.reading import LeftOut, ParsedClause, Reading, read_text
from compliance.clauses.parsing.remarks import remarks

__all__ = ["LeftOut", "ParsedClause", "Reading", "UnreadableFile", "decode", "read_text", "remarks"]
