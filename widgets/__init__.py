"""One view per file over core's data. Widgets emit signals, open no files and know no app."""
