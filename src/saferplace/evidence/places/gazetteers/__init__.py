"""Lists of postcodes, properties and streets, loaded from their publishers' own files. Nothing is downloaded.

`gazetteer` says what each list is, `loading` brings one in, `lookup` finds rows of it.
"""
