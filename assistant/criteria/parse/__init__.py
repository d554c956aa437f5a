"""The reader of notes: free text in, a CaseDraft out (`note.read_case`). A note goes through in one direction: what is
not told of this patient is blanked (`voices`), amounts, names and dates are marked (`reading`), each reader takes the
marks that are its own and keeps the words behind every value, and what no reader took is listed as not understood.
"""
